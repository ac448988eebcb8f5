import type { ContactEvent, EventPayment, EventType } from '../../ledger/events';
import { contactKeyIn, instantOfText, makeEvent, minorAmount } from '../shared/events';
import { get, jsonBody, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import { verifyTimestamped } from '../shared/timestamped';

const PROVIDER = 'fintoc';

/**
 * Fintoc's example checks five minutes. Whether a repetition is signed anew is not said, and one that is refused is lost, so the
 * window spans some days of repetitions; an event that comes twice has the same id.
 */
const FINTOC_TOLERANCE = 5 * 86_400;

/** Source: docs.fintoc.com, “Events: types”. For links it advises to listen to payment intents only. */
const TYPES: Readonly<Record<string, EventType>> = {
  'payment_intent.succeeded': 'paid',
  'payment_intent.pending': 'payment_pending',
  'payment_intent.failed': 'payment_failed',
  'payment_intent.rejected': 'payment_failed',
  'payment_intent.expired': 'payment_failed',
  'refund.succeeded': 'refunded',
  'payment_link.expired': 'link_expired',
};

function normaliseFintoc(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'type');
  if (name === undefined) return [];
  const type = (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? 'unknown';
  const data = get(body, 'data');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      id: text(body, 'id'),
      fact: [name, text(data, 'id'), text(body, 'created_at')],
      at: instantOfText(text(body, 'created_at')),
      receivedAt,
      providerType: name,
      reason: text(data, 'error_reason'),
      contactKey: contactKeyIn(get(data, 'metadata')),
      payment: type === 'unknown' ? undefined : paymentOf(type, data),
    }),
  ];
}

function paymentOf(type: EventType, data: unknown): EventPayment | undefined {
  // A refund is about the payment that it names.
  const id = type === 'refunded' ? text(data, 'resource_id') : text(data, 'id');
  if (id === undefined) return undefined;
  const refundId = type === 'refunded' ? text(data, 'id') : undefined;
  return {
    id,
    amount: minorAmount(get(data, 'amount'), get(data, 'currency')),
    reference: text(data, 'metadata', 'reference') ?? text(data, 'payment_link_id') ?? text(data, 'payment_link', 'id'),
    ...(refundId === undefined ? {} : { refundId }),
  };
}

/** Fintoc (Chile and Mexico): payment intents and refunds. */
export const fintoc: WebhookProvider = {
  id: PROVIDER,
  name: 'Fintoc',
  keys: {
    en: 'The secret of the webhook endpoint (whsec_…)',
    es: 'El secreto del webhook (whsec_…)',
    pt: 'O segredo do webhook (whsec_…)',
  },
  covers: 'body',
  toleranceSeconds: FINTOC_TOLERANCE,
  // Source: docs.fintoc.com, “Validate the signature of your webhook endpoint”.
  verify: verifyTimestamped({
    header: 'fintoc-signature',
    signature: 'v1',
    encoding: 'hex',
    toleranceSeconds: FINTOC_TOLERANCE,
  }),
  normalise: (request) => normaliseFintoc(jsonBody(request), request.receivedAt),
};
