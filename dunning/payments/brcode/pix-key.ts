import { InputError } from '../../errors';
import { checkCnpj, checkCpf } from '../../invoice/tax-ids';

const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const RANDOM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const LONGEST = 77;

/**
 * A Pix key as the directory of keys has it: digits of a CPF, the 14 characters of a CNPJ, `+55…`, an e-mail address in small
 * letters, or a random key. Source: BCB, Manual Operacional do DICT; Pix API, `chave` of at most 77 characters.
 * @throws InputError when it is none of these
 */
export function pixKey(value: string): string {
  const key = value.trim();
  const small = key.toLowerCase();
  const bare = key.replace(/[\s./()-]+/g, '').toUpperCase();
  if (RANDOM.test(small)) return small;
  if (key.includes('@')) {
    if (EMAIL.test(small) && small.length <= LONGEST) return small;
  } else if (/^\+[1-9]\d{7,14}$/.test(bare)) return bare;
  else if (/^\d{11}$/.test(bare) && checkCpf(bare).valid) return bare;
  else if (bare.length === 14 && checkCnpj(bare).valid) return bare;
  throw new InputError({
    field: 'Pix Key',
    found: value,
    problem: 'is no Pix key',
    advice:
      'Write a CPF or CNPJ with its right check digits, a phone number with +55, an e-mail address, or the random key of the bank.',
  });
}
