import type { PlainDate } from '../common';
import { InputError } from '../errors';
import { currencyExponent } from '../invoice/money';
import type { Money } from '../invoice/money';

/** Currencies whose cents nobody writes when there are none: "$ 1.250.000 COP", not "$ 1.250.000,00 COP". */
const WHOLE_WHEN_WHOLE: ReadonlySet<string> = new Set(['COP', 'CRC', 'HUF', 'IDR', 'TWD']);

/** Symbols that name one currency on their own wherever they are read. A bare `$`, `¥` or `kr` does not. */
const UNMISTAKABLE = /^(?:€|£|₲|₡|₽|₹|₺|₩|₫|S\/|Bs|[A-Z]{1,3}\$|[A-Z]{3})$/;

/** `£` is several currencies; only this one may go without its code. */
const POUND_STERLING = 'GBP';

const DAY_MS = 86_400_000;
/** Dates already read; a run meets few. */
const DAYS = new Map<PlainDate, number>();
const PLAIN_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const CACHE_SIZE = 1024;

/**
 * The exact decimal of an amount, `-1234.50`, made from the digits of the integer so that nothing is ever divided.
 * @throws InputError when the value is not an integer number of minor units
 */
export function decimalDigits({ minor, currency }: Money): string {
  if (!Number.isSafeInteger(minor)) {
    throw new InputError({
      field: 'amount',
      found: minor,
      problem: `is not a whole number of minor units of ${currency}`,
      advice: 'Give the amount as an exact number of cents (or of the smallest unit the currency has).',
    });
  }
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const split = digits.length - exponent;
  return `${minor < 0 ? '-' : ''}${digits.slice(0, split)}.${digits.slice(split)}`;
}

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
  return new Date(dayNumber(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one plain date to another; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (dayNumber(to) - dayNumber(from)) / DAY_MS;
}

interface MoneyFormat {
  full: Intl.NumberFormat;
  /** Written after the amount where the symbol alone could be another currency's. */
  code: string;
  wholeWhenWhole: Intl.NumberFormat | undefined;
  /** One message writes the same few amounts many times. */
  known: Map<number, string>;
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
    if (!format) {
      format = this.#moneyFormat(amount.currency);
      this.#money.set(amount.currency, format);
    }
    return cached(format.known, amount.minor, () => write(format, amount));
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

  #moneyFormat(currency: string): MoneyFormat {
    const digits = currencyExponent(currency);
    const make = (fraction: number) =>
      new Intl.NumberFormat(this.locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: fraction,
        maximumFractionDigits: fraction,
      });
    const full = make(digits);
    const symbol = full.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
    const clear = symbol === '£' ? currency === POUND_STERLING : UNMISTAKABLE.test(symbol);
    return {
      full,
      known: new Map(),
      code: clear ? '' : currency,
      wholeWhenWhole: WHOLE_WHEN_WHOLE.has(currency) ? make(0) : undefined,
    };
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

function write({ full, wholeWhenWhole, code }: MoneyFormat, amount: Money): string {
  const decimal = decimalDigits(amount);
  const format = wholeWhenWhole && /\.0+$/.test(decimal) ? wholeWhenWhole : full;
  // Intl takes a decimal string exactly; as a number it would pass through binary floating point.
  const text = format.format(decimal as Intl.StringNumericLiteral);
  // Intl parts amount and symbol so that no line ends between them; neither may it before the code.
  return code ? `${text}\u00a0${code}` : text;
}
