import type { Row } from './cells';
import { createJsonReader, hasAll, isRow, joined, type RawInstalment, rowAt, rowsAt } from './source';

/** Siigo lists the ways of payment of an invoice; those with a due date are its instalments. */
function instalments(doc: Row): RawInstalment[] {
  return rowsAt(doc, 'payments')
    .filter((one) => Boolean(one.due_date))
    .map((one) => ({ dueDate: one.due_date, amount: one.value }));
}

/** Siigo API v1 (Colombia): `GET /v1/invoices`. Customers are referred to by identification. */
export const siigo = createJsonReader({
  id: 'siigo',
  name: 'Siigo',
  recognises: (doc) =>
    isRow(doc.document) && isRow(doc.customer) && Array.isArray(doc.payments) && hasAll(doc, 'balance'),
  mapping: {
    id: 'id',
    number: 'name',
    customerId: 'customer.id',
    taxId: 'customer.identification',
    issueDate: 'date',
    dueDate: 'due_date',
    total: 'total',
    balance: 'balance',
    currency: 'currency.code',
    documentUrl: 'public_url',
    fiscalId: 'stamp.cufe',
    void: 'annulled',
  },
  values: {
    customerName: (doc) => {
      const { name } = rowAt(doc, 'customer');
      // A person's name is a list of its parts.
      return Array.isArray(name) ? joined(' ', ...(name as unknown[])) : name;
    },
    // Paid at once when no way of payment has a due date.
    termsDays: (doc) => (instalments(doc).length === 0 ? 0 : undefined),
  },
  instalments,
});
