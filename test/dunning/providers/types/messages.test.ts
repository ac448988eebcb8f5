import { PROVIDERS } from '../../../../dunning/providers';
import { call, form, KEY } from '../support';
import { eventTable } from './table';

// Shapes as Meta and Twilio document them; every value is of our own.
const change = (field: string, value: object) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', changes: [{ field, value }] }],
});
const status = (name: string, more: object = {}) =>
  change('messages', {
    messaging_product: 'whatsapp',
    statuses: [{ id: 'wamid.OUT', status: name, timestamp: '1772532000', recipient_id: '5215512345678', ...more }],
  });
const failure = (code: number) => status('failed', { errors: [{ code, title: 'x', error_data: { details: 'x' } }] });
const message = (type: string, more: object = {}) =>
  change('messages', {
    messaging_product: 'whatsapp',
    messages: [
      { id: 'wamid.IN', from: '5215512345678', timestamp: '1772532000', type, context: { id: 'wamid.OUT' }, ...more },
    ],
  });
const text = (body: string) => message('text', { text: { body } });
const reply = { type: 'replied', refusal: false, channel: 'whatsapp', providerMessageId: 'wamid.OUT' } as const;
const stop = { type: 'unsubscribed', refusal: true, channel: 'whatsapp' } as const;

eventTable('whatsapp', [
  [
    'sent',
    status('sent', { pricing: { billable: true, category: 'utility' }, conversation: { id: 'c' } }),
    { type: 'sent', providerMessageId: 'wamid.OUT' },
  ],
  ['delivered', status('delivered'), 'delivered'],
  ['read', status('read'), 'read'],
  ['played', status('played'), 'read'],
  ['deleted', status('deleted'), 'unknown'],
  [
    'delivered to somebody without a number',
    status('delivered', { recipient_id: undefined, recipient_user_id: 'MX.1' }),
    'delivered',
  ],
  ['failed: not on WhatsApp', failure(131026), { type: 'failed', permanent: true, code: '131026', refusal: false }],
  ['failed: wants no marketing', failure(131050), { type: 'failed', refusal: true }],
  ['failed: withheld for now', failure(131049), { type: 'failed', permanent: false, refusal: false }],
  ['failed: a code nobody knows', failure(131999), { type: 'failed', permanent: false, refusal: false }],
  ...['image', 'document', 'audio', 'video', 'sticker', 'location', 'contacts', 'order', 'unsupported'].map(
    (kind) => [`message ${kind}`, message(kind), reply] as const,
  ),
  ['message text', text('Pago el viernes'), reply],
  ['message button', message('button', { button: { payload: 'PAY', text: 'Pagar' } }), reply],
  [
    'message button reply',
    message('interactive', { interactive: { type: 'button_reply', button_reply: { id: 'p', title: 'Pagar' } } }),
    reply,
  ],
  [
    'message list reply',
    message('interactive', { interactive: { type: 'list_reply', list_reply: { id: 'p', title: 'Plan' } } }),
    reply,
  ],
  [
    'message flow reply',
    message('interactive', { interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow' } } }),
    reply,
  ],
  [
    'a reaction, which names the message itself',
    message('reaction', { context: undefined, reaction: { message_id: 'wamid.OUT', emoji: '👍' } }),
    reply,
  ],
  [
    'a message of somebody without a number',
    message('text', { from: undefined, from_user_id: 'MX.1', text: { body: 'hola' } }),
    reply,
  ],
  [
    'a changed number',
    message('system', { system: { type: 'user_changed_number', wa_id: '5215500000000' } }),
    'unknown',
  ],
  ['a welcome that was asked for', message('request_welcome'), 'unknown'],
  ...['STOP', 'Baja por favor', 'parar', 'SAIR', 'No me manden más mensajes'].map(
    (words) => [`message “${words}”`, text(words), stop] as const,
  ),
  [
    'the button of Meta’s templates',
    message('button', { button: { payload: 'x', text: 'Detener promociones' } }),
    stop,
  ],
  [
    'user_preferences stop',
    change('user_preferences', { user_preferences: [{ wa_id: '52155', value: 'stop', timestamp: 1772532000 }] }),
    stop,
  ],
  [
    'user_preferences resume',
    change('user_preferences', { user_preferences: [{ wa_id: '52155', value: 'resume', timestamp: 1772532000 }] }),
    { type: 'unknown', refusal: false },
  ],
  [
    'a template’s status',
    change('message_template_status_update', { event: 'REJECTED', message_template_id: 1 }),
    'unknown',
  ],
  ['an account’s update', change('account_update', { event: 'ACCOUNT_VIOLATION' }), 'unknown'],
  ['a number’s quality', change('phone_number_quality_update', { event: 'FLAGGED' }), 'unknown'],
  ['an echo of our own app', change('smb_message_echoes', { message_echoes: [{ id: 'wamid.E' }] }), 'unknown'],
]);

const sid = `SM${'a'.repeat(32)}`;
const sms = (MessageStatus: string, more: Record<string, string> = {}) =>
  form({ MessageSid: sid, MessageStatus, To: '+5215512345678', From: '+15550001111', ...more });
const undelivered = (ErrorCode: string) => sms('undelivered', { ErrorCode });
const incoming = (Body: string, more: Record<string, string> = {}) =>
  form({ MessageSid: 'SMin', SmsStatus: 'received', From: '+5215512345678', Body, ...more });
const phoned = (CallStatus: string) => form({ CallSid: 'CA1', CallStatus, To: '+5215512345678' });
const answered = { type: 'replied', refusal: false, channel: 'sms' } as const;
const stopped = { type: 'unsubscribed', refusal: true, channel: 'sms' } as const;
eventTable('twilio', [
  ...['accepted', 'scheduled', 'queued', 'sending'].map((name) => [name, sms(name), 'queued'] as const),
  ['sent', sms('sent'), { type: 'sent', providerMessageId: sid, channel: 'sms' }],
  ['delivered', sms('delivered'), 'delivered'],
  ['read', sms('read', { To: 'whatsapp:+5215512345678', EventType: 'READ' }), { type: 'read', channel: 'whatsapp' }],
  ['canceled', sms('canceled'), 'dropped'],
  ['a status that does not exist yet', sms('teleported'), 'unknown'],
  ['undelivered: out of reach', undelivered('30003'), { type: 'failed', permanent: false, code: '30003' }],
  ['undelivered: no such number', undelivered('30005'), { type: 'failed', permanent: true, refusal: false }],
  ['failed: had said STOP', sms('failed', { ErrorCode: '21610' }), { type: 'failed', permanent: true, refusal: true }],
  ['undelivered: has blocked us', undelivered('63014'), { type: 'failed', refusal: true }],
  ['undelivered: a code nobody knows', undelivered('39999'), { type: 'failed', permanent: false, refusal: false }],
  ['incoming', incoming('Pago mañana'), answered],
  ['incoming HELP', incoming('HELP', { OptOutType: 'HELP' }), answered],
  ['incoming START', incoming('START', { OptOutType: 'START' }), answered],
  ['incoming, a word of the account’s own', incoming('ya no', { OptOutType: 'STOP' }), stopped],
  ...['STOP', 'StopAll', 'unsubscribe', 'Baja', 'PARAR', 'sair'].map(
    (word) => [`incoming ${word}`, incoming(word), stopped] as const,
  ),
  [
    'incoming button by WhatsApp',
    incoming('Pagar', { From: 'whatsapp:+5215512345678', OriginalRepliedMessageSid: sid }),
    { ...answered, channel: 'whatsapp', providerMessageId: sid },
  ],
  ['a call that was answered', phoned('completed'), { type: 'delivered', channel: 'call' }],
  ['a call that nobody took', phoned('no-answer'), 'soft_bounced'],
  [
    'a callback by GET',
    call('', { method: 'GET', query: { MessageSid: sid, MessageStatus: 'delivered' } }),
    { type: 'delivered', providerMessageId: sid },
  ],
  [
    'Event Streams',
    [
      {
        type: 'com.twilio.messaging.message.undelivered',
        id: 'EZ',
        data: { messageSid: sid, errorCode: 30005, timestamp: '2026-03-03T10:00:00Z' },
      },
    ],
    { type: 'failed', permanent: true },
  ],
]);

const standard = (type: string, data: object = {}) => ({ type, timestamp: '2026-03-03T10:00:00.000Z', data });
eventTable('standard_webhooks', [
  [
    'message.delivered',
    standard('message.delivered', { message_id: 'm' }),
    { type: 'delivered', providerMessageId: 'm' },
  ],
  ['email.bounced', standard('email.bounced'), { type: 'bounced', permanent: true }],
  ['email.failed', standard('email.failed'), 'failed'],
  [
    'invoice.paid',
    standard('invoice.paid', { payment_id: 'p', amount: '10.00', currency: 'MXN' }),
    { type: 'paid', payment: { id: 'p' } },
  ],
  ['payment.failed', standard('payment.failed'), 'payment_failed'],
  ['payments.charge.pending', standard('payments.charge.pending'), 'payment_pending'],
  ['contact.created', standard('contact.created'), 'unknown'],
]);

describe('many in one call', () => {
  it('of Meta come from several accounts and changes, each with its own id and our reference', () => {
    const [first] = status('sent', { biz_opaque_callback_data: KEY }).entry;
    const [second] = status('read').entry;
    const [third] = text('hola').entry;
    const events = PROVIDERS.whatsapp.normalise(call({ entry: [first, second, third] }));
    expect(events.map(({ type }) => type)).toEqual(['sent', 'read', 'replied']);
    expect(events[0]?.contactKey).toBe(KEY);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(3);
  });
});
