import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyOf, instantOfEpoch, instantOfText, makeEvent, minorAmount } from '../shared/events';
import { get, jsonBody, number, text } from '../shared/json';
import type { ResourceFetch, WebhookProvider } from '../shared/provider';
import { verifyWompi, WOMPI_TOLERANCE } from './verify';

const PROVIDER = 'wompi';
const HOST = 'https://production.wompi.co';

/** Source: docs.wompi.co, “Transacciones”. `VOIDED` takes back a card payment that had been approved. */
const STATUSES: Readonly<Record<string, EventType>> = {
  APPROVED: 'paid',
  PENDING: 'payment_pending',
  DECLINED: 'payment_failed',
  ERROR: 'payment_failed',
  VOIDED: 'refunded',
};

function normaliseWompi(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'event');
  if (name === undefined) return [];
  const at = instantOfEpoch(number(body, 'timestamp')) ?? instantOfText(text(body, 'sent_at'));
  return [transactionEvent(name, get(body, 'data', 'transaction'), at, text(body, 'timestamp'), receivedAt)];
}

/** A transaction as a call or the API tells it: the same status of the same transaction is one fact. */
function transactionEvent(
  name: string,
  transaction: unknown,
  at: string | undefined,
  stamp: string | undefined,
  receivedAt: string,
): ContactEvent {
  const status = text(transaction, 'status')?.toUpperCase() ?? '';
  const isTransaction = name === 'transaction.updated';
  const type = (isTransaction && Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined) ?? 'unknown';
  const id = text(transaction, 'id');
  const reference = text(transaction, 'reference');
  return makeEvent({
    provider: PROVIDER,
    type,
    // A transaction has each status once.
    fact: type === 'unknown' ? [name, id, status, stamp] : ['transaction', id, status],
    at,
    receivedAt,
    providerType: status === '' ? name : `${name} ${status}`,
    reason: text(transaction, 'status_message'),
    contactKey: contactKeyOf(reference),
    payment:
      type === 'unknown' || id === undefined
        ? undefined
        : {
            id,
            amount: minorAmount(get(transaction, 'amount_in_cents'), get(transaction, 'currency')),
            // A payment by link carries a reference of Wompi's own; the link is what we know.
            reference: text(transaction, 'payment_link_id') ?? reference,
          },
  });
}

/** A transaction as `GET /v1/transactions/{id}` answers. */
function fetchedWompi(resource: unknown, receivedAt: string): ContactEvent[] {
  const transaction = get(resource, 'data');
  if (text(transaction, 'id') === undefined) return [];
  const at = instantOfText(text(transaction, 'finalized_at') ?? text(transaction, 'created_at'));
  return [transactionEvent('transaction.updated', transaction, at, undefined, receivedAt)];
}

/** Wompi (Colombia): transactions. */
export const wompi: WebhookProvider = {
  id: PROVIDER,
  name: 'Wompi',
  keys: {
    en: 'The events secret of the merchant (prod_events_…)',
    es: 'El secreto de eventos del comercio (prod_events_…)',
    pt: 'O segredo de eventos do comércio (prod_events_…)',
  },
  covers: 'fields',
  toleranceSeconds: WOMPI_TOLERANCE,
  verify: verifyWompi,
  normalise: (request) => normaliseWompi(jsonBody(request), request.receivedAt),
  // Its checksum covers which transaction, how it stands and how much it is, but neither the reference nor the link.
  fetches(request): ResourceFetch[] {
    const id = text(jsonBody(request), 'data', 'transaction', 'id');
    if (id === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) return [];
    return [{ url: `${HOST}/v1/transactions/${id}`, resource: 'transaction', id }];
  },
  normaliseFetched: fetchedWompi,
};
