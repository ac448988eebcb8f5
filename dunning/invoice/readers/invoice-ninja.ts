import Decimal from 'decimal.js';

import type { Row } from './cells';
import { createJsonReader, hasAll, joined, type RawInstalment, rowAt, rowsAt, word } from './source';

/** Numeric ISO 3166-1 codes, which Invoice Ninja uses for countries, of the markets served. */
const COUNTRIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '32': 'AR',
    '68': 'BO',
    '76': 'BR',
    '124': 'CA',
    '152': 'CL',
    '170': 'CO',
    '188': 'CR',
    '214': 'DO',
    '218': 'EC',
    '222': 'SV',
    '320': 'GT',
    '340': 'HN',
    '484': 'MX',
    '558': 'NI',
    '591': 'PA',
    '600': 'PY',
    '604': 'PE',
    '620': 'PT',
    '724': 'ES',
    '840': 'US',
    '858': 'UY',
    '862': 'VE',
  }),
);

/** 1 draft, 2 sent, 3 partial, 4 paid, 5 cancelled, 6 reversed. */
const VOID = new Set(['1', '5', '6']);

function contact(doc: Row): Row {
  const all = rowsAt(rowAt(doc, 'client'), 'contacts');
  return all.find((one) => one.is_primary === true) ?? all[0] ?? {};
}

/** A deposit (`partial`) is asked for first and has its own due date; the rest follows on the invoice's. */
function instalments(doc: Row): RawInstalment[] {
  const { partial, partial_due_date: partialDue, amount, balance, due_date: due } = doc;
  if (
    typeof partial !== 'number' ||
    typeof amount !== 'number' ||
    partial <= 0 ||
    partial >= amount ||
    !partialDue ||
    !due
  )
    return [];
  // Payments lower `partial` with the balance, so only an untouched invoice still tells how much the deposit was.
  if (balance !== amount) return [];
  return [
    { id: 'deposit', dueDate: partialDue, amount: partial },
    { id: 'rest', dueDate: due, amount: new Decimal(amount).minus(partial).toString() },
  ];
}

/** Invoice Ninja API v1 (version 5 of the product): `GET /invoices?include=client` and `/credits`. */
export const invoiceNinja = createJsonReader({
  id: 'invoice-ninja',
  name: 'Invoice Ninja',
  recognises: (doc) => hasAll(doc, 'client_id', 'status_id', 'amount', 'number') && Array.isArray(doc.invitations),
  mapping: {
    id: 'id',
    number: 'number',
    customerId: 'client_id',
    taxId: 'client.vat_number',
    city: 'client.city',
    region: 'client.state',
    postalCode: 'client.postal_code',
    issueDate: 'date',
    total: 'amount',
    paid: 'paid_to_date',
    balance: 'balance',
    purchaseOrder: 'po_number',
  },
  values: {
    type: (doc) => (doc.entity_type === 'credit' ? 'credit note' : 'invoice'),
    customerName: (doc) => rowAt(doc, 'client').display_name || rowAt(doc, 'client').name,
    contactName: (doc) => joined(' ', contact(doc).first_name, contact(doc).last_name),
    email: (doc) => contact(doc).email,
    phone: (doc) => contact(doc).phone || rowAt(doc, 'client').phone,
    address: (doc) => joined(', ', rowAt(doc, 'client').address1, rowAt(doc, 'client').address2),
    country: (doc) => COUNTRIES.get(word(rowAt(doc, 'client').country_id).replace(/^0+/, '')),
    currency: (doc) => rowAt(rowAt(doc, 'client'), 'currency').code ?? doc.currency_code,
    dueDate: (doc) => doc.due_date || doc.partial_due_date,
    status: (doc) => (VOID.has(word(doc.status_id)) || doc.is_deleted === true ? 'void' : undefined),
    paymentUrl: (doc) => rowsAt(doc, 'invitations')[0]?.link,
  },
  instalments,
});
