import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyOf, instantOfEpoch, instantOfText, makeEvent, minorAmount } from '../shared/events';
import { get, jsonBody, number, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import { verifyWompi, WOMPI_TOLERANCE } from './verify';

const PROVIDER = 'wompi';

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
  const transaction = get(body, 'data', 'transaction');
  const status = text(transaction, 'status')?.toUpperCase() ?? '';
  const isTransaction = name === 'transaction.updated';
  const type = (isTransaction && Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined) ?? 'unknown';
  const id = text(transaction, 'id');
  const reference = text(transaction, 'reference');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      // A transaction has each status once.
      fact: type === 'unknown' ? [name, id, status, text(body, 'timestamp')] : ['transaction', id, status],
      at: instantOfEpoch(number(body, 'timestamp')) ?? instantOfText(text(body, 'sent_at')),
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
    }),
  ];
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
};
