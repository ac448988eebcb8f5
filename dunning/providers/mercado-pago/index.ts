import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOf, decimalAmount, instantOfText, makeEvent } from '../shared/events';
import { get, jsonBody, list, object, text } from '../shared/json';
import type { ResourceFetch, WebhookProvider } from '../shared/provider';
import { queryValue } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { MERCADO_PAGO_TOLERANCE, verifyMercadoPago } from './verify';

const PROVIDER = 'mercadopago';
const HOST = 'https://api.mercadopago.com';

/** Status of a payment. Source: mercadopago.com developers, “Payments: status”. */
const PAYMENT_STATUSES: Readonly<Record<string, EventType>> = {
  approved: 'paid',
  pending: 'payment_pending',
  in_process: 'payment_pending',
  authorized: 'payment_pending',
  in_mediation: 'disputed',
  rejected: 'payment_failed',
  cancelled: 'payment_failed',
  refunded: 'refunded',
  charged_back: 'disputed',
};

/** Status of an order, which its notification carries. Source: “Orders: notifications”. */
const ORDER_STATUSES: Readonly<Record<string, EventType>> = {
  created: 'payment_pending',
  processing: 'payment_pending',
  action_required: 'payment_pending',
  at_terminal: 'payment_pending',
  processed: 'paid',
  failed: 'payment_failed',
  canceled: 'payment_failed',
  cancelled: 'payment_failed',
  expired: 'link_expired',
  refunded: 'refunded',
  partially_refunded: 'refunded',
  charged_back: 'disputed',
};

const RESOURCES: Readonly<Record<string, string>> = {
  payment: '/v1/payments/',
  merchant_order: '/merchant_orders/',
  topic_merchant_order_wh: '/merchant_orders/',
  topic_chargebacks_wh: '/v1/chargebacks/',
  chargebacks: '/v1/chargebacks/',
  order: '/v1/orders/',
};

interface Topic {
  topic: string;
  id: string | undefined;
}

/** What a notification is about: `type` and `data.id` of the body or the query; `topic` and `resource` in older ones. */
function topicOf(request: WebhookRequest, body: unknown): Topic {
  const topic =
    text(body, 'type') ?? text(body, 'topic') ?? queryValue(request, 'type') ?? queryValue(request, 'topic');
  const resource = text(body, 'resource')?.split('/').at(-1);
  const id = text(body, 'data', 'id') ?? queryValue(request, 'data.id') ?? queryValue(request, 'id') ?? resource;
  return { topic: topic ?? 'unnamed', id };
}

function typeFrom(table: Readonly<Record<string, EventType>>, status: string | undefined): EventType {
  return (status !== undefined && Object.hasOwn(table, status) ? table[status] : undefined) ?? 'unknown';
}

/** The currency of a site, for orders: their notification leaves it out. */
function orderPayment(data: unknown, id: string, type: EventType): ContactEvent['payment'] {
  const amount = type === 'paid' ? text(data, 'total_paid_amount') : undefined;
  const currency = text(data, 'currency_id') ?? text(data, 'currency');
  return {
    id,
    amount: decimalAmount(amount ?? text(data, 'total_amount'), currency),
    reference: text(data, 'external_reference'),
  };
}

/** An order's notification says how it stands; any other only that something happened, and is kept as unknown. */
function notificationEvents(request: WebhookRequest): ContactEvent[] {
  const body = jsonBody(request);
  const { topic, id } = topicOf(request, body);
  if (topic === 'unnamed' && id === undefined) return [];
  const data = get(body, 'data');
  const action = text(body, 'action') ?? topic;
  const status = text(data, 'status') ?? (topic === 'order' ? action.split('.').at(-1) : undefined);
  const type = topic === 'order' ? typeFrom(ORDER_STATUSES, status) : 'unknown';
  const payment = type === 'unknown' || id === undefined ? undefined : orderPayment(data, id, type);
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      // A status of an order is one fact however often it is told; a bare notification is told apart by its own id.
      fact:
        type === 'unknown'
          ? [topic, id, action, text(body, 'id')]
          : [topic, id?.toLowerCase(), status, text(data, 'status_detail'), text(data, 'total_paid_amount')],
      at: instantOfText(text(body, 'date_created')),
      receivedAt: request.receivedAt,
      providerType: action,
      reason: text(data, 'status_detail'),
      contactKey: contactKeyIn(get(data, 'metadata')) ?? contactKeyOf(get(data, 'external_reference')),
      payment,
    }),
  ];
}

/** What a fetched resource tells: a payment, an order, a merchant order with its payments, or a chargeback. */
function fetchedEvents(resource: unknown, receivedAt: string): ContactEvent[] {
  if (get(resource, 'order_status') !== undefined) return merchantOrderEvents(resource, receivedAt);
  if (get(resource, 'coverage_applied') !== undefined || get(resource, 'coverage_elegible') !== undefined) {
    return chargebackEvents(resource, receivedAt);
  }
  return paymentEvents(resource, receivedAt);
}

/** A merchant order (`GET /merchant_orders/{id}`) is known by its payments; one without any has at most run out. */
function merchantOrderEvents(order: unknown, receivedAt: string): ContactEvent[] {
  const reference = get(order, 'external_reference');
  const payments = list(get(order, 'payments'));
  if (payments.length > 0) {
    return payments.flatMap((payment) =>
      paymentEvents(asPayment({ external_reference: reference, ...object(payment) }), receivedAt),
    );
  }
  const id = text(order, 'id');
  if (id === undefined) return [];
  const status = text(order, 'status') ?? '';
  const at = instantOfText(text(order, 'last_updated') ?? text(order, 'date_created'));
  const type: EventType = status === 'expired' ? 'link_expired' : 'unknown';
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      fact: ['merchant_order', id, status],
      at,
      receivedAt,
      providerType: `merchant_order ${status}`,
      contactKey: contactKeyOf(reference),
    }),
  ];
}

