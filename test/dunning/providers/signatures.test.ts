import { existsSync, readFileSync } from 'node:fs';
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import path from 'node:path';

import fc from 'fast-check';

import { PROVIDERS } from '../../../dunning/providers';
import { PROVIDER_IDS } from '../../../dunning/providers/shared/provider';
import { LARGEST_BODY } from '../../../dunning/providers/shared/request';
import type { WebhookRequest } from '../../../dunning/providers/shared/request';
import type { Verification } from '../../../dunning/providers/shared/verification';
import { runVector } from '../../../scripts/check-signatures';
import type { SignatureVector } from '../../../scripts/webhooks/vectors';
import { requestOf } from '../../../scripts/webhooks/vectors';
import { call, fixtures, form, NOW } from './support';

const vectors = fixtures<SignatureVector>('signatures.json');
const vector = (id: string): SignatureVector => {
  const found = vectors.find((one) => one.id === id);
  if (!found) throw new Error(`no fixture ${id}`);
  return found;
};
const reason = (answer: Verification): string => (answer.ok ? 'ok' : answer.reason);
const hex = (key: string, ...parts: string[]) => createHmac('sha256', key).update(parts.join('')).digest('hex');

describe('signatures that providers publish', () => {
  it.each(vectors.map((one) => [one.id, one] as const))(
    '%s is judged as its source says, also when changed',
    (_, one) => {
      expect(runVector(one)).toMatchObject({ outcome: 'passed', misses: [] });
    },
  );

  const shared = path.resolve(__dirname, '../../../../shared/facts/webhook-signature-vectors.json');
  (existsSync(shared) ? it : it.skip)('all vectors of the shared folder', () => {
    const all = JSON.parse(readFileSync(shared, 'utf8')) as SignatureVector[];
    expect(all.map(runVector).filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  });
});

describe('every provider', () => {
  it.each(PROVIDER_IDS)('%s refuses everything while no secret is set', (id) => {
    const { verify } = PROVIDERS[id];
    for (const keys of [[], [''], ['   ', '\n']]) {
      expect(verify(call('{}'), { keys }, NOW)).toMatchObject({ ok: false, reason: 'no_secret' });
    }
  });

  it.each(PROVIDER_IDS)('%s refuses a body larger than anybody sends, in little time', (id) => {
    const key =
      { sendgrid: vector('sendgrid-single').public_key_spki_b64, conekta: rsa().pem }[id as string] ?? 'c2VjcmV0';
    const body = `{"a":"${'x'.repeat(LARGEST_BODY)}"}`;
    expect(reason(PROVIDERS[id].verify(call(body), { keys: [key] }, NOW))).toBe('too_large');
  });

  it.each(PROVIDER_IDS)('%s explains a refusal in three languages', (id) => {
    const answer = PROVIDERS[id].verify(call('{}'), { keys: [] }, NOW);
    expect(answer.ok ? {} : Object.keys(answer.words).sort()).toEqual(['en', 'es', 'pt']);
  });
});

const stripeCall = (body: string, secret: string, at = NOW / 1_000): WebhookRequest =>
  call(body, { headers: { 'stripe-signature': `t=${at},v1=${hex(secret, `${at}.`, body)}` } });

describe('any change of what is signed', () => {
  it('of any bit of the body is noticed (Stripe, WhatsApp, Standard Webhooks)', () => {
    const secret = 'whsec_c2VjcmV0IG9mIHRoaXMgdGVzdA==';
    const body = '{"type":"payment_intent.succeeded","id":"evt_1"}';
    const at = String(NOW / 1_000);
    const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`m.${at}.${body}`)
      .digest('base64');
    const signed = {
      stripe: stripeCall(body, secret),
      whatsapp: call(body, { headers: { 'x-hub-signature-256': `sha256=${hex(secret, body)}` } }),
      standard_webhooks: call(body, {
        headers: { 'webhook-id': 'm', 'webhook-timestamp': at, 'webhook-signature': `v1,${mac}` },
      }),
    } as const;
    for (const id of ['stripe', 'whatsapp', 'standard_webhooks'] as const) {
      const { verify } = PROVIDERS[id];
      expect(verify(signed[id], { keys: [secret] }, NOW).ok).toBe(true);
      for (let bit = 0; bit < body.length * 8; bit++) {
        const changed = Buffer.from(signed[id].body);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(verify({ ...signed[id], body: changed }, { keys: [secret] }, NOW).ok).toBe(false);
      }
    }
  });

  it('is noticed for any body and any other body', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (body, other, secret) => {
        fc.pre(secret.trim() !== '');
        const given = stripeCall(body, secret);
        const swapped = { ...given, body: Buffer.from(other) };
        const same = Buffer.compare(Buffer.from(body), Buffer.from(other)) === 0;
        expect(PROVIDERS.stripe.verify(given, { keys: [secret] }, NOW).ok).toBe(true);
        expect(PROVIDERS.stripe.verify(swapped, { keys: [secret] }, NOW).ok).toBe(same);
      }),
      { numRuns: 300 },
    );
  });

  it('a signature in another spelling of base64 is not taken for the same', () => {
    const one = vector('sendgrid-single');
    const request = requestOf(one);
    const name = 'X-Twilio-Email-Event-Webhook-Signature';
    const given = String(request.headers[name]);
    const headers = { ...request.headers, [name]: given.replace(/=+$/, '') };
    const secrets = { keys: [one.public_key_spki_b64 ?? ''] };
    expect(reason(PROVIDERS.sendgrid.verify({ ...request, headers }, secrets, 1600112502_000))).toBe(
      'signature_malformed',
    );
  });
});

