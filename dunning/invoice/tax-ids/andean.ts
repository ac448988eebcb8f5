import { accept, compact, mod11, refuse, type TaxIdCheck, weightedSum } from './check';

const NIT_WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];

/** The check digit of a Colombian NIT (DIAN, Orden Administrativa 4 de 1989): weights are primes from the right. */
export function nitCheckDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) sum += Number(body[body.length - 1 - i]) * (NIT_WEIGHTS[i] ?? 0);
  const rest = sum % 11;
  return String(rest > 1 ? 11 - rest : rest);
}

/** Colombia, NIT with its check digit: 8 to 16 digits, the last of which is the check digit. */
export function checkNit(text: string): TaxIdCheck {
  const value = compact(text).replace(/^(CO|NIT)/, '');
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length < 8 || value.length > 16) return refuse(value, 'length');
  return nitCheckDigit(value.slice(0, -1)) === value.at(-1) ? accept(value) : refuse(value, 'check digit');
}

/** The check digit of a Chilean RUT: modulo 11 with weights 2 to 7 from the right, 10 is K. */
export function rutCheckDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) sum += Number(body[body.length - 1 - i]) * (2 + (i % 6));
  const digit = mod11(sum);
  return digit === 11 ? '0' : digit === 10 ? 'K' : String(digit);
}

/** Chile, RUT or RUN: 6 to 8 digits and a check digit. */
export function checkRut(text: string): TaxIdCheck {
  const value = compact(text)
    .replace(/^CL/, '')
    .replace(/^0+(?=\d)/, '');
  if (!/^\d*[\dK]?$/.test(value)) return refuse(value, 'characters');
  if (value.length < 7 || value.length > 9) return refuse(value, 'length');
  return rutCheckDigit(value.slice(0, -1)) === value.at(-1) ? accept(value) : refuse(value, 'check digit');
}

const RUC_PE_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** The check digit of a Peruvian RUC (SUNAT): modulo 11. */
export function rucPeruCheckDigit(body: string): string {
  return String(mod11(weightedSum(body, RUC_PE_WEIGHTS)) % 10);
}

/** Peru, RUC: 11 digits; 10, 15, 16, 17 are persons, 20 companies. */
export function checkRucPeru(text: string): TaxIdCheck {
  const value = compact(text).replace(/^PE/, '');
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 11) return refuse(value, 'length');
  if (!/^(10|15|16|17|20)/.test(value)) return refuse(value, 'prefix');
  return rucPeruCheckDigit(value.slice(0, 10)) === value[10] ? accept(value) : refuse(value, 'check digit');
}

const CUIT_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** The check digit of an Argentine CUIT or CUIL (AFIP): modulo 11; 10 does not occur, another prefix is issued instead. */
export function cuitCheckDigit(body: string): string | undefined {
  const digit = mod11(weightedSum(body, CUIT_WEIGHTS));
  return digit === 11 ? '0' : digit === 10 ? undefined : String(digit);
}

/** Argentina, CUIT or CUIL: 11 digits; 20, 23, 24, 27 are persons, 30, 33, 34 companies, 50, 51, 55 foreigners. */
export function checkCuit(text: string): TaxIdCheck {
  const value = compact(text).replace(/^AR/, '');
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 11) return refuse(value, 'length');
  if (!/^(20|23|24|25|26|27|30|33|34|50|51|55)/.test(value)) return refuse(value, 'prefix');
  return cuitCheckDigit(value.slice(0, 10)) === value[10] ? accept(value) : refuse(value, 'check digit');
}

/** Ecuador, cédula: modulo 10, every second digit doubled; the first two digits are the province. */
export function checkCedulaEcuador(text: string): TaxIdCheck {
  const value = compact(text);
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 10) return refuse(value, 'length');
  if (!ecuadorProvince(value)) return refuse(value, 'prefix');
  return luhnLike(value) ? accept(value) : refuse(value, 'check digit');
}

/**
 * Ecuador, RUC: 13 digits. The third digit tells persons (below 6), public bodies (6) and companies (9); each has its own
 * check digit, and since 2018 persons also have a 6 there.
 */
export function checkRucEcuador(text: string): TaxIdCheck {
  const value = compact(text).replace(/^EC/, '');
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 13) return refuse(value, 'length');
  const third = Number(value[2]);
  if (!ecuadorProvince(value) || third === 7 || third === 8) return refuse(value, 'prefix');
  if (third === 9) {
    if (value.endsWith('000')) return refuse(value, 'never issued');
    return mod11(weightedSum(value, [4, 3, 2, 7, 6, 5, 4, 3, 2])) % 11 === Number(value[9])
      ? accept(value)
      : refuse(value, 'check digit');
  }
  const isPublic = third === 6 && mod11(weightedSum(value, [3, 2, 7, 6, 5, 4, 3, 2])) % 11 === Number(value[8]);
  if (isPublic && !value.endsWith('0000')) return accept(value);
  if (value.endsWith('000')) return refuse(value, 'never issued');
  return luhnLike(value.slice(0, 10)) ? accept(value) : refuse(value, 'check digit');
}

function ecuadorProvince(value: string): boolean {
  const province = Number(value.slice(0, 2));
  return (province >= 1 && province <= 24) || province === 30;
}

function luhnLike(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const product = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}
