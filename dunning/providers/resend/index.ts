import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOfMessageId, instantOfText, makeEvent } from '../shared/events';
import { headerLines, inboundEvent } from '../shared/inbound';
import { get, jsonBody, list, text } from '../shared/json';
import { reportedMachine } from '../shared/machine';
import type { WebhookProvider } from '../shared/provider';
import { STANDARD_TOLERANCE, verifyStandardWebhook } from '../standard-webhooks/verify';

const PROVIDER = 'resend';

/** Source: resend.com/docs/dashboard/webhooks/event-types. */
const TYPES: Readonly<Record<string, EventType>> = {
  'email.scheduled': 'queued',
  // Symfony reads it as “received”, django-anymail as “sent”. Resend says: the API request succeeded and Resend will attempt
  // to deliver; in our vocabulary what has left us for good is sent.
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'deferred',
  // As the documentation once spelled it.
  'email.delivered_delayed': 'deferred',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.opened': 'opened',
  'email.clicked': 'clicked',
  'email.failed': 'failed',
  'email.suppressed': 'dropped',
};

/** A contact that was changed: with `unsubscribed` the customer, or whoever did it for them, left the list. */
function contactType(name: string, data: unknown): EventType | undefined {
  return name === 'contact.updated' && get(data, 'unsubscribed') === true ? 'unsubscribed' : undefined;
}

/** Resend's `bounce.type`: `Permanent`, `Transient`, `Undetermined`; absent in older events, which told permanent ones only. */
function bounceType(kind: string | undefined): { type: EventType; permanent: boolean } {
  const soft = /^(transient|temporary|undetermined)$/i.test(kind ?? '');
  return soft ? { type: 'soft_bounced', permanent: false } : { type: 'bounced', permanent: true };
}

/** A mail that Resend received for us; what it says has to be fetched. Source: resend.com/docs, “email.received”. */
function incomingMail(data: unknown, receivedAt: string): ContactEvent {
  return inboundEvent({
    provider: PROVIDER,
    id: text(data, 'email_id'),
    from: text(data, 'from'),
    subject: text(data, 'subject'),
    headers: headerLines(get(data, 'headers')),
    at: instantOfText(text(data, 'created_at')),
    receivedAt,
  });
}

function normaliseResend(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'type');
  if (name === undefined) return [];
  const data = get(body, 'data');
  if (name === 'email.received') return [incomingMail(data, receivedAt)];
  const known = contactType(name, data) ?? (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined);
  const bounce = known === 'bounced' ? bounceType(text(data, 'bounce', 'type')) : undefined;
  const interaction = known === 'opened' ? 'open' : known === 'clicked' ? 'click' : undefined;
  const headers = get(data, 'headers');
  const ownId = list(headers).find((entry) => text(entry, 'name')?.toLowerCase() === 'message-id');
  // An event is about the mail as a whole, so with several recipients it names the first.
  const recipient = text(list(get(data, 'to'))[0]) ?? text(data, 'to') ?? text(data, 'email');
  return [
    makeEvent({
      provider: PROVIDER,
      type: bounce?.type ?? known ?? 'unknown',
      fact: [name, text(data, 'email_id') ?? text(data, 'id'), text(body, 'created_at'), text(data, 'click', 'link')],
      at: instantOfText(text(body, 'created_at')),
      receivedAt,
      providerType: name,
      reason: text(data, 'bounce', 'message') ?? text(data, 'failed', 'reason') ?? text(data, 'suppressed', 'message'),
      code: text(data, 'bounce', 'subType'),
      providerMessageId: text(data, 'email_id'),
      contactKey:
        contactKeyIn(get(data, 'tags')) ??
        contactKeyOfMessageId(text(ownId, 'value')) ??
        contactKeyOfMessageId(text(data, 'message_id')),
      recipient,
      permanent: known === 'dropped' ? true : bounce?.permanent,
      machine:
        interaction && reportedMachine(text(data, interaction, 'userAgent'), text(data, interaction, 'ipAddress')),
    }),
  ];
}

/** Resend: signed by Svix, in the form of Standard Webhooks. */
export const resend: WebhookProvider = {
  id: PROVIDER,
  name: 'Resend',
  keys: {
    en: 'The signing secret of the webhook, as whsec_…',
    es: 'El secreto de firma del webhook, con la forma whsec_…',
    pt: 'O segredo de assinatura do webhook, no formato whsec_…',
  },
  covers: 'body',
  toleranceSeconds: STANDARD_TOLERANCE,
  verify: verifyStandardWebhook,
  normalise: (request) => normaliseResend(jsonBody(request), request.receivedAt),
};
