import type { ContactEvent, EventType } from '../../ledger/events';
import { contactKeyOf, instantOfEpoch, makeEvent } from '../shared/events';
import { get, jsonBody, list, number, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import { asksToStop } from '../shared/stop-words';
import { hubChallenge, verifyWhatsApp } from './verify';

const PROVIDER = 'whatsapp';

/** Source: WhatsApp Cloud API, status webhook. `deleted` and `warning` say nothing about delivery. */
const STATUSES: Readonly<Record<string, EventType>> = {
  accepted: 'queued',
  held_for_quality_assessment: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

/** Failures that will be the same for every later message to this number. */
const LASTING_FAILURES = new Set(['131026', '131050', '131021', '130497']);

function statusEvent(status: unknown, receivedAt: string): ContactEvent {
  const name = text(status, 'status') ?? 'unnamed';
  const type = (Object.hasOwn(STATUSES, name) ? STATUSES[name] : undefined) ?? 'unknown';
  const error = list(get(status, 'errors'))[0];
  const code = text(error, 'code');
  const id = text(status, 'id');
  const recipient = text(status, 'recipient_id') ?? text(status, 'recipient_user_id');
  return makeEvent({
    provider: PROVIDER,
    type,
    // Meta repeats and reorders; each status of a message is one fact.
    id: id === undefined ? undefined : `${id}/${name}`,
    fact: [name, recipient, text(status, 'timestamp')],
    at: instantOfEpoch(number(status, 'timestamp')),
    receivedAt,
    providerType: name,
    reason: text(error, 'error_data', 'details') ?? text(error, 'title') ?? text(error, 'message'),
    code,
    providerMessageId: id,
    contactKey: contactKeyOf(get(status, 'biz_opaque_callback_data')),
    recipient,
    permanent: type === 'failed' && code !== undefined ? LASTING_FAILURES.has(code) : undefined,
  });
}

/** Kinds of incoming message that no person wrote. One of an `unsupported` kind, such as a poll, a person did. */
const NOT_WRITTEN = new Set(['system', 'ephemeral', 'unknown', 'request_welcome']);

/** What a person wrote or the button that they pressed, as words; not kept. */
function wordsOf(message: unknown): Array<string | undefined> {
  const interactive = get(message, 'interactive');
  const reply = get(interactive, 'button_reply') ?? get(interactive, 'list_reply');
  return [
    text(message, 'text', 'body'),
    text(message, 'button', 'text'),
    text(message, 'button', 'payload'),
    text(reply, 'title'),
    text(reply, 'id'),
  ];
}

function messageEvent(message: unknown, receivedAt: string): ContactEvent {
  const kind = text(message, 'type') ?? 'unnamed';
  const id = text(message, 'id');
  // Who hides the phone number is known by an id of Meta's for this business.
  const sender = text(message, 'from') ?? text(message, 'from_user_id');
  const written = !NOT_WRITTEN.has(kind) && kind !== 'unnamed';
  const stops = written && wordsOf(message).some(asksToStop);
  // What a button means was chosen by whoever made the template; what a person wrote is not copied into the record.
  const payload =
    text(message, 'button', 'payload') ??
    text(message, 'interactive', 'button_reply', 'id') ??
    text(message, 'interactive', 'list_reply', 'id');
  return makeEvent({
    provider: PROVIDER,
    type: stops ? 'unsubscribed' : written ? 'replied' : 'unknown',
    id: id === undefined ? undefined : `${id}/message`,
    fact: [kind, sender, text(message, 'timestamp')],
    at: instantOfEpoch(number(message, 'timestamp')),
    receivedAt,
    providerType: `message.${kind}`,
    reason: payload,
    // A reply names the message it answers; without one only the sender tells whose it is.
    providerMessageId: text(message, 'context', 'id') ?? text(message, 'reaction', 'message_id'),
    recipient: sender,
  });
}

/** A customer's choice about marketing messages: `stop` or `resume`. Source: Meta, `user_preferences` webhook. */
function preferenceEvent(preference: unknown, receivedAt: string): ContactEvent {
  const value = text(preference, 'value') ?? 'unnamed';
  const person = text(preference, 'wa_id') ?? text(preference, 'user_id');
  return makeEvent({
    provider: PROVIDER,
    type: value === 'stop' ? 'unsubscribed' : 'unknown',
    fact: ['user_preferences', value, person, text(preference, 'timestamp')],
    at: instantOfEpoch(number(preference, 'timestamp')),
    receivedAt,
    providerType: `user_preferences.${value}`,
    reason: text(preference, 'category'),
    recipient: person,
  });
}

function changeEvents(
  change: unknown,
  entryId: string | undefined,
  entryTime: number | undefined,
  receivedAt: string,
): ContactEvent[] {
  const value = get(change, 'value');
  const field = text(change, 'field') ?? 'unnamed';
  const events = [
    ...list(get(value, 'statuses')).map((status) => statusEvent(status, receivedAt)),
    ...list(get(value, 'messages')).map((message) => messageEvent(message, receivedAt)),
    ...list(get(value, 'user_preferences')).map((preference) => preferenceEvent(preference, receivedAt)),
  ];
  if (events.length > 0 || get(change, 'value') === undefined) return events;
  // About the account, the number or a template: kept as unknown, with its own name.
  const about = text(value, 'event') ?? text(value, 'message_template_id') ?? text(value, 'decision');
  return [
    makeEvent({
      provider: PROVIDER,
      type: 'unknown',
      fact: [field, entryId, about, entryTime === undefined ? undefined : String(entryTime)],
      at: instantOfEpoch(entryTime),
      receivedAt,
      providerType: field,
      reason: text(value, 'reason') ?? text(value, 'event'),
    }),
  ];
}

/** WhatsApp Cloud API: statuses and replies of many messages in one call, in any order. */
export const whatsApp: WebhookProvider = {
  id: PROVIDER,
  name: 'WhatsApp Cloud API',
  keys: {
    en: 'The app secret of the Meta app',
    es: 'La clave secreta de la app de Meta',
    pt: 'A chave secreta do app da Meta',
  },
  covers: 'body',
  toleranceSeconds: null,
  verify: verifyWhatsApp,
  handshake: hubChallenge,
  normalise(request) {
    const entries = list(get(jsonBody(request), 'entry'));
    return entries.flatMap((entry) =>
      list(get(entry, 'changes')).flatMap((change) =>
        changeEvents(change, text(entry, 'id'), number(entry, 'time'), request.receivedAt),
      ),
    );
  },
};
