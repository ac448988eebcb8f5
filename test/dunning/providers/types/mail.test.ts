import { form } from '../support';
import { eventTable } from './table';

// Shapes as the providers document them; every value is of our own.
const AT = '2026-03-03T10:00:00.000Z';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36';

const ses = (name: string, part: object = {}, key = 'eventType') => ({
  [key]: name,
  mail: { timestamp: AT, messageId: 'ses-1', destination: ['ana@example.com'] },
  ...part,
});
const sesBounce = (bounceType: string, bounceSubType: string) =>
  ses('Bounce', {
    bounce: { bounceType, bounceSubType, feedbackId: 'f', bouncedRecipients: [{ emailAddress: 'ana@example.com' }] },
  });
const complaint = (complaintFeedbackType: string) =>
  ses(
    'Complaint',
    { complaint: { complaintFeedbackType, complainedRecipients: [{ emailAddress: 'ana@example.com' }] } },
    'notificationType',
  );
const topics = (unsubscribeAll: boolean, subscriptionStatus: string) =>
  ses('Subscription', {
    subscription: {
      newTopicPreferences: { unsubscribeAll, topicSubscriptionStatus: [{ topicName: 't', subscriptionStatus }] },
    },
  });
const sns = (message: unknown) => ({
  Type: 'Notification',
  MessageId: 'sns-1',
  Timestamp: AT,
  Message: typeof message === 'string' ? message : JSON.stringify(message),
});

eventTable('amazon_ses', [
  ...['General', 'NoEmail', 'Suppressed', 'OnAccountSuppressionList'].map(
    (kind) => [`Bounce Permanent/${kind}`, sesBounce('Permanent', kind), { type: 'bounced', permanent: true }] as const,
  ),
  ...['General', 'MailboxFull', 'MessageTooLarge', 'ContentRejected', 'AttachmentRejected'].map(
    (kind) =>
      [`Bounce Transient/${kind}`, sesBounce('Transient', kind), { type: 'soft_bounced', permanent: false }] as const,
  ),
  ['Bounce Undetermined', sesBounce('Undetermined', 'Undetermined'), { type: 'soft_bounced', permanent: false }],
  ['Complaint abuse', complaint('abuse'), { type: 'complained', refusal: true }],
  ['Complaint not-spam, the contrary of one', complaint('not-spam'), { type: 'unknown', refusal: false }],
  ['Complaint auth-failure, a check that failed', complaint('auth-failure'), { type: 'unknown', refusal: false }],
  [
    'Delivery',
    ses('Delivery', { delivery: { recipients: ['ana@example.com'], timestamp: AT } }, 'notificationType'),
    'delivered',
  ],
  ['Send', ses('Send', { send: {} }), { type: 'sent', providerMessageId: 'ses-1', channel: 'email' }],
  ['Reject', ses('Reject', { reject: { reason: 'Bad content' } }), 'dropped'],
  ['Rendering Failure', ses('Rendering Failure', { failure: { errorMessage: 'x' } }), 'failed'],
  ['RENDERING_FAILURE, as the API spells it', ses('RENDERING_FAILURE', { failure: { errorMessage: 'x' } }), 'failed'],
  [
    'DeliveryDelay',
    ses('DeliveryDelay', { deliveryDelay: { delayType: 'MailboxFull', timestamp: AT } }),
    { type: 'deferred', permanent: false },
  ],
  ['Subscription, all left', topics(true, 'OptIn'), { type: 'unsubscribed', refusal: true }],
  ['Subscription, one topic left', topics(false, 'OptOut'), { type: 'unsubscribed', refusal: true }],
  ['Subscription, back again', topics(false, 'OptIn'), 'unknown'],
  ['Open by a person', ses('Open', { open: { userAgent: CHROME, timestamp: AT } }), { type: 'opened', machine: false }],
  [
    'Open by Apple’s proxy',
    ses('Open', { open: { userAgent: 'Mozilla/5.0', timestamp: AT } }),
    { type: 'opened', machine: true },
  ],
  [
    'Click',
    ses('Click', { click: { userAgent: CHROME, link: 'https://example.com/', timestamp: AT } }),
    { type: 'clicked', machine: false },
  ],
  ['a Notification of SNS', sns(ses('Send')), 'sent'],
  ['SNS’s test message', sns('Successfully validated SNS topic for Amazon SES event publishing.'), 'unknown'],
  [
    'AmazonSnsSubscriptionSucceeded',
    sns({ notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'You have…' }),
    'unknown',
  ],
  ['one that does not exist yet', ses('Teleported'), 'unknown'],
]);

