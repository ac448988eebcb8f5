import { randomBytes } from 'node:crypto';

import {
  basicCall,
  mailgunCall,
  metaCall,
  sendGridSender,
  standardCall,
  stripeCall,
  twilioCall,
  whatsAppStatuses,
} from '../harness/senders';
import { claimOf, deliver, sent, WebhookBench } from './webhook-bench';
import type { Published } from './webhook-bench';

const APP_SECRET = 'app-secret-of-the-test';
const KEY = 'whsec_' + Buffer.from('signing key of the test').toString('base64');

interface Json {
  dunning: { event: Record<string, unknown>; record?: Record<string, unknown> };
}

describe('providers’ calls at a real n8n', () => {
  let bench: WebhookBench;
  const statusOf = (key: string) =>
    bench.withLedger(async (ledger) => (await ledger.identify([{ key }], new Date().toISOString()))[0]?.status);

  let withoutSecret: Published;

  beforeAll(async () => {
    bench = await WebhookBench.start();
    // n8n tries for about 15 seconds to publish a workflow; the last test looks at how that ended.
    withoutSecret = await bench.workflow({
      provider: 'mailgun',
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: ' ' } },
    });
    await bench.n8n.client.activate(withoutSecret.workflowId);
  });

  afterAll(async () => {
    await bench?.stop();
  });

  describe('WhatsApp', () => {
    let whatsApp: Published;
    const claim = claimOf('wa-1', { channel: 'whatsapp' });
    const status = (name: string, more: object = {}) =>
      whatsAppStatuses([{ id: 'wamid.1', status: name, timestamp: '1795446000', recipient_id: '5215550001', ...more }]);

    beforeAll(async () => {
      await bench.withLedger((ledger) => sent(ledger, [claim], 'whatsapp', () => 'wamid.1'));
      whatsApp = await bench.publish({
        provider: 'whatsapp',
        credential: { type: 'dunningWebhookApi', data: { webhookSecrets: APP_SECRET, verifyToken: 'our word' } },
      });
    });

    it('answers Meta’s check of the address with the challenge, and only for the right word', async () => {
      const check = (token: string) =>
        fetch(`${whatsApp.url}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);
      const right = await check('our%20word');
      expect([right.status, await right.text()]).toEqual([200, '1158201444']);
      expect(right.headers.get('content-type')).toBe('text/plain');
      expect((await check('another')).status).toBe(403);
    });

    it('records a signed status before it answers, and starts the workflow with it once', async () => {
      const call = metaCall(status('delivered'), APP_SECRET);
      const first = await deliver(whatsApp.url, call);
      expect([first.status, await first.text()]).toEqual([200, '']);
      expect(await statusOf(claim.key)).toBe('delivered');
      expect((await deliver(whatsApp.url, call)).status).toBe(200);

      const failed = status('failed', { errors: [{ code: 131026, title: 'Message undeliverable' }] });
      expect((await deliver(whatsApp.url, metaCall(failed, APP_SECRET))).status).toBe(200);
      const items = (await bench.items(whatsApp, 2)) as unknown as Json[];
      expect(items).toHaveLength(2);
      expect(items[0]?.dunning).toMatchObject({
        event: { provider: 'whatsapp', type: 'delivered', isNew: true, isMatched: true, contactKey: claim.key },
        record: { customerId: 'wa-1', channel: 'whatsapp', status: 'delivered' },
      });
      expect(items[1]?.dunning.event).toMatchObject({
        type: 'failed',
        code: '131026',
        action: { code: 'unreachable', words: { en: expect.stringContaining('cannot be reached') } },
      });
    });

    it('refuses a wrong signature, and tells nobody why', async () => {
      const forged = metaCall(status('read'), 'another secret');
      const answer = await deliver(whatsApp.url, forged);
      expect([answer.status, await answer.text()]).toEqual([401, '']);
      const unsigned = { ...forged, headers: { 'content-type': 'application/json' } };
      expect((await deliver(whatsApp.url, unsigned)).status).toBe(401);
      expect(await statusOf(claim.key)).toBe('delivered');
      expect(bench.n8n.process.log).toMatch(/Events: A call that says it is from WhatsApp Cloud API was refused/);
    });

    it('answers for itself what is not JSON, and what is nested a hundred thousand deep', async () => {
      expect((await deliver(whatsApp.url, metaCall('{"entry": [', APP_SECRET))).status).toBe(400);
      const deep = '['.repeat(100_000) + ']'.repeat(100_000);
      const answer = await deliver(whatsApp.url, metaCall(`{"entry":${deep}}`, APP_SECRET));
      expect(answer.status).toBe(200);
    });
  });

  it('takes a batch of SendGrid, and the same events in another batch change nothing', async () => {
    const sender = sendGridSender();
    const claims = ['sg-1', 'sg-2'].map((customer) => claimOf(customer));
    await bench.withLedger((ledger) => sent(ledger, claims, 'smtp', ({ key }) => `<${key}@mail.example.com>`));
    const sendGrid = await bench.publish({
      provider: 'sendgrid',
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: sender.verificationKey } },
    });
    const events = claims.map(({ key }, index) => ({
      email: `customer${index}@example.com`,
      timestamp: 1_795_446_000,
      event: index === 0 ? 'delivered' : 'bounce',
      type: index === 0 ? undefined : 'bounce',
      status: index === 0 ? undefined : '5.1.1',
      sg_event_id: `sg-event-${index}`,
      sg_message_id: 'abc.filter',
      dunning_contact: key,
    }));
    expect((await deliver(sendGrid.url, sender.call(events, Date.now()))).status).toBe(200);
    expect((await deliver(sendGrid.url, sender.call([...events].reverse(), Date.now()))).status).toBe(200);
    expect(await Promise.all(claims.map(({ key }) => statusOf(key)))).toEqual(['delivered', 'bounced']);
    expect(await bench.items(sendGrid, 1)).toHaveLength(2);
  });

  it('ends Mailgun’s repetitions of what cannot be read, and refuses a used signature under other content', async () => {
    const key = 'mailgun-key';
    const mailgun = await bench.publish({
      provider: 'mailgun',
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: `an-older-key ${key}` } },
    });
    const event = (name: string) => ({ event: name, id: randomBytes(8).toString('hex'), timestamp: 1_795_446_000 });
    const token = randomBytes(25).toString('hex');
    const call = mailgunCall({ ...event('delivered'), recipient: 'a@example.com' }, key, token, Date.now());
    expect((await deliver(mailgun.url, call)).status).toBe(200);
    expect((await deliver(mailgun.url, call)).status).toBe(200);
    const replayed = { ...call, body: call.body.replace('delivered', 'complained') };
    expect((await deliver(mailgun.url, replayed)).status).toBe(401);
    expect((await deliver(mailgun.url, { ...call, body: 'not JSON' })).status).toBe(406);
    const items = (await bench.items(mailgun, 1)) as unknown as Json[];
    expect(items.map(({ dunning }) => dunning.event.type)).toEqual(['delivered']);
  });

  it('knows Twilio by the address it was called at, and records STOP as an opt-out', async () => {
    const claim = claimOf('tw-1', { channel: 'sms' });
    await bench.withLedger((ledger) => sent(ledger, [claim], 'twilio', () => `SM${'a'.repeat(32)}`));
    const twilio = await bench.publish({
      provider: 'twilio',
      parameters: { settings: { publicUrl: 'https://hooks.example.com/dunning/events' } },
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: 'auth-token' } },
    });
    const stop = {
      MessageSid: `SM${'b'.repeat(32)}`,
      SmsStatus: 'received',
      From: '+5215550001',
      Body: 'STOP',
      OptOutType: 'STOP',
      OriginalRepliedMessageSid: `SM${'a'.repeat(32)}`,
    };
    const answer = await deliver(
      twilio.url,
      twilioCall(stop, 'auth-token', 'https://hooks.example.com/dunning/events'),
    );
    expect([answer.status, await answer.text()]).toEqual([200, '<Response/>']);
    expect((await deliver(twilio.url, twilioCall(stop, 'auth-token', twilio.url))).status).toBe(401);
    const standing = await bench.withLedger((ledger) => ledger.standing('acme', ['tw-1'], new Date().toISOString()));
    expect(standing.get('tw-1')?.refused).toEqual(['sms']);
  });

  it('knows Postmark and Brevo, which sign nothing, by user and password; Brevo comes again only after 429', async () => {
    const credential = { type: 'dunningWebhookApi', data: { user: 'hook', password: 'a long password' } };
    const postmark = await bench.publish({ provider: 'postmark', credential });
    const bounce = { RecordType: 'Bounce', ID: 42, Type: 'HardBounce', Email: 'a@example.com', MessageID: 'm-1' };
    expect((await deliver(postmark.url, basicCall(bounce, 'hook', 'a long password'))).status).toBe(200);
    expect((await deliver(postmark.url, basicCall(bounce, 'hook', 'another'))).status).toBe(401);

    const brevo = await bench.publish({
      provider: 'brevo',
      parameters: { settings: { networks: '192.0.2.0/24' } },
      credential,
    });
    expect((await deliver(brevo.url, basicCall({ event: 'delivered' }, 'hook', 'a long password'))).status).toBe(429);
  });

  it('records a payment of Stripe with its customer, and takes the old and the new secret', async () => {
    const claim = claimOf('st-1');
    await bench.withLedger((ledger) => sent(ledger, [claim], 'smtp', ({ key }) => `<${key}@mail.example.com>`));
    const stripe = await bench.publish({
      provider: 'stripe',
      credential: {
        type: 'dunningStripeApi',
        data: { secretKey: 'sk_test', baseUrl: 'http://127.0.0.1:9', webhookSecrets: 'whsec_old\nwhsec_new' },
      },
    });
    const session = {
      id: 'cs_1',
      object: 'checkout.session',
      payment_intent: 'pi_1',
      payment_status: 'paid',
      amount_total: 125_000,
      currency: 'mxn',
      metadata: { dunning_contact: claim.key },
    };
    const event = (id: string) => ({
      id,
      type: 'checkout.session.completed',
      created: 1_795_446_000,
      data: { object: session },
    });
    expect((await deliver(stripe.url, stripeCall(event('evt_1'), 'whsec_old', Date.now()))).status).toBe(200);
    expect((await deliver(stripe.url, stripeCall(event('evt_2'), 'whsec_new', Date.now()))).status).toBe(200);
    expect((await deliver(stripe.url, stripeCall(event('evt_3'), 'whsec_new', Date.now() - 3_600_000))).status).toBe(
      401,
    );
    const items = (await bench.items(stripe, 2)) as unknown as Json[];
    expect(items[0]?.dunning).toMatchObject({
      event: { type: 'paid', payment: { id: 'pi_1', amount: { currency: 'MXN', minor: 125_000 } } },
      record: { customerId: 'st-1' },
    });
  });

  it('starts the workflow only with the types that were chosen, and records the others', async () => {
    const claim = claimOf('sw-1');
    await bench.withLedger((ledger) => sent(ledger, [claim], 'smtp', ({ key }) => `<${key}@mail.example.com>`));
    const standard = await bench.publish({
      provider: 'standard_webhooks',
      parameters: { eventTypes: ['replied'] },
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: KEY } },
    });
    const send = async (type: string, id: string) => {
      const body = { type: `message.${type}`, timestamp: '2026-11-23T16:00:00Z', data: { dunning_contact: claim.key } };
      return (await deliver(standard.url, standardCall(body, KEY, id, Date.now()))).status;
    };
    expect(await send('delivered', 'msg_1')).toBe(200);
    expect(await statusOf(claim.key)).toBe('delivered');
    expect(await send('replied', 'msg_2')).toBe(200);
    const items = (await bench.items(standard, 1)) as unknown as Json[];
    expect(items.map(({ dunning }) => dunning.event.type)).toEqual(['replied']);
  });

  it('is not published without a secret, and says which one is missing', async () => {
    const { client } = bench.n8n;
    const path = `/rest/workflows/${withoutSecret.workflowId}/publication-status`;
    let state = { status: 'in_progress', triggers: [] as Array<{ errorMessage: string }> };
    for (let tries = 0; state.status === 'in_progress' && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      state = await client.request('GET', path);
    }
    expect(state.status).toBe('failed');
    expect(state.triggers[0]?.errorMessage).toMatch(/Webhook Secrets \(Mailgun\).*must be filled in.*a stranger’s/);
    expect((await fetch(withoutSecret.url, { method: 'POST' })).status).toBe(404);
  });
});
