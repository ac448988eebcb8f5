import { InputError } from '../../../dunning/errors';
import { toInstant, toMillis } from '../../../dunning/ledger/instant';
import { parseAmount } from '../../../dunning/invoice/parse-amount';
import { parseDate } from '../../../dunning/invoice/parse-date';
import { currencyCode } from '../../../dunning/invoice/money';
import type { Money } from '../../../dunning/invoice/money';
import { filled } from '../../shared/parameters';

const LONGEST_ID = 256;

/** A text without NUL, which no database takes: one such text would make a whole batch fail. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '');

/**
 * An id as it is kept: without NUL, which no database takes, and short enough for an index.
 * @throws InputError when it is longer than any id is
 */
export function idText(value: unknown, field: string): string | undefined {
  const text = filled(withoutNul(filled(value) ?? ''));
  if (text === undefined || text.length <= LONGEST_ID) return text;
  throw new InputError({
    field,
    found: text,
    problem: `is longer than ${LONGEST_ID} characters`,
    advice: 'Give the id alone, as the source of the invoices writes it.',
  });
}

/** Ids from a list, or from a text in which commas stand between them. @throws InputError as for `idText` */
export function idList(value: unknown, field: string): string[] {
  const parts: unknown[] = Array.isArray(value) ? value : (filled(value) ?? '').split(',');
  return parts.flatMap((part) => idText(part, field) ?? []);
}

/**
 * A moment: what the field says, or now when it is empty.
 * @throws InputError when it is not a date and time with an offset
 */
export function momentOf(value: unknown, field: string, now: string): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  const text = filled(value);
  return text === undefined ? now : toInstant(toMillis(text, field));
}

/** A calendar date, or undefined when the field is empty. @throws InputError when it is none */
export function dayOf(value: unknown, field: string, timeZone: string): string | undefined {
  if (value instanceof Date) return parseDate(value, { timeZone }, field);
  const text = filled(value);
  return text === undefined ? undefined : parseDate(text, { timeZone }, field);
}

/** An amount above zero, or undefined when the field is empty. @throws InputError when it is none */
export function amountOf(value: unknown, currency: unknown, fallbackCurrency: string | undefined): Money | undefined {
  if (filled(value) === undefined) return undefined;
  const code = currencyCode(filled(currency) ?? fallbackCurrency, 'Currency');
  const amount = parseAmount(typeof value === 'number' ? value : filled(value), code, 'Amount');
  if (amount.minor > 0) return amount;
  throw new InputError({
    field: 'Amount',
    found: value,
    problem: 'is not above zero',
    advice: 'Give the amount without a sign.',
  });
}
