import { EVENT_TYPES } from '../../ledger/events';
import type { EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOf, decimalAmount, instantOfText, makeEvent } from '../shared/events';
import { get, jsonBody, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import { header } from '../shared/request';
import { STANDARD_TOLERANCE, verifyStandardWebhook } from './verify';

const PROVIDER = 'standard_webhooks';

/** Names of things of which *failed* and *pending* are said about money and not about a message. */
const MONEY = /^(payments?|charges?|transactions?|checkouts?|invoices?|orders?|subscriptions?|transfers?)$/;

/** Our own vocabulary, also as the last part of a dotted name: `message.delivered`, `invoice.paid`, `payment.failed`. */
function typeOf(name: string | undefined): EventType {
  const parts = name?.toLowerCase().split('.') ?? [];
  const last = parts.at(-1);
  if (parts.slice(0, -1).some((part) => MONEY.test(part)) && (last === 'failed' || last === 'pending'))
    return `payment_${last}`;
  return EVENT_TYPES.find((type) => type === last) ?? 'unknown';
}

/**
 * Any sender of Standard Webhooks: `{type, timestamp, data}`. `type` is read as our vocabulary, alone or as the last part
 * of a dotted name. In `data`: `dunning_contact` or `contact_key`, `message_id`, `recipient`, `reason`, `code`, and for
 * payments `payment_id`, `amount` (a decimal) and `currency`, `reference`.
 */
export const standardWebhooks: WebhookProvider = {
  id: PROVIDER,
  name: 'Standard Webhooks',
  keys: {
    en: 'Signing secrets, as whsec_…, or public keys, as whpk_…',
    es: 'Secretos de firma (whsec_…) o claves públicas (whpk_…)',
    pt: 'Segredos de assinatura (whsec_…) ou chaves públicas (whpk_…)',
  },
  covers: 'body',
  toleranceSeconds: STANDARD_TOLERANCE,
  verify: verifyStandardWebhook,
  normalise(request) {
    const body = jsonBody(request);
    const name = text(body, 'type');
    if (name === undefined) return [];
    const data = get(body, 'data');
    const paymentId = text(data, 'payment_id');
    const machine = get(data, 'machine');
    const permanent = get(data, 'permanent');
    return [
      makeEvent({
        provider: PROVIDER,
        type: typeOf(name),
        id: header(request, 'webhook-id') ?? header(request, 'svix-id') ?? text(body, 'id'),
        fact: [name, text(body, 'timestamp'), text(data, 'message_id'), paymentId, text(data, 'id')],
        at: instantOfText(text(body, 'timestamp')),
        receivedAt: request.receivedAt,
        providerType: name,
        reason: text(data, 'reason'),
        code: text(data, 'code'),
        providerMessageId: text(data, 'message_id'),
        contactKey: contactKeyIn(data) ?? contactKeyOf(get(data, 'contact_key')),
        recipient: text(data, 'recipient'),
        permanent: typeof permanent === 'boolean' ? permanent : undefined,
        machine: typeof machine === 'boolean' ? machine : undefined,
        payment:
          paymentId === undefined
            ? undefined
            : {
                id: paymentId,
                amount: decimalAmount(get(data, 'amount'), get(data, 'currency')),
                reference: text(data, 'reference'),
              },
      }),
    ];
  },
};
