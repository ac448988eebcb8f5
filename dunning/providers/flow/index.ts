import { DateTime } from 'luxon';

import type { Instant } from '../../common';
import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOf, decimalAmount, makeEvent } from '../shared/events';
import { field, formBody } from '../shared/form';
import { get, number, text } from '../shared/json';
import type { ResourceFetch, WebhookProvider } from '../shared/provider';
import { LARGEST_BODY } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

const PROVIDER = 'flow';
const BASE = 'https://www.flow.cl/api';
const TOKEN = /^[A-Za-z0-9]{20,100}$/;

const tokenOf = (request: WebhookRequest): string | undefined => field(formBody(request), 'token');

/**
 * Flow signs nothing: it posts the token of an order, and everything else is read from Flow with the account's own keys. So a call is
 * worth no more than what Flow then answers, and a token that Flow does not know is without effect.
 * Source: developers.flow.cl, “Confirmación de pago”.
 */
const verifyFlow: Verify = (request, secrets) => {
  if (usableKeys(secrets).length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const token = tokenOf(request);
  if (token === undefined) return refuse('signature_missing');
  return TOKEN.test(token) ? { ok: true } : refuse('signature_malformed');
};

/** 1 pending, 2 paid, 3 rejected, 4 cancelled. Source: developers.flow.cl, “payment/getStatus”. */
function typeOf(order: unknown): EventType {
  switch (number(order, 'status')) {
    case 1:
      // A voucher was taken, and the money is to come; without one nothing has happened yet.
      return text(order, 'pending_info', 'media') === undefined ? 'unknown' : 'payment_pending';
    case 2:
      return 'paid';
    case 3:
    case 4:
      return 'payment_failed';
    default:
      return 'unknown';
  }
}

function eventsOf(order: unknown, receivedAt: string): ContactEvent[] {
  const id = text(order, 'flowOrder');
  if (id === undefined) return [];
  const type = typeOf(order);
  const status = text(order, 'status');
  const reference = text(order, 'commerceOrder');
  const currency = text(order, 'currency') === 'UF' ? 'CLF' : text(order, 'currency');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      fact: ['order', id, status, type],
      at: type === 'paid' ? chileanTime(text(order, 'paymentData', 'date')) : undefined,
      receivedAt,
      providerType: `status ${status ?? ''}`.trim(),
      contactKey: contactKeyOf(reference) ?? contactKeyIn(get(order, 'optional')),
      payment:
        type === 'unknown'
          ? undefined
          : {
              id,
              amount: decimalAmount(get(order, 'amount'), currency),
              reference: text(order, 'optional', 'reference') ?? reference,
            },
    }),
  ];
}

/** `2026-11-23 12:32:11`, by the clocks of Chile. */
function chileanTime(value: string | undefined): Instant | undefined {
  if (value === undefined) return undefined;
  const time = DateTime.fromSQL(value, { zone: 'America/Santiago' });
  return time.isValid ? (time.toUTC().toISO() ?? undefined) : undefined;
}

/** Flow (Chile): payment orders. */
export const flow: WebhookProvider = {
  id: PROVIDER,
  name: 'Flow',
  keys: {
    en: 'The secret key of the account, with which orders are read',
    es: 'La llave secreta de la cuenta, con la que se leen las órdenes',
    pt: 'A chave secreta da conta, com a qual as ordens são lidas',
  },
  covers: 'nothing',
  toleranceSeconds: null,
  verify: verifyFlow,
  normalise: () => [],
  fetches(request): ResourceFetch[] {
    const token = tokenOf(request);
    if (token === undefined || !TOKEN.test(token)) return [];
    return [{ url: `${BASE}/payment/getStatus`, base: BASE, query: { token }, resource: 'order', id: token }];
  },
  normaliseFetched: eventsOf,
};
