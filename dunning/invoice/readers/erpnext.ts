import type { Row } from './cells';
import { createJsonReader, hasAll, type RawInstalment, rowsAt, word } from './source';

/** A rounded total of zero means that rounding is switched off. */
function total(doc: Row): unknown {
  return doc.rounded_total || doc.grand_total;
}

/** ERPNext keeps the outstanding amount in the currency of the receivable account, which need not be the invoice's. */
function balance(doc: Row): unknown {
  const inAccountCurrency = doc.party_account_currency !== undefined && doc.party_account_currency !== doc.currency;
  if (!inAccountCurrency || doc.outstanding_amount === 0) return magnitude(doc.outstanding_amount);
  const parts = rowsAt(doc, 'payment_schedule');
  // The schedule is in the invoice's own currency; one part is all there is to add up exactly.
  return parts.length === 1 ? parts[0]?.outstanding : undefined;
}

/** A return (credit note) has negative amounts throughout. */
function magnitude(value: unknown): unknown {
  return typeof value === 'number' ? Math.abs(value) : value;
}

function instalments(doc: Row): RawInstalment[] {
  return rowsAt(doc, 'payment_schedule').map((part) => ({
    id: part.idx,
    dueDate: part.due_date,
    amount: magnitude(part.payment_amount),
    balance: part.outstanding,
  }));
}

/** ERPNext 13 and later, DocType `Sales Invoice`, as `GET /api/resource/Sales Invoice/{name}` returns it. */
export const erpnext = createJsonReader({
  id: 'erpnext',
  name: 'ERPNext',
  recognises: (doc) =>
    doc.doctype === 'Sales Invoice' ||
    (hasAll(doc, 'customer', 'posting_date', 'docstatus') && hasAll(doc, 'grand_total')),
  mapping: {
    id: 'name',
    number: 'name',
    customerId: 'customer',
    customerName: 'customer_name',
    contactName: 'contact_display',
    email: 'contact_email',
    phone: 'contact_mobile',
    taxId: 'tax_id',
    issueDate: 'posting_date',
    dueDate: 'due_date',
    currency: 'currency',
    purchaseOrder: 'po_no',
    language: 'language',
  },
  values: {
    type: (doc) => (doc.is_return === 1 || doc.is_return === true ? 'credit note' : 'invoice'),
    total: (doc) => magnitude(total(doc)),
    balance,
    status: (doc) => (doc.docstatus === 0 || doc.docstatus === 2 ? 'void' : undefined),
  },
  refuses: (doc) => {
    if (doc.doctype !== undefined && doc.doctype !== 'Sales Invoice') return 'is not a sales invoice';
    const foreign = doc.party_account_currency !== undefined && doc.party_account_currency !== doc.currency;
    return foreign && doc.outstanding_amount !== 0 && balance(doc) === undefined
      ? `says what is open in ${word(doc.party_account_currency)}, not in its own currency, and has no single payment term to tell`
      : undefined;
  },
  instalments,
});
