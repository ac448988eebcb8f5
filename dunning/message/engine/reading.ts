import Handlebars from 'handlebars';

import type { LocaleFormat } from '../format';
import { printable } from './helpers';
import type { Budget, HelperOptions, ValueHelper } from './helpers';

/** The names that lead to a value: `invoice.number`. */
export type Path = readonly string[];

/** A value that a template prints: a variable, or a helper called with variables and literals. */
export interface Expression {
  helper?: ValueHelper;
  given: ReadonlyArray<{ path: Path } | { literal: unknown }>;
}

/** Thrown where only Handlebars itself may say what comes out. It never leaves the engine. */
export class NotPlanned extends Error {}

const NO_BREAK = /[\u00a0\u202f]/;
const ALL_NO_BREAKS = /[\u00a0\u202f]/g;

/** No-break spaces are for layout; in plain text and SMS they only cost. */
export function withoutNoBreaks(text: string): string {
  return NO_BREAK.test(text) ? text.replace(ALL_NO_BREAKS, ' ') : text;
}

/** Own properties of objects only, as Handlebars looks them up with prototypes out of reach. */
export function lookUp(context: unknown, path: Path): unknown {
  let value = context;
  for (let index = 0; index < path.length; index += 1) {
    if (typeof value !== 'object' || value === null) throw new NotPlanned();
    const name = path[index] ?? '';
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

/** As `{{#if}}` judges: an empty list does not hold. */
function holds(value: unknown): boolean {
  if (typeof value === 'function') throw new NotPlanned();
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** What one object answers to a `Scope`. Values are written when first needed, for HTML and for text separately. */
export class Reading {
  /** Bit by bit, which conditions hold. */
  readonly conditions: number;
  readonly #raw: Array<string | undefined>;
  readonly #html: Array<string | undefined>;
  readonly #text: Array<string | undefined>;
  readonly #options: HelperOptions;

  constructor(
    conditions: readonly Path[],
    private readonly values: readonly Expression[],
    readonly context: object,
    readonly format: LocaleFormat,
    readonly budget: Budget,
  ) {
    this.#options = { data: { format, budget, places: [] } };
    this.#raw = new Array(values.length);
    this.#html = new Array(values.length);
    this.#text = new Array(values.length);
    let holding = 0;
    for (let index = 0; index < conditions.length; index += 1) {
      if (holds(lookUp(context, conditions[index] ?? []))) holding |= 1 << index;
    }
    this.conditions = holding;
  }

  /** A value, escaped for HTML. */
  html(index: number): string {
    return (this.#html[index] ??= Handlebars.escapeExpression(this.#written(index)));
  }

  /** A value as plain text has it. */
  text(index: number): string {
    return (this.#text[index] ??= withoutNoBreaks(
      // What a helper wrote is looked at once more, as the wrapper does in text.
      this.values[index]?.helper ? printable(this.#written(index), this.#options) : this.#written(index),
    ));
  }

  #written(index: number): string {
    return (this.#raw[index] ??= this.#write(index));
  }

  #write(index: number): string {
    const { helper, given = [] } = this.values[index] ?? {};
    const first = this.#argument(given[0]);
    if (!helper) return printable(first, this.#options);
    if (given.length === 1) return helper(first, this.#options);
    return helper(...given.map((one) => this.#argument(one)), this.#options);
  }

  #argument(given: Expression['given'][number] | undefined): unknown {
    if (!given) throw new NotPlanned();
    return 'path' in given ? lookUp(this.context, given.path) : given.literal;
  }
}

/** The numbers of what is asked again and again, in the order first asked. */
class Numbered<T> {
  readonly all: T[] = [];
  readonly #index = new Map<string, number>();

  of(key: string, value: T): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}

const MOST_CONDITIONS = 30;

/**
 * What templates ask of one object: conditions that choose between texts, and values that are printed, each listed once
 * however often it stands in them. The HTML and the text of a mail share one.
 */
export class Scope {
  readonly #conditions = new Numbered<Path>();
  readonly #values = new Numbered<Expression>();

  /** The bit of a condition in `Reading.conditions`. @throws NotPlanned when there are more than fit */
  condition(path: Path): number {
    const index = this.#conditions.of(JSON.stringify(path), path);
    if (index >= MOST_CONDITIONS) throw new NotPlanned();
    return 1 << index;
  }

  /** The number of a printed value; `label` is the same for the same expression and for no other. */
  value(label: string, expression: Expression): number {
    return this.#values.of(label, expression);
  }

  /** What an object answers. The parts of one message read it once. */
  read(context: object, format: LocaleFormat, budget: Budget): Reading {
    const { reading } = budget;
    if (reading?.scope === this && reading.of.context === context && reading.of.format === format) return reading.of;
    return new Reading(this.#conditions.all, this.#values.all, context, format, budget);
  }

  /** The same for the object that a message is about: kept for the message's other parts. */
  readOnce(context: object, format: LocaleFormat, budget: Budget): Reading {
    const of = this.read(context, format, budget);
    budget.reading = { scope: this, of };
    return of;
  }
}
