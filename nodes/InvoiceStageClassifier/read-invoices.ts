import type { INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import type { Customer, Invoice } from '../../dunning/invoice/invoice';
import type { FieldMapping, GenericOptions } from '../../dunning/invoice/readers/generic';
import { createGenericReader, detectGenericOptions, guessMapping } from '../../dunning/invoice/readers/generic';

/** How the rows are to be read; everything that is absent is found out from the rows. */
export interface ReadSettings extends GenericOptions {
  /** Columns the user named; they go before what their names suggest. */
  columns: FieldMapping;
  /** What a customer is whose row does not say. */
  customerKind?: Customer['kind'];
}

/** What a batch of items held: the invoices, their customers, and the items that could not be read. */
export interface ReadInvoices {
  invoices: Invoice[];
  customers: Map<string, Customer>;
  /** Invoice id -> index of the item it came from. */
  itemOf: Map<string, number>;
  failures: Array<{ index: number; error: unknown }>;
}

/**
 * Reads every item by itself: one that cannot be read does not touch the others.
 * @throws InputError when no column of the whole batch can be taken for something that every invoice needs
 */
export function readInvoices(items: INodeExecutionData[], settings: ReadSettings): ReadInvoices {
  const rows = items.map(({ json }) => json as Record<string, unknown>);
  const { columns, customerKind, ...options } = settings;
  const mapping = { ...guessMapping(columnsOf(rows)).mapping, ...columns };
  const read = createGenericReader(mapping, { ...detectGenericOptions(rows, mapping), ...options });

  const found: ReadInvoices = { invoices: [], customers: new Map(), itemOf: new Map(), failures: [] };
  rows.forEach((row, index) => {
    try {
      const { invoice, customer } = read(row);
      const earlier = found.itemOf.get(invoice.id);
      if (earlier !== undefined) throw duplicate(invoice, earlier);
      found.invoices.push(invoice);
      found.itemOf.set(invoice.id, index);
      found.customers.set(customer.id, merged(found.customers.get(customer.id), { kind: customerKind, ...customer }));
    } catch (error) {
      found.failures.push({ index, error });
    }
  });
  return found;
}

/** The columns of all rows, in the order they first appear; our own part of an item is not one. */
function columnsOf(rows: ReadonlyArray<Record<string, unknown>>): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const column in row) columns.add(column);
  columns.delete('dunning');
  return [...columns];
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
    field: 'invoice number',
    found: invoice.number,
    problem: `was already read from item ${earlier}`,
    advice: 'Remove the repeated row, or map a column that tells the two invoices apart to “Invoice Number”.',
  });
}
