import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import type { Customer, Invoice } from '../../dunning/invoice/invoice';
import type { FieldMapping, GenericOptions } from '../../dunning/invoice/readers/generic';
import { createGenericReader, detectGenericOptions, guessMapping } from '../../dunning/invoice/readers/generic';
import { createCustomerReader, createPaymentReader } from '../../dunning/invoice/readers/extra-rows';
import type { PaymentNotice, SourceReader, SourceResult } from '../../dunning/invoice/readers/index';
import { applyPayments, detect, documentsOf, readerOf } from '../../dunning/invoice/readers/index';
import { labelOf } from '../shared/field-labels';
import { COLUMNS, RECOGNISE } from './description/reading';
import { withAddresses } from './beside-xml';
import { eInvoiceOf } from './e-invoice-of-item';
import { SheetShapes } from './sheet-shapes';

/** How the items are to be read; everything that is absent is found out from them. */
export interface ReadSettings extends GenericOptions {
  /** `recognise`, `columns`, or the id of a reader. */
  source: string;
  /** Columns the user named; they go before what their names suggest. */
  columns: FieldMapping;
  /** What a customer is whose row does not say. */
  customerKind?: Customer['kind'];
  /** Field or binary field that holds XML. */
  xmlField?: string;
}

/** The rows of the second input. */
export interface SecondInput {
  holds: 'customers' | 'payments';
  items: INodeExecutionData[];
}

/** What a batch of items held: the invoices, their customers, and the items that could not be read. */
export interface ReadInvoices {
  invoices: Invoice[];
  customers: Map<string, Customer>;
  /** Invoice id -> index of the item it came from. */
  itemOf: Map<string, number>;
  /** By index of the item: the source it was read as, in a person's words. */
  sourceOf: string[];
  /** Index of an item -> what was left out of it or assumed, in full sentences. */
  warningsOf: Map<number, string[]>;
  failures: Array<{ index: number; error: unknown }>;
}

const ROWS = 'Rows of a sheet, CSV or database';

/**
 * Reads every item by itself: one that cannot be read does not touch the others. Payments that came as documents of their
 * own (Mexican payment complements) are added to the invoices they pay.
 * @throws InputError when nothing was read and no column of the whole batch can be taken for something that every invoice needs
 */
export async function readInvoices(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
  settings: ReadSettings,
  second?: SecondInput,
): Promise<ReadInvoices> {
  const { source, columns, customerKind, xmlField, ...options } = settings;
  const book = new Book(customerKind);
  const rows: Array<{ index: number; row: Record<string, unknown> }> = [];

  const sheets = new SheetShapes();

  for (const [index, item] of items.entries()) {
    try {
      const row = item.json as Record<string, unknown>;
      if (item.binary === undefined && sheets.knows(row)) {
        rows.push({ index, row });
        continue;
      }
      const xml = await eInvoiceOf(context, item, index, { source, xmlField });
      const payloads = xml === undefined ? documentsOf(item.json) : [xml];
      for (const payload of payloads) {
        const reader = readerFor(source, payload);
        if (reader) {
          const read = reader.read(payload, options);
          book.add(index, xml === undefined ? read : withAddresses(read, row, options), reader.name);
        } else if (xml !== undefined) throw unknownXml(xml);
        else {
          rows.push({ index, row });
          sheets.remember(row);
        }
      }
    } catch (error) {
      book.found.failures.push({ index, error });
    }
  }
  // Nothing at all is a sheet without the columns; beside documents that were read it is only these items.
  if (book.found.invoices.length === 0) readRows(rows, columns, options, book);
  else readBeside(rows, columns, options, book);
  if (second) readSecond(second, options, book);
  return book.finish();
}

function readerFor(source: string, payload: unknown): SourceReader | undefined {
  if (source === COLUMNS) return undefined;
  return source === RECOGNISE ? detect(payload) : readerOf(source);
}

function readRows(
  rows: ReadonlyArray<{ index: number; row: Record<string, unknown> }>,
  columns: FieldMapping,
  options: GenericOptions,
  book: Book,
): void {
  if (rows.length === 0) return;
  const cells = rows.map(({ row }) => row);
  const mapping = { ...guessMapping(columnsOf(cells)).mapping, ...columns };
  const read = createGenericReader(mapping, { ...detectGenericOptions(cells, mapping), ...options });
  for (const { index, row } of rows) {
    try {
      book.add(index, { documents: [read(row)], payments: [] }, ROWS);
    } catch (error) {
      book.found.failures.push({ index, error });
    }
  }
}

/** Reads rows that came beside documents: without the columns that every invoice needs, only these rows fail. */
function readBeside(...[rows, columns, options, book]: Parameters<typeof readRows>): void {
  try {
    readRows(rows, columns, options, book);
  } catch (error) {
    for (const { index } of rows) book.found.failures.push({ index, error });
  }
}

