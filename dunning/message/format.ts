import type { PlainDate } from '../common';
import { InputError } from '../errors';
import type { Money } from '../invoice/money';
import { MoneyFormat } from './money-format';

const DAY_MS = 86_400_000;
/** Dates already read; a run meets few. */
const DAYS = new Map<PlainDate, number>();
const PLAIN_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CACHE_SIZE = 1024;

/**
 * Reads a plain date as midnight UTC, in milliseconds; only for formatting and counting days.
 * @throws InputError when it is not a real calendar date
 */
export function dayNumber(date: PlainDate, field = 'date'): number {
  const known = DAYS.get(date);
  if (known !== undefined) return known;
  const match = PLAIN_DATE.exec(date);
  if (match) {
    const month = Number(match[2]) - 1;
    const day = Number(match[3]);
    const ms = Date.UTC(Number(match[1]), month, day);
    // A day that the month lacks runs over into the next one.
    const read = new Date(ms);
    if (read.getUTCDate() === day && read.getUTCMonth() === month && match[1] !== '0000') {
      if (DAYS.size >= CACHE_SIZE) DAYS.clear();
      DAYS.set(date, ms);
      return ms;
    }
  }
  throw new InputError({
    field,
    found: date,
    problem: 'is not a calendar date',
    advice: 'Write the date as year, month and day, for example 2026-11-30.',
  });
}

/** The plain date so many calendar days later (or earlier). */
export function addDays(date: PlainDate, days: number): PlainDate {
  // Most calls of a run ask for the same deadline.
  if (lastAdded?.date === date && lastAdded.days === days) return lastAdded.sum;
  const sum = new Date(dayNumber(date) + days * DAY_MS).toISOString().slice(0, 10);
  lastAdded = { date, days, sum };
  return sum;
}

let lastAdded: { date: PlainDate; days: number; sum: PlainDate } | undefined;

/** Calendar days from one plain date to another; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (dayNumber(to) - dayNumber(from)) / DAY_MS;
}

/** Money, dates, numbers and lists by the rules of one locale (CLDR, through Intl). Formatters are made once and kept. */
export class LocaleFormat {
  readonly #money = new Map<string, MoneyFormat>();
  readonly #longDates = new Map<PlainDate, string>();
  readonly #shortDates = new Map<PlainDate, string>();
  readonly #long: Intl.DateTimeFormat;
  readonly #short: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #list: Intl.ListFormat;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #plural: Intl.PluralRules;

  constructor(readonly locale: string) {
    this.#long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    // English names the month, because 03/04 is a different day on each side of the Atlantic.
    this.#short = new Intl.DateTimeFormat(locale, {
      day: locale.startsWith('en') ? 'numeric' : '2-digit',
      month: locale.startsWith('en') ? 'short' : '2-digit',
      year: 'numeric',
      timeZone: 'UTC',
    });
    this.#number = new Intl.NumberFormat(locale);
    this.#list = new Intl.ListFormat(locale, { type: 'conjunction' });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    this.#plural = new Intl.PluralRules(locale);
  }

  /**
   * An amount as the locale writes it, exact to the last minor unit, with the currency unmistakable: where the locale
   * would write a bare `$`, the ISO code follows (`$1,250.00 MXN`, with a no-break space).
   */
  money(amount: Money): string {
    let format = this.#money.get(amount.currency);
    if (!format) this.#money.set(amount.currency, (format = new MoneyFormat(this.locale, amount.currency)));
    return format.write(amount);
  }

  /** One amount, or several of different currencies side by side. */
  amounts(value: Money | Money[]): string {
    return Array.isArray(value) ? this.list(value.map((amount) => this.money(amount))) : this.money(value);
  }

  /** `23 de noviembre de 2026` */
  date(date: PlainDate): string {
    return cached(this.#longDates, date, () => this.#long.format(dayNumber(date)));
  }

  /** `23/11/2026`; in English with the month's name, because the order of day and month differs. */
  shortDate(date: PlainDate): string {
    return cached(this.#shortDates, date, () => this.#short.format(dayNumber(date)));
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  list(values: string[]): string {
    return this.#list.format(values);
  }

  /** `hoy`, `mañana`, `hace 3 días` */
  relativeDays(days: number): string {
    return this.#relative.format(days, 'day');
  }

  /** Whether the locale uses the singular for this number. */
  isSingular(count: number): boolean {
    return this.#plural.select(count) === 'one';
  }
}

/** Keeps what was written; a bound keeps memory flat however many dates and amounts a run meets. */
function cached<K>(cache: Map<K, string>, key: K, make: () => string): string {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const text = make();
  cache.set(key, text);
  return text;
}
