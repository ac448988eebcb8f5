import { accept, compact, refuse, type TaxIdCheck } from './check';

/** The two check digits of a CPF (Receita Federal): modulo 11, weights from 10 and 11 down to 2. */
export function cpfCheckDigits(body: string): string {
  const digit = (digits: string) => {
    let sum = 0;
    for (let i = 0; i < digits.length; i += 1) sum += Number(digits[i]) * (digits.length + 1 - i);
    const rest = sum % 11;
    return String(rest < 2 ? 0 : 11 - rest);
  };
  const first = digit(body);
  return first + digit(body + first);
}

/** Brazil, CPF: 11 digits, not all the same. */
export function checkCpf(text: string): TaxIdCheck {
  const value = compact(text);
  if (!/^\d*$/.test(value)) return refuse(value, 'characters');
  if (value.length !== 11) return refuse(value, 'length');
  if (/^(\d)\1+$/.test(value)) return refuse(value, 'never issued');
  return cpfCheckDigits(value.slice(0, 9)) === value.slice(9) ? accept(value) : refuse(value, 'check digit');
}

/**
 * The two check digits of a CNPJ. A character counts as its ASCII code less 48, so that letters work too
 * (Instrução Normativa RFB 2.229/2024, in force from July 2026).
 */
export function cnpjCheckDigits(body: string): string {
  const digit = (characters: string) => {
    let sum = 0;
    for (let i = 0; i < characters.length; i += 1) {
      const fromRight = characters.length - 1 - i;
      sum += (characters.charCodeAt(i) - 48) * (2 + (fromRight % 8));
    }
    const rest = sum % 11;
    return String(rest < 2 ? 0 : 11 - rest);
  };
  const first = digit(body);
  return first + digit(body + first);
}

/** Brazil, CNPJ: 12 digits or letters and two check digits. */
export function checkCnpj(text: string): TaxIdCheck {
  const value = compact(text);
  if (value.length !== 14) return refuse(value, 'length');
  if (!/^[\dA-Z]{12}\d{2}$/.test(value)) return refuse(value, 'characters');
  if (/^(\d)\1+$/.test(value)) return refuse(value, 'never issued');
  return cnpjCheckDigits(value.slice(0, 12)) === value.slice(12) ? accept(value) : refuse(value, 'check digit');
}
