import type { Row } from './cells';
import { createJsonReader, hasAll, joined, type RawPayment, rowAt, rowsAt, word } from './source';

function contact(doc: Row): Row {
  const all = rowsAt(doc, 'contact_persons_details');
  return all.find((one) => one.is_primary_contact === true) ?? all[0] ?? {};
}

function payments(doc: Row): RawPayment[] {
  return [
    ...rowsAt(doc, 'payments').map((one): RawPayment => ({
      id: one.invoice_payment_id ?? one.payment_id,
      kind: 'payment',
      date: one.date,
      amount: one.amount,
    })),
    ...rowsAt(doc, 'credits').map((one): RawPayment => ({
      id: one.creditnotes_invoice_id ?? one.creditnote_id,
      kind: 'credit_note',
      date: one.credited_date ?? one.date,
      amount: one.credited_amount ?? one.amount_applied,
    })),
  ].filter(({ date, amount }) => Boolean(date) && amount !== undefined);
}

/** Zoho Books API v3: `GET /invoices/{id}`, `/invoices` and `/creditnotes`. */
export const zohoBooks = createJsonReader({
  id: 'zoho-books',
  name: 'Zoho Books',
  // A table of one's own may have the same names; Zoho's ids are long numbers written as text.
  recognises: (doc) =>
    hasAll(doc, 'customer_id', 'customer_name', 'currency_code', 'balance') &&
    (hasAll(doc, 'invoice_number', 'invoice_id') || hasAll(doc, 'creditnote_number', 'creditnote_id')) &&
    /^\d{12,20}$/.test(word(doc.customer_id)),
  mapping: {
    customerId: 'customer_id',
    customerName: 'customer_name',
    issueDate: 'date',
    dueDate: 'due_date',
    total: 'total',
    balance: 'balance',
    currency: 'currency_code',
    purchaseOrder: 'reference_number',
    paymentUrl: 'invoice_url',
    city: 'billing_address.city',
    region: 'billing_address.state_code',
    postalCode: 'billing_address.zip',
    country: 'billing_address.country',
    address: 'billing_address.address',
    promiseDate: 'payment_expected_date',
    taxId: 'tax_reg_no',
  },
  values: {
    id: (doc) => doc.invoice_id ?? doc.creditnote_id,
    number: (doc) => doc.invoice_number ?? doc.creditnote_number,
    type: (doc) => (hasAll(doc, 'creditnote_number') ? 'credit note' : 'invoice'),
    contactName: (doc) => joined(' ', contact(doc).first_name, contact(doc).last_name),
    email: (doc) => doc.email || contact(doc).email,
    phone: (doc) => doc.phone || contact(doc).mobile || contact(doc).phone || rowAt(doc, 'billing_address').phone,
    status: (doc) => (doc.status === 'draft' || doc.status === 'void' ? 'void' : undefined),
    settledOn: (doc) => (doc.status === 'paid' ? doc.last_payment_date : undefined),
  },
  payments,
});
