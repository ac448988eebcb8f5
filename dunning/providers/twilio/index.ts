import type { Channel } from '../../common';
import type { ContactEvent, EventType } from '../../ledger/events';
import { instantOfText, makeEvent } from '../shared/events';
import { field, formBody, isForm } from '../shared/form';
import { get, jsonBody, list, text } from '../shared/json';
import type { WebhookProvider } from '../shared/provider';
import type { WebhookRequest } from '../shared/request';
import { asksToStop } from '../shared/stop-words';
import { verifyTwilio } from './verify';

const PROVIDER = 'twilio';

/** Source: twilio-oai `message_enum_status`, and `call_enum_status` for calls. */
const STATUSES: Readonly<Record<string, EventType>> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'dropped',
  received: 'replied',
  receiving: 'unknown',
};

const CALL_STATUSES: Readonly<Record<string, EventType>> = {
  queued: 'queued',
  initiated: 'queued',
  ringing: 'sent',
  'in-progress': 'delivered',
  answered: 'delivered',
  completed: 'delivered',
  busy: 'soft_bounced',
  'no-answer': 'soft_bounced',
  canceled: 'dropped',
  failed: 'failed',
};

/** Codes after which every later message to this number fails too. */
const LASTING_FAILURES = new Set([
  '21211',
  '21217',
  '21265',
  '21610',
  '21614',
  '21635',
  '30004',
  '30005',
  '30006',
  '63003',
  '63024',
  '63032',
]);

function replyType(form: ReadonlyMap<string, string[]>): EventType {
  const kind = field(form, 'OptOutType')?.toUpperCase();
  if (kind === 'STOP') return 'unsubscribed';
  if (kind === 'START' || kind === 'HELP') return 'replied';
  // For accounts without Advanced Opt-Out, and for words that Twilio does not know.
  const words = [field(form, 'Body'), field(form, 'ButtonText'), field(form, 'ButtonPayload')];
  return words.some(asksToStop) ? 'unsubscribed' : 'replied';
}

/** Twilio writes another channel in front of the number: `whatsapp:+52…`. Of Messenger and the like we know nothing. */
function channelOf(address: string | undefined): Channel | undefined {
  const prefix = /^([a-z]+):/i.exec(address ?? '')?.[1]?.toLowerCase();
  if (prefix === 'whatsapp') return 'whatsapp';
  return prefix === undefined || prefix === 'rcs' ? 'sms' : undefined;
}

function typeOf(form: ReadonlyMap<string, string[]>, status: string, isCall: boolean): EventType {
  if (isCall) return (Object.hasOwn(CALL_STATUSES, status) ? CALL_STATUSES[status] : undefined) ?? 'unknown';
  const type = (Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined) ?? 'unknown';
  return type === 'replied' ? replyType(form) : type;
}

/** The fields of a call: in the body, or in the address where a callback was set to GET. */
function fieldsOf(request: WebhookRequest): ReadonlyMap<string, string[]> {
  if (request.method.toUpperCase() !== 'GET') return formBody(request);
  return new Map(
    Object.entries(request.query ?? {}).map(([name, value]) => [name, value === undefined ? [] : [value]]),
  );
}

function normaliseTwilio(request: WebhookRequest): ContactEvent[] {
  const form = fieldsOf(request);
  const callSid = field(form, 'CallSid');
  const sid = field(form, 'MessageSid') ?? field(form, 'SmsSid') ?? field(form, 'SmsMessageSid') ?? callSid;
  if (sid === undefined) return [];
  const isCall = sid === callSid;
  const given = field(form, isCall ? 'CallStatus' : 'MessageStatus') ?? field(form, 'SmsStatus');
  const status = given?.toLowerCase() ?? (form.has('Body') ? 'received' : 'unnamed');
  const incoming = status === 'received' || status === 'receiving';
  const type = typeOf(form, status, isCall);
  const code = field(form, 'ErrorCode');
  return [
    makeEvent({
      provider: PROVIDER,
      type,
      // Twilio repeats and reorders; each status of a message is one fact.
      id: `${sid}/${status}`,
      at: undefined,
      receivedAt: request.receivedAt,
      providerType: incoming ? `incoming ${field(form, 'OptOutType') ?? 'message'}` : status,
      reason: field(form, 'ErrorMessage') ?? field(form, 'ChannelStatusMessage') ?? field(form, 'ButtonPayload'),
      code: code === '0' ? undefined : code,
      // The id of an incoming message is nobody's contact; what it answers is named only on channels with replies.
      providerMessageId: incoming ? field(form, 'OriginalRepliedMessageSid') : sid,
      recipient: field(form, incoming ? 'From' : 'To'),
      channel: isCall ? 'call' : channelOf(field(form, incoming ? 'From' : 'To')),
      permanent: type === 'failed' && code !== undefined ? LASTING_FAILURES.has(code) : undefined,
    }),
  ];
}

/** The last word of an event's name, as the statuses are called: `com.twilio.messaging.message.delivered`. */
const STREAMED = /^com\.twilio\.(?:messaging|programmablevoice)\.[a-z.-]*?([a-z-]+)$/i;

/** Event Streams: CloudEvents in a list, each with the message in `data`. Source: twilio.com/docs/events/event-types. */
function streamedEvents(body: unknown, receivedAt: string): ContactEvent[] {
  return list(body).flatMap((entry) => {
    const name = text(entry, 'type') ?? '';
    const data = get(entry, 'data');
    const sid = text(data, 'messageSid') ?? text(data, 'MessageSid');
    const word = STREAMED.exec(name)?.[1]?.toLowerCase();
    if (word === undefined || sid === undefined) return [];
    const incoming = word === 'received';
    const type = (Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined) ?? 'unknown';
    const code = text(data, 'errorCode');
    const status = incoming ? 'received' : word;
    return [
      makeEvent({
        provider: PROVIDER,
        type,
        id: `${sid}/${status}`,
        at: instantOfText(text(data, 'timestamp') ?? text(entry, 'time')),
        receivedAt,
        providerType: name,
        reason: text(data, 'errorMessage'),
        code: code === '0' ? undefined : code,
        providerMessageId: incoming ? undefined : sid,
        recipient: text(data, incoming ? 'from' : 'to'),
        channel: channelOf(text(data, incoming ? 'from' : 'to')),
        permanent: type === 'failed' && code !== undefined ? LASTING_FAILURES.has(code) : undefined,
      }),
    ];
  });
}

/** Twilio: SMS, WhatsApp through Twilio, and calls. */
export const twilio: WebhookProvider = {
  id: PROVIDER,
  name: 'Twilio',
  keys: {
    en: 'The auth token of the account (during a rotation also the secondary one)',
    es: 'El auth token de la cuenta (durante una rotación también el secundario)',
    pt: 'O auth token da conta (durante uma rotação também o secundário)',
  },
  covers: 'fields',
  toleranceSeconds: null,
  verify: verifyTwilio,
  normalise: (request) =>
    isForm(request) || request.method.toUpperCase() === 'GET'
      ? normaliseTwilio(request)
      : streamedEvents(jsonBody(request), request.receivedAt),
};
