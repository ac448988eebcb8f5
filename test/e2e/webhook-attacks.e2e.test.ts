import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import { metaCall, sendGridSender, standardCall, whatsAppStatuses } from '../harness/senders';
import { claimOf, deliver, sent, WebhookBench } from './webhook-bench';
import type { Published } from './webhook-bench';

const APP_SECRET = 'app-secret-of-the-test';
const SIGNING = 'whsec_' + Buffer.from('signing key of the attack test').toString('base64');
const HOSTILE = [
  `'); DROP TABLE events; --`,
  `" OR 1=1; UPDATE contacts SET state='failed'; --`,
  'x\r\n2026-11-23 error FORGED LOG LINE\u2028\u0000\u001b[31m',
  '{{ $env.SECRET }} ${7*7} <script>alert(1)</script>',
  '../../../../etc/passwd',
  'é\ud800漢'.repeat(2_000),
];

describe('attacks on the addresses of a real n8n', () => {
  let bench: WebhookBench;
  let whatsApp: Published;
  let standard: Published;
  const claim = claimOf('a-1', { channel: 'whatsapp' });
  const genuine = () =>
    metaCall(
      whatsAppStatuses([{ id: `wamid.${Math.random()}`, status: 'sent', timestamp: '1795446000', recipient_id: '1' }]),
      APP_SECRET,
    );

  beforeAll(async () => {
    bench = await WebhookBench.start();
    await bench.withLedger((ledger) => sent(ledger, [claim], 'whatsapp', () => 'wamid.a'));
    whatsApp = await bench.publish({
      provider: 'whatsapp',
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: APP_SECRET, verifyToken: 'word' } },
    });
    standard = await bench.publish({
      provider: 'standard_webhooks',
      parameters: { eventTypes: ['complained'] },
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: SIGNING } },
    });
  });

  afterAll(async () => {
    await bench?.stop();
  });

  it('fifty megabytes are not read, nor a hundred that were packed into a few', async () => {
    const body = Buffer.alloc(50 * 1024 * 1024, 'a');
    const begun = performance.now();
    const large = await fetch(whatsApp.url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    }).then(
      ({ status }) => status,
      // Who is still sending when we hang up sees a broken connection.
      () => 413,
    );
    expect(large).toBe(413);
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const unpacked = await fetch(whatsApp.url, { method: 'POST', body: bomb, headers }).then(
      ({ status }) => status,
      () => 413,
    );
    expect(unpacked).toBe(413);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect((await deliver(whatsApp.url, genuine())).status).toBe(200);
  });

  it('twenty bodies that never end keep nobody else waiting, and are hung up on', async () => {
    const { port, pathname } = new URL(whatsApp.url);
    const sockets = Array.from({ length: 20 }, () => connect(Number(port), '127.0.0.1'));
    let hungUp = 0;
    const answers = sockets.map(async (socket) => {
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('error', () => undefined);
      socket.write(
        `POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
      );
      await once(socket, 'close');
      hungUp += 1;
      return answer.split('\r\n')[0];
    });
    expect((await deliver(whatsApp.url, genuine())).status).toBe(200);
    expect(hungUp).toBe(0);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
  });

  it('hostile text in every field is only text: in the ledger, in the items, in the log', async () => {
    for (const [n, text] of HOSTILE.entries()) {
      const data = Object.fromEntries(
        ['message_id', 'recipient', 'reason', 'code', 'payment_id', 'amount', 'currency', 'reference', '__proto__'].map(
          (name) => [name, text],
        ),
      );
      const body = { type: n % 2 === 0 ? 'message.complained' : text, timestamp: text, id: text, data };
      expect(
        (
          await deliver(
            standard.url,
            standardCall(body, SIGNING, text.slice(0, 40).replace(/[^ -~]/g, '?') + n, Date.now()),
          )
        ).status,
      ).toBe(200);
      const status = {
        id: text,
        status: text,
        timestamp: text,
        recipient_id: text,
        errors: [{ code: text, title: text }],
      };
      const message = { from: text, id: `${n}${text}`, timestamp: text, type: text, text: { body: text } };
      const value = { statuses: [status, status], messages: [message], metadata: { phone_number_id: text } };
      const call = { object: text, entry: [{ id: text, changes: [{ field: text, value }] }] };
      expect((await deliver(whatsApp.url, metaCall(call, APP_SECRET))).status).toBe(200);
      const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': text.slice(0, 500) });
      expect((await fetch(`${whatsApp.url}?${query.toString()}`)).status).toBe(403);
      const forged = { method: 'POST', body: text, headers: { 'x-hub-signature-256': 'sha256=nothing' } };
      expect((await fetch(whatsApp.url, forged)).status).toBe(401);
    }
    const [contact] = await bench.withLedger((ledger) =>
      ledger.identify([{ key: claim.key }], new Date().toISOString()),
    );
    expect(contact).toMatchObject({ customerId: 'a-1', status: 'sent' });
    expect(bench.n8n.process.log).not.toMatch(/FORGED LOG LINE|DROP TABLE|\[31m/);
    const items = await bench.items(standard, 3);
    expect(items.length).toBeGreaterThanOrEqual(2);
    for (const item of items) expect(JSON.stringify(item)).not.toMatch(/\\r|\\n|\\u0000|\\u001b/);
  });

  it('a key of somebody else is refused whatever it signs, and the secret of one provider is none of another', async () => {
    const foreign = sendGridSender();
    const own = sendGridSender();
    const sendGrid = await bench.publish({
      provider: 'sendgrid',
      credential: { type: 'dunningWebhookApi', data: { webhookSecrets: own.verificationKey } },
    });
    const events = [{ event: 'unsubscribe', email: 'a@example.com', sg_event_id: 'x', dunning_contact: claim.key }];
    expect((await deliver(sendGrid.url, foreign.call(events, Date.now()))).status).toBe(401);
    expect((await deliver(sendGrid.url, own.call(events, Date.now() - 40 * 3_600_000))).status).toBe(401);
    expect((await deliver(standard.url, metaCall({ type: 'message.complained' }, SIGNING))).status).toBe(401);
    const standing = await bench.withLedger((ledger) => ledger.standing('acme', ['a-1'], new Date().toISOString()));
    expect(standing.get('a-1')?.refused).toEqual([]);
  });
});
