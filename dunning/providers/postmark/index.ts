import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOfMessageId, instantOfText, makeEvent } from '../shared/events';
import { headerLines, inboundEvent } from '../shared/inbound';
import { get, jsonBody, text } from '../shared/json';
import { reportedMachine } from '../shared/machine';
import type { WebhookProvider } from '../shared/provider';
import { verifyUnsigned } from '../shared/unsigned';

const PROVIDER = 'postmark';

/** What a bounce record is about. Types that are missing here are soft bounces. Source: postmarkapp.com, “Bounce types”. */
const BOUNCES: Readonly<Record<string, { type: EventType; permanent?: boolean; machine?: boolean }>> = {
  HardBounce: { type: 'bounced', permanent: true },
  BadEmailAddress: { type: 'bounced', permanent: true },
  ManuallyDeactivated: { type: 'dropped', permanent: true },
  Unconfirmed: { type: 'dropped', permanent: true },
  Blocked: { type: 'dropped', permanent: false },
  // A mail to us that could not be read: it says nothing about one of ours.
  InboundError: { type: 'unknown' },
  SMTPApiError: { type: 'failed' },
  TemplateRenderingFailed: { type: 'failed' },
  DMARCPolicy: { type: 'failed' },
  SpamComplaint: { type: 'complained' },
  SpamNotification: { type: 'soft_bounced', permanent: false },
  Transient: { type: 'deferred' },
  DnsError: { type: 'deferred' },
  Subscribe: { type: 'unknown' },
  Unsubscribe: { type: 'unsubscribed' },
  // A vacation notice and a challenge to the sender prove a delivery; neither is a reply of the customer.
  AutoResponder: { type: 'delivered', machine: true },
  ChallengeVerification: { type: 'delivered', machine: true },
  AddressChange: { type: 'delivered', machine: true },
  OpenRelayTest: { type: 'unknown' },
  VirusNotification: { type: 'soft_bounced', permanent: false },
  Unknown: { type: 'soft_bounced', permanent: false },
};

const SOFT = { type: 'soft_bounced', permanent: false } as const;

/** What a change of the list of suppressed addresses means: lifted, or set by the customer, or by a bounce or complaint. */
function subscriptionType(body: unknown): EventType {
  if (text(body, 'SuppressionReason') === 'SpamComplaint' && get(body, 'SuppressSending') === true) return 'complained';
  // Symfony reads every suppression as “unsubscribed”, django-anymail one after a bounce as “bounced”. It is “unsubscribed”
  // here, by a machine and for good: the bounce that led to it comes as an event of its own.
  return get(body, 'SuppressSending') === true ? 'unsubscribed' : 'unknown';
}

function classify(body: unknown): { type: EventType; permanent?: boolean; machine?: boolean } {
  switch (text(body, 'RecordType')) {
    case 'Delivery':
      return { type: 'delivered' };
    case 'Bounce': {
      const kind = text(body, 'Type') ?? '';
      return (Object.hasOwn(BOUNCES, kind) ? BOUNCES[kind] : undefined) ?? SOFT;
    }
    case 'SpamComplaint':
      return { type: 'complained' };
    case 'Open':
      return { type: 'opened', machine: reportedMachine(text(body, 'UserAgent')) };
    case 'Click':
      return { type: 'clicked', machine: reportedMachine(text(body, 'UserAgent')) };
    case 'SubscriptionChange': {
      const type = subscriptionType(body);
      // Only the customer's own word is a person's; a suppression after a bounce is the provider's housekeeping.
      const reason = text(body, 'SuppressionReason');
      if (type !== 'unsubscribed' || (reason === 'ManualSuppression' && text(body, 'Origin') === 'Recipient'))
        return { type };
      return reason === 'HardBounce' ? { type, machine: true, permanent: true } : { type, machine: true };
    }
    default:
      return { type: 'unknown' };
  }
}

/** A mail that Postmark received for us. Source: postmarkapp.com/developer, “Inbound webhook”. */
function incomingMail(body: unknown, receivedAt: string): ContactEvent {
  return inboundEvent({
    provider: PROVIDER,
    id: text(body, 'MessageID'),
    from: text(body, 'FromFull', 'Email') ?? text(body, 'From'),
    subject: text(body, 'Subject'),
    words: text(body, 'StrippedTextReply') ?? text(body, 'TextBody'),
    headers: headerLines(get(body, 'Headers')),
    at: instantOfText(text(body, 'Date')),
    receivedAt,
    // Postmark writes its own id before an @ of its own.
    providerId: (id) => (/@mtasv\.net$/i.test(id) ? id.slice(0, id.indexOf('@')) : id),
  });
}

function normalisePostmark(body: unknown, receivedAt: string): ContactEvent[] {
  const name = text(body, 'RecordType');
  if (name === 'Inbound' || (name === undefined && get(body, 'FromFull') !== undefined))
    return [incomingMail(body, receivedAt)];
  if (name === undefined) return [];
  const { type, permanent, machine } = classify(body);
  const time = ['DeliveredAt', 'BouncedAt', 'ReceivedAt', 'ChangedAt'].map((field) => text(body, field)).find(Boolean);
  const recipient = text(body, 'Recipient') ?? text(body, 'Email');
  const kind = text(body, 'Type') ?? text(body, 'SuppressionReason');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      fact: [name, text(body, 'ID'), text(body, 'MessageID'), recipient, time, kind, text(body, 'OriginalLink')],
      at: instantOfText(time),
      receivedAt,
      providerType: kind === undefined || kind === name ? name : `${name} ${kind}`,
      reason: text(body, 'Details') ?? text(body, 'Description'),
      code: text(body, 'TypeCode'),
      providerMessageId: text(body, 'MessageID'),
      contactKey: contactKeyIn(get(body, 'Metadata')) ?? contactKeyOfMessageId(text(body, 'MessageID')),
      recipient,
      permanent,
      machine,
    }),
  ];
}

/** Postmark signs nothing: a password in the address, or a header set in its panel. */
export const postmark: WebhookProvider = {
  id: PROVIDER,
  name: 'Postmark',
  keys: {
    en: 'user:password of the address, or the value of the header X-Webhook-Secret',
    es: 'usuario:contraseña de la dirección, o el valor del encabezado X-Webhook-Secret',
    pt: 'usuário:senha do endereço, ou o valor do cabeçalho X-Webhook-Secret',
  },
  covers: 'nothing',
  toleranceSeconds: null,
  verify: verifyUnsigned,
  normalise: (request) => normalisePostmark(jsonBody(request), request.receivedAt),
};
