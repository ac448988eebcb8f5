import fc from 'fast-check';

import { recogniseResult } from '../../../dunning/providers/send-result';

const NOW = '2026-03-10T16:00:00.000Z';
const read = (json: Record<string, unknown>, error?: unknown) => recogniseResult(json, error, NOW);

/** The items that n8n's own nodes (n8n-nodes-base 2.41.1) put out, and what providers answer when HTTP Request calls them. */
const SENT: Array<[string, Record<string, unknown>, string, string | undefined]> = [
  [
    'Send Email',
    {
      accepted: ['ana@example.com'],
      rejected: [],
      ehlo: ['PIPELINING'],
      envelopeTime: 3,
      messageTime: 4,
      messageSize: 600,
      response: '250 2.0.0 Ok: queued as 4F1',
      envelope: { from: 'a@example.com', to: ['ana@example.com'] },
      messageId: '<b0c1@example.com>',
    },
    'smtp',
    '<b0c1@example.com>',
  ],
  ['Gmail', { id: '195b1c2d3e4f5a6b', threadId: '195b1c2d3e4f5a6b', labelIds: ['SENT'] }, 'gmail', '195b1c2d3e4f5a6b'],
  ['Microsoft Outlook', { success: true }, 'microsoft_outlook', undefined],
  [
    'AWS SES: send',
    {
      SendEmailResponse: {
        $: { xmlns: 'http://ses.amazonaws.com/doc/2010-12-01/' },
        SendEmailResult: { MessageId: '0100018f-1' },
        ResponseMetadata: { RequestId: 'r' },
      },
    },
    'amazon_ses',
    '0100018f-1',
  ],
  [
    'AWS SES: send template',
    { SendTemplatedEmailResult: { MessageId: '0100018f-2' }, ResponseMetadata: { RequestId: 'r' } },
    'amazon_ses',
    '0100018f-2',
  ],
  ['SendGrid', { messageId: 'vLzPmJ2kTfW0jrkOq1x4gA' }, 'sendgrid', 'vLzPmJ2kTfW0jrkOq1x4gA'],
  ['Mailgun', { id: '<2026@mg.example.com>', message: 'Queued. Thank you.' }, 'mailgun', '<2026@mg.example.com>'],
  ['Brevo', { messageId: '<2026.1@smtp-relay.mailin.fr>' }, 'brevo', '<2026.1@smtp-relay.mailin.fr>'],
  ['Brevo, several', { messageIds: ['<2026.1@smtp-relay.mailin.fr>'] }, 'brevo', '<2026.1@smtp-relay.mailin.fr>'],
  [
    'Mandrill',
    { email: 'ana@example.com', status: 'queued', _id: 'abc123', reject_reason: null, queued_reason: 'attachments' },
    'mandrill',
    'abc123',
  ],
  [
    'WhatsApp Business Cloud',
    {
      messaging_product: 'whatsapp',
      contacts: [{ input: '+525512345678', wa_id: '525512345678' }],
      messages: [{ id: 'wamid.HBg', message_status: 'accepted' }],
    },
    'whatsapp',
    'wamid.HBg',
  ],
  [
    'Twilio',
    { sid: `SM${'0'.repeat(32)}`, status: 'queued', error_code: null, error_message: null, body: 'Hola' },
    'twilio',
    `SM${'0'.repeat(32)}`,
  ],
  [
    'HTTP Request to Resend',
    { id: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' },
    'resend',
    '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794',
  ],
  [
    'HTTP Request to Postmark',
    { To: 'ana@example.com', SubmittedAt: '2026-03-10', MessageID: '0a129aee', ErrorCode: 0, Message: 'OK' },
    'postmark',
    '0a129aee',
  ],
  ['HTTP Request to SES v2', { MessageId: '0100018f-3' }, 'amazon_ses', '0100018f-3'],
  [
    'HTTP Request to SendGrid, whole response',
    { statusCode: 202, statusMessage: 'Accepted', headers: { 'x-message-id': 'vLz' }, body: '' },
    'sendgrid',
    'vLz',
  ],
  [
    'HTTP Request to WhatsApp, whole response',
    { statusCode: 200, headers: {}, body: { messaging_product: 'whatsapp', messages: [{ id: 'wamid.X' }] } },
    'whatsapp',
    'wamid.X',
  ],
  [
    'HTTP Request to Mandrill, whole response as text',
    { statusCode: 200, headers: {}, body: '[{"email":"a@example.com","status":"sent","_id":"m1"}]' },
    'mandrill',
    'm1',
  ],
  ['Slack', { ok: true, channel: 'C1', message_timestamp: '1732.1', message: {} }, 'slack', '1732.1'],
  ['HTTP Request to Vonage', { 'message-count': '1', messages: [{ status: '0', 'message-id': 'v1' }] }, 'vonage', 'v1'],
];

describe('what a sending node put out', () => {
  it.each(SENT)('%s: sent, with the provider’s id', (_what, json, provider, id) => {
    const found = read(json);
    expect(found).toMatchObject({ outcome: 'sent', provider, at: NOW });
    expect(found.providerMessageId).toBe(id);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'Send Email, every address refused',
      { accepted: [], rejected: ['x@example.com'], messageId: '<1@e>', response: '550 no' },
      /550 no/,
    ],
    [
      'Mandrill, rejected',
      { email: 'x@example.com', status: 'rejected', _id: '1', reject_reason: 'hard-bounce' },
      /hard-bounce/,
    ],
    ['Mandrill, invalid', { email: 'x', status: 'invalid', _id: '1' }, /invalid/],
    [
      'Twilio, failed',
      { sid: `SM${'1'.repeat(32)}`, status: 'failed', error_code: 30003, error_message: 'Unreachable' },
      /Unreachable/,
    ],
    ['Postmark, inactive address', { ErrorCode: 406, Message: 'Inactive recipient' }, /406: Inactive/],
    [
      'Vonage, refused',
      { 'message-count': '1', messages: [{ status: '2', 'error-text': 'Missing to param' }] },
      /2: Missing/,
    ],
    [
      'a whole response of 400',
      { statusCode: 400, headers: {}, body: { error: { message: '(#100) Invalid parameter' } } },
      /HTTP 400.*Invalid parameter/,
    ],
  ])('%s: failed, with the reason', (_what, json, detail) => {
    const found = read(json);
    expect(found.outcome).toBe('failed');
    expect(found.detail).toMatch(detail);
  });
});

