import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, instantOfEpoch, makeEvent, minorAmount } from '../shared/events';
import { get, jsonBody, list, number, text } from '../shared/json';
import type { Handshake, WebhookProvider } from '../shared/provider';
import type { WebhookRequest } from '../shared/request';
import { verifyConekta } from './verify';

const PROVIDER = 'conekta';

/**
 * Source: developers.conekta.com, “Eventos”. The name of the event decides, also where the resource in it says something
 * else: Conekta's own example of `charge.created` holds a declined charge, and `charge.declined` comes as its own event.
 */
const TYPES: Readonly<Record<string, EventType>> = {
  'order.created': 'payment_pending',
  'order.pending_payment': 'payment_pending',
  'order.processing': 'payment_pending',
  'order.under_fraud_review': 'payment_pending',
  'order.paid': 'paid',
  'order.declined': 'payment_failed',
  'order.fraudulent': 'payment_failed',
  'order.canceled': 'payment_failed',
  'order.voided': 'refunded',
  'order.expired': 'link_expired',
  'order.refunded': 'refunded',
  'order.partially_refunded': 'refunded',
  'order.charged_back': 'disputed',
  'charge.created': 'payment_pending',
  'charge.preauthorized': 'payment_pending',
  'charge.pending_confirmation': 'payment_pending',
  'charge.under_fraud_review': 'payment_pending',
  'charge.paid': 'paid',
  'charge.declined': 'payment_failed',
  'charge.fraudulent': 'payment_failed',
  'charge.canceled': 'payment_failed',
  'charge.expired': 'link_expired',
  'charge.refunded': 'refunded',
  'charge.partially_refunded': 'refunded',
  'charge.reversed': 'refunded',
  'charge.chargeback.created': 'disputed',
  'charge.chargeback.updated': 'disputed',
  'charge.chargeback.under_review': 'disputed',
  'charge.chargeback.lost': 'disputed',
  'charge.score_updated': 'unknown',
  'subscription.paid': 'paid',
  'subscription.payment_failed': 'payment_failed',
  'checkout.expired': 'link_expired',
};

/** Until when a reference for cash or a transfer can be paid. */
function expiryOf(type: EventType, resource: unknown, charge: unknown): { expiresAt?: string } {
  if (type !== 'payment_pending') return {};
  const seconds = number(resource, 'payment_method', 'expires_at') ?? number(charge, 'payment_method', 'expires_at');
  const expiresAt = instantOfEpoch(seconds);
  return expiresAt === undefined ? {} : { expiresAt };
}

function normaliseConekta(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'type');
  if (name === undefined) return [];
  const type = (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? 'unknown';
  const resource = get(body, 'data', 'object');
  const metadata = get(resource, 'metadata');
  const charge = list(get(resource, 'charges', 'data'))[0];
  // An order and its charges are one payment.
  const id = text(resource, 'order_id') ?? text(resource, 'id');
  const amount =
    type === 'refunded' ? (get(resource, 'amount_refunded') ?? get(resource, 'amount')) : get(resource, 'amount');
  const key = contactKeyIn(metadata) ?? contactKeyIn(get(resource, 'order', 'metadata'));
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      id: text(body, 'id'),
      fact: [name, text(resource, 'id'), text(body, 'created_at')],
      at: instantOfEpoch(number(body, 'created_at')),
      receivedAt,
      providerType: name,
      reason: text(resource, 'failure_message') ?? text(charge, 'failure_message'),
      code: text(resource, 'failure_code') ?? text(charge, 'failure_code'),
      contactKey: key,
      payment:
        type === 'unknown' || id === undefined
          ? undefined
          : {
              id,
              amount: minorAmount(amount, get(resource, 'currency')),
              reference: text(metadata, 'reference') ?? text(metadata, 'invoice') ?? text(resource, 'reference_id'),
              // Conekta tells all that was returned of an order or a charge so far.
              ...(type === 'refunded' ? { isTotal: true } : {}),
              ...expiryOf(type, resource, charge),
            },
    }),
  ];
}

/** Conekta calls a new address once, to see that it answers. */
function ping(request: WebhookRequest): Handshake | undefined {
  if (text(jsonBody(request), 'type') !== 'webhook_ping') return undefined;
  return {
    kind: 'note',
    words: {
      en: 'Conekta tested the address; it works.',
      es: 'Conekta probó la dirección; funciona.',
      pt: 'A Conekta testou o endereço; funciona.',
    },
  };
}

/** Conekta: orders and charges. */
export const conekta: WebhookProvider = {
  id: PROVIDER,
  name: 'Conekta',
  keys: {
    en: 'The public key of the webhook key, as PEM',
    es: 'La llave pública de la llave de webhook, en PEM',
    pt: 'A chave pública da chave de webhook, em PEM',
  },
  covers: 'body',
  toleranceSeconds: null,
  verify: verifyConekta,
  handshake: ping,
  normalise: (request) => normaliseConekta(jsonBody(request), request.receivedAt),
};
