import { InputError } from '../../errors';
import type { AppliedPayment, Instalment } from '../invoice';
import { add, type Money, zero } from '../money';
import { parseAmount } from '../parse-amount';
import { parseDate } from '../parse-date';
import { cleanText, isBlank } from '../parse-text';
import { Cells, Columns, compileGetters, type Getter, type Row } from './cells';
import { FIELD_KEYS, type FieldKey, type FieldMapping } from './fields';
import type { GenericOptions } from './generic';
import { customerOf } from './generic-customer';
import { currencyOf, invoiceOf } from './generic-invoice';
import type { ReaderResult } from './reader';

/** A payment that arrived as a document of its own, such as a Mexican payment complement. */
export interface PaymentNotice {
  /** Fiscal id, id or number of the invoice it pays. */
  invoiceId: string;
  payment: AppliedPayment;
  /** Which part payment of the invoice it is, from 1. */
  sequence?: number;
  /** What was open before and after it, as the document says. */
  balanceBefore?: Money;
  balanceAfter?: Money;
}

/** What one payload held. */
export interface SourceResult {
  documents: ReaderResult[];
  payments: PaymentNotice[];
}

/** Reads the documents of one system or format. */
export interface SourceReader {
  id: string;
  /** As a person calls it: `Odoo`, `CFDI 4.0 (Mexico)`. */
  name: string;
  format: 'json' | 'xml';
  /** Whether a payload looks like this source's; cheap, never throws. */
  recognises(payload: unknown): boolean;
  /**
   * Reads one payload.
   * @throws InputError when it is not a receivable, or a value in it is not what it claims
   */
  read(payload: unknown, options?: GenericOptions): SourceResult;
}

/** A payment as the source writes it. */
export interface RawPayment {
  id: unknown;
  kind: AppliedPayment['kind'];
  date: unknown;
  amount: unknown;
}

/** One due date as the source writes it. */
export interface RawInstalment {
  id?: unknown;
  dueDate: unknown;
  amount: unknown;
  balance?: unknown;
}

/** How a document of one source becomes an invoice: by field names, and by functions where a name is not enough. */
export interface DocumentDefinition {
  /** Field -> name in the document; dots reach into nested data. */
  mapping?: FieldMapping;
  /** Fields that take more than a name. They go before `mapping`. */
  values?: Partial<Record<FieldKey, Getter>>;
  /** A clause such as `is a bill to pay`, when the document is no receivable. */
  refuses?: (doc: Row) => string | undefined;
  payments?: (doc: Row) => RawPayment[];
  instalments?: (doc: Row) => RawInstalment[];
  /** Values that this source writes for nothing; Odoo writes `false`. */
  nothing?: unknown;
}

/** Compiles a definition into a function that reads one document. */
export function createDocumentReader(
  definition: DocumentDefinition,
): (doc: Row, options: GenericOptions) => ReaderResult {
  const mapping = definition.mapping ?? {};
  const getters = { ...compileGetters(mapping), ...definition.values };
  if (definition.nothing !== undefined) hideNothing(getters, definition.nothing);
  const columns = new Columns(getters, mapping);
  return (doc, options) => {
    const problem = definition.refuses?.(doc);
    if (problem !== undefined) {
      throw new InputError({
        field: 'document',
        found: new Cells(columns, doc).text('number') ?? 'a document',
        problem,
        advice: 'Leave it out: only what customers owe is read.',
      });
    }
    return readDocument(definition, columns, doc, options);
  };
}

