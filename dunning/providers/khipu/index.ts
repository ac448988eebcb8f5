import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOf, decimalAmount, instantOfText, makeEvent } from '../shared/events';
import { get, jsonBody, text } from '../shared/json';
import type { ResourceFetch, WebhookProvider } from '../shared/provider';
import { verifyTimestamped } from '../shared/timestamped';

const PROVIDER = 'khipu';
const HOST = 'https://payment-api.khipu.com';

/** How long it goes on repeating is not said, nor whether a repetition is signed anew: the window spans some days. */
const KHIPU_TOLERANCE = 5 * 86_400;

/** What `status_detail` makes of a payment that is `done`. Source: payment API v3.0, “Get payment”. */
const DONE: Readonly<Record<string, EventType>> = {
  normal: 'paid',
  'marked-paid-by-receiver': 'paid',
  reversed: 'refunded',
  'rejected-by-payer': 'payment_failed',
  'marked-as-abuse': 'disputed',
};

function typeOf(status: string | undefined, detail: string | undefined): EventType {
  if (status === 'verifying') return 'payment_pending';
  if (status !== 'done') return 'unknown';
  if (detail === undefined) return 'paid';
  return (Object.hasOwn(DONE, detail) ? DONE[detail] : undefined) ?? 'unknown';
}

/** A payment as a call or the API tells it: the same standing of the same payment is one fact. */
function eventsOf(payment: unknown, receivedAt: string): ContactEvent[] {
  const id = text(payment, 'payment_id');
  if (id === undefined) return [];
  const status = text(payment, 'status');
  const detail = text(payment, 'status_detail');
  const type = typeOf(status, detail);
  const reference = text(payment, 'transaction_id');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      fact: ['payment', id, status, detail],
      // When it was reversed, or taken for abuse, is not told.
      at: type === 'paid' ? instantOfText(text(payment, 'conciliation_date')) : undefined,
      receivedAt,
      providerType: [status, detail].filter(Boolean).join(' ') || 'payment',
      contactKey: contactKeyOf(reference) ?? contactKeyIn(text(payment, 'custom')),
      payment:
        type === 'unknown'
          ? undefined
          : {
              id,
              amount: decimalAmount(shortest(get(payment, 'amount')), get(payment, 'currency')),
              reference,
              ...(type === 'refunded' ? { isTotal: true } : {}),
            },
    }),
  ];
}

/** `1000.0000` has more decimals than pesos, though none of them counts. */
function shortest(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : value;
}

/** Khipu (Chile and others): payments by bank transfer, notifications 3.0. */
export const khipu: WebhookProvider = {
  id: PROVIDER,
  name: 'Khipu',
  keys: {
    en: 'The secret of the collecting account in Khipu',
    es: 'La llave (secret) de la cuenta de cobro en Khipu',
    pt: 'O segredo da conta de cobrança na Khipu',
  },
  covers: 'body',
  toleranceSeconds: KHIPU_TOLERANCE,
  // Source: docs.khipu.com, “Webhook para notificaciones”.
  verify: verifyTimestamped({
    header: 'x-khipu-signature',
    signature: 's',
    encoding: 'base64',
    toleranceSeconds: KHIPU_TOLERANCE,
  }),
  normalise: (request) => eventsOf(jsonBody(request), request.receivedAt),
  // A notification tells that something became of the payment; how it stands is in the payment.
  fetches(request): ResourceFetch[] {
    const id = text(jsonBody(request), 'payment_id');
    if (id === undefined || !/^[A-Za-z0-9_-]{1,64}$/.test(id)) return [];
    return [{ url: `${HOST}/v3/payments/${id}`, resource: 'payment', id }];
  },
  normaliseFetched: eventsOf,
};