/** A payment inside a merchant order, under the names that it has by itself. */
function asPayment(inside: Record<string, unknown>): Record<string, unknown> {
  const { total_paid_amount: total, amount_refunded: returned, last_modified: changed, ...payment } = inside;
  return {
    transaction_amount: total,
    transaction_amount_refunded: returned,
    date_last_updated: changed,
    ...payment,
  };
}

/** A chargeback (`GET /v1/chargebacks/{id}`) disputes its payments. */
function chargebackEvents(chargeback: unknown, receivedAt: string): ContactEvent[] {
  const id = text(chargeback, 'id');
  const currency = text(chargeback, 'currency');
  return list(get(chargeback, 'payments')).flatMap((payment) => {
    const paymentId = text(payment) ?? text(payment, 'id');
    if (paymentId === undefined) return [];
    return [
      makeEvent({
        provider: PROVIDER,
        type: 'disputed',
        fact: ['chargeback', id, paymentId],
        at: instantOfText(text(chargeback, 'date_created')),
        receivedAt,
        providerType: 'chargeback',
        reason: text(chargeback, 'reason'),
        payment: { id: paymentId, amount: decimalAmount(get(chargeback, 'amount'), currency) },
      }),
    ];
  });
}

/** A payment as `GET /v1/payments/{id}` answers, or an order as `GET /v1/orders/{id}` does. */
function paymentEvents(resource: unknown, receivedAt: string): ContactEvent[] {
  const events = oneEvent(resource, receivedAt);
  const [event] = events;
  const returned = get(resource, 'transaction_amount_refunded');
  if (event?.type !== 'paid' || !event.payment || typeof returned !== 'number' || returned <= 0) return events;
  // A part of it was returned, and the rest stays approved: two facts in one answer.
  const amount = decimalAmount(returned, text(resource, 'currency_id') ?? text(resource, 'currency'));
  const refund: ContactEvent = { ...event, eventId: `${event.eventId}/refund`, type: 'refunded' };
  return [event, { ...refund, payment: { ...event.payment, amount, isTotal: true } }];
}

function oneEvent(resource: unknown, receivedAt: string): ContactEvent[] {
  const id = text(resource, 'id');
  const status = text(resource, 'status');
  if (id === undefined || status === undefined) return [];
  const isOrder = get(resource, 'total_paid_amount') !== undefined || get(resource, 'transactions') !== undefined;
  const type = typeFrom(isOrder ? ORDER_STATUSES : PAYMENT_STATUSES, status);
  const currency = text(resource, 'currency_id') ?? text(resource, 'currency');
  const returned = get(resource, 'transaction_amount_refunded');
  const amount =
    type === 'refunded' ? (returned ?? get(resource, 'transaction_amount')) : get(resource, 'transaction_amount');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      // An order that is fetched tells the same fact as the notification that named it.
      fact: [
        isOrder ? 'order' : 'payment',
        id.toLowerCase(),
        status,
        text(resource, 'status_detail'),
        isOrder ? text(resource, 'total_paid_amount') : decimalText(returned),
      ],
      at: instantOfText(
        text(resource, 'date_last_updated') ?? text(resource, 'date_approved') ?? text(resource, 'date_created'),
      ),
      receivedAt,
      providerType: `${isOrder ? 'order' : 'payment'} ${status}`,
      reason: text(resource, 'status_detail'),
      contactKey: contactKeyIn(get(resource, 'metadata')) ?? contactKeyOf(get(resource, 'external_reference')),
      payment:
        type === 'unknown'
          ? undefined
          : isOrder
            ? orderPayment(resource, id, type)
            : {
                id,
                amount: decimalAmount(amount, currency),
                reference: text(resource, 'external_reference'),
                // A payment tells all that was returned of it so far.
                ...(type === 'refunded' ? { isTotal: true } : {}),
                ...expiryOf(type, resource),
              },
    }),
  ];
}

/** Until when a voucher can be paid. */
function expiryOf(type: EventType, resource: unknown): { expiresAt?: string } {
  const expiresAt = type === 'payment_pending' ? instantOfText(text(resource, 'date_of_expiration')) : undefined;
  return expiresAt === undefined ? {} : { expiresAt };
}

/** A number as it was written, so that two refunds of one payment are two facts; zero and nothing are the same. */
function decimalText(value: unknown): string | undefined {
  return typeof value === 'number' && value !== 0 ? String(value) : undefined;
}

/** Mercado Pago. Payment notifications only say that something happened: fetch what `fetches` names. */
export const mercadoPago: WebhookProvider = {
  id: PROVIDER,
  name: 'Mercado Pago',
  keys: {
    en: 'The secret signature of the application’s webhooks',
    es: 'La clave secreta de los webhooks de la aplicación',
    pt: 'A assinatura secreta dos webhooks da aplicação',
  },
  covers: 'resource id',
  toleranceSeconds: MERCADO_PAGO_TOLERANCE,
  verify: verifyMercadoPago,
  normalise: notificationEvents,
  fetches(request): ResourceFetch[] {
    const { topic, id } = topicOf(request, jsonBody(request));
    const path = Object.hasOwn(RESOURCES, topic) ? RESOURCES[topic] : undefined;
    // The id goes into an address that is called with the account's token.
    if (path === undefined || id === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) return [];
    return [{ url: HOST + path + id, resource: topic, id }];
  },
  normaliseFetched: fetchedEvents,
};
