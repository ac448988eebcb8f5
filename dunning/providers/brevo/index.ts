import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOfMessageId, instantOfEpoch, instantOfText, makeEvent } from '../shared/events';
import { headerLines, inboundEvent } from '../shared/inbound';
import { get, jsonBody, list, number, text } from '../shared/json';
import { reportedMachine } from '../shared/machine';
import type { WebhookProvider } from '../shared/provider';
import { asksToStop } from '../shared/stop-words';
import { verifyUnsigned } from '../shared/unsigned';

const PROVIDER = 'brevo';

/**
 * Source: developers.brevo.com, “Transactional webhooks”; django-anymail and Symfony for the names found in the wild.
 * `invalid_email`: Symfony says dropped, django-anymail bounced. It is a bounce here, because what follows from it is the
 * same: the address is wrong for good.
 */
const TYPES: Readonly<Record<string, EventType>> = {
  request: 'queued',
  sent: 'queued',
  delivered: 'delivered',
  deferred: 'deferred',
  soft_bounce: 'soft_bounced',
  hard_bounce: 'bounced',
  invalid_email: 'bounced',
  invalid: 'bounced',
  blocked: 'dropped',
  error: 'failed',
  opened: 'opened',
  unique_opened: 'opened',
  open: 'opened',
  proxy_open: 'opened',
  unique_proxy_open: 'opened',
  loaded_by_proxy: 'opened',
  click: 'clicked',
  clicked: 'clicked',
  spam: 'complained',
  complaint: 'complained',
  unsubscribe: 'unsubscribed',
  unsubscribed: 'unsubscribed',
  reply: 'replied',
  replied: 'replied',
  read: 'read',
};

/** SMS, where `sent` means that it has left for the network. Source: developers.brevo.com, “SMS webhooks”. */
const SMS_TYPES: Readonly<Record<string, EventType>> = {
  accepted: 'queued',
  sent: 'sent',
  skip: 'dropped',
  skipped: 'dropped',
  blacklisted: 'dropped',
  rejected: 'dropped',
};

/** Names as the documentation's examples, the panel and the API spell them: `uniqueOpened`, `hard_bounce`, `hardBounce`. */
function snake(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}

/** What it is about: mails say `event`, text messages `msg_status`. */
function nameOf(entry: unknown): string | undefined {
  return text(entry, 'event') ?? text(entry, 'msg_status');
}

/** Only text messages have `msg_status`. */
const isSms = (entry: unknown): boolean => text(entry, 'msg_status') !== undefined;

function typeOf(entry: unknown, name: string): EventType {
  const tables = isSms(entry) ? [SMS_TYPES, TYPES] : [TYPES];
  const known = tables.find((table) => Object.hasOwn(table, name))?.[name] ?? 'unknown';
  if (known === 'replied' && asksToStop(text(entry, 'reply'))) return 'unsubscribed';
  if (known !== 'soft_bounced' && known !== 'bounced') return known;
  return text(entry, 'bounce_type')?.toLowerCase() === 'hard_bounce' ? 'bounced' : known;
}

function permanentOf(type: EventType, reason: string | undefined): boolean | undefined {
  if (type === 'bounced') return true;
  if (type === 'soft_bounced') return false;
  return type === 'dropped' ? /unsubscribed|hard ?bounce|complain|blacklist|invalid/i.test(reason ?? '') : undefined;
}

function machineOf(type: EventType, name: string, entry: unknown): boolean | undefined {
  if (type !== 'opened' && type !== 'clicked') return undefined;
  return name.includes('proxy') ? true : reportedMachine(text(entry, 'user_agent'), text(entry, 'ip'));
}

function toEvent(entry: unknown, receivedAt: string): ContactEvent {
  const given = nameOf(entry) ?? 'unnamed';
  const name = snake(given);
  const type = typeOf(entry, name);
  const reason = text(entry, 'reason') ?? text(entry, 'description');
  const messageId = text(entry, 'message-id') ?? text(entry, 'messageId') ?? text(entry, 'message_id');
  const recipient = text(entry, 'email') ?? text(entry, 'to') ?? text(entry, 'mobile_number');
  // `ts_epoch` is in milliseconds; `date` has the account's time zone, which nobody says, so it is not used.
  const moment = number(entry, 'ts_epoch') ?? number(entry, 'ts_event') ?? number(entry, 'ts');
  return makeEvent({
    provider: PROVIDER,
    type,
    fact: [name, messageId, recipient, String(moment ?? text(entry, 'date')), text(entry, 'link'), reason],
    at: instantOfEpoch(moment),
    receivedAt,
    providerType: given,
    reason,
    code: text(entry, 'error_code'),
    providerMessageId: messageId,
    contactKey:
      contactKeyIn(get(entry, 'X-Mailin-custom')) ??
      contactKeyIn(get(entry, 'tag')) ??
      contactKeyOfMessageId(messageId),
    recipient,
    channel: isSms(entry) ? 'sms' : 'email',
    permanent: permanentOf(type, reason),
    machine: machineOf(type, name, entry),
  });
}

/** A mail that Brevo received for us. Source: developers.brevo.com, “Inbound parse webhooks”. */
function incomingMail(mail: unknown, receivedAt: string): ContactEvent {
  const answered = text(mail, 'InReplyTo');
  const lines = headerLines(get(mail, 'Headers'));
  return inboundEvent({
    provider: PROVIDER,
    id: text(mail, 'MessageId') ?? text(list(get(mail, 'Uuid'))[0]),
    from: text(mail, 'From', 'Address') ?? text(mail, 'From'),
    subject: text(mail, 'Subject'),
    words: text(mail, 'ExtractedMarkdownMessage') ?? text(mail, 'RawTextBody'),
    headers: answered === undefined ? lines : [['In-Reply-To', answered], ...lines],
    at: instantOfText(text(mail, 'SentAtDate')),
    receivedAt,
  });
}

function normaliseBrevo(body: unknown, receivedAt: string): ContactEvent[] {
  // Batched webhooks send a list.
  const entries = Array.isArray(body) ? list(body) : [body];
  const mails = list(get(body, 'items'));
  if (mails.length > 0) return mails.map((mail) => incomingMail(mail, receivedAt));
  return entries.filter((entry) => nameOf(entry) !== undefined).map((entry) => toEvent(entry, receivedAt));
}

/** Brevo signs nothing: a password in the address or a bearer token, and a list of its networks. */
export const brevo: WebhookProvider = {
  id: PROVIDER,
  name: 'Brevo',
  keys: {
    en: 'user:password of the address, or the bearer token',
    es: 'usuario:contraseña de la dirección, o el token bearer',
    pt: 'usuário:senha do endereço, ou o token bearer',
  },
  covers: 'nothing',
  toleranceSeconds: null,
  verify: verifyUnsigned,
  normalise: (request) => normaliseBrevo(jsonBody(request), request.receivedAt),
};