describe('the replay window', () => {
  it('ends after five minutes for Stripe, before and after', () => {
    const given = stripeCall('{}', 's');
    const at = (seconds: number) => reason(PROVIDERS.stripe.verify(given, { keys: ['s'] }, NOW + seconds * 1_000));
    expect([at(0), at(300), at(301), at(-300), at(-301)]).toEqual([
      'ok',
      'ok',
      'outside_window',
      'ok',
      'outside_window',
    ]);
  });

  it('can be set, and switched off', () => {
    const given = stripeCall('{}', 's');
    const later = NOW + 3_600_000;
    const verify = (toleranceSeconds: number) =>
      PROVIDERS.stripe.verify(given, { keys: ['s'], toleranceSeconds }, later).ok;
    expect([verify(3_599), verify(3_600), verify(Infinity)]).toEqual([false, true, true]);
  });

  it('does not tell a stranger whether the signature would have been right', () => {
    const forged = call('{}', { headers: { 'stripe-signature': `t=1,v1=${'0'.repeat(64)}` } });
    expect(reason(PROVIDERS.stripe.verify(forged, { keys: ['s'] }, NOW))).toBe('signature_mismatch');
  });
});

function rsa() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
}

describe('Conekta', () => {
  const { pem, privateKey } = rsa();
  const body = '{"type":"order.paid"}';
  const digest = sign('sha256', Buffer.from(body), privateKey).toString('base64');

  it('accepts what its key signed, by the new or the old key', () => {
    const request = call(body, { headers: { DIGEST: digest } });
    expect(PROVIDERS.conekta.verify(request, { keys: [rsa().pem, pem] }, NOW)).toEqual({ ok: true });
    expect(reason(PROVIDERS.conekta.verify(request, { keys: [rsa().pem] }, NOW))).toBe('signature_mismatch');
  });

  it('says that a key is not one', () => {
    expect(reason(PROVIDERS.conekta.verify(call(body), { keys: ['not a key'] }, NOW))).toBe('bad_secret');
  });
});

