import Decimal from 'decimal.js';

import { InputError } from '../errors';

/** An exact amount: an integer number of minor units (cents, or whole pesos in CLP) of an ISO 4217 currency. */
export interface Money {
  currency: string;
  minor: number;
}

/** Money as it is shown in an item: the exact integer, and the same value as a decimal a person can read. */
export interface MoneyView extends Money {
  decimal: string;
}

/**
 * Decimals of the currencies whose ISO 4217 exponent is not 2 (SIX, ISO 4217 list one, 2026). Intl is not used here
 * because CLDR's *customary* digits differ from the standard's for some (CLDR shows COP and CRC without decimals).
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

/** Codes that Intl does not list but invoices carry: indexed units of account in Chile, Colombia, Mexico and Uruguay. */
const UNITS_OF_ACCOUNT = ['CLF', 'COU', 'MXV', 'UYI', 'UYW'];

const KNOWN_CURRENCIES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('currency'), ...UNITS_OF_ACCOUNT]);

/**
 * Checks an ISO 4217 code.
 * @throws InputError when the code is not one that ISO 4217 lists.
 */
export function currencyCode(value: unknown, field = 'currency'): string {
  if (typeof value === 'string' && KNOWN_CURRENCIES.has(value)) return value;
  const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (KNOWN_CURRENCIES.has(code)) return code;
  throw new InputError({
    field,
    found: value,
    problem: 'is not a currency code',
    advice: 'Use the three-letter ISO 4217 code, for example MXN, COP, CLP, PEN, ARS, BRL or USD.',
  });
}

const LONGEST_NUMBER = 60;

/** How many decimals the currency has: 0 for CLP, 2 for MXN, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/** Zero in a currency. */
export function zero(currency: string): Money {
  return { currency, minor: 0 };
}

/**
 * Makes an amount from minor units.
 * @throws RangeError when the number is not an exact integer (beyond 2^53 it would no longer be one).
 */
export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`${minor} is not an exact number of minor units of ${currency}`);
  return { currency, minor: minor === 0 ? 0 : minor };
}

/**
 * Makes an amount from a decimal in major units (`"1234.50"`, `1234.5`), exactly.
 * @throws InputError when the value is not a number, has more decimals than the currency, or is too large to be exact.
 */
export function moneyFromDecimal(value: string | number | Decimal, currency: string, field = 'amount'): Money {
  const fail = (problem: string, advice: string) => new InputError({ field, found: value, problem, advice });
  const plain = minorOfPlainNumber(value, currencyExponent(currency));
  if (plain !== undefined) return money(plain, currency);
  let decimal: Decimal;
  // Decimal takes seconds over a million digits; no amount has more than this.
  if (typeof value === 'string' && value.length > LONGEST_NUMBER) {
    throw fail('is too long to be an amount', 'Check that the right field is mapped.');
  }
  try {
    // Decimal also reads hexadecimal, octal and binary, which no amount is written in.
    decimal = new Decimal(typeof value === 'string' && /[box]/i.test(value) ? NaN : value);
  } catch {
    throw fail('is not a number', 'Write the amount with digits and a decimal point, for example 1234.50.');
  }
  if (!decimal.isFinite()) throw fail('is not a finite number', 'Write the amount with digits, for example 1234.50.');
  const minor = decimal.times(new Decimal(10).pow(currencyExponent(currency)));
  if (!minor.isInteger()) {
    const decimals = currencyExponent(currency);
    throw fail(
      `has more decimals than ${currency} has (${decimals})`,
      'Round the amount in the source system, or check that the currency is right.',
    );
  }
  if (minor.abs().gt(Number.MAX_SAFE_INTEGER)) {
    throw fail('is too large to be an invoice amount', 'Check the amount and its currency.');
  }
  return money(minor.toNumber(), currency);
}

const PLAIN_NUMBER = /^(-?\d{1,11})(?:\.(\d{1,4}))?$/;

/**
 * The minor units of a number written plainly, by moving its decimal point in the text: exact, and several times as fast
 * as arithmetic on decimals, which is for everything else. `undefined` when the text is not that plain.
 */
function minorOfPlainNumber(value: string | number | Decimal, exponent: number): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const match = PLAIN_NUMBER.exec(String(value));
  if (!match) return undefined;
  const [, whole = '', fraction = ''] = match;
  if (fraction.length > exponent) return undefined;
  return Number(whole + fraction.padEnd(exponent, '0'));
}

/** The amount as a decimal string in major units, with the currency's own number of decimals: `1234.50`. */
export function toDecimalString({ minor, currency }: Money): string {
  return minorToDecimal(minor, currencyExponent(currency));
}

/** Whole minor units with their decimal point put in, `123450` with 2 decimals as `1234.50`: no arithmetic, so exact. */
export function minorToDecimal(minor: number, decimals: number): string {
  const digits = String(Math.abs(minor));
  const sign = minor < 0 ? '-' : '';
  if (decimals === 0) return sign + digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${sign}${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

/** The amount with its readable decimal beside the exact integer. */
export function view(amount: Money): MoneyView {
  const { currency, minor } = amount;
  return { currency, minor, decimal: toDecimalString(amount) };
}

/**
 * Adds amounts of one currency.
 * @throws RangeError when two currencies meet: they are never added.
 */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
}

/**
 * Takes `b` from `a`, both of one currency.
 * @throws RangeError when two currencies meet.
 */
export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
}

/**
 * Compares two amounts of one currency: negative, zero or positive.
 * @throws RangeError when two currencies meet.
 */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b);
  return a.minor - b.minor;
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} cannot be added or compared`);
}
