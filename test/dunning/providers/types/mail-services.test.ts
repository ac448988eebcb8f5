import { eventTable } from './table';

// Shapes as the providers document them; every value is of our own.
const AT = '2026-03-03T10:00:00.000Z';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36';

const postmark = (RecordType: string, more: object = {}) => ({
  RecordType,
  MessageID: 'pm-1',
  Recipient: 'ana@example.com',
  ...more,
});
const bounce = (Type: string) => ({
  RecordType: 'Bounce',
  MessageID: 'pm-1',
  ID: 7,
  Type,
  TypeCode: 1,
  Email: 'ana@example.com',
  BouncedAt: AT,
});
const suppressed = (SuppressSending: boolean, SuppressionReason: string | null, Origin = 'Recipient') =>
  postmark('SubscriptionChange', { SuppressSending, SuppressionReason, Origin, ChangedAt: AT });
eventTable('postmark', [
  ['Delivery', postmark('Delivery', { DeliveredAt: AT }), { type: 'delivered', providerMessageId: 'pm-1' }],
  ['Open', postmark('Open', { UserAgent: CHROME, ReceivedAt: AT }), { type: 'opened', machine: false }],
  ['Click', postmark('Click', { UserAgent: CHROME, ReceivedAt: AT }), { type: 'clicked', machine: false }],
  ['SpamComplaint', postmark('SpamComplaint', { BouncedAt: AT }), { type: 'complained', refusal: true }],
  ...(['HardBounce', 'BadEmailAddress'] as const).map(
    (kind) => [`Bounce ${kind}`, bounce(kind), { type: 'bounced', permanent: true }] as const,
  ),
  ...(['Transient', 'DnsError'] as const).map(
    (kind) => [`Bounce ${kind}`, bounce(kind), { type: 'deferred', permanent: false }] as const,
  ),
  ...(['SoftBounce', 'SpamNotification', 'VirusNotification', 'Unknown', 'NewKindOfBounce'] as const).map(
    (kind) => [`Bounce ${kind}`, bounce(kind), { type: 'soft_bounced', permanent: false }] as const,
  ),
  ...(['ManuallyDeactivated', 'Unconfirmed'] as const).map(
    (kind) => [`Bounce ${kind}`, bounce(kind), { type: 'dropped', permanent: true }] as const,
  ),
  ['Bounce Blocked', bounce('Blocked'), { type: 'dropped', permanent: false }],
  ...(['SMTPApiError', 'DMARCPolicy', 'TemplateRenderingFailed'] as const).map(
    (kind) => [`Bounce ${kind}`, bounce(kind), 'failed'] as const,
  ),
  ...(['AutoResponder', 'AddressChange', 'ChallengeVerification'] as const).map(
    (kind) => [`Bounce ${kind}, which no person wrote`, bounce(kind), { type: 'delivered', machine: true }] as const,
  ),
  ...(['Subscribe', 'OpenRelayTest', 'InboundError'] as const).map(
    (kind) => [`Bounce ${kind}`, bounce(kind), 'unknown'] as const,
  ),
  ['Bounce Unsubscribe', bounce('Unsubscribe'), { type: 'unsubscribed', refusal: true }],
  ['Bounce SpamComplaint', bounce('SpamComplaint'), { type: 'complained', refusal: true }],
  [
    'SubscriptionChange by the customer',
    suppressed(true, 'ManualSuppression'),
    { type: 'unsubscribed', refusal: true },
  ],
  [
    'SubscriptionChange by us',
    suppressed(true, 'ManualSuppression', 'Customer'),
    { type: 'unsubscribed', machine: true, refusal: false },
  ],
  [
    'SubscriptionChange after a bounce',
    suppressed(true, 'HardBounce'),
    { type: 'unsubscribed', machine: true, permanent: true, refusal: false },
  ],
  ['SubscriptionChange after a complaint', suppressed(true, 'SpamComplaint'), { type: 'complained', refusal: true }],
  ['SubscriptionChange, back again', suppressed(false, null), { type: 'unknown', refusal: false }],
]);

