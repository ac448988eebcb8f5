import { currencyExponent, minorToDecimal } from '../money';
import type { Row } from './cells';
import { createJsonReader, isRow, rowAt, rowsAt, word } from './source';

/**
 * Stripe counts minor units by a list of its own (docs.stripe.com/currencies): these have none there although ISO 4217
 * gives them some, and those that ISO counts without are sent as hundredths.
 */
const STRIPE_DECIMALS: ReadonlyMap<string, number> = new Map(Object.entries({ MGA: 0, ISK: 2, UYI: 2 }));

function decimals(doc: Row): number {
  const code = word(doc.currency).toUpperCase();
  return STRIPE_DECIMALS.get(code) ?? currencyExponent(code);
}

function amount(field: string): (doc: Row) => unknown {
  return (doc) => {
    const value = doc[field];
    return typeof value === 'number' && Number.isSafeInteger(value) ? minorToDecimal(value, decimals(doc)) : value;
  };
}

/** An expanded customer, or an empty one where there is only the id. */
function customer(doc: Row): Row {
  return rowAt(doc, 'customer');
}

function address(field: string): (doc: Row) => unknown {
  return (doc) => rowAt(doc, 'customer_address')[field] ?? rowAt(customer(doc), 'address')[field];
}

/** Why the last charge failed, where the request expanded the payment intent or the charge. */
function failure(doc: Row): unknown {
  const error = rowAt(rowAt(doc, 'payment_intent'), 'last_payment_error');
  return error.decline_code ?? error.code ?? rowAt(doc, 'charge').failure_code;
}

/** Stripe API: `invoice` and `credit_note` objects. Amounts are in minor units, times in unix seconds. */
export const stripe = createJsonReader({
  id: 'stripe',
  name: 'Stripe',
  recognises: (doc) => (doc.object === 'invoice' || doc.object === 'credit_note') && hasAllStripe(doc),
  mapping: {
    id: 'id',
    paymentUrl: 'hosted_invoice_url',
    documentUrl: 'invoice_pdf',
    purchaseOrder: 'metadata.purchase_order',
  },
  values: {
    number: (doc) => doc.number ?? doc.id,
    type: (doc) => (doc.object === 'credit_note' ? 'credit note' : 'invoice'),
    customerId: (doc) => (isRow(doc.customer) ? doc.customer.id : doc.customer),
    customerName: (doc) => doc.customer_name ?? customer(doc).name ?? doc.customer_email ?? customer(doc).email,
    email: (doc) => doc.customer_email ?? customer(doc).email,
    phone: (doc) => doc.customer_phone ?? customer(doc).phone,
    taxId: (doc) => rowsAt(doc, 'customer_tax_ids')[0]?.value,
    address: address('line1'),
    city: address('city'),
    region: address('state'),
    postalCode: address('postal_code'),
    country: address('country'),
    language: (doc) => {
      const locales = customer(doc).preferred_locales;
      return Array.isArray(locales) ? (locales as unknown[])[0] : undefined;
    },
    currency: (doc) => doc.currency,
    total: (doc) => amount(doc.object === 'credit_note' ? 'amount' : 'total')(doc),
    paid: amount('amount_paid'),
    balance: amount('amount_remaining'),
    issueDate: (doc) => rowAt(doc, 'status_transitions').finalized_at ?? doc.effective_at ?? doc.created,
    // What is charged automatically is due the day it is finalised and has no due date of its own.
    dueDate: (doc) =>
      doc.due_date ??
      (doc.collection_method === 'charge_automatically'
        ? (rowAt(doc, 'status_transitions').finalized_at ?? doc.created)
        : undefined),
    settledOn: (doc) => (doc.status === 'paid' ? rowAt(doc, 'status_transitions').paid_at : undefined),
    status: (doc) => (doc.status === 'draft' || doc.status === 'void' ? 'void' : undefined),
    lastPaymentFailure: failure,
    hold: (doc) => (doc.status === 'uncollectible' ? 'Excluded: marked as uncollectible in Stripe' : undefined),
  },
});

function hasAllStripe(doc: Row): boolean {
  return Object.hasOwn(doc, 'currency') && Object.hasOwn(doc, 'customer');
}