function readDocument(
  definition: DocumentDefinition,
  columns: Columns,
  doc: Row,
  options: GenericOptions,
): ReaderResult {
  const currency = currencyOf(new Cells(columns, doc), options);
  const amount = (value: unknown, field: string) => parseAmount(value, currency, field, options.decimalStyle);
  const instalments = (definition.instalments?.(doc) ?? []).map((raw, index): Instalment => {
    const id = isBlank(raw.id) ? String(index + 1) : cleanText(raw.id, 'instalment', 60);
    const part: Instalment = {
      id,
      dueDate: parseDate(
        raw.dueDate,
        { order: options.dateOrder, timeZone: options.timeZone },
        `due date of instalment ${id}`,
      ),
      amount: amount(raw.amount, `amount of instalment ${id}`),
    };
    if (!isBlank(raw.balance)) part.balance = amount(raw.balance, `balance of instalment ${id}`);
    return part;
  });
  const cells = new Cells(withLastDueDate(columns, instalments), doc);
  const customer = customerOf(cells, options);
  const invoice = invoiceOf(cells, customer.id, options);
  if (instalments.length > 1) {
    const sum = instalments.reduce((total, part) => add(total, part.amount), zero(currency));
    if (sum.minor === invoice.total.minor) invoice.instalments = instalments;
    else
      cells.warn(
        'dueDate',
        'The instalments do not add up to the total, so the invoice is taken as due on its last date.',
      );
  }
  const payments = (definition.payments?.(doc) ?? []).map((raw, index): AppliedPayment => ({
    id: isBlank(raw.id) ? `${invoice.id}:${index + 1}` : cleanText(raw.id, 'payment', 200),
    kind: raw.kind,
    date: parseDate(raw.date, { order: options.dateOrder, timeZone: options.timeZone }, 'payment date'),
    amount: amount(raw.amount, 'payment amount'),
  }));
  if (payments.length > 0) invoice.payments = payments;
  return { invoice, customer, warnings: cells.warnings };
}

/** An invoice whose source names only instalments is due, as a whole, on the last of them: never too early. */
function withLastDueDate(columns: Columns, instalments: Instalment[]): Columns {
  const last = instalments
    .map(({ dueDate }) => dueDate)
    .sort()
    .at(-1);
  if (last === undefined) return columns;
  const named = columns.getters.dueDate;
  const dueDate: Getter = (row) => {
    const value = named?.(row);
    return isBlank(value) ? last : value;
  };
  return new Columns({ ...columns.getters, dueDate }, columns.mapping);
}

function hideNothing(getters: Partial<Record<FieldKey, Getter>>, nothing: unknown): void {
  for (const field of FIELD_KEYS) {
    const getter = getters[field];
    if (getter === undefined) continue;
    getters[field] = (row) => {
      const value = getter(row);
      return value === nothing ? undefined : value;
    };
  }
}

/** What describes a source whose payload is one JSON object per document. */
export interface JsonSource extends DocumentDefinition {
  id: string;
  name: string;
  recognises: (doc: Row) => boolean;
}

/** Makes a reader of JSON documents. */
export function createJsonReader({ id, name, recognises, ...definition }: JsonSource): SourceReader {
  const readOne = createDocumentReader(definition);
  return {
    id,
    name,
    format: 'json',
    recognises: (payload) => isRow(payload) && recognises(payload),
    read(payload, options = {}) {
      if (!isRow(payload)) {
        throw new InputError({
          field: 'document',
          found: payload,
          problem: `is not a document of ${name}`,
          advice: 'Pass the JSON object as the system returned it, or choose another source.',
        });
      }
      return { documents: [readOne(payload, options)], payments: [] };
    },
  };
}

/** Whether a value is a plain object that can be read field by field. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** A nested object, or an empty one where there is none. */
export function rowAt(doc: Row, key: string): Row {
  const value = Object.hasOwn(doc, key) ? doc[key] : undefined;
  return isRow(value) ? value : {};
}

/** The objects of a nested list, or none. */
export function rowsAt(doc: Row, key: string): Row[] {
  const value = Object.hasOwn(doc, key) ? doc[key] : undefined;
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** Whether all these fields are there, whatever they hold. */
export function hasAll(doc: Row, ...keys: string[]): boolean {
  return keys.every((key) => Object.hasOwn(doc, key));
}

/** A text, number or flag as text; an empty text for anything else, which `String` might fail on. */
export function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The parts that are texts or numbers and not blank, with a separator between them; nothing when there are none. */
export function joined(separator: string, ...parts: unknown[]): string | undefined {
  const texts = parts
    .filter((part) => (typeof part === 'string' || typeof part === 'number') && !isBlank(part))
    .map((part) => String(part).trim());
  return texts.length === 0 ? undefined : texts.join(separator);
}
