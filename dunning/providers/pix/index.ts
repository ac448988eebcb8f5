import type { ContactEvent } from '../../ledger/events';
import { decimalAmount, instantOfText, makeEvent } from '../shared/events';
import { get, jsonBody, list, text } from '../shared/json';
import type { ResourceFetch, WebhookProvider } from '../shared/provider';
import { queryValue } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { verifyUnsigned } from '../shared/unsigned';
import type { Verify } from '../shared/verification';

const PROVIDER = 'pix';
/** A name that leads nowhere: where the PSP is, only the credential knows. */
const BASE = 'https://psp.invalid';
/** `EndToEndId` of the Central Bank's API. */
const END_TO_END = /^[A-Za-z0-9]{32}$/;
/** What PSPs add to the address that they were given, also when it ends in a secret. */
const ADDED = '/pix';

/**
 * The Central Bank has PSPs call over mutual TLS and sign nothing. TLS ends before us, so the address holds a secret of ours
 * (`?secret=…`), and what a call tells is read from the PSP before it counts. Source: bacen/pix-api, “Webhooks”.
 */
const verifyPix: Verify = (request, secrets, now) => {
  const secret = queryValue(request, 'secret');
  if (!secret?.endsWith(ADDED)) return verifyUnsigned(request, secrets, now);
  const query = { ...request.query, secret: secret.slice(0, -ADDED.length) };
  return verifyUnsigned({ ...request, query }, secrets, now);
};

/** One Pix that came in: that it was paid, and each return of it. */
function eventsOf(pix: unknown, receivedAt: string): ContactEvent[] {
  const id = text(pix, 'endToEndId');
  if (id === undefined) return [];
  const reference = text(pix, 'txid');
  const common = { provider: PROVIDER, receivedAt };
  const paid = makeEvent({
    ...common,
    type: 'paid',
    fact: ['pix', id],
    at: instantOfText(text(pix, 'horario')),
    providerType: 'pix',
    payment: { id, amount: decimalAmount(get(pix, 'valor'), 'BRL'), reference },
  });
  // EM_PROCESSAMENTO may still fail, NAO_REALIZADO did.
  const returns = list(get(pix, 'devolucoes')).filter((one) => text(one, 'status') === 'DEVOLVIDO');
  const refunds = returns.map((one) => {
    const refundId = text(one, 'rtrId') ?? text(one, 'id') ?? '';
    return makeEvent({
      ...common,
      type: 'refunded',
      fact: ['devolucao', id, refundId],
      at: instantOfText(text(one, 'horario', 'liquidacao') ?? text(one, 'horario', 'solicitacao')),
      providerType: 'devolucao',
      reason: text(one, 'motivo'),
      payment: { id, amount: decimalAmount(get(one, 'valor'), 'BRL'), reference, refundId },
    });
  });
  return [paid, ...refunds];
}

const pixOf = (request: WebhookRequest): unknown[] => list(get(jsonBody(request), 'pix'));

/** Pix through a PSP that follows the Central Bank's API. */
export const pix: WebhookProvider = {
  id: PROVIDER,
  name: 'Pix',
  keys: {
    en: 'A long random word of your own, which the address holds as ?secret=',
    es: 'Una palabra larga y aleatoria de usted, que la dirección lleva como ?secret=',
    pt: 'Uma palavra longa e aleatória sua, que o endereço leva como ?secret=',
  },
  covers: 'nothing',
  toleranceSeconds: null,
  verify: verifyPix,
  normalise: (request) => pixOf(request).flatMap((one) => eventsOf(one, request.receivedAt)),
  fetches: (request): ResourceFetch[] =>
    pixOf(request).flatMap((one) => {
      const id = text(one, 'endToEndId');
      if (id === undefined || !END_TO_END.test(id)) return [];
      return [{ url: `${BASE}/pix/${id}`, resource: 'Pix', id }];
    }),
  normaliseFetched: eventsOf,
};