describe('Amazon SNS', () => {
  const one = vector('sns-sha1-v1');
  const request = requestOf(one);
  const topic = 'arn:aws:sns:us-east-2:295079676684:publish-and-verify-892f85fe-4836-424d-8188-ab85bef0f362';
  const secrets = { keys: [topic], certificate: one.cert_pem };
  const at = Date.parse('2022-07-28T21:23:58.317Z');
  const { verify, certificateUrl } = PROVIDERS.amazon_ses;
  const naming = (url: string) =>
    call(
      Buffer.from(request.body)
        .toString()
        .replace(/https:[^"]*\.pem/, url),
    );

  it('accepts the topic that is set and no other', () => {
    expect(verify(request, secrets, at).ok).toBe(true);
    expect(reason(verify(request, { ...secrets, keys: ['arn:aws:sns:us-east-2:1:of-a-stranger'] }, at))).toBe(
      'signature_mismatch',
    );
  });

  it('needs a certificate that is valid now', () => {
    expect(reason(verify(request, { keys: [topic] }, at))).toBe('certificate_missing');
    expect(reason(verify(request, { ...secrets, toleranceSeconds: Infinity }, NOW))).toBe('certificate_invalid');
  });

  it.each([
    'http://sns.us-east-2.amazonaws.com/a.pem',
    'https://sns.us-east-2.amazonaws.com.evil.example/a.pem',
    'https://evil.example/sns.us-east-2.amazonaws.com/a.pem',
    'https://sns.us-east-2.amazonaws.com@evil.example/a.pem',
    'https://sns.us-east-2.amazonaws.com:8443/a.pem',
    'https://xsns.us-east-2.amazonaws.com/a.pem',
    'https://sns.us-east-2.amazonaws.com/a.pem?to=evil',
    'https://bucket.s3.amazonaws.com/a.pem',
  ])('fetches no certificate from %s', (url) => {
    expect(certificateUrl?.(naming(url))).toBeUndefined();
    expect(reason(verify(naming(url), secrets, at))).toBe('certificate_host');
  });

  it('names the certificate to fetch when it is at SNS', () => {
    expect(certificateUrl?.(request)).toMatch(/^https:\/\/sns\.us-east-2\.amazonaws\.com\/SimpleNotificationService-/);
  });

  it('says nothing of a signature over fewer fields', () => {
    const parsed = JSON.parse(Buffer.from(request.body).toString()) as Record<string, unknown>;
    expect(reason(verify(call({ ...parsed, Subject: 'added' }), secrets, at))).toBe('signature_mismatch');
    expect(reason(verify(call({ ...parsed, Message: undefined }), secrets, at))).toBe('body_malformed');
  });
});

describe('PayPal', () => {
  const one = vector('paypal-own-webhook-id');
  const request = requestOf(one);
  const secrets = { keys: [one.webhook_id ?? ''], certificate: one.cert_pem };
  const at = Date.parse('2017-03-30T20:04:05Z');
  const withUrl = (url: string) => ({ ...request, headers: { ...request.headers, 'PAYPAL-CERT-URL': url } });

  it('accepts a real call of the sandbox with its certificate', () => {
    expect(PROVIDERS.paypal.verify(request, secrets, at)).toMatchObject({ ok: true });
  });

  it('does not take the certificate of the sandbox for the real service', () => {
    const real = withUrl('https://api.paypal.com/v1/notifications/certs/CERT-1');
    expect(reason(PROVIDERS.paypal.verify(real, secrets, at))).toBe('certificate_invalid');
  });

  it.each([
    'https://evil.example/v1/notifications/certs/A',
    'https://api.paypal.com/x/../../A',
    'http://api.paypal.com/v1/notifications/certs/A',
  ])('fetches no certificate from %s', (url) => {
    expect(PROVIDERS.paypal.certificateUrl?.(withUrl(url))).toBeUndefined();
    expect(reason(PROVIDERS.paypal.verify(withUrl(url), secrets, at))).toBe('certificate_host');
  });
});

describe('providers whose signature does not cover the body', () => {
  it('Mercado Pago: the body must be about the id that was signed', () => {
    const one = vector('mp-lower-id');
    const signed = requestOf(one);
    const about = (id: string) => ({ ...signed, body: Buffer.from(JSON.stringify({ data: { id } })) });
    const verify = (request: WebhookRequest) =>
      reason(PROVIDERS.mercadopago.verify(request, { keys: [one.secret ?? ''] }, 1742505638683));
    expect(verify(about('ORD01JQ4S4KY8HWQ6NA5PXB65B3D3'))).toBe('ok');
    expect(verify(about('ORD0'))).toBe('id_mismatch');
  });

  it('Mailgun: the token comes back, so that a second use can be told', () => {
    const one = vector('mailgun-symfony-clicks');
    const answer = PROVIDERS.mailgun.verify(requestOf(one), { keys: [one.secret ?? ''] }, 1661621710_000);
    expect(answer).toEqual({ ok: true, nonce: one.body_signature?.token });
  });

  it('Mailgun: the older form is checked as well', () => {
    const fields = {
      timestamp: '1461261330',
      token: 'abc',
      event: 'delivered',
      signature: hex('key', '1461261330', 'abc'),
    };
    expect(reason(PROVIDERS.mailgun.verify(form(fields), { keys: ['key'] }, 1461261330_000))).toBe('ok');
    expect(reason(PROVIDERS.mailgun.verify(form({ ...fields, token: 'abd' }), { keys: ['key'] }, 1461261330_000))).toBe(
      'signature_mismatch',
    );
  });

  it('Wompi: a call that leaves status or amount out of what is signed is refused', () => {
    const timestamp = NOW / 1_000;
    const signed = (properties: string[], values: string) =>
      call({
        event: 'transaction.updated',
        data: { transaction: { id: '1', status: 'APPROVED', amount_in_cents: 100 } },
        signature: { properties, checksum: createHash('sha256').update(`${values}${timestamp}s`).digest('hex') },
        timestamp,
      });
    const all = ['transaction.id', 'transaction.status', 'transaction.amount_in_cents'];
    expect(reason(PROVIDERS.wompi.verify(signed(all, '1APPROVED100'), { keys: ['s'] }, NOW))).toBe('ok');
    expect(reason(PROVIDERS.wompi.verify(signed(['transaction.id'], '1'), { keys: ['s'] }, NOW))).toBe(
      'body_malformed',
    );
  });
});

describe('providers that sign nothing (Postmark, Brevo)', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  const verify = (more: Partial<WebhookRequest>, secrets = {}) =>
    reason(PROVIDERS.brevo.verify(call('{}', more), { keys: ['user:old', 'user:new', 'token'], ...secrets }, NOW));

  it('take a password in the address, a bearer token, a header, or a secret in the query', () => {
    expect(verify({ headers: basic('user:new') })).toBe('ok');
    expect(verify({ headers: basic('user:old') })).toBe('ok');
    expect(verify({ headers: { Authorization: 'Bearer token' } })).toBe('ok');
    expect(verify({ headers: { 'X-Webhook-Secret': 'token' } })).toBe('ok');
    expect(verify({ query: { secret: 'token' } })).toBe('ok');
  });

  it('refuse anything else', () => {
    expect(verify({})).toBe('signature_missing');
    expect(verify({ headers: basic('user:other') })).toBe('signature_mismatch');
    expect(verify({ headers: { authorization: 'Bearer toke' } })).toBe('signature_mismatch');
  });

  it('also look at the address of the caller where networks are set', () => {
    const secrets = { networks: ['1.179.112.0/20', '2001:db8::/32'] };
    const headers = { authorization: 'Bearer token' };
    expect(verify({ headers, remoteAddress: '1.179.127.255' }, secrets)).toBe('ok');
    expect(verify({ headers, remoteAddress: '::ffff:1.179.112.1' }, secrets)).toBe('ok');
    expect(verify({ headers, remoteAddress: '2001:db8:1::5' }, secrets)).toBe('ok');
    expect(verify({ headers, remoteAddress: '1.179.128.0' }, secrets)).toBe('address_not_allowed');
    expect(verify({ headers }, secrets)).toBe('address_not_allowed');
  });
});

describe('the first check of an address', () => {
  const hub = (query: Record<string, string>) =>
    PROVIDERS.whatsapp.handshake?.(call('', { method: 'GET', query }), {
      keys: [],
      verifyTokens: ['old', 'meatyhamhock'],
    });
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': 'meatyhamhock' };

  it('Meta gets its challenge back for the right token', () => {
    expect(hub(query)).toEqual({ kind: 'answer', status: 200, contentType: 'text/plain', body: '1158201444' });
  });

  it('and nothing for a wrong token, or for something that is no challenge', () => {
    expect(hub({ ...query, 'hub.verify_token': 'wrong' })).toMatchObject({ status: 403, body: '' });
    expect(hub({ ...query, 'hub.challenge': '<script>' })).toMatchObject({ status: 403, body: '' });
  });

  it('SNS is confirmed at its own host only', () => {
    const confirm = (SubscribeURL: string) =>
      PROVIDERS.amazon_ses.handshake?.(call({ Type: 'SubscriptionConfirmation', SubscribeURL }), { keys: [] });
    const url = 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=a&Token=b';
    expect(confirm(url)).toMatchObject({ kind: 'visit', url });
    expect(confirm(url.replace('sns.us-west-2.amazonaws.com', 'evil.example'))).toBeUndefined();
    expect(confirm(url.replace('ConfirmSubscription', 'DeleteTopic'))).toBeUndefined();
  });

  it('the end of an SNS subscription is told to a person, and not undone', () => {
    expect(PROVIDERS.amazon_ses.handshake?.(call({ Type: 'UnsubscribeConfirmation' }), { keys: [] })).toMatchObject({
      kind: 'note',
    });
  });
});
