import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import {
  refusesBy,
  FAILURE_ACTIONS,
  failureAdvice,
  smtpFailure,
  timeoutAdvice,
  twilioFailure,
  whatsAppFailure,
} from '../../../dunning/providers/failures';

describe('a failure on WhatsApp', () => {
  // Source: developers.facebook.com, “Cloud API: error codes”.
  it.each([
    ['130429', 'retry_backoff'],
    ['131056', 'retry_backoff'],
    ['131049', 'retry_later'],
    ['131026', 'unreachable'],
    ['131050', 'opt_out'],
    ['131042', 'stop_channel'],
    ['190', 'stop_channel'],
    ['130472', 'other_channel'],
    ['132000', 'our_mistake'],
    ['131047', 'our_mistake'],
  ])('%s asks for %s', (code, action) => {
    expect(whatsAppFailure(code)).toMatchObject({ action, known: true });
  });

  it('for too many messages to one customer waits 4, 16, 64 seconds', () => {
    expect(whatsAppFailure('131056')).toMatchObject({ waitSeconds: 4, factor: 4 });
  });

  it('withheld by Meta is not tried again within a day', () => {
    expect(whatsAppFailure('131049').waitSeconds).toBeGreaterThanOrEqual(86_400);
  });

  it.each(['132999', '999999', 'constructor', ''])('with the unknown code “%s” is never sent again blindly', (code) => {
    const { action, known } = whatsAppFailure(code);
    expect(known).toBe(false);
    expect(['our_mistake', 'other_channel', 'stop_channel']).toContain(action);
  });
});

describe('a failure at Twilio', () => {
  // Source: twilio.com/docs/api/errors.
  it.each([
    ['30003', 'retry_later'],
    ['30005', 'unreachable'],
    ['30006', 'unreachable'],
    ['30007', 'stop_channel'],
    ['30034', 'stop_channel'],
    ['20429', 'retry_backoff'],
    ['21610', 'opt_out'],
    ['21617', 'our_mistake'],
    ['63016', 'our_mistake'],
    ['30004', 'other_channel'],
  ])('%s asks for %s', (code, action) => {
    expect(twilioFailure(code)).toMatchObject({ action, known: true });
  });

  it('of an unknown handset is not tried at all, of one out of reach twice at most, without a reason once', () => {
    expect(twilioFailure('30005').tries).toBeUndefined();
    expect(twilioFailure('30003').tries).toBe(2);
    expect(twilioFailure('30008').tries).toBe(1);
  });
});

describe('a refusal by a mail server', () => {
  it.each([
    ['421 4.7.0 Try again later', 'retry_backoff'],
    ['451 4.7.1 Greylisting in action', 'retry_backoff'],
    ['450 4.2.0 busy', 'retry_backoff'],
    ['552 5.2.2 Mailbox full', 'retry_later'],
    ['550 5.4.5 Daily user sending limit exceeded', 'retry_later'],
    ['535 5.7.8 Username and Password not accepted', 'stop_channel'],
    ['550 5.7.30 Basic authentication is not supported', 'stop_channel'],
    ['550 5.7.26 This mail is unauthenticated', 'stop_channel'],
    ['550 5.1.1 The email account that you tried to reach does not exist', 'unreachable'],
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'unreachable'],
    ['550 5.5.0 Requested action not taken: mailbox unavailable', 'unreachable'],
    ['550 No such user here', 'unreachable'],
    ['554 Message rejected due to spam', 'stop_channel'],
    ['552 5.3.4 Message size exceeds fixed limit', 'our_mistake'],
    ['500 command not recognised', 'our_mistake'],
  ])('“%s” asks for %s', (text, action) => {
    expect(smtpFailure({ text }).action).toBe(action);
  });

  it('about policy never blames the address', () => {
    for (const enhanced of ['5.7.1', '5.7.26', '5.7.509']) {
      expect(smtpFailure({ code: '550', enhanced }).action).not.toBe('unreachable');
    }
  });
});