describe('a sending node’s error', () => {
  it.each<[string, Record<string, unknown>, unknown?]>([
    ['a node that was refused', { error: 'Bad request - please check your parameters' }],
    ['a wrong credential', { error: 'Authorization failed - please check your credentials' }],
    ['too many requests', { error: 'The service is receiving too many requests from you' }],
    [
      'HTTP Request, with its axios error',
      { error: { message: '400 - "{\\"code\\":21211}"', name: 'AxiosError', code: 'ERR_BAD_REQUEST', status: 400 } },
    ],
    ['Twilio, by its message', { error: '400 - {"code":21211,"message":"Invalid To"}' }],
    ['an error of n8n with its code', {}, { message: 'Bad', httpCode: '422' }],
    ['nobody listens', { error: 'connect ECONNREFUSED 127.0.0.1:587' }],
    ['no such host', { error: { message: 'x', code: 'ENOTFOUND' } }],
    ['a sign-in that failed', { error: 'Invalid login: 535 5.7.8 Bad credentials' }],
    [
      'an address the mail server refused',
      { error: "Can't send mail - all recipients were rejected: 550 5.1.1 Unknown" },
    ],
    ['a text the mail server refused', { error: 'Message failed: 554 5.7.1 Spam' }],
    ['a failed mail before anything was asked', { error: 'No recipients defined' }],
    [
      'an item whose fields n8n put back beside the error',
      { Invoice: 'F-1', dunning: { debt: {} }, error: 'Message failed: 550 no' },
    ],
  ])('%s: failed, because nothing can have left', (...[, json, error]) => {
    expect(read(json, error)).toMatchObject({ outcome: 'failed' });
  });

  it.each<[string, Record<string, unknown>, unknown?]>([
    [
      'a time-out',
      { error: "The connection timed out, consider setting the 'Retry on Fail' option in the node settings" },
    ],
    ['a time-out by its code', { error: { message: 'timeout of 300000ms exceeded', code: 'ECONNABORTED' } }],
    ['a connection that broke', { error: 'Unexpected socket close' }],
    ['a reset', { error: { message: 'read ECONNRESET', code: 'ECONNRESET' } }],
    ['the service’s own trouble', { error: 'The service was not able to process your request' }],
    ['a 503', { error: { message: '503 - busy', status: 503 } }],
    ['a 409: an earlier request may have gone through', { error: { message: '409 - conflict', status: 409 } }],
    ['a 408', {}, { message: 'x', httpCode: '408' }],
    ['a whole response of 500', { statusCode: 500, headers: {}, body: 'oops' }],
    ['a step without a reply', { error: 'Message failed' }],
    ['an error without words', { error: {} }],
    ['an answer nobody knows', { hello: 'world' }],
    ['nothing', {}],
    ['the item as it came, from a node that failed as a whole', { Invoice: 'F-1', dunning: { message: {} } }],
    ['a draft that was saved and not sent', { id: '1', threadId: '1', labelIds: ['DRAFT'] }],
  ])('%s: uncertain', (...[, json, error]) => {
    expect(read(json, error)).toMatchObject({ outcome: 'uncertain' });
  });

  it('takes what our own sender says before anything else', () => {
    const delivery = { outcome: 'not_sent', provider: 'smtp', at: NOW };
    expect(read({ dunning: { delivery }, error: 'Message failed: 550' })).toEqual(delivery);
  });

  it('keeps no address and no line break of the provider’s words', () => {
    const { detail } = read({ error: 'Message failed: 550 <ana@example.com>\r\nINFO forged line' });
    expect(detail).not.toMatch(/ana@example|[\r\n]/);
  });

  it('never throws, and never says that something failed or was sent without a sign of it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (json) => {
        expect(['sent', 'failed', 'uncertain']).toContain(read(json as Record<string, unknown>).outcome);
      }),
    );
  });
});
