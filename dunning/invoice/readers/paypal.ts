import type { Row } from './cells';
import { createJsonReader, joined, type RawPayment, rowAt, rowsAt, word } from './source';

const VOID = new Set(['DRAFT', 'SCHEDULED', 'CANCELLED', 'REFUNDED', 'MARKED_AS_REFUNDED']);
const PAID = new Set(['PAID', 'MARKED_AS_PAID']);

function recipient(doc: Row): Row {
  return rowAt(rowsAt(doc, 'primary_recipients')[0] ?? {}, 'billing_info');
}

function name(doc: Row): unknown {
  const { full_name: full, given_name: given, surname } = rowAt(recipient(doc), 'name');
  return full ?? joined(' ', given, surname);
}

/** `NET_30` and the like; cash when due on receipt. */
function terms(doc: Row): unknown {
  const type = word(rowAt(rowAt(doc, 'detail'), 'payment_term').term_type ?? '');
  return type === 'DUE_ON_RECEIPT' ? 0 : /^NET_(\d{1,3})$/.exec(type)?.[1];
}

function payments(doc: Row): RawPayment[] {
  return rowsAt(rowAt(doc, 'payments'), 'transactions')
    .filter((one) => one.payment_date !== undefined && rowAt(one, 'amount').value !== undefined)
    .map((one) => ({
      id: one.payment_id,
      kind: 'payment',
      date: one.payment_date,
      amount: rowAt(one, 'amount').value,
    }));
}

/** PayPal Invoicing API v2: `GET /v2/invoicing/invoices/{id}`. */
export const paypal = createJsonReader({
  id: 'paypal',
  name: 'PayPal Invoicing',
  recognises: (doc) => Object.hasOwn(rowAt(doc, 'detail'), 'currency_code') && Object.hasOwn(doc, 'status'),
  refuses: (doc) =>
    doc.status === 'PARTIALLY_PAID' && !Object.hasOwn(doc, 'due_amount') && !Object.hasOwn(doc, 'payments')
      ? 'was paid in part, but does not say how much'
      : undefined,
  mapping: {
    id: 'id',
    issueDate: 'detail.invoice_date',
    dueDate: 'detail.payment_term.due_date',
    currency: 'detail.currency_code',
    total: 'amount.value',
    balance: 'due_amount.value',
    paid: 'payments.paid_amount.value',
    purchaseOrder: 'detail.reference',
    paymentUrl: 'detail.metadata.recipient_view_url',
  },
  values: {
    number: (doc) => rowAt(doc, 'detail').invoice_number ?? doc.id,
    customerId: (doc) => recipient(doc).email_address ?? recipient(doc).business_name ?? name(doc),
    customerName: (doc) => recipient(doc).business_name ?? name(doc) ?? recipient(doc).email_address,
    contactName: name,
    email: (doc) => recipient(doc).email_address,
    phone: (doc) => {
      const phone = rowsAt(recipient(doc), 'phones')[0];
      // The country code has three digits, filled with zeros.
      return phone && joined('', '+', word(phone.country_code).replace(/^0+/, ''), phone.national_number);
    },
    address: (doc) =>
      joined(', ', rowAt(recipient(doc), 'address').address_line_1, rowAt(recipient(doc), 'address').address_line_2),
    city: (doc) => rowAt(recipient(doc), 'address').admin_area_2,
    region: (doc) => rowAt(recipient(doc), 'address').admin_area_1,
    postalCode: (doc) => rowAt(recipient(doc), 'address').postal_code,
    country: (doc) => rowAt(recipient(doc), 'address').country_code,
    language: (doc) => recipient(doc).language,
    termsDays: terms,
    status: (doc) => (VOID.has(word(doc.status)) ? 'void' : PAID.has(word(doc.status)) ? 'paid' : undefined),
  },
  payments,
});
