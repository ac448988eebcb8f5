import Decimal from 'decimal.js';

import { InputError } from '../errors';
import { currencyExponent, type Money, moneyFromDecimal } from './money';

/** Which sign separates the decimals: `1,234.50` is `point`, `1.234,50` is `comma`. */
export type DecimalStyle = 'point' | 'comma';

/** What an amount as written says, before its currency is known. */
export interface WrittenAmount {
  /** Digits and separators only, without sign: `1,234.50`. */
  digits: string;
  negative: boolean;
  /** The currency that was written beside the digits, where it is unmistakable: `R$`, `S/`, `MXN`; `$` alone says nothing. */
  currency?: string;
}

/** Symbols that belong to one currency only. `$` alone is shared by ten of the countries served, so it is not here. */
const SYMBOLS: Readonly<Record<string, string>> = {
  R$: 'BRL',
  'S/': 'PEN',
  'S/.': 'PEN',
  US$: 'USD',
  U$S: 'USD',
  U$D: 'USD',
  MX$: 'MXN',
  COL$: 'COP',
  CLP$: 'CLP',
  AR$: 'ARS',
  '€': 'EUR',
  '£': 'GBP',
};

const WRITTEN = /^([^\d.,+-]*)([+-]?)([^\d.,+-]*)(\d[\d.,']*|[.,]\d+)(-?)([^\d.,+-]*)$/;
const PLAIN = /^\d+(?:\.\d{1,2})?$/;
const GROUPED_BY_COMMA = /^\d{1,3}(?:,\d{3}){0,5}\.\d{1,2}$/;
const GROUPED_BY_POINT = /^\d{1,3}(?:\.\d{3}){0,5},\d{1,2}$/;
const LONGEST_AMOUNT = 60;

/**
 * Takes an amount as written apart into sign, digits and currency. Accounting brackets `(12.00)`, a trailing minus and
 * currency words on either side are understood.
 * @throws InputError when it is not an amount.
 */
export function readWrittenAmount(text: string, field: string): WrittenAmount {
  if (text.length > LONGEST_AMOUNT) throw notAnAmount(text, field);
  // Spaces of every width are used to group thousands; the true minus sign comes from word processors.
  let rest = text
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/g, '')
    .replace(/[−–]/g, '-')
    .replace(/[’‘`´]/g, "'");
  const bracketed = rest.startsWith('(') && rest.endsWith(')');
  if (bracketed) rest = rest.slice(1, -1);
  const match = WRITTEN.exec(rest);
  if (!match) throw notAnAmount(text, field);
  const [, before = '', sign, between = '', digits = '', trailing, after = ''] = match;
  const words = [before, between, after].filter((word) => word !== '');
  let currency: string | undefined;
  for (const word of words) {
    const found = currencyOfSymbol(word);
    if (found === undefined) throw notAnAmount(text, field);
    if (found !== '') currency ??= found;
  }
  const amount: WrittenAmount = { digits, negative: bracketed || sign === '-' || trailing === '-' };
  if (currency !== undefined) amount.currency = currency;
  return amount;
}

/**
 * The currency that a symbol or code stands for: `R$` is BRL, `mxn` is MXN; an empty string for `$`, which does not say;
 * `undefined` for anything else.
 */
export function currencyOfSymbol(symbol: string): string | undefined {
  const upper = symbol.trim().toUpperCase();
  if (upper === '$') return '';
  const known = SYMBOLS[upper];
  if (known !== undefined) return known;
  const code = upper.replace(/\$/g, '');
  if (code === 'MN' || code === 'M.N.') return '';
  return /^[A-Z]{3}$/.test(code) ? code : undefined;
}

/**
 * Finds out over a whole column whether decimals are written with a point or with a comma. Only values that can be read
 * in one way count; `undefined` when none can, or when they contradict each other.
 */
export function detectDecimalStyle(values: Iterable<unknown>): DecimalStyle | undefined {
  let found: DecimalStyle | undefined;
  for (const value of values) {
    if (typeof value !== 'string' || value.length > LONGEST_AMOUNT) continue;
    const style = styleOf(value.replace(/[^\d.,]/g, ''));
    if (style === undefined) continue;
    if (found !== undefined && found !== style) return undefined;
    found = style;
  }
  return found;
}

/**
 * Reads an amount in major units exactly. Numbers are taken to 15 significant digits, which is all that a spreadsheet
 * keeps, so that `0.1 + 0.2` is 0.30. A text such as `1.500` whose only separator stands before three digits means one and
 * a half thousand, unless `style` says otherwise: no currency but a few has three decimals, and for those it is refused.
 * The sign is kept.
 * @throws InputError when it is not an amount, or not an exact one of the currency.
 */
export function parseAmount(value: unknown, currency: string, field = 'amount', style?: DecimalStyle): Money {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return moneyFromDecimal(value, currency, field);
    if (!Number.isFinite(value)) throw notAnAmount(value, field);
    // A number of at most 15 digits and a point is what the sheet shows; only longer ones carry binary noise.
    const exact = String(value).length <= 16 ? value : new Decimal(value).toSignificantDigits(15);
    return moneyFromDecimal(exact, currency, field);
  }
  if (typeof value !== 'string') throw notAnAmount(value, field);
  // The ways nearly all amounts are written, read without the detour: this is the hot path of every book.
  if (style !== 'comma') {
    if (PLAIN.test(value)) return moneyFromDecimal(value, currency, field);
    if (GROUPED_BY_COMMA.test(value)) return moneyFromDecimal(value.replaceAll(',', ''), currency, field);
  }
  if (style !== 'point' && GROUPED_BY_POINT.test(value)) {
    return moneyFromDecimal(value.replaceAll('.', '').replace(',', '.'), currency, field);
  }
  const written = readWrittenAmount(value, field);
  const decimal = toPlainDecimal(written.digits, currency, field, value, style);
  return moneyFromDecimal(written.negative ? `-${decimal}` : decimal, currency, field);
}

/** The style that one written number proves, if it proves one. */
function styleOf(digits: string): DecimalStyle | undefined {
  const point = digits.lastIndexOf('.');
  const comma = digits.lastIndexOf(',');
  if (point < 0 && comma < 0) return undefined;
  if (point >= 0 && comma >= 0) return point > comma ? 'point' : 'comma';
  const mark = point >= 0 ? '.' : ',';
  const at = Math.max(point, comma);
  const isPoint = mark === '.';
  if (digits.indexOf(mark) !== at) return isPoint ? 'comma' : 'point';
  const before = digits.slice(0, at);
  const threeAfter = digits.length - at - 1 === 3;
  // Three digits after a group of one to three could be thousands, so they prove nothing.
  if (threeAfter && before.length >= 1 && before.length <= 3 && !before.startsWith('0')) return undefined;
  return isPoint ? 'point' : 'comma';
}

function toPlainDecimal(digits: string, currency: string, field: string, found: string, style?: DecimalStyle): string {
  const clean = digits.replace(/'/g, '');
  let decided = style ?? styleOf(clean);
  if (decided === undefined) {
    if (!/[.,]/.test(clean)) return clean;
    if (currencyExponent(currency) >= 3) {
      throw new InputError({
        field,
        found,
        problem: `can be read as thousands or as decimals, because ${currency} has three decimals`,
        advice: 'Say in the options whether decimals are written with a point or a comma.',
      });
    }
    decided = clean.includes('.') ? 'comma' : 'point';
  }
  const [decimalMark, groupMark] = decided === 'point' ? ['.', ','] : [',', '.'];
  const parts = clean.split(decimalMark);
  const [whole = '', fraction = ''] = parts;
  const groups = whole.split(groupMark);
  // Groups of two digits are Indian lakhs; the last group always has three.
  const grouped =
    groups.length === 1 ||
    (/^\d{1,3}$/.test(groups[0] ?? '') &&
      groups.slice(1, -1).every((group) => /^\d{2,3}$/.test(group)) &&
      /^\d{3}$/.test(groups.at(-1) ?? ''));
  if (parts.length > 2 || !grouped || fraction.includes(groupMark)) {
    throw new InputError({
      field,
      found,
      problem: `is not an amount written with a decimal ${decided}`,
      advice:
        'Write all amounts of the column the same way, for example 1234.50, or set the decimal style in the options.',
    });
  }
  return `${groups.join('') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
}

function notAnAmount(found: unknown, field: string): InputError {
  return new InputError({
    field,
    found,
    problem: 'is not an amount',
    advice: 'Write the amount with digits, for example 1234.50 or 1.234,50; a currency beside it is fine.',
  });
}
