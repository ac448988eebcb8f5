/** Data that a message must not carry: found by their check digits, so that invoice numbers and payment references pass. */

/** Who knows which digits are the creditor's own, or an invoice's: asked only of what looks like forbidden data. */
interface Allowed {
  allows(digits: string): boolean;
}

/** Digits that may be grouped by single spaces, dots or hyphens. */
const GROUPED_DIGITS = /(?<![\w.-])\d(?:[ .-]?\d){12,18}(?![\w-])/g;

/** Issuer prefixes and lengths of the large card networks (ISO/IEC 7812 ranges as the networks publish them). */
const CARD =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})$/;

/** A payment card number: a known issuer, a length it uses, and the Luhn check digit (ISO/IEC 7812-1). */
export function hasCardNumber(text: string, allowed: Allowed): boolean {
  for (const [found] of text.matchAll(GROUPED_DIGITS)) {
    const digits = found.replace(/\D/g, '');
    if (CARD.test(digits) && passesLuhn(digits) && !allowed.allows(digits)) return true;
  }
  return false;
}

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

/** “Your account 0123456789”: the customer's own account in full. Accounts to pay into are called otherwise, or are allowed. */
const OWN_ACCOUNT =
  /\b(?:your|su|sua|tu)\s+(?:bank\s+|savings\s+)?(?:account|cuenta|conta)(?:\s+(?:number|no\.?|n[uú]mero|bancaria|corriente|corrente|de ahorros|poupan[cç]a)){0,2}\s*[:#º°.]*\s*((?:\d[ -]?){9,23}\d)/gi;

export function hasAccountNumber(text: string, allowed: Allowed): boolean {
  for (const [, digits = ''] of text.matchAll(OWN_ACCOUNT)) {
    if (!allowed.allows(digits.replace(/\D/g, ''))) return true;
  }
  return false;
}

const CURP = /\b[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d\b/g;
const CPF = /(?<![\d./-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\d/])|\bCPF[:\s#º°n.]*(\d{11})\b/gi;
const RUT = /(?<![\d.])(\d{1,2}\.\d{3}\.\d{3})-([\dkK])(?!\w)/g;
const SSN = /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d-])/;

const CURP_START = /[A-Z]{4}\d{6}/;

/** Every form above has a hyphen, the letters CPF, or the beginning of a CURP; most texts have none of them. */
function mayHoldId(text: string): boolean {
  return text.includes('-') || text.includes('CPF') || text.includes('cpf') || CURP_START.test(text);
}

/** A RUN below this belongs to a person; companies begin at 50 million (Registro Civil, SII). */
const FIRST_COMPANY_RUT = 50_000_000;

/** A person's national id: CURP (Mexico), CPF (Brazil), RUN (Chile) by their check digits; SSN (United States) by its form. */
export function hasNationalId(text: string, allowed: Allowed): boolean {
  if (!mayHoldId(text)) return false;
  for (const [found] of text.matchAll(CURP)) if (curpIsValid(found)) return true;
  for (const [found] of text.matchAll(CPF)) {
    const digits = found.replace(/\D/g, '');
    if (cpfIsValid(digits) && !allowed.allows(digits)) return true;
  }
  for (const [, body = '', check = ''] of text.matchAll(RUT)) {
    const number = body.replace(/\./g, '');
    if (Number(number) < FIRST_COMPANY_RUT && rutDigit(number) === check.toUpperCase()) {
      if (!allowed.allows(number + check.toUpperCase())) return true;
    }
  }
  return SSN.test(text);
}

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** RENAPO, instructivo normativo: weights 18 to 2, modulo 10. */
function curpIsValid(curp: string): boolean {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += CURP_ALPHABET.indexOf(curp.charAt(index)) * (18 - index);
  return (10 - (sum % 10)) % 10 === Number(curp.charAt(17));
}

/** Receita Federal: two digits modulo 11; eleven equal digits are no CPF. */
function cpfIsValid(digits: string): boolean {
  if (digits.length !== 11 || /^(\d)\1+$/.test(digits)) return false;
  const check = (length: number): number => {
    let sum = 0;
    for (let index = 0; index < length; index++) sum += Number(digits[index]) * (length + 1 - index);
    return ((sum * 10) % 11) % 10;
  };
  return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
}

/** Servicio de Registro Civil: weights 2 to 7 from the right, modulo 11. */
function rutDigit(number: string): string {
  let sum = 0;
  let weight = 2;
  for (let index = number.length - 1; index >= 0; index--) {
    sum += Number(number[index]) * weight;
    weight = weight === 7 ? 2 : weight + 1;
  }
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}
