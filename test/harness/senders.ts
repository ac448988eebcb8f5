import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';

/** One call as a provider makes it: what a test sends to our address. */
export interface SignedCall {
  method: 'POST';
  /** Added to the address, with its question mark. */
  search?: string;
  headers: Record<string, string>;
  body: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const hmac = (algorithm: string, key: string | Buffer, content: string, encoding: 'hex' | 'base64') =>
  createHmac(algorithm, key).update(content).digest(encoding);

/** Meta: `X-Hub-Signature-256` over the body. */
export function metaCall(body: unknown, appSecret: string): SignedCall {
  const source = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { ...JSON_TYPE, 'x-hub-signature-256': `sha256=${hmac('sha256', appSecret, source, 'hex')}` };
  return { method: 'POST', headers, body: source };
}

/** The body of Meta's call with these statuses. */
export function whatsAppStatuses(statuses: object[]): object {
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '1' }, statuses };
  return { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] };
}

/** Stripe: `t=…,v1=…` over time and body. @param now milliseconds */
export function stripeCall(body: unknown, secret: string, now: number): SignedCall {
  const source = JSON.stringify(body);
  const t = Math.floor(now / 1_000);
  const headers = { ...JSON_TYPE, 'stripe-signature': `t=${t},v1=${hmac('sha256', secret, `${t}.${source}`, 'hex')}` };
  return { method: 'POST', headers, body: source };
}

/** Standard Webhooks, and Resend, which uses Svix's names of the headers. @param now milliseconds */
export function standardCall(
  body: unknown,
  secret: string,
  id: string,
  now: number,
  prefix: 'webhook' | 'svix' = 'webhook',
): SignedCall {
  const source = JSON.stringify(body);
  const at = String(Math.floor(now / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = `v1,${hmac('sha256', key, `${id}.${at}.${source}`, 'base64')}`;
  const names = { [`${prefix}-id`]: id, [`${prefix}-timestamp`]: at, [`${prefix}-signature`]: signature };
  return { method: 'POST', headers: { ...JSON_TYPE, ...names }, body: source };
}

/** Twilio: the address and the sorted fields, HMAC-SHA1. */
export function twilioCall(fields: Record<string, string>, authToken: string, address: string): SignedCall {
  const content = Object.keys(fields)
    .sort()
    .reduce((sum, name) => sum + name + (fields[name] ?? ''), address);
  const headers = { ...FORM_TYPE, 'x-twilio-signature': hmac('sha1', authToken, content, 'base64') };
  return { method: 'POST', headers, body: new URLSearchParams(fields).toString() };
}

/** Mailgun: time and token in the body. @param now milliseconds */
export function mailgunCall(eventData: object, signingKey: string, token: string, now: number): SignedCall {
  const timestamp = String(Math.floor(now / 1_000));
  const signature = { timestamp, token, signature: hmac('sha256', signingKey, timestamp + token, 'hex') };
  return { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ signature, 'event-data': eventData }) };
}

/** A sender that signs nothing but knows a user and a password. */
export function basicCall(body: unknown, user: string, password: string): SignedCall {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return { method: 'POST', headers: { ...JSON_TYPE, authorization }, body: JSON.stringify(body) };
}

/** Mercado Pago: the id in the query, the request's id and the time. @param now milliseconds */
export function mercadoPagoCall(
  body: { data: { id: string } },
  secret: string,
  requestId: string,
  now: number,
): SignedCall {
  const { id } = body.data;
  const v1 = hmac('sha256', secret, `id:${id.toLowerCase()};request-id:${requestId};ts:${now};`, 'hex');
  const headers = { ...JSON_TYPE, 'x-signature': `ts=${now},v1=${v1}`, 'x-request-id': requestId };
  return { method: 'POST', search: `?data.id=${id}&type=payment`, headers, body: JSON.stringify(body) };
}

/** A signed event webhook of SendGrid, with a key of its own: ECDSA over time and body. */
export function sendGridSender() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    /** What SendGrid's panel shows as the verification key. */
    verificationKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    /** @param now milliseconds */
    call(events: object[], now: number): SignedCall {
      const body = JSON.stringify(events);
      const timestamp = String(Math.floor(now / 1_000));
      const signature = createSign('sha256')
        .update(timestamp + body)
        .sign(privateKey, 'base64');
      const headers = {
        ...JSON_TYPE,
        'x-twilio-email-event-webhook-signature': signature,
        'x-twilio-email-event-webhook-timestamp': timestamp,
      };
      return { method: 'POST', headers, body };
    },
  };
}

/** The fields of an SNS message that are signed, in order. */
const SNS_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** A message of Amazon SNS, signed with version 2. */
export function snsCall(message: Record<string, string>, privateKeyPem: string): SignedCall {
  const content = (SNS_FIELDS[message.Type ?? ''] ?? [])
    .filter((name) => message[name] !== undefined)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('');
  const Signature = createSign('sha256').update(content).sign(privateKeyPem, 'base64');
  const body = JSON.stringify({ ...message, SignatureVersion: '2', Signature });
  return { method: 'POST', headers: { 'content-type': 'text/plain; charset=UTF-8' }, body };
}