const sendGrid = (event: string, more: object = {}) => [
  {
    event,
    email: 'ana@example.com',
    timestamp: 1772532000,
    sg_event_id: `e-${event}`,
    sg_message_id: 'sg-1.filter0001.1.1.0',
    ...more,
  },
];
eventTable('sendgrid', [
  ['processed', sendGrid('processed'), { type: 'queued', providerMessageId: 'sg-1' }],
  ['deferred', sendGrid('deferred', { response: '451 later' }), { type: 'deferred', permanent: false }],
  ['delivered', sendGrid('delivered'), 'delivered'],
  [
    'bounce',
    sendGrid('bounce', { type: 'bounce', status: '5.1.1' }),
    { type: 'bounced', permanent: true, code: '5.1.1' },
  ],
  ['bounce of the type blocked', sendGrid('bounce', { type: 'blocked' }), { type: 'soft_bounced', permanent: false }],
  ['bounce of the type expired', sendGrid('bounce', { type: 'expired' }), { type: 'soft_bounced', permanent: false }],
  ['blocked', sendGrid('blocked'), { type: 'soft_bounced', permanent: false }],
  [
    'dropped, bounced before',
    sendGrid('dropped', { reason: 'Bounced Address' }),
    { type: 'dropped', permanent: true, refusal: false },
  ],
  [
    'dropped, not an address',
    sendGrid('dropped', { reason: 'Invalid' }),
    { type: 'dropped', permanent: true, refusal: false },
  ],
  [
    'dropped, unsubscribed before',
    sendGrid('dropped', { reason: 'Unsubscribed Address' }),
    { type: 'dropped', refusal: true },
  ],
  [
    'dropped, complained before',
    sendGrid('dropped', { reason: 'Spam Reporting Address' }),
    { type: 'dropped', refusal: true },
  ],
  // The account's and our own trouble: the address is not to blame.
  [
    'dropped, quota used up',
    sendGrid('dropped', { reason: 'Recipient List over Package Quota' }),
    { type: 'dropped', permanent: false },
  ],
  [
    'dropped, our header is wrong',
    sendGrid('dropped', { reason: 'Invalid SMTPAPI header' }),
    { type: 'dropped', permanent: false },
  ],
  [
    'dropped, looks like spam',
    sendGrid('dropped', { reason: 'Spam Content' }),
    { type: 'dropped', permanent: false, refusal: false },
  ],
  ['open', sendGrid('open', { useragent: CHROME }), { type: 'opened', machine: false }],
  [
    'open by a machine',
    sendGrid('open', { useragent: CHROME, sg_machine_open: true }),
    { type: 'opened', machine: true },
  ],
  ['click', sendGrid('click', { useragent: CHROME, url: 'https://example.com' }), { type: 'clicked', machine: false }],
  ['spamreport', sendGrid('spamreport'), { type: 'complained', refusal: true }],
  ['unsubscribe', sendGrid('unsubscribe'), { type: 'unsubscribed', refusal: true }],
  ['group_unsubscribe', sendGrid('group_unsubscribe', { asm_group_id: 1 }), { type: 'unsubscribed', refusal: true }],
  ['group_resubscribe', sendGrid('group_resubscribe', { asm_group_id: 1 }), { type: 'unknown', refusal: false }],
  ['account_status_change', sendGrid('account_status_change'), 'unknown'],
]);

const mailgun = (event: string, more: object = {}) => ({
  signature: {},
  'event-data': {
    event,
    id: `m-${event}`,
    timestamp: 1772532000.5,
    recipient: 'ana@example.com',
    message: { headers: { 'message-id': 'mg-1@example.com' } },
    ...more,
  },
});
const failed = (severity: string, reason: string, code: number, description = '') =>
  mailgun('failed', { severity, reason, 'delivery-status': { code, description, message: '' } });
eventTable('mailgun', [
  ['accepted', mailgun('accepted'), { type: 'queued', providerMessageId: 'mg-1@example.com' }],
  ['delivered', mailgun('delivered'), 'delivered'],
  ['failed for good', failed('permanent', 'bounce', 550), { type: 'bounced', permanent: true }],
  ['failed for now', failed('temporary', 'greylisted', 450), { type: 'deferred', permanent: false }],
  [
    'failed, bounced before',
    failed('permanent', 'suppress-bounce', 605),
    { type: 'dropped', permanent: true, refusal: false },
  ],
  ['failed, unsubscribed before', failed('permanent', 'suppress-unsubscribe', 606), { type: 'dropped', refusal: true }],
  ['failed, complained before', failed('permanent', 'suppress-complaint', 607), { type: 'dropped', refusal: true }],
  ['rejected', mailgun('rejected', { reject: { reason: 'Sandbox subdomains are for tests' } }), 'dropped'],
  [
    'opened',
    mailgun('opened', { 'client-info': { 'user-agent': CHROME, bot: '' } }),
    { type: 'opened', machine: false },
  ],
  [
    'opened by a bot',
    mailgun('opened', { 'client-info': { 'user-agent': CHROME, bot: 'apple' } }),
    { type: 'opened', machine: true },
  ],
  ['clicked', mailgun('clicked', { url: 'https://example.com' }), 'clicked'],
  ['unsubscribed', mailgun('unsubscribed'), { type: 'unsubscribed', refusal: true }],
  ['complained', mailgun('complained'), { type: 'complained', refusal: true }],
  ['stored', mailgun('stored'), 'unknown'],
  ['list_member_uploaded', mailgun('list_member_uploaded'), 'unknown'],
  [
    'an older one, bounced',
    form({ event: 'bounced', code: '5.1.1', error: 'no such user', recipient: 'ana@example.com', token: 't' }),
    { type: 'bounced', permanent: true },
  ],
  [
    'an older one, dropped',
    form({ event: 'dropped', reason: 'hardfail', code: '605', recipient: 'ana@example.com', token: 't' }),
    { type: 'dropped', permanent: true },
  ],
]);
