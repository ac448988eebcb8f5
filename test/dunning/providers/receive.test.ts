import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

import { receive } from '../../../dunning/providers/receive';
import type { SignatureVector } from '../../../scripts/webhooks/vectors';
import { requestOf } from '../../../scripts/webhooks/vectors';
import { call, fixtures, NOW } from './support';

const hub = (body: unknown) => {
  const source = JSON.stringify(body);
  const signature = createHmac('sha256', 'secret').update(source).digest('hex');
  return call(source, { headers: { 'x-hub-signature-256': `sha256=${signature}` } });
};
const status = { entry: [{ changes: [{ value: { statuses: [{ id: 'w', status: 'read' }] } }] }] };

describe('a call that comes in', () => {
  it('is stored first, and then answered', () => {
    expect(receive('whatsapp', hub(status), { keys: ['secret'] }, NOW)).toMatchObject({
      step: 'store',
      events: [{ type: 'read' }],
      done: { status: 200 },
      failed: { status: 503 },
    });
  });

  it('with a wrong signature is answered without a word, and never read', () => {
    const answer = receive('whatsapp', hub(status), { keys: ['another'] }, NOW);
    expect(answer).toMatchObject({ step: 'answer', answer: { status: 401, body: '' }, refusal: 'signature_mismatch' });
    expect(answer).not.toHaveProperty('events');
  });

  it('without events is answered as done, and one that cannot be read is ended', () => {
    expect(receive('whatsapp', hub({ entry: [] }), { keys: ['secret'] }, NOW)).toMatchObject({
      step: 'store',
      events: [],
    });
    const signature = createHmac('sha256', 'secret').update('garbage').digest('hex');
    const garbage = call('garbage', { headers: { 'x-hub-signature-256': `sha256=${signature}` } });
    expect(receive('whatsapp', garbage, { keys: ['secret'] }, NOW)).toMatchObject({
      step: 'answer',
      answer: { status: 400 },
    });
  });

  it('of Meta’s first check is answered at once', () => {
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '42', 'hub.verify_token': 't' };
    const request = call('', { method: 'GET', query });
    expect(receive('whatsapp', request, { keys: ['secret'], verifyTokens: ['t'] }, NOW)).toEqual({
      step: 'answer',
      answer: { status: 200, contentType: 'text/plain', body: '42' },
    });
  });

  it('of Mercado Pago says what to fetch', () => {
    const manifest = `id:123;request-id:r;ts:${NOW};`;
    const v1 = createHmac('sha256', 'secret').update(manifest).digest('hex');
    const request = call(
      { type: 'payment', action: 'payment.created', data: { id: '123' } },
      { headers: { 'x-signature': `ts=${NOW},v1=${v1}`, 'x-request-id': 'r' }, query: { 'data.id': '123' } },
    );
    expect(receive('mercadopago', request, { keys: ['secret'] }, NOW)).toMatchObject({
      step: 'store',
      fetches: [{ url: 'https://api.mercadopago.com/v1/payments/123' }],
      nonce: 'r',
    });
  });
});

describe('a call of Amazon SNS', () => {
  const vector = fixtures<SignatureVector>('signatures.json').find(({ id }) => id === 'sns-sha1-v1');
  if (!vector) throw new Error('no fixture');
  const request = requestOf(vector);
  const topic = /arn:aws:sns[^"]*/.exec(Buffer.from(request.body).toString())?.[0] ?? '';
  const at = Date.parse('2022-07-28T21:23:58.317Z');

  it('first asks for its certificate, then is stored', () => {
    const asked = receive('amazon_ses', request, { keys: [topic] }, at);
    expect(asked).toMatchObject({
      step: 'certificate',
      url: expect.stringMatching(/^https:\/\/sns\.us-east-2\.amazonaws\.com\//),
    });
    const given = receive('amazon_ses', request, { keys: [topic], certificate: vector.cert_pem }, at);
    expect(given).toMatchObject({ step: 'store', events: [{ type: 'unknown' }] });
  });

  it('of a stranger’s topic makes us fetch nothing', () => {
    expect(receive('amazon_ses', request, { keys: ['arn:aws:sns:us-east-2:1:other'] }, at)).toMatchObject({
      step: 'answer',
      refusal: 'signature_mismatch',
    });
  });

  it('that asks to confirm is not confirmed before its signature is right', () => {
    const confirmation = call({
      Type: 'SubscriptionConfirmation',
      MessageId: 'm',
      Token: 't',
      TopicArn: topic,
      Message: 'x',
      SubscribeURL: 'https://sns.us-east-2.amazonaws.com/?Action=ConfirmSubscription',
      Timestamp: '2022-07-28T21:23:58.317Z',
      SignatureVersion: '1',
      Signature: 'AAAA',
      SigningCertURL: 'https://sns.us-east-2.amazonaws.com/a.pem',
    });
    const answer = receive('amazon_ses', confirmation, { keys: [topic], certificate: vector.cert_pem }, at);
    expect(answer).toMatchObject({ step: 'answer', refusal: 'signature_mismatch' });
  });
});

describe('a Standard Webhook signed with a key pair', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const body = '{"type":"message.delivered"}';
  const at = String(NOW / 1_000);
  const signature = sign(null, Buffer.from(`m.${at}.${body}`), privateKey).toString('base64');
  const request = (version: string) =>
    call(body, {
      headers: { 'webhook-id': 'm', 'webhook-timestamp': at, 'webhook-signature': `${version},${signature}` },
    });
  const secrets = { keys: [`whpk_${raw.toString('base64')}`] };

  it('is accepted as v1a only', () => {
    expect(receive('standard_webhooks', request('v1a'), secrets, NOW)).toMatchObject({
      step: 'store',
      events: [{ type: 'delivered' }],
    });
    expect(receive('standard_webhooks', request('v1'), secrets, NOW)).toMatchObject({ refusal: 'signature_mismatch' });
  });

  it('cannot be forged by using the public key as a secret', () => {
    const forged = createHmac('sha256', raw).update(`m.${at}.${body}`).digest('base64');
    const headers = { 'webhook-id': 'm', 'webhook-timestamp': at, 'webhook-signature': `v1,${forged}` };
    expect(receive('standard_webhooks', call(body, { headers }), secrets, NOW)).toMatchObject({
      refusal: 'signature_mismatch',
    });
  });
});
