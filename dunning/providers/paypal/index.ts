import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyOf, decimalAmount, instantOfText, makeEvent } from '../shared/events';
import { get, jsonBody, list, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import { PAYPAL_TOLERANCE, payPalCertificateUrl, verifyPayPal } from './verify';

const PROVIDER = 'paypal';

/** Source: developer.paypal.com, “Webhook event names”. */
const TYPES: Readonly<Record<string, EventType>> = {
  'PAYMENT.CAPTURE.COMPLETED': 'paid',
  'PAYMENT.CAPTURE.PENDING': 'payment_pending',
  'PAYMENT.CAPTURE.DENIED': 'payment_failed',
  'PAYMENT.CAPTURE.DECLINED': 'payment_failed',
  'PAYMENT.CAPTURE.REFUNDED': 'refunded',
  'PAYMENT.CAPTURE.REVERSED': 'refunded',
  'PAYMENT.SALE.COMPLETED': 'paid',
  'PAYMENT.SALE.PENDING': 'payment_pending',
  'PAYMENT.SALE.DENIED': 'payment_failed',
  'PAYMENT.SALE.REFUNDED': 'refunded',
  'PAYMENT.SALE.REVERSED': 'refunded',
  'PAYMENT.AUTHORIZATION.CREATED': 'payment_pending',
  'PAYMENT.AUTHORIZATION.VOIDED': 'payment_failed',
  'PAYMENT.AUTHORIZATION.DENIED': 'payment_failed',
  'PAYMENT.ORDER.CREATED': 'payment_pending',
  'PAYMENT.ORDER.CANCELLED': 'payment_failed',
  'PAYMENT.REFUND.COMPLETED': 'refunded',
  'PAYMENTS.PAYMENT.CREATED': 'payment_pending',
  'CHECKOUT.ORDER.APPROVED': 'payment_pending',
  'CHECKOUT.ORDER.SAVED': 'payment_pending',
  'CHECKOUT.CHECKOUT.BUYER-APPROVED': 'payment_pending',
  'CHECKOUT.ORDER.PROCESSED': 'payment_pending',
  'CHECKOUT.ORDER.COMPLETED': 'paid',
  'CHECKOUT.ORDER.VOIDED': 'link_expired',
  'CHECKOUT.ORDER.DECLINED': 'payment_failed',
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED': 'payment_failed',
  'INVOICING.INVOICE.PAID': 'paid',
  'INVOICING.INVOICE.REFUNDED': 'refunded',
  'INVOICING.INVOICE.CANCELLED': 'link_expired',
  'CUSTOMER.DISPUTE.CREATED': 'disputed',
  'CUSTOMER.DISPUTE.UPDATED': 'disputed',
  'RISK.DISPUTE.CREATED': 'disputed',
};

function typeOf(name: string, resource: unknown): EventType {
  if (name === 'CUSTOMER.DISPUTE.RESOLVED') {
    // The seller keeps the money; resolved otherwise, it went back.
    const outcome = text(resource, 'dispute_outcome', 'outcome_code') ?? '';
    if (/^RESOLVED_SELLER_FAVOUR$|^CANCELED_BY_BUYER$/.test(outcome)) return 'unknown';
    return /^RESOLVED_BUYER_FAVOUR$/.test(outcome) ? 'refunded' : 'disputed';
  }
  return (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? 'unknown';
}

/** An amount as version 1 (`total`, `currency`) or version 2 (`value`, `currency_code`) of the API writes it. */
function amountOf(value: unknown): ReturnType<typeof decimalAmount> {
  return decimalAmount(
    get(value, 'value') ?? get(value, 'total'),
    get(value, 'currency_code') ?? get(value, 'currency'),
  );
}

/** The capture that a refund is of, from the link it carries. */
function refundedCapture(resource: unknown): string | undefined {
  const up = list(get(resource, 'links')).find((link) => text(link, 'rel') === 'up');
  return /\/(?:captures|sale)\/([A-Z0-9-]{1,64})$/.exec(text(up, 'href') ?? '')?.[1] ?? text(resource, 'sale_id');
}

function paymentOf(name: string, type: EventType, resource: unknown): ContactEvent['payment'] {
  if (name.startsWith('INVOICING.')) {
    const invoice = get(resource, 'invoice') ?? resource;
    const id = text(invoice, 'id');
    const paid = amountOf(get(invoice, 'payments', 'paid_amount')) ?? amountOf(get(invoice, 'amount'));
    return id === undefined ? undefined : { id, amount: paid, reference: text(invoice, 'detail', 'invoice_number') };
  }
  const disputed = list(get(resource, 'disputed_transactions'))[0];
  const unit = list(get(resource, 'purchase_units'))[0];
  const capture = list(get(unit, 'payments', 'captures'))[0];
  const id =
    (type === 'refunded' ? refundedCapture(resource) : undefined) ??
    text(disputed, 'seller_transaction_id') ??
    text(capture, 'id') ??
    text(resource, 'id') ??
    text(resource, 'dispute_id');
  if (id === undefined) return undefined;
  const reference = [resource, unit, disputed].map(
    (part) =>
      text(part, 'custom_id') ?? text(part, 'custom') ?? text(part, 'invoice_id') ?? text(part, 'invoice_number'),
  );
  const own = text(resource, 'id');
  return {
    id,
    amount: amountOf(
      get(resource, 'amount') ??
        (type === 'refunded' ? get(resource, 'dispute_outcome', 'amount_refunded') : undefined) ??
        get(resource, 'dispute_amount') ??
        get(unit, 'amount'),
    ),
    reference: reference.find((value) => value !== undefined),
    // A refund has an id of its own beside the payment that it is of.
    ...(type === 'refunded' && own !== undefined && own !== id ? { refundId: own } : {}),
    // What a dispute gave back is also told as a refund or a reversal of the capture: it must not count twice.
    ...(type === 'refunded' && disputed !== undefined ? { isTotal: true } : {}),
  };
}

function normalisePayPal(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'event_type')?.toUpperCase();
  if (name === undefined) return [];
  const resource = get(body, 'resource');
  const type = typeOf(name, resource);
  const payment = type === 'unknown' ? undefined : paymentOf(name, type, resource);
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      id: text(body, 'id'),
      fact: [name, text(resource, 'id'), text(body, 'create_time')],
      at: instantOfText(text(body, 'create_time')),
      receivedAt,
      providerType: name,
      reason: text(resource, 'status_details', 'reason') ?? text(resource, 'reason_code') ?? text(resource, 'reason'),
      contactKey: contactKeyOf(get(resource, 'custom_id')) ?? contactKeyOf(payment?.reference),
      payment,
    }),
  ];
}

/** PayPal: captures, sales, orders, invoices and disputes. */
export const payPal: WebhookProvider = {
  id: PROVIDER,
  name: 'PayPal',
  keys: {
    en: 'The id of the webhook, as the PayPal panel shows it',
    es: 'El id del webhook, como lo muestra el panel de PayPal',
    pt: 'O id do webhook, como mostra o painel do PayPal',
  },
  covers: 'body',
  toleranceSeconds: PAYPAL_TOLERANCE,
  verify: verifyPayPal,
  certificateUrl: payPalCertificateUrl,
  normalise: (request) => normalisePayPal(jsonBody(request), request.receivedAt),
};
