import { accept, compact, refuse, type TaxIdCheck } from './check';

/** SAT's own order of the characters, each worth its position. */
const RFC_ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
/** RFCs that SAT assigns to everybody: the general public and foreigners. Their check digit does not compute. */
const GENERIC_RFCS = new Set(['XAXX010101000', 'XEXX010101000']);

/** The check digit of an RFC: 11 characters of a company or 12 of a person, without the digit. */
export function rfcCheckDigit(body: string): string {
  const padded = body.padStart(12, ' ');
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += RFC_ALPHABET.indexOf(padded[i] ?? ' ') * (13 - i);
  const digit = 11 - (sum % 11);
  return digit === 11 ? '0' : digit === 10 ? 'A' : String(digit);
}

/**
 * Mexico, RFC: 12 characters of a company, 13 of a person. About 1.5 % of the RFCs that were issued carry a check digit
 * of an older alphabet: treat the problem `check digit` as a warning, not as proof.
 */
export function checkRfc(text: string): TaxIdCheck {
  const value = compact(text).normalize('NFC');
  if (GENERIC_RFCS.has(value)) return accept(value);
  if (value.length !== 12 && value.length !== 13) return refuse(value, 'length');
  const match = /^([A-ZÑ&]{3,4})(\d{2})(\d{2})(\d{2})([A-Z\d]{2})([A\d])$/.exec(value);
  if (!match) return refuse(value, 'characters');
  const [, , year, month, day] = match;
  // The century is not written; a leap year of either century will do.
  const date = new Date(Date.UTC(2000 + Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || Number(day) < 1) return refuse(value, 'date');
  return rfcCheckDigit(value.slice(0, -1)) === value.at(-1) ? accept(value) : refuse(value, 'check digit');
}

/** The check digit of a CLABE: weights 3, 7, 1 repeated, each product modulo 10. */
export function clabeCheckDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (Number(body[i]) * ([3, 7, 1][i % 3] ?? 0)) % 10;
  return String((10 - (sum % 10)) % 10);
}

/**
 * Mexico, CLABE: 18 digits (bank 3, plaza 3, account 11, check digit). Bank and plaza lists age and virtual accounts use
 * plazas of their own, so they are not looked up.
 */
export function checkClabe(text: string): TaxIdCheck {
  const value = compact(text);
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 18) return refuse(value, 'length');
  return clabeCheckDigit(value) === value[17] ? accept(value) : refuse(value, 'check digit');
}
