import type { Row } from './cells';
import { createJsonReader, hasAll, type RawInstalment, rowsAt, word } from './source';

function instalments(doc: Row): RawInstalment[] {
  return rowsAt(doc, 'multipledueDate').map((one) => ({ dueDate: one.date, amount: one.amount }));
}

/** Holded Invoice API v1 (Spain): `GET /documents/invoice` and `/creditnote`. Dates are unix seconds. */
export const holded = createJsonReader({
  id: 'holded',
  name: 'Holded',
  recognises: (doc) => hasAll(doc, 'contactName', 'docNumber') && /^[\da-f]{24}$/.test(word(doc.contact)),
  mapping: {
    id: 'id',
    number: 'docNumber',
    customerId: 'contact',
    customerName: 'contactName',
    email: 'contactEmail',
    phone: 'contactPhone',
    issueDate: 'date',
    total: 'total',
    paid: 'paymentsTotal',
    balance: 'paymentsPending',
    currency: 'currency',
    language: 'language',
  },
  values: {
    type: (doc) => (/^credit_?note$/i.test(word(doc.docType ?? doc.type)) ? 'credit note' : 'invoice'),
    // Zero stands for no date.
    dueDate: (doc) => doc.dueDate || undefined,
    // 1 is paid; 0 and 2 (partly) say no more than the amounts.
    status: (doc) => (doc.status === 1 ? 'paid' : undefined),
    void: (doc) => doc.draft === true || doc.status === 3,
  },
  instalments,
});
