import { createHash, createSign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import { selfSigned } from '../harness/certificate';
import { mercadoPagoCall, snsCall } from '../harness/senders';
import type { SignedCall } from '../harness/senders';
import { startStandIn } from '../harness/stand-in';
import type { StandIn } from '../harness/stand-in';
import { claimOf, deliver, sent, WebhookBench } from './webhook-bench';

const SNS = 'sns.us-east-1.amazonaws.com';
const PAYPAL = 'messageverificationcerts.paypal.com';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ses';
const MERCADO_PAGO = 'mercado-pago-secret';
const EVENTS_SECRET = 'prod_events_of_the_test';

/** Calls that make us ask the provider: for its certificate, to confirm, for the payment. The providers are a stand-in under their own names. */
describe('what has to be asked of the provider, at a real n8n', () => {
  let bench: WebhookBench;
  let providers: StandIn;
  let folder: string;
  const certificate = selfSigned(
    [SNS, PAYPAL, 'api.paypal.com', 'api.mercadopago.com', 'production.wompi.co'],
    Date.now(),
  );
  const asked: string[] = [];
  const payments = new Map<string, object | number>();
  const claim = claimOf('pays');

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'stand-in-'));
    const trusted = path.join(folder, 'ca.pem');
    await writeFile(trusted, certificate.pem);
    providers = await startStandIn(certificate, (request, response) => {
      const host = request.headers.host?.replace(/:443$/, '') ?? '';
      asked.push(`${host}${request.url} ${request.headers.authorization ?? ''}`.trim());
      if (host === SNS || /certs/.test(request.url ?? '')) return void response.end(certificate.pem);
      const found = payments.get(`${host}${request.url}`) ?? 404;
      response.writeHead(typeof found === 'number' ? found : 200, { 'content-type': 'application/json' });
      response.end(typeof found === 'number' ? '{}' : JSON.stringify(found));
    });
    bench = await WebhookBench.start({
      env: { HTTPS_PROXY: providers.url, NO_PROXY: 'localhost,127.0.0.1', NODE_EXTRA_CA_CERTS: trusted },
    });
    await bench.withLedger((ledger) => sent(ledger, [claim], 'smtp', ({ key }) => `<${key}@mail.example.com>`));
  });

  afterAll(async () => {
    await bench?.stop();
    await providers?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('confirms a subscription of Amazon SNS at the pinned host, once it is signed, and then takes its events', async () => {
    const ses = await bench.publish({ provider: 'amazon_ses', parameters: { topics: TOPIC } });
    const common = {
      TopicArn: TOPIC,
      Timestamp: new Date().toISOString(),
      SigningCertURL: `https://${SNS}/SimpleNotificationService-1.pem`,
    };
    const confirm = (host: string, more: object = {}) => ({
      ...common,
      Type: 'SubscriptionConfirmation',
      MessageId: 'm-1',
      Message: 'You have chosen to subscribe',
      Token: 'token',
      SubscribeURL: `https://${host}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=token`,
      ...more,
    });
    const post = async (message: Record<string, string>) =>
      (await deliver(ses.url, snsCall(message, certificate.privateKey))).status;

    expect(await post(confirm('evil.example'))).toBe(200);
    expect(await post(confirm(SNS, { TopicArn: `${TOPIC}-of-somebody-else` }))).toBe(403);
    expect(await post(confirm(SNS, { SigningCertURL: 'https://evil.example/cert.pem' }))).toBe(403);
    expect(asked.filter((address) => address.includes('Action='))).toEqual([]);
    expect(await post(confirm(SNS))).toBe(200);
    expect(asked.filter((address) => address.includes('Action='))).toHaveLength(1);

    const bounce = {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent', feedbackId: 'f-1', bouncedRecipients: [{ emailAddress: 'a@example.com' }] },
      mail: { messageId: 'ses-1', destination: ['a@example.com'], tags: { dunning_contact: [claim.key] } },
    };
    const notice = { ...common, Type: 'Notification', MessageId: 'm-2', Message: JSON.stringify(bounce) };
    expect(await post(notice)).toBe(200);
    // The certificate is fetched once for all of them.
    expect(asked.filter((address) => address.endsWith('.pem'))).toHaveLength(1);
    const found = await bench.withLedger((ledger) => ledger.identify([{ key: claim.key }], new Date().toISOString()));
    expect(found[0]?.status).toBe('bounced');
  });

  it('checks a call of PayPal by the certificate at PayPal’s host, made out to it', async () => {
    const payPal = await bench.publish({
      provider: 'paypal',
      credential: { type: 'dunningPayPalApi', data: { clientId: 'c', clientSecret: 's', webhookSecrets: 'WH-ID-1' } },
    });
    const call = (url: string, webhookId = 'WH-ID-1'): SignedCall => {
      const resource = { id: 'CAP1', custom_id: claim.key, amount: { currency_code: 'MXN', value: '58.80' } };
      const body = JSON.stringify({ id: 'WH-1', event_type: 'PAYMENT.CAPTURE.COMPLETED', resource });
      const at = new Date().toISOString();
      const content = `t-1|${at}|${webhookId}|${crc32(Buffer.from(body))}`;
      const headers = {
        'content-type': 'application/json',
        'paypal-transmission-id': 't-1',
        'paypal-transmission-time': at,
        'paypal-transmission-sig': createSign('sha256').update(content).sign(certificate.privateKey, 'base64'),
        'paypal-auth-algo': 'SHA256withRSA',
        'paypal-cert-url': url,
      };
      return { method: 'POST', headers, body };
    };
    const pinned = 'https://api.paypal.com/v1/notifications/certs/CERT-1';
    expect((await deliver(payPal.url, call('https://evil.example/v1/notifications/certs/CERT-1'))).status).toBe(401);
    expect((await deliver(payPal.url, call(pinned, 'WH-ID-2'))).status).toBe(401);
    expect((await deliver(payPal.url, call(pinned))).status).toBe(200);
    expect(asked.filter((address) => address.includes('evil'))).toEqual([]);
    const standing = await bench.withLedger((ledger) => ledger.standing('acme', ['pays'], new Date().toISOString()));
    expect(standing.get('pays')?.payments).toEqual([
      expect.objectContaining({
        provider: 'paypal',
        paymentId: 'CAP1',
        status: 'paid',
        amount: { currency: 'MXN', minor: 5_880 },
      }),
    ]);
  });

  it('reads a payment of Mercado Pago with the account’s token before it counts, and asks for another call when it cannot', async () => {
    const mercadoPago = await bench.publish({
      provider: 'mercadopago',
      credential: {
        type: 'dunningMercadoPagoApi',
        data: { accessToken: 'APP_USR-token', baseUrl: 'https://api.mercadopago.com', webhookSecrets: MERCADO_PAGO },
      },
    });
    const post = async (id: string, request: string) => {
      const body = { type: 'payment', action: 'payment.updated', id: request, data: { id } };
      return (await deliver(mercadoPago.url, mercadoPagoCall(body, MERCADO_PAGO, request, Date.now()))).status;
    };
    const address = 'api.mercadopago.com/v1/payments/777';
    payments.set(address, 500);
    expect(await post('777', 'r-1')).toBe(503);
    payments.set(address, {
      id: 777,
      status: 'approved',
      status_detail: 'accredited',
      transaction_amount: 100,
      currency_id: 'MXN',
      external_reference: claim.key,
      date_approved: '2026-11-23T12:00:00.000-06:00',
    });
    expect(await post('777', 'r-2')).toBe(200);
    expect(await post('777', 'r-3')).toBe(200);
    expect(await post('404404', 'r-4')).toBe(200);
    expect(asked).toContain(`${address} Bearer APP_USR-token`);
    const standing = await bench.withLedger((ledger) => ledger.standing('acme', ['pays'], new Date().toISOString()));
    expect(standing.get('pays')?.payments.filter(({ provider }) => provider === 'mercadopago')).toEqual([
      expect.objectContaining({ paymentId: '777', status: 'paid', amount: { currency: 'MXN', minor: 10_000 } }),
    ]);
    const items = (await bench.items(mercadoPago, 2)) as Array<{ dunning: { event: { type: string } } }>;
    expect(items.map(({ dunning }) => dunning.event.type)).toEqual(['paid', 'unknown']);
  });

  it('takes the word of Wompi’s own address for what its checksum does not cover', async () => {
    const wompi = await bench.publish({
      provider: 'wompi',
      credential: {
        type: 'dunningWompiApi',
        data: { environment: 'production', privateKey: 'prv_prod_1', webhookSecrets: EVENTS_SECRET },
      },
    });
    const call = (id: string, reference: string): SignedCall => {
      const transaction = { id, status: 'APPROVED', amount_in_cents: 4_490_000, currency: 'COP', reference };
      const timestamp = Math.floor(Date.now() / 1_000);
      const content = `${id}APPROVED4490000${timestamp}${EVENTS_SECRET}`;
      const signature = {
        properties: ['transaction.id', 'transaction.status', 'transaction.amount_in_cents'],
        checksum: createHash('sha256').update(content).digest('hex'),
      };
      const body = JSON.stringify({ event: 'transaction.updated', data: { transaction }, timestamp, signature });
      return { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    };
    const real = {
      id: 'W-1',
      status: 'APPROVED',
      amount_in_cents: 4_490_000,
      currency: 'COP',
      reference: 'somebody-else',
    };
    payments.set('production.wompi.co/v1/transactions/W-1', { data: real });
    expect((await deliver(wompi.url, call('W-1', claim.key))).status).toBe(200);
    expect((await deliver(wompi.url, call('W-2', claim.key))).status).toBe(200);
    const standing = await bench.withLedger((ledger) => ledger.standing('acme', ['pays'], new Date().toISOString()));
    expect(standing.get('pays')?.payments.filter(({ provider }) => provider === 'wompi')).toEqual([]);
    const items = (await bench.items(wompi, 2)) as Array<{ dunning: { event: { type: string; payment?: object } } }>;
    expect(items.map(({ dunning }) => [dunning.event.type, dunning.event.payment])).toEqual([
      ['paid', expect.objectContaining({ reference: 'somebody-else' })],
      ['unknown', undefined],
    ]);
  });
});
