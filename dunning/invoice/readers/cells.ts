import type { PlainDate } from '../../common';
import { InputError, quote } from '../../errors';
import { cleanText, isBlank } from '../parse-text';
import { FIELD_KEYS, type FieldKey, type FieldMapping } from './fields';
import type { ReaderWarning } from './reader';

export type Row = Readonly<Record<string, unknown>>;
/** Takes one field out of a row. */
export type Getter = (row: Row) => unknown;

/** Longest value of a field in characters, where it is not the usual 200. */
const LONGEST: Partial<Record<FieldKey, number>> = {
  customerName: 300,
  address: 500,
  paymentUrl: 2048,
  documentUrl: 2048,
  disputeReason: 500,
  holdReason: 500,
  hold: 500,
  email: 500,
};
const LONGEST_USUAL = 200;

/** What was read before in a batch, by what stood in the cell: a book has few distinct dates and currencies. */
export class Seen {
  readonly dates = new Map<string, PlainDate>();
  readonly currencies = new Map<string, string>();
}

/** A mapping, compiled once and shared by all rows: how each field is taken out of a row, and what it is called. */
export class Columns {
  readonly labels: Partial<Record<FieldKey, string>> = {};
  private readonly present = new Map<readonly FieldKey[], boolean>();

  constructor(
    readonly getters: Partial<Record<FieldKey, Getter>>,
    readonly mapping: FieldMapping = {},
    /** Given where all rows are of one batch and read with the same options; a reader of documents serves many. */
    readonly seen?: Seen,
  ) {
    for (const field of FIELD_KEYS) {
      const column = mapping[field];
      if (column !== undefined && column !== field) this.labels[field] = `${field} (column “${column}”)`;
    }
  }

  /** Whether any of these fields is there to be read; asked for every row, so the answer is kept. @param fields a constant list */
  hasAny(fields: readonly FieldKey[]): boolean {
    let has = this.present.get(fields);
    if (has === undefined) this.present.set(fields, (has = fields.some((field) => this.getters[field] !== undefined)));
    return has;
  }
}

/** The mapped columns of one row. */
export class Cells {
  readonly warnings: ReaderWarning[] = [];

  constructor(
    readonly columns: Columns,
    readonly row: Row,
  ) {}

  /** The value as it is; `undefined` when nothing was written or nothing is mapped. */
  value(field: FieldKey): unknown {
    const found = this.columns.getters[field]?.(this.row);
    return found === undefined || isBlank(found) ? undefined : found;
  }

  /**
   * The value as clean text.
   * @throws InputError when it is too long or not a text.
   */
  text(field: FieldKey): string | undefined {
    const found = this.value(field);
    if (found === undefined) return undefined;
    const text = cleanText(found, this.label(field), LONGEST[field] ?? LONGEST_USUAL);
    return text === '' ? undefined : text;
  }

  /** The field as the user knows it: with its column when that is named otherwise. */
  label(field: FieldKey): string {
    return this.columns.labels[field] ?? field;
  }

  /** The error for a field that must be there: the column is missing, or its cell is empty. */
  missing(field: FieldKey): InputError {
    const column = this.columns.mapping[field];
    const columnMissing = column !== undefined && !Object.hasOwn(this.row, column) && !column.includes('.');
    return new InputError({
      field: this.label(field),
      found: column === undefined ? undefined : this.columns.getters[field]?.(this.row),
      problem: columnMissing ? 'means that the column is not in this row' : 'is needed',
      advice: columnMissing
        ? `Map another column; this row has ${Object.keys(this.row).slice(0, 12).join(', ') || 'none'}.`
        : field === 'dueDate'
          ? 'Fill it, map the column that holds it, or set the days of credit in the options.'
          : 'Fill the cell, or map the column that holds it.',
    });
  }

  /** Reads a field that an invoice can do without: what cannot be read is left out with a warning. */
  optional<T>(field: FieldKey, parse: (text: string, label: string) => T): T | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    try {
      return parse(text, this.label(field));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.warn(field, `${quote(text)} ${error.details.problem}, so it is left out.`);
      return undefined;
    }
  }

  warn(field: FieldKey, message: string): void {
    this.warnings.push({ field: this.label(field), message });
  }
}

/** Compiles a mapping into getters. A name with dots reaches into nested data unless the row has that very column. */
export function compileGetters(mapping: FieldMapping): Partial<Record<FieldKey, Getter>> {
  const getters: Partial<Record<FieldKey, Getter>> = {};
  for (const field of FIELD_KEYS) {
    const column = mapping[field];
    if (column === undefined || column === '') continue;
    getters[field] = getterOf(column);
  }
  return getters;
}

function getterOf(column: string): Getter {
  if (column.includes('.')) {
    const path = column.split('.');
    return (row) => (Object.hasOwn(row, column) ? row[column] : nested(row, path));
  }
  // Own properties only: a column called `constructor` must not read the prototype.
  if (column in Object.prototype) return (row) => (Object.hasOwn(row, column) ? row[column] : undefined);
  return (row) => row[column];
}

function nested(row: Row, path: string[]): unknown {
  let at: unknown = row;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Row)[key];
  }
  return at;
}
