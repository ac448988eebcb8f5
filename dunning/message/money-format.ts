import { InputError } from '../errors';
import { currencyExponent } from '../invoice/money';
import type { Money } from '../invoice/money';

/** Currencies whose cents nobody writes when there are none: "$ 1.250.000 COP", not "$ 1.250.000,00 COP". */
const WHOLE_WHEN_WHOLE: ReadonlySet<string> = new Set(['COP', 'CRC', 'HUF', 'IDR', 'TWD']);

/** Symbols that name one currency on their own wherever they are read. A bare `$`, `¥` or `kr` does not. */
const UNMISTAKABLE = /^(?:€|£|₲|₡|₽|₹|₺|₩|₫|S\/|Bs|[A-Z]{1,3}\$|[A-Z]{3})$/;

/** `£` is several currencies; only this one may go without its code. */
const POUND_STERLING = 'GBP';

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

/** What an amount of so many digits looks like: runs of digits, and what is written before each and after the last. */
interface Pattern {
  before: string[];
  /** Where each run ends, counted in digits. */
  ends: number[];
  after: string;
}

/** Amounts of one currency by the rules of one locale (CLDR, through Intl), with the currency unmistakable. */
export class MoneyFormat {
  readonly #full: Intl.NumberFormat;
  readonly #whole: Intl.NumberFormat | undefined;
  readonly #exponent: number;
  /** Written after the amount where the symbol alone could be another currency's. */
  readonly #suffix: string;
  /** By the number of digits, with decimals and without; `undefined` where the digits are not told from the rest. */
  readonly #patterns = { full: new Map<number, Pattern | undefined>(), whole: new Map<number, Pattern | undefined>() };

  constructor(locale: string, currency: string) {
    this.#exponent = currencyExponent(currency);
    const make = (fraction: number) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: fraction,
        maximumFractionDigits: fraction,
      });
    this.#full = make(this.#exponent);
    const symbol = this.#full.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
    const clear = symbol === '£' ? currency === POUND_STERLING : UNMISTAKABLE.test(symbol);
    // Intl parts amount and symbol so that no line ends between them; neither may it before the code.
    this.#suffix = clear ? '' : `\u00a0${currency}`;
    this.#whole = WHOLE_WHEN_WHOLE.has(currency) ? make(0) : undefined;
  }

  /**
   * An amount, exact to the last minor unit.
   * @throws InputError when it is not an integer number of minor units
   */
  write(amount: Money): string {
    const { minor } = amount;
    if (!(minor >= 0 && Number.isSafeInteger(minor))) return this.#write(amount);
    const unit = 10 ** this.#exponent;
    const isWhole = this.#whole !== undefined && minor % unit === 0;
    const digits = isWhole ? String(minor / unit) : String(minor).padStart(this.#exponent + 1, '0');
    // How an amount is grouped depends on how many digits it has and on nothing else, so Intl is asked once for each number.
    const patterns = isWhole ? this.#patterns.whole : this.#patterns.full;
    let pattern = patterns.get(digits.length);
    if (!pattern && !patterns.has(digits.length)) {
      const ones = Number('1'.repeat(digits.length)) * (isWhole ? unit : 1);
      patterns.set(digits.length, (pattern = patternOf(this.#write({ ...amount, minor: ones }), digits.length)));
    }
    return pattern ? put(digits, pattern) : this.#write(amount);
  }

  #write(amount: Money): string {
    const decimal = decimalDigits(amount);
    const format = this.#whole && /\.0+$/.test(decimal) ? this.#whole : this.#full;
    // Intl takes a decimal string exactly; as a number it would pass through binary floating point.
    return `${format.format(decimal as Intl.StringNumericLiteral)}${this.#suffix}`;
  }
}

/** Reads the pattern off an amount of ones. */
function patternOf(written: string, digits: number): Pattern | undefined {
  const parts = written.split(/(1+)/);
  const pattern: Pattern = { before: [], ends: [], after: parts.at(-1) ?? '' };
  let end = 0;
  for (let index = 0; index + 1 < parts.length; index += 2) {
    pattern.before.push(parts[index] ?? '');
    pattern.ends.push((end += parts[index + 1]?.length ?? 0));
  }
  return end === digits && !/\d/.test(parts.filter((_, index) => index % 2 === 0).join('')) ? pattern : undefined;
}

function put(digits: string, { before, ends, after }: Pattern): string {
  let text = '';
  let start = 0;
  for (let index = 0; index < ends.length; index += 1) {
    const end = ends[index] ?? 0;
    text += (before[index] ?? '') + digits.slice(start, end);
    start = end;
  }
  return text + after;
}
