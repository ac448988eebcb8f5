import { accept, compact, refuse, type TaxIdCheck } from './check';

const PERSON_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const COMPANY_LETTERS = 'JABCDEFGHI';

/**
 * Spain, NIF: of persons (DNI, NIE, K L M) and of companies (former CIF). Sources: RD 1065/2007, Orden EHA/451/2008.
 */
export function checkNif(text: string): TaxIdCheck {
  const value = compact(text).replace(/^ES(?=[A-Z\d]{9}$)/, '');
  if (value.length !== 9) return refuse(value, 'length');
  if (/^[\dXYZKLM]\d{7}[A-Z]$/.test(value)) return checkPerson(value);
  if (/^[ABCDEFGHJNPQRSUVW]\d{7}[\dA-J]$/.test(value)) return checkCompany(value);
  return refuse(value, 'characters');
}

function checkPerson(value: string): TaxIdCheck {
  // A foreigner's X, Y, Z count as 0, 1, 2; the K, L and M of special cases do not count at all.
  const digits = value
    .slice(0, 8)
    .replace(/^[XKLM]/, '0')
    .replace('Y', '1')
    .replace('Z', '2');
  return PERSON_LETTERS[Number(digits) % 23] === value[8] ? accept(value) : refuse(value, 'check digit');
}

function checkCompany(value: string): TaxIdCheck {
  let sum = 0;
  for (let i = 1; i <= 7; i += 1) {
    const digit = Number(value[i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  const check = (10 - (sum % 10)) % 10;
  const [first = '', last = ''] = [value[0], value[8]];
  const letterOk = last === COMPANY_LETTERS[check] && !'ABEH'.includes(first);
  const digitOk = last === String(check) && !'NPQRSW'.includes(first);
  return letterOk || digitOk ? accept(value) : refuse(value, 'check digit');
}
