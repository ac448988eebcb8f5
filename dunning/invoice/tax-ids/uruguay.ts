import { accept, compact, refuse, type TaxIdCheck, weightedSum } from './check';

const RUT_WEIGHTS = [4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** The check digit of a Uruguayan RUT (DGI): modulo 11; where it would be 10, the number is not issued. */
export function rutUruguayCheckDigit(body: string): string | undefined {
  const digit = (11 - (weightedSum(body, RUT_WEIGHTS) % 11)) % 11;
  return digit === 10 ? undefined : String(digit);
}

/** Uruguay, RUT: 12 digits, the first two from 01 to 22, then six that are not all zero, then 001, then the check digit. */
export function checkRutUruguay(text: string): TaxIdCheck {
  const value = compact(text).replace(/^UY/, '');
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 12) return refuse(value, 'length');
  if (!/^(0[1-9]|1\d|2[0-2])(?!000000)\d{6}001/.test(value)) return refuse(value, 'prefix');
  return rutUruguayCheckDigit(value.slice(0, 11)) === value[11] ? accept(value) : refuse(value, 'check digit');
}
