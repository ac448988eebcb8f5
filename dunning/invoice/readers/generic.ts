import { InputError } from '../../errors';
import { type DecimalStyle, detectDecimalStyle } from '../parse-amount';
import { type DateOrder, detectDateOrder } from '../parse-date';
import { Cells, Columns, compileGetters, type Row, Seen } from './cells';
import type { FieldKey, FieldMapping } from './fields';
import type { Customer } from '../invoice';
import { CUSTOMER_FIELDS, customerOf } from './generic-customer';
import { invoiceOf } from './generic-invoice';
import type { ReaderResult } from './reader';

export { type FieldKey, type FieldMapping } from './fields';
export { type GuessedMapping, guessMapping } from './mapping';
export type { ReaderResult, ReaderWarning } from './reader';

/** How the cells of a sheet are to be read. */
export interface GenericOptions {
  /** Which part of `03/04/2026` comes first; without it such dates are refused. See `detectGenericOptions`. */
  dateOrder?: DateOrder;
  /** Whether decimals are written with a point or a comma; without it each amount must tell by itself. */
  decimalStyle?: DecimalStyle;
  /** Currency of rows that name none, ISO 4217. */
  currency?: string;
  /** Country of customers whose row names none, ISO 3166-1 alpha-2. */
  country?: string;
  /** Zone in which instants become days, and of nothing else; a customer's zone comes from its own column. */
  timeZone?: string;
  /** Days of credit of documents that name no due date. Without it, such an invoice is refused rather than guessed. */
  termsDays?: number;
}

/** A reader with its mapping compiled: use one for all rows of a batch. */
export type GenericReader = (row: Row) => ReaderResult;

/** Any one of these tells which invoice, customer or amount a row is about. */
const NEEDED: { anyOf: FieldKey[]; advice: string }[] = [
  { anyOf: ['number', 'id'], advice: 'Map the column with the invoice number.' },
  { anyOf: ['customerId', 'customerName', 'taxId', 'email'], advice: 'Map the column with the customer’s id or name.' },
  { anyOf: ['dueDate', 'termsDays'], advice: 'Map the column with the due date.' },
  { anyOf: ['total', 'balance'], advice: 'Map the column with the invoice’s total or its open balance.' },
];

/**
 * Compiles a mapping into a reader. The reader throws `InputError` for a row that cannot be used and otherwise does not
 * depend on any other row.
 * @throws InputError when the mapping lacks a field that every invoice needs.
 */
export function createGenericReader(mapping: FieldMapping, options: GenericOptions = {}): GenericReader {
  for (const { anyOf, advice } of NEEDED) {
    if (!anyOf.some((field) => mapping[field])) {
      throw new InputError({
        field: anyOf[0] ?? '',
        found: undefined,
        problem: 'means that no column is mapped to it',
        advice,
      });
    }
  }
  const compiled = new Columns(compileGetters(mapping), mapping, new Seen());
  const readCustomer = customersOf(compiled, options);
  return (row) => {
    const cells = new Cells(compiled, row);
    const { policyId, customer } = readCustomer(cells);
    const invoice = invoiceOf(cells, customer.id, options);
    // A row is about one invoice, so the policy it names is that invoice's and not one for all of its customer's.
    if (policyId !== undefined) invoice.policyId = policyId;
    return { invoice, customer, warnings: cells.warnings };
  };
}

/** The customer of a row, and the policy the row names. */
interface RowCustomer {
  customer: Customer;
  policyId?: string;
}

/** Distinct customers that are kept for the rows that follow. */
const MOST_CUSTOMERS = 100_000;

/**
 * Reads the customers of rows. A customer has many invoices, and each row repeats their name, address and consent: rows whose customer
 * cells are the same share one customer object.
 */
function customersOf(columns: Columns, options: GenericOptions): (cells: Cells) => RowCustomer {
  const getters = CUSTOMER_FIELDS.flatMap((field) => columns.getters[field] ?? []);
  const known = new Map<unknown, { values: unknown[]; found: RowCustomer }>();
  const naming = [
    columns.getters.customerId,
    columns.getters.taxId,
    columns.getters.email,
    columns.getters.customerName,
  ];
  const name = naming.find((getter) => getter !== undefined);
  return (cells) => {
    const { row } = cells;
    const key = name?.(row);
    const earlier = known.get(key);
    if (earlier && getters.every((getter, i) => getter(row) === earlier.values[i])) return earlier.found;
    const { policyId, ...customer } = customerOf(cells, options);
    const found = policyId === undefined ? { customer } : { customer, policyId };
    // What was left out of a row is said for each row, so a customer with a warning is read each time.
    if (cells.warnings.length === 0 && known.size < MOST_CUSTOMERS) {
      known.set(key, { values: getters.map((getter) => getter(row)), found });
    }
    return found;
  };
}

/**
 * Reads one row of a sheet. For more than one row, `createGenericReader` is faster.
 * @throws InputError when the mapping or the row cannot be used; the message names field, finding and advice.
 */
export function readGenericRow(row: Row, mapping: FieldMapping, options: GenericOptions = {}): ReaderResult {
  return createGenericReader(mapping, options)(row);
}

const DATE_FIELDS: FieldKey[] = ['issueDate', 'dueDate', 'settledOn', 'promiseDate', 'holdUntil'];
const AMOUNT_FIELDS: FieldKey[] = ['total', 'paid', 'balance', 'promiseAmount'];

/**
 * Finds out over a whole batch how dates and decimals are written. What the rows do not settle stays unset, and a date
 * or an amount that depends on it is then refused rather than guessed.
 */
export function detectGenericOptions(
  rows: readonly Row[],
  mapping: FieldMapping,
): Pick<GenericOptions, 'dateOrder' | 'decimalStyle'> {
  const getters = compileGetters(mapping);
  const valuesOf = function* (fields: FieldKey[]): Generator<unknown> {
    for (const field of fields) {
      const getter = getters[field];
      if (getter !== undefined) for (const row of rows) yield getter(row);
    }
  };
  const { order } = detectDateOrder(valuesOf(DATE_FIELDS));
  const decimalStyle = detectDecimalStyle(valuesOf(AMOUNT_FIELDS));
  return { ...(order && { dateOrder: order }), ...(decimalStyle && { decimalStyle }) };
}