/**
 * Reads the list of customers or payments beside the invoices, all of it or none: a payment that is left out would have a
 * customer dunned for what they paid.
 * @throws InputError at the first row that cannot be read
 */
function readSecond({ holds, items }: SecondInput, options: GenericOptions, book: Book): void {
  const rows = items.map(({ json }) => json as Record<string, unknown>);
  if (rows.length === 0) return;
  const { mapping } = guessMapping(columnsOf(rows));
  const detected = { ...detectGenericOptions(rows, mapping), ...options };
  if (holds === 'customers') {
    const read = createCustomerReader(mapping, detected);
    for (const row of rows) book.addCustomer(read(row).customer);
  } else {
    const read = createPaymentReader(mapping, detected);
    for (const row of rows) book.addPayment(read(row));
  }
}

/** The columns of all rows, in the order they first appear; our own part of an item is not one. */
function columnsOf(rows: ReadonlyArray<Record<string, unknown>>): string[] {
  const columns = new Set<string>();
  let names: string[] = [];
  for (const row of rows) {
    // Rows mostly have the columns of the one before.
    if (hasFields(row, names)) continue;
    names = Object.keys(row);
    for (const column of names) columns.add(column);
  }
  columns.delete('dunning');
  return [...columns];
}

/** Whether a row has exactly these fields, in this order. */
function hasFields(row: Record<string, unknown>, names: readonly string[]): boolean {
  let at = 0;
  for (const name in row) if (name !== names[at++]) return false;
  return at === names.length;
}

/** Collects what was read, each invoice once. */
class Book {
  readonly found: ReadInvoices = {
    invoices: [],
    customers: new Map(),
    itemOf: new Map(),
    sourceOf: [],
    warningsOf: new Map(),
    failures: [],
  };
  private readonly payments: PaymentNotice[] = [];
  /** Customer id -> the object that was taken in last. */
  private readonly latest = new Map<string, Customer>();

  constructor(private readonly customerKind: Customer['kind']) {}

  add(index: number, { documents, payments }: SourceResult, source: string): void {
    const { invoices, itemOf, sourceOf, warningsOf } = this.found;
    for (const { invoice, customer, warnings } of documents) {
      const earlier = itemOf.get(invoice.id);
      if (earlier !== undefined) throw duplicate(invoice, earlier);
      invoices.push(invoice);
      if (warnings.length > 0) {
        warningsOf.set(index, [
          ...(warningsOf.get(index) ?? []),
          ...warnings.map(({ field, message }) => `${labelOf(field)}: ${message}`),
        ]);
      }
      itemOf.set(invoice.id, index);
      this.take(customer);
    }
    for (const payment of payments) this.payments.push(payment);
    sourceOf[index] = source;
  }

  private take(customer: Customer): void {
    const { customers } = this.found;
    const known = customers.get(customer.id);
    // Rows of one customer mostly share one object, which has been taken in once.
    if (known === customer || (known && this.latest.get(customer.id) === customer)) return;
    const next = this.customerKind === undefined ? customer : { kind: this.customerKind, ...customer };
    customers.set(customer.id, merged(known, next));
    if (known || next !== customer) this.latest.set(customer.id, customer);
  }

  addCustomer(customer: Customer): void {
    const known = this.found.customers.get(customer.id);
    // A list of customers adds to those the invoices name; others owe nothing here.
    if (known) this.found.customers.set(customer.id, merged(customer, known));
  }

  addPayment(payment: PaymentNotice): void {
    this.payments.push(payment);
  }

  finish(): ReadInvoices {
    if (this.payments.length === 0) return this.found;
    return { ...this.found, invoices: applyPayments(this.found.invoices, this.payments).invoices };
  }
}

/** One customer from two rows: what the first row says stays, what it leaves out the next one fills in. */
function merged(known: Customer | undefined, next: Customer): Customer {
  if (!known) return next;
  const filled: Record<string, unknown> = { ...known };
  for (const [field, value] of Object.entries(next)) filled[field] ??= value;
  return { ...(filled as unknown as Customer), doNotContact: Boolean(known.doNotContact || next.doNotContact) };
}

function duplicate(invoice: Invoice, earlier: number): InputError {
  return new InputError({
    field: 'Invoice Number',
    found: invoice.number,
    problem: `was already read from item ${earlier}`,
    advice: 'Remove the repeated row, or map a column that tells the two invoices apart to “Invoice Number”.',
  });
}

function unknownXml(xml: string): InputError {
  return new InputError({
    field: 'XML',
    found: xml,
    problem: 'is no e-invoice that is known here',
    advice: 'CFDI, UBL, CII, NF-e and Chile’s DTE are read. Choose the source if you know it is one of these.',
  });
}
