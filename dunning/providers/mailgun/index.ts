import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyIn, contactKeyOfMessageId, instantOfEpoch, makeEvent } from '../shared/events';
import { field, formBody, isForm, lastField } from '../shared/form';
import { headerLines, inboundEvent } from '../shared/inbound';
import { get, jsonBody, list, number, object, parseJson, text } from '../shared/json';
import { reportedMachine } from '../shared/machine';
import type { WebhookProvider } from '../shared/provider';
import type { WebhookRequest } from '../shared/request';
import { MAILGUN_TOLERANCE, verifyMailgun } from './verify';

const PROVIDER = 'mailgun';

/** Source: documentation.mailgun.com, “Events” and, for the names with other spellings, the older webhooks. */
const TYPES: Readonly<Record<string, EventType>> = {
  accepted: 'queued',
  delivered: 'delivered',
  rejected: 'dropped',
  dropped: 'dropped',
  blocked: 'dropped',
  bounced: 'bounced',
  complained: 'complained',
  unsubscribed: 'unsubscribed',
  opened: 'opened',
  clicked: 'clicked',
};

/** Mailgun's own codes for what it did not even try: the address is on a list, or the list is a bad one. */
const NOT_TRIED = /^(605|606|607|625)$/;

/**
 * `failed` is one word for three things: `temporary` is tried again; `permanent` with a `suppress-…` reason was never sent,
 * because the address is on a list; any other `permanent` came back.
 */
function failedType(event: unknown): EventType {
  if (text(event, 'severity')?.toLowerCase() === 'temporary') return 'deferred';
  if (NOT_TRIED.test(text(event, 'delivery-status', 'code') ?? '')) return 'dropped';
  return /^suppress-/i.test(text(event, 'reason') ?? '') ? 'dropped' : 'bounced';
}

const LASTING_DROP = /hardfail|suppress-|invalid|does not exist/i;

function permanentOf(type: EventType, reason: string | undefined): boolean | undefined {
  if (type === 'bounced') return true;
  return type === 'dropped' ? LASTING_DROP.test(reason ?? '') : undefined;
}

/** Fields that Mailgun puts after the user's variables of the same name; of all others its own come first. */
const LAST = new Set(['timestamp', 'token', 'signature']);

/** One value for each field: of several of one name, Mailgun's own. */
function single(fields: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const own = (name: string, values: unknown[]) => (LAST.has(name) ? values.at(-1) : values[0]);
  return Object.fromEntries(
    [...fields].map(([name, value]) => [name, Array.isArray(value) ? own(name, list(value)) : value]),
  );
}

/** The fields of an older webhook, under the names of the current one. */
function legacyEvent(fields: unknown): unknown {
  const id = text(fields, 'Message-Id') ?? text(fields, 'message-id');
  return {
    event: get(fields, 'event'),
    recipient: get(fields, 'recipient'),
    timestamp: get(fields, 'timestamp'),
    token: get(fields, 'token'),
    reason: get(fields, 'reason'),
    url: get(fields, 'url'),
    message: { headers: { 'message-id': id } },
    'delivery-status': {
      code: get(fields, 'code'),
      message: get(fields, 'error') ?? get(fields, 'notification'),
      description: get(fields, 'description'),
    },
    'client-info': { 'user-agent': get(fields, 'user-agent') },
    'user-variables': fields,
  };
}

/** A mail that a route passes on. Source: documentation.mailgun.com, “Receive, forward, and store messages”. */
function incomingMail(form: ReadonlyMap<string, string[]>, receivedAt: string): ContactEvent | undefined {
  if (form.has('event') || !(form.has('body-plain') || form.has('stripped-text') || form.has('body-mime')))
    return undefined;
  const given = parseJson(form.get('message-headers')?.[0] ?? '');
  const fields = ['In-Reply-To', 'References', 'Auto-Submitted'].flatMap((name): Array<[string, string]> => {
    const value = field(form, name);
    return value === undefined ? [] : [[name, value]];
  });
  const lines = headerLines(given);
  return inboundEvent({
    provider: PROVIDER,
    id: field(form, 'Message-Id') ?? field(form, 'message-id') ?? lastField(form, 'token'),
    from: field(form, 'from') ?? field(form, 'sender'),
    subject: field(form, 'subject'),
    words: field(form, 'stripped-text') ?? field(form, 'body-plain'),
    headers: lines.length > 0 ? lines : fields,
    at: instantOfEpoch(number(lastField(form, 'timestamp'))),
    receivedAt,
  });
}

function eventOf(request: WebhookRequest): unknown {
  if (isForm(request)) return legacyEvent(single(formBody(request)));
  const body = jsonBody(request);
  const current = get(body, 'event-data');
  if (current !== undefined) return current;
  return get(body, 'event') === undefined ? undefined : legacyEvent(single(Object.entries(object(body))));
}

function toEvent(event: unknown, receivedAt: string): ContactEvent {
  const name = text(event, 'event') ?? 'unnamed';
  const known = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  const type = name === 'failed' ? failedType(event) : (known ?? 'unknown');
  const status = get(event, 'delivery-status');
  const reason = text(event, 'reason') ?? text(event, 'reject', 'reason');
  const words = text(status, 'message') ?? text(status, 'description') ?? text(event, 'reject', 'description');
  const messageId = text(event, 'message', 'headers', 'message-id');
  const person = type === 'opened' || type === 'clicked';
  const robot = text(event, 'client-info', 'bot');
  return makeEvent({
    provider: PROVIDER,
    type,
    id: text(event, 'id') ?? text(event, 'token'),
    fact: [name, messageId, text(event, 'recipient'), String(number(event, 'timestamp')), text(event, 'url')],
    at: instantOfEpoch(number(event, 'timestamp')),
    receivedAt,
    providerType: name,
    reason: [reason, words].filter((part) => part !== undefined).join(': '),
    code: text(status, 'enhanced-code') ?? text(status, 'code'),
    providerMessageId: messageId,
    contactKey: contactKeyIn(get(event, 'user-variables')) ?? contactKeyOfMessageId(messageId),
    recipient: text(event, 'recipient') ?? text(event, 'message', 'headers', 'to'),
    permanent: permanentOf(type, `${reason ?? ''} ${words ?? ''}`),
    machine: person ? robot !== undefined || reportedMachine(text(event, 'client-info', 'user-agent')) : undefined,
  });
}

/** Mailgun: one event a call, in JSON or, from older webhooks, as a form. */
export const mailgun: WebhookProvider = {
  id: PROVIDER,
  name: 'Mailgun',
  keys: {
    en: 'The HTTP webhook signing key',
    es: 'La clave de firma de webhooks HTTP',
    pt: 'A chave de assinatura de webhooks HTTP',
  },
  covers: 'nonce',
  toleranceSeconds: MAILGUN_TOLERANCE,
  verify: verifyMailgun,
  normalise(request) {
    const mail = isForm(request) ? incomingMail(formBody(request), request.receivedAt) : undefined;
    if (mail !== undefined) return [mail];
    const event = eventOf(request);
    return event === undefined ? [] : [toEvent(event, request.receivedAt)];
  },
};