describe('an event', () => {
  const event = { provider: 'amazon_ses', type: 'bounced' } as const;

  it('that is no failure asks for nothing', () => {
    expect(failureAdvice({ provider: 'twilio', type: 'delivered' })).toBeUndefined();
  });

  it('of a bounce is refined by the words in it', () => {
    expect(
      failureAdvice({ ...event, permanent: true, detail: 'Bounce Permanent/General: smtp; 550 5.1.1 unknown' })?.action,
    ).toBe('unreachable');
    expect(failureAdvice({ ...event, permanent: true })?.action).toBe('unreachable');
    expect(failureAdvice({ ...event, type: 'soft_bounced' })?.action).toBe('retry_later');
  });

  it('of a complaint or an unsubscription by a person is an opt-out', () => {
    expect(failureAdvice({ ...event, type: 'complained' })?.action).toBe('opt_out');
    expect(failureAdvice({ ...event, type: 'unsubscribed', machine: false })?.action).toBe('opt_out');
    expect(failureAdvice({ ...event, type: 'unsubscribed', machine: true })?.action).toBe('unreachable');
  });

  it('that failed because the customer had refused before is a refusal, in every provider’s words', () => {
    const refused = [
      { provider: 'twilio', type: 'failed', code: '21610' },
      { provider: 'twilio', type: 'failed', code: '63014' },
      { provider: 'whatsapp', type: 'failed', code: '131050' },
      { provider: 'sendgrid', type: 'dropped', permanent: true, detail: 'dropped: Unsubscribed Address' },
      { provider: 'mailgun', type: 'dropped', permanent: true, detail: 'failed: suppress-complaint' },
      { provider: 'brevo', type: 'dropped', permanent: true, detail: 'blocked: unsubscribed' },
    ] as const;
    for (const one of refused) expect([refusesBy(one), failureAdvice(one)?.action]).toEqual([true, 'opt_out']);
    const others = [
      { provider: 'twilio', type: 'failed', code: '30005' },
      { provider: 'whatsapp', type: 'failed', code: '131026' },
      { provider: 'sendgrid', type: 'dropped', permanent: true, detail: 'dropped: Bounced Address' },
      { provider: 'sendgrid', type: 'dropped', permanent: false, detail: 'dropped: Spam Content' },
      { provider: 'mailgun', type: 'bounced', detail: '550 user unsubscribed' },
    ] as const;
    for (const one of others) expect(refusesBy(one)).toBe(false);
  });

  it.each([
    ['twilio', '20503', 'retry_backoff'],
    ['twilio', '20999', 'our_mistake'],
    ['twilio', '21999', 'our_mistake'],
    ['twilio', '12345', 'our_mistake'],
    ['twilio', '30999', 'other_channel'],
    ['twilio', '63999', 'other_channel'],
    ['whatsapp', '132999', 'our_mistake'],
    ['whatsapp', '133999', 'stop_channel'],
    ['whatsapp', '131999', 'other_channel'],
    ['whatsapp', '613', 'retry_backoff'],
  ] as const)('of %s with the unlisted code %s asks for %s', (provider, code, action) => {
    expect(failureAdvice({ provider, type: 'failed', code })?.action).toBe(action);
  });

  it('of a provider with numbers of its own is not read as a mail server’s reply', () => {
    const soft = { provider: 'postmark', type: 'soft_bounced', code: '512', permanent: false } as const;
    expect(failureAdvice({ ...soft, detail: 'Bounce SpamNotification' })?.action).toBe('retry_later');
    expect(failureAdvice({ ...soft, detail: 'Bounce SoftBounce: smtp;452 4.2.2 full' })?.meaning).toBe(
      'The mailbox is full',
    );
    expect(failureAdvice({ ...soft, provider: 'mailgun', code: '550', type: 'bounced' })?.action).toBe('unreachable');
  });

  it('says in three languages what to do', () => {
    for (const words of Object.values(FAILURE_ACTIONS)) expect(Object.keys(words).sort()).toEqual(['en', 'es', 'pt']);
  });
});

describe('no answer', () => {
  it('after the message was handed over is uncertain, and never a reason to send again', () => {
    expect(timeoutAdvice(true)).toMatchObject({ action: 'uncertain' });
    expect(timeoutAdvice(true).waitSeconds).toBeUndefined();
  });

  it('before that is tried again', () => {
    expect(timeoutAdvice(false)).toMatchObject({ action: 'retry_backoff' });
  });
});

describe('the contracts of the shared folder', () => {
  const file = path.resolve(__dirname, '../../../../shared/facts/provider-contracts.json');
  (existsSync(file) ? it : it.skip)('name no code that the tables do not know', () => {
    type Contract = {
      provider: string;
      errors?: Array<{ code?: unknown; body?: { code?: unknown } }>;
      async_errors?: Array<{ code?: unknown }>;
    };
    const { contracts } = JSON.parse(readFileSync(file, 'utf8')) as { contracts: Contract[] };
    const codes = (provider: string) =>
      contracts
        .filter((one) => one.provider === provider)
        .flatMap(({ errors = [], async_errors: later = [] }) => [
          ...errors.map(({ code, body }) => code ?? body?.code),
          ...later.map(({ code }) => code),
        ])
        .filter((code) => typeof code === 'number')
        .map(String);
    expect(codes('whatsapp-cloud').length).toBeGreaterThan(30);
    expect(codes('whatsapp-cloud').filter((code) => !whatsAppFailure(code).known)).toEqual([]);
    expect(codes('twilio').filter((code) => !twilioFailure(code).known)).toEqual([]);
  });
});
