import type { Invoice } from '../invoice/invoice';

/** Whether no two ids are the same. Exports mostly come in the order of their numbers, and then need no index to tell. */
function allDistinct(invoices: readonly Invoice[]): boolean {
  if (rising(invoices)) return true;
  const ids = new Set<string>();
  for (const invoice of invoices) ids.add(invoice.id);
  return ids.size === invoices.length;
}

/** Whether each id comes after the one before it: the shorter first, of the same length by their signs (`F-9`, `F-10`). */
function rising(invoices: readonly Invoice[]): boolean {
  let before = '';
  for (let i = 0; i < invoices.length; i++) {
    const { id } = invoices[i] as Invoice;
    if (id.length < before.length || (id.length === before.length && id <= before && i > 0)) return false;
    before = id;
  }
  return true;
}

/**
 * Finds invoices that stand in the input more than once, as joined rows and overlapping queries produce them: counted twice,
 * they would ask for the money twice. Equal copies count once; copies that differ are a matter for a person, all of them,
 * so that the answer does not depend on which came first.
 */
export class Duplicates {
  private readonly conflicting = new Set<string>();
  private readonly copies = new Set<number>();

  constructor(invoices: readonly Invoice[]) {
    if (allDistinct(invoices)) return;
    const first = new Map<string, Invoice>();
    for (let i = 0; i < invoices.length; i++) {
      const invoice = invoices[i] as Invoice;
      const earlier = first.get(invoice.id);
      if (earlier === undefined) first.set(invoice.id, invoice);
      else if (earlier === invoice || JSON.stringify(earlier) === JSON.stringify(invoice)) this.copies.add(i);
      else this.conflicting.add(invoice.id);
    }
  }

  /** Whether the invoice at a position is a copy to leave out, or one of several that contradict each other. */
  of(invoice: Invoice, index: number): 'copy' | 'conflict' | undefined {
    if (this.conflicting.size > 0 && this.conflicting.has(invoice.id)) return 'conflict';
    return this.copies.size > 0 && this.copies.has(index) ? 'copy' : undefined;
  }
}
