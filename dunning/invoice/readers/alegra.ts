import type { Row } from './cells';
import { createJsonReader, hasAll, isRow, joined, type RawPayment, rowAt, rowsAt } from './source';

function number(doc: Row): unknown {
  const { fullNumber, prefix, number: digits } = rowAt(doc, 'numberTemplate');
  return fullNumber ?? joined('', prefix, digits) ?? doc.number ?? doc.id;
}

function payments(doc: Row): RawPayment[] {
  return rowsAt(doc, 'payments')
    .filter(({ status, amount }) => status !== 'void' && amount !== undefined)
    .map((one) => ({ id: one.id, kind: 'payment', date: one.date, amount: one.amount }));
}

/** Alegra API v1 (Colombia, Mexico, Peru, Argentina, Dominican Republic and others): `GET /invoices`. */
export const alegra = createJsonReader({
  id: 'alegra',
  name: 'Alegra',
  recognises: (doc) =>
    isRow(doc.client) && hasAll(doc, 'dueDate') && (hasAll(doc, 'numberTemplate') || hasAll(doc, 'totalPaid')),
  mapping: {
    id: 'id',
    customerId: 'client.id',
    customerName: 'client.name',
    email: 'client.email',
    taxId: 'client.identification',
    city: 'client.address.city',
    issueDate: 'date',
    dueDate: 'dueDate',
    total: 'total',
    paid: 'totalPaid',
    balance: 'balance',
    currency: 'currency.code',
    purchaseOrder: 'purchaseOrderNumber',
  },
  values: {
    number,
    phone: (doc) => rowAt(doc, 'client').mobile || rowAt(doc, 'client').phonePrimary,
    address: (doc) => rowAt(rowAt(doc, 'client'), 'address').address,
    status: (doc) => (doc.status === 'draft' || doc.status === 'void' ? 'void' : undefined),
    // The stamp is the tax office's: a CUFE in Colombia, a UUID in Mexico.
    fiscalId: (doc) => rowAt(doc, 'stamp').cufe ?? rowAt(doc, 'stamp').uuid,
  },
  payments,
});
