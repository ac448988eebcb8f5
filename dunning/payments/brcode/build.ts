import { InputError } from '../../errors';
import { toDecimalString } from '../../invoice/money';
import type { Money } from '../../invoice/money';
import { wireAmount } from '../amounts';
import type { AmountRule } from '../amounts';
import { crc16 } from './crc16';
import { pixKey } from './pix-key';
import { field } from './tlv';

/** What a static Pix code says. */
export interface StaticPix {
  /** Chave: CPF, CNPJ, e-mail, phone or random key. */
  key: string;
  /** The receiver as banks show it. */
  name: string;
  city: string;
  amount: Money;
  /** 1 to 25 letters and digits that come back on the statement; `***` for none. */
  txid?: string;
  /** Free text for the payer; cut to what fits beside the key. */
  info?: string;
}

export const PIX_GUI = 'br.gov.bcb.pix';
const LONGEST_NAME = 25;
const LONGEST_CITY = 15;
/** What one field holds. */
const LONGEST_FIELD = 99;

const amounts: AmountRule = {
  name: 'Pix',
  currencies: new Set(['BRL']),
  decimals: () => 2,
  wire: 'text',
  most: 999_999_999_999n,
};

/**
 * A static Pix BR Code: what the payer scans, or copies into the application of the bank.
 * Source: BCB, Manual de Padrões para Iniciação do Pix; EMV QRCPS-MPM.
 * @throws InputError that names the field
 */
export function staticPix(pix: StaticPix): string {
  const key = pixKey(pix.key);
  const { wire } = wireAmount(amounts, pix.amount);
  const txid = pix.txid ?? '***';
  if (txid !== '***' && !/^[A-Za-z0-9]{1,25}$/.test(txid)) {
    throw new InputError({
      field: 'txid',
      found: txid,
      problem: 'is not 1 to 25 letters and digits',
      advice: 'Leave out hyphens, dots and accents.',
    });
  }
  const account = field('00', PIX_GUI) + field('01', key);
  const room = LONGEST_FIELD - account.length - 4;
  const info = plainText(pix.info ?? '', room > 0 ? room : 0);
  const content = [
    field('00', '01'),
    field('26', account + (info === '' ? '' : field('02', info))),
    field('52', '0000'),
    field('53', '986'),
    field('54', String(wire)),
    field('58', 'BR'),
    field('59', needed('Name', plainText(pix.name, LONGEST_NAME))),
    field('60', needed('City', plainText(pix.city, LONGEST_CITY))),
    field('62', field('05', txid)),
    '6304',
  ].join('');
  return content + crc16(content);
}

/** The code of a charge of a PSP, from its location: a dynamic code, whose amount the PSP tells. */
export function dynamicPix(location: string, name: string, city: string): string {
  const address = location.replace(/^https:\/\//, '');
  const content = [
    field('00', '01'),
    field('01', '12'),
    field('26', field('00', PIX_GUI) + field('25', address)),
    field('52', '0000'),
    field('53', '986'),
    field('58', 'BR'),
    field('59', plainText(name, LONGEST_NAME) || 'PAGAMENTO'),
    field('60', plainText(city, LONGEST_CITY) || 'BRASIL'),
    field('62', field('05', '***')),
    '6304',
  ].join('');
  return content + crc16(content);
}

/** Letters without accents, digits and simple signs, in capitals: what every bank's application reads the same. */
export function plainText(value: string, most: number): string {
  return value
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -~]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase()
    .slice(0, most)
    .trim();
}

function needed(name: string, value: string): string {
  if (value !== '') return value;
  throw new InputError({
    field: name,
    found: value,
    problem: 'is missing',
    advice: 'A Pix code names the receiver and the city: fill both in.',
  });
}

/** The amount as the payer reads it, for texts beside the code. */
export const pixAmount = (amount: Money): string => toDecimalString(amount);