const resend = (type: string, more: object = {}) => ({
  type,
  created_at: AT,
  data: { email_id: 're-1', to: ['ana@example.com'], ...more },
});
eventTable('resend', [
  ['email.scheduled', resend('email.scheduled'), 'queued'],
  ['email.sent', resend('email.sent'), { type: 'sent', providerMessageId: 're-1' }],
  ['email.delivered', resend('email.delivered'), 'delivered'],
  ['email.delivery_delayed', resend('email.delivery_delayed'), { type: 'deferred', permanent: false }],
  [
    'email.bounced',
    resend('email.bounced', { bounce: { type: 'Permanent', subType: 'General' } }),
    { type: 'bounced', permanent: true },
  ],
  [
    'email.bounced for now',
    resend('email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull' } }),
    { type: 'soft_bounced', permanent: false },
  ],
  ['email.complained', resend('email.complained'), { type: 'complained', refusal: true }],
  ['email.failed', resend('email.failed', { failed: { reason: 'reached_daily_quota' } }), 'failed'],
  [
    'email.suppressed',
    resend('email.suppressed', { suppressed: { message: 'on the list' } }),
    { type: 'dropped', permanent: true },
  ],
  ['email.opened', resend('email.opened', { open: { userAgent: CHROME } }), { type: 'opened', machine: false }],
  [
    'email.clicked',
    resend('email.clicked', { click: { userAgent: 'Barracuda Sentinel (EE)', link: 'https://example.com' } }),
    { type: 'clicked', machine: true },
  ],
  [
    'contact.updated, left',
    resend('contact.updated', { email: 'ana@example.com', unsubscribed: true }),
    { type: 'unsubscribed', refusal: true },
  ],
  ['contact.created', resend('contact.created', { email: 'ana@example.com', unsubscribed: false }), 'unknown'],
  ['domain.updated', resend('domain.updated', { status: 'verified' }), 'unknown'],
]);

const brevo = (event: string, more: object = {}) => ({
  event,
  email: 'ana@example.com',
  'message-id': '<br-1@example.com>',
  ts_epoch: 1772532000000,
  ...more,
});
const brevoSms = (msg_status: string, more: object = {}) => ({
  msg_status,
  to: '34600000001',
  messageId: 77,
  ts_event: 1772532000,
  ...more,
});
const names = (expected: Parameters<typeof eventTable>[1][number][2], ...events: string[]) =>
  events.map((event) => [event, brevo(event), expected] as const);
eventTable('brevo', [
  ...names('queued', 'request'),
  ...names({ type: 'delivered', providerMessageId: '<br-1@example.com>', channel: 'email' }, 'delivered'),
  ...names({ type: 'deferred', permanent: false }, 'deferred'),
  ...names({ type: 'soft_bounced', permanent: false }, 'soft_bounce', 'softBounce'),
  ...names({ type: 'bounced', permanent: true }, 'hard_bounce', 'hardBounce', 'invalid_email', 'invalid'),
  ...names('failed', 'error'),
  ...names('dropped', 'blocked'),
  ...names({ type: 'complained', refusal: true }, 'spam', 'complaint'),
  ...names('opened', 'opened', 'unique_opened', 'uniqueOpened'),
  ...names({ type: 'opened', machine: true }, 'proxy_open', 'unique_proxy_open', 'uniqueProxyOpen', 'loadedByProxy'),
  ...names('clicked', 'click'),
  ...names({ type: 'unsubscribed', refusal: true }, 'unsubscribed', 'unsubscribe'),
  ...names('unknown', 'list_addition', 'contact_updated', 'contact_deleted', 'brand_new'),
  ['SMS sent', brevoSms('sent'), { type: 'sent', channel: 'sms', providerMessageId: '77' }],
  ['SMS delivered', brevoSms('delivered'), 'delivered'],
  ['SMS soft_bounce', brevoSms('soft_bounce'), { type: 'soft_bounced', permanent: false }],
  ['SMS hard_bounce', brevoSms('hard_bounce'), { type: 'bounced', permanent: true }],
  ['SMS replied', brevoSms('replied', { reply: 'Pago mañana' }), { type: 'replied', refusal: false }],
  [
    'SMS replied with STOP',
    brevoSms('replied', { reply: 'stop' }),
    { type: 'unsubscribed', refusal: true, channel: 'sms' },
  ],
  ['SMS unsubscribe', brevoSms('unsubscribe'), { type: 'unsubscribed', refusal: true }],
  ['SMS blacklisted', brevoSms('blacklisted'), 'dropped'],
  ['SMS rejected', brevoSms('rejected'), 'dropped'],
]);
