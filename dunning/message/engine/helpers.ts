import Handlebars from 'handlebars';

import { InputError } from '../../errors';
import type { LocaleFormat } from '../format';
import { LIMITS } from './inspect';
import type { Place } from './inspect';
import { cleanValue } from './clean';
import type { Reading, Scope } from './reading';

/** What a rendering spends; shared by the parts of one message. */
export interface Budget {
  rounds: number;
  /** What the message's plan has read, kept for its other parts. */
  reading?: { scope: Scope; of: Reading };
}

/** What helpers find beside the context. Users' templates cannot reach it: `@name` is refused but for loop variables. */
export interface RenderData {
  format: LocaleFormat;
  budget: Budget;
  places: Place[];
}

/** What a helper that writes a value is called with, after its arguments. */
export interface HelperOptions {
  data: RenderData;
  loc?: { start: { line: number } };
}

interface BlockOptions extends HelperOptions {
  fn: (context: unknown, options?: { data: unknown; blockParams?: unknown[] }) => string;
  inverse: (context: unknown) => string;
}

/** A helper that writes a value of any number of arguments, the options last; it throws what it cannot write. */
export type ValueHelper = (...given: unknown[]) => string;

/** The helpers templates may call; the wrapper of printed values is not one of them. */
export const HELPERS = [
  'if',
  'unless',
  'each',
  'money',
  'date',
  'shortDate',
  'relativeDays',
  'number',
  'plural',
  'list',
  'mask',
  'upper',
  'lower',
] as const;

/** The helper that every printed value goes through. */
export const WRAPPER = 'out';

/** A Handlebars of our own, so that helpers another package registers are not seen. `text` prints as it is, `html` escapes. */
export function createEnvironment(mode: 'html' | 'text'): typeof Handlebars {
  const environment = Handlebars.create();
  for (const name of ['log', 'lookup', 'with']) environment.unregisterHelper(name);
  for (const [name, helper] of Object.entries({ ...VALUE_HELPERS, each })) environment.registerHelper(name, helper);
  environment.registerHelper(
    WRAPPER,
    mode === 'html'
      ? (value: unknown, options: HelperOptions) => printable(value, options)
      : // Text has nothing to escape; a value is made harmless by `cleanValue`.
        (value: unknown, options: HelperOptions) => new Handlebars.SafeString(printable(value, options)),
  );
  return environment;
}

/** The value as text. @throws InputError for anything that would leave a hole or print as `[object Object]` */
export function printable(value: unknown, options: HelperOptions): string {
  if (typeof value === 'string') {
    const text = cleanValue(value);
    if (text.trim() !== '') return text;
  } else if (typeof value === 'number' && Number.isFinite(value)) {
    return options.data.format.number(value);
  }
  throw unusable(value, options, 'cannot be written into a message', 'Fill it in, or put it inside {{#if}}.');
}

function unusable(found: unknown, options: HelperOptions, problem: string, advice: string): InputError {
  const place = options.data.places[options.loc?.start.line ?? -1];
  return new InputError({
    field: place?.path ?? 'a variable',
    found: typeof found === 'number' ? String(found) : found,
    problem: `${problem} (template ${place?.template ?? 'unknown'}, line ${place?.line ?? 0}, column ${place?.column ?? 0})`,
    advice,
  });
}

function isMoney(value: unknown): value is { minor: number; currency: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { minor, currency } = value as Record<string, unknown>;
  return Number.isSafeInteger(minor) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
}

function textOf(value: unknown, options: HelperOptions): string {
  return typeof value === 'string' || typeof value === 'number' ? printable(value, options) : printable(null, options);
}

function dated(value: unknown, options: HelperOptions, write: (date: string) => string): string {
  if (typeof value === 'string') {
    try {
      return write(value);
    } catch {
      // Said below, with the place in the template.
    }
  }
  throw unusable(value, options, 'is not a calendar date', 'Give a date such as 2026-11-30.');
}

function wholeNumber(value: unknown, options: HelperOptions): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw unusable(value, options, 'is not a number', 'Give a number.');
}

const VALUE_HELPERS = {
  money(value: unknown, options: HelperOptions): string {
    const { format } = options.data;
    if (isMoney(value)) return format.money(value);
    // Amounts of several currencies stand side by side; they are never added.
    if (Array.isArray(value) && value.length > 0 && value.every(isMoney)) return format.amounts(value);
    throw unusable(value, options, 'is not an amount of money', 'Give an amount with `minor` and `currency`.');
  },
  date: (value: unknown, options: HelperOptions) => dated(value, options, (date) => options.data.format.date(date)),
  shortDate: (value: unknown, options: HelperOptions) =>
    dated(value, options, (date) => options.data.format.shortDate(date)),
  relativeDays: (value: unknown, options: HelperOptions) =>
    options.data.format.relativeDays(wholeNumber(value, options)),
  number: (value: unknown, options: HelperOptions) => options.data.format.number(wholeNumber(value, options)),
  /** `{{plural daysPastDue "día" "días"}}` gives `3 días`. */
  plural(value: unknown, one: unknown, other: unknown, options: HelperOptions): string {
    const count = wholeNumber(value, options);
    const { format } = options.data;
    return `${format.number(count)} ${textOf(format.isSingular(count) ? one : other, options)}`;
  },
  /** Texts in a row as the language joins them: `A, B y C`. */
  list(values: unknown, options: HelperOptions): string {
    if (!Array.isArray(values)) throw unusable(values, options, 'is not a list', 'Give a list of texts.');
    return options.data.format.list(values.slice(0, 50).map((value) => textOf(value, options)));
  },
  /** All but the last four characters hidden: `•••• 1234`. */
  mask(value: unknown, options: HelperOptions): string {
    const text = textOf(value, options);
    return text.length > 4 ? `•••• ${text.slice(-4)}` : '••••';
  },
  upper: (value: unknown, options: HelperOptions) =>
    textOf(value, options).toLocaleUpperCase(options.data.format.locale),
  lower: (value: unknown, options: HelperOptions) =>
    textOf(value, options).toLocaleLowerCase(options.data.format.locale),
};

/** The helper of that name that writes a value; undefined for a block or for no helper. */
export function valueHelper(name: string): ValueHelper | undefined {
  return Object.hasOwn(VALUE_HELPERS, name)
    ? (VALUE_HELPERS[name as keyof typeof VALUE_HELPERS] as ValueHelper)
    : undefined;
}

function each(this: unknown, values: unknown, options: BlockOptions): string {
  if (!Array.isArray(values)) throw unusable(values, options, 'is not a list', 'Use {{#each}} with a list.');
  if (values.length === 0) return options.inverse(this);
  let text = '';
  for (const [index, value] of values.entries()) {
    options.data.budget.rounds += 1;
    if (options.data.budget.rounds > LIMITS.rounds || text.length > LIMITS.output) {
      throw unusable(values.length, options, `makes the message too long`, 'Send fewer invoices in one message.');
    }
    const data: unknown = Object.assign(Handlebars.createFrame(options.data), {
      index,
      first: index === 0,
      last: index === values.length - 1,
    });
    text += options.fn(value, { data, blockParams: [value, index] });
  }
  return text;
}
