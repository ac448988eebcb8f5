import type { ContactEvent, EventPayment, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOf, instantOfEpoch, makeEvent, minorAmount } from '../shared/events';
import { get, jsonBody, list, number, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import { STRIPE_TOLERANCE, verifyStripe } from './verify';

const PROVIDER = 'stripe';

/** Source: docs.stripe.com/api/events/types. */
const TYPES: Readonly<Record<string, EventType>> = {
  'checkout.session.async_payment_succeeded': 'paid',
  'checkout.session.async_payment_failed': 'payment_failed',
  'checkout.session.expired': 'link_expired',
  'payment_intent.succeeded': 'paid',
  'payment_intent.processing': 'payment_pending',
  'payment_intent.requires_action': 'payment_pending',
  'payment_intent.payment_failed': 'payment_failed',
  'payment_intent.partially_funded': 'payment_pending',
  'payment_intent.amount_capturable_updated': 'payment_pending',
  'payment_intent.canceled': 'payment_failed',
  'charge.succeeded': 'paid',
  'charge.pending': 'payment_pending',
  'charge.failed': 'payment_failed',
  'charge.captured': 'paid',
  'charge.expired': 'payment_failed',
  'charge.refunded': 'refunded',
  'charge.dispute.created': 'disputed',
  'charge.dispute.updated': 'disputed',
  'charge.dispute.funds_withdrawn': 'disputed',
  'invoice.paid': 'paid',
  'invoice.payment_succeeded': 'paid',
  'invoice.payment_failed': 'payment_failed',
  'invoice.payment_action_required': 'payment_pending',
  'invoice.voided': 'link_expired',
  'invoice_payment.paid': 'paid',
};

/** A refund by itself; the older name comes beside the newer. One that is pending or failed has returned nothing yet. */
const REFUNDS = new Set(['refund.created', 'refund.updated', 'charge.refund.updated']);

function typeOf(name: string, resource: unknown): EventType {
  if (name === 'checkout.session.completed') {
    // It only stored a card.
    if (text(resource, 'mode') === 'setup') return 'unknown';
    // A voucher or a transfer completes the session before the money is there.
    return text(resource, 'payment_status') === 'unpaid' ? 'payment_pending' : 'paid';
  }
  // A card that was only authorised: the money is set aside, and not ours before it is captured.
  if (name === 'charge.succeeded' && get(resource, 'captured') === false) return 'payment_pending';
  if (name === 'charge.dispute.closed') {
    const status = text(resource, 'status') ?? '';
    return status === 'won' || status === 'warning_closed' ? 'unknown' : 'disputed';
  }
  if (REFUNDS.has(name)) return /^(succeeded|null)$/.test(text(resource, 'status') ?? 'null') ? 'refunded' : 'unknown';
  // A payment link that was switched off leads nowhere any more.
  if (name === 'payment_link.updated') return get(resource, 'active') === false ? 'link_expired' : 'unknown';
  return (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? 'unknown';
}

/** An id that Stripe gives either bare or as the expanded object. */
function idOf(resource: unknown, name: string): string | undefined {
  return text(resource, name) ?? text(resource, name, 'id');
}

/** Which amount an event is about: what came in, what went back, or what is asked for. */
function amountOf(type: EventType, resource: unknown): unknown {
  const names =
    type === 'refunded'
      ? ['amount_refunded', 'amount']
      : type === 'paid'
        ? ['amount_received', 'amount_paid', 'amount_total', 'amount']
        : ['amount_total', 'amount_due', 'amount'];
  for (const name of names) {
    const amount = get(resource, name);
    if (typeof amount === 'number') return amount;
  }
  return undefined;
}

function normaliseStripe(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'type');
  if (name === undefined) return [];
  const resource = get(body, 'data', 'object');
  const type = typeOf(name, resource);
  // Session, charge, dispute and refund of one payment all name its payment intent, so it is the payment's id.
  const own = text(resource, 'id');
  // Invoices name it in their list of payments since API version 2025-03-31.
  const listed = get(list(get(resource, 'payments', 'data'))[0], 'payment');
  const paymentId =
    idOf(resource, 'payment_intent') ?? idOf(listed, 'payment_intent') ?? idOf(resource, 'charge') ?? own;
  const metadata = get(resource, 'metadata');
  const reference = text(resource, 'client_reference_id');
  const error = get(resource, 'last_payment_error');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      id: text(body, 'id'),
      fact: [name, own, text(body, 'created')],
      at: instantOfEpoch(number(body, 'created')),
      receivedAt,
      providerType: name,
      reason: text(error, 'message') ?? text(resource, 'failure_message') ?? text(resource, 'reason'),
      code: text(error, 'code') ?? text(resource, 'failure_code'),
      contactKey: contactKeyIn(metadata) ?? contactKeyOf(reference),
      payment:
        paymentId === undefined || type === 'unknown'
          ? undefined
          : {
              id: paymentId,
              amount: minorAmount(
                stripeMinor(amountOf(type, resource), text(resource, 'currency')),
                currencyOf(resource),
              ),
              reference: reference ?? text(metadata, 'reference') ?? text(metadata, 'invoice'),
              ...refundOf(name, type, resource),
              ...expiryOf(type, resource),
            },
    }),
  ];
}

/** A charge tells all that was returned of it so far; a refund tells of itself. */
function refundOf(name: string, type: EventType, resource: unknown): Partial<EventPayment> {
  if (type !== 'refunded') return {};
  const id = REFUNDS.has(name) ? text(resource, 'id') : undefined;
  return id === undefined ? { isTotal: true } : { refundId: id };
}

/** Until when a voucher can be paid: an intent says so beside the instructions it shows. */
function expiryOf(type: EventType, resource: unknown): Partial<EventPayment> {
  if (type !== 'payment_pending') return {};
  const action = get(resource, 'next_action');
  const shown = [
    'oxxo_display_details',
    'boleto_display_details',
    'konbini_display_details',
    'pix_display_qr_code',
    'multibanco_display_details',
  ].map((name) => get(action, name));
  const seconds = shown.map((details) => number(details, 'expires_after') ?? number(details, 'expires_at'));
  const expiresAt = instantOfEpoch(seconds.find((value) => value !== undefined));
  return expiresAt === undefined ? {} : { expiresAt };
}

const currencyOf = (resource: unknown): string | undefined => text(resource, 'currency')?.toUpperCase();

/**
 * Stripe counts in minor units of its own: ISK and UGX with two decimals that are always zero, though ISO 4217 has none, and
 * MGA with none, though ISO 4217 has two. Source: docs.stripe.com/currencies, “Zero-decimal” and “Special cases”.
 */
function stripeMinor(amount: unknown, currency: string | undefined): unknown {
  if (typeof amount !== 'number') return undefined;
  if (/^mga$/i.test(currency ?? '')) return amount * 100;
  if (!/^(isk|ugx)$/i.test(currency ?? '')) return amount;
  return amount % 100 === 0 ? amount / 100 : undefined;
}

/** Stripe: payments by checkout, payment link, invoice or intent. */
export const stripe: WebhookProvider = {
  id: PROVIDER,
  name: 'Stripe',
  keys: {
    en: 'The signing secret of the endpoint, as whsec_…',
    es: 'El secreto de firma del endpoint, con la forma whsec_…',
    pt: 'O segredo de assinatura do endpoint, no formato whsec_…',
  },
  covers: 'body',
  toleranceSeconds: STRIPE_TOLERANCE,
  verify: verifyStripe,
  normalise: (request) => normaliseStripe(jsonBody(request), request.receivedAt),
};
