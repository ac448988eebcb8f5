/** The shape of a signature vector, and how it becomes a request. */
import { createHmac, generateKeyPairSync } from 'node:crypto';

import { jsonBody, text } from '../../dunning/providers/shared/json';
import type { ProviderId } from '../../dunning/providers/shared/provider';
import { header } from '../../dunning/providers/shared/request';
import type { WebhookRequest } from '../../dunning/providers/shared/request';
import type { WebhookSecrets } from '../../dunning/providers/shared/verification';

export interface SignatureVector {
  provider: string;
  id: string;
  expected: 'valid' | 'invalid';
  source?: string;
  secret?: string;
  secrets?: string[];
  headers?: Record<string, string>;
  body?: string;
  /** Instead of a long body: `'a' repeated 1048576 times`. */
  body_rule?: string;
  method?: string;
  url?: string;
  query?: Record<string, string>;
  form_params?: Record<string, string | string[]>;
  /** Mailgun: the signature as it stands in the body. */
  body_signature?: Record<string, string>;
  public_key_spki_b64?: string;
  public_key_pem?: string;
  public_key?: string;
  cert_pem?: string;
  webhook_id?: string;
  topic_arn?: string;
  tolerance_s?: number | null;
  now_unix?: number;
  /** A bare signature over a text, without a request around it. */
  signed_content?: string;
  signature?: string;
  algorithm?: string;
}

const NAMES: Readonly<Record<string, ProviderId>> = {
  sns: 'amazon_ses',
  ses: 'amazon_ses',
  amazonses: 'amazon_ses',
  amazonsns: 'amazon_ses',
  sendgrid: 'sendgrid',
  mailgun: 'mailgun',
  postmark: 'postmark',
  resend: 'resend',
  svix: 'resend',
  brevo: 'brevo',
  sendinblue: 'brevo',
  meta: 'whatsapp',
  metawhatsapp: 'whatsapp',
  whatsapp: 'whatsapp',
  whatsappcloud: 'whatsapp',
  twilio: 'twilio',
  stripe: 'stripe',
  mercadopago: 'mercadopago',
  paypal: 'paypal',
  conekta: 'conekta',
  wompi: 'wompi',
  wompico: 'wompi',
  fintoc: 'fintoc',
  khipu: 'khipu',
  flow: 'flow',
  flowcl: 'flow',
  pix: 'pix',
  pixapi: 'pix',
  standardwebhooks: 'standard_webhooks',
};

/** The provider that a file's name for it means. */
export function providerNamed(name: string): ProviderId | undefined {
  return NAMES[name.toLowerCase().replace(/[^a-z]/g, '')];
}

/** Whether the vector is a bare signature over a text. */
export function isPrimitive(vector: SignatureVector): boolean {
  return vector.signed_content !== undefined && vector.signature !== undefined && vector.headers === undefined;
}

/** Recomputes a bare HMAC; undefined when its algorithm is not named as one. */
export function primitiveMatches(vector: SignatureVector): boolean | undefined {
  const [, hash, encoding] = /HMAC-(SHA1|SHA256)\s+(hex|base64)/i.exec(vector.algorithm ?? '') ?? [];
  if (hash === undefined || (encoding !== 'hex' && encoding !== 'base64')) return undefined;
  const mac = createHmac(hash.toLowerCase(), vector.secret ?? '')
    .update(vector.signed_content ?? '')
    .digest(encoding);
  return mac === vector.signature;
}

function bodyOf(vector: SignatureVector): Uint8Array {
  if (vector.body !== undefined) return Buffer.from(vector.body);
  const [, letter, count] = /^'(.)' repeated (\d+) times$/.exec(vector.body_rule ?? '') ?? [];
  if (letter !== undefined) return Buffer.from(letter.repeat(Number(count)));
  if (vector.body_signature) return Buffer.from(JSON.stringify({ signature: vector.body_signature }));
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(vector.form_params ?? {})) {
    for (const one of [value].flat()) form.append(name, one);
  }
  return Buffer.from(form.toString());
}

/** The request that a vector describes. */
export function requestOf(vector: SignatureVector): WebhookRequest {
  const query = { ...vector.query };
  if (vector.url !== undefined && URL.canParse(vector.url)) {
    for (const [name, value] of new URL(vector.url).searchParams) query[name] ??= value;
  }
  const headers = { ...vector.headers };
  if (vector.form_params) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  return {
    method: vector.method ?? 'POST',
    url: vector.url,
    headers,
    query,
    body: bodyOf(vector),
    receivedAt: '2026-01-01T00:00:00.000Z',
  };
}

/** The secrets that a vector names. A tolerance of 0 or null means, as in Stripe's libraries, that the time is not looked at. */
export function secretsOf(vector: SignatureVector, provider: ProviderId, request: WebhookRequest): WebhookSecrets {
  const given = [
    ...(vector.secrets ?? []),
    vector.public_key_spki_b64,
    vector.public_key_pem,
    vector.public_key,
    vector.webhook_id,
    vector.topic_arn,
    vector.secret,
  ].filter((key) => key !== undefined);
  // A vector of SNS names no topic: the one it was sent by is the one that is meant.
  const topic = provider === 'amazon_ses' && given.length === 0 ? text(jsonBody(request), 'TopicArn') : undefined;
  const secrets: WebhookSecrets = { keys: topic === undefined ? given : [topic] };
  if (vector.cert_pem !== undefined) secrets.certificate = vector.cert_pem;
  if (vector.tolerance_s !== undefined) secrets.toleranceSeconds = vector.tolerance_s || Infinity;
  return secrets;
}

/** When the request says that it was signed, in milliseconds; undefined where the provider signs no time. */
export function signedAt(request: WebhookRequest, vector: SignatureVector): number | undefined {
  const body = jsonBody(request);
  const seconds =
    /(?:^|,)t=(\d+)/.exec(header(request, 'stripe-signature') ?? '')?.[1] ??
    /(?:^|,)\s*ts=(\d+)/.exec(header(request, 'x-signature') ?? '')?.[1] ??
    header(request, 'webhook-timestamp') ??
    header(request, 'svix-timestamp') ??
    header(request, 'x-twilio-email-event-webhook-timestamp') ??
    vector.body_signature?.timestamp ??
    text(body, 'signature', 'timestamp') ??
    text(body, 'timestamp');
  const moment = header(request, 'paypal-transmission-time') ?? text(body, 'Timestamp');
  if (seconds === undefined) return moment === undefined ? undefined : Date.parse(moment);
  const value = Number(seconds);
  return value >= 1e11 ? value : value * 1_000;
}

/** Another key of the same kind as each given one. */
export function otherSecrets(secrets: WebhookSecrets, provider: ProviderId): WebhookSecrets {
  const keys = secrets.keys.map((key) => {
    if (provider === 'sendgrid') {
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
        .publicKey.export({ type: 'spki', format: 'der' })
        .toString('base64');
    }
    if (provider === 'conekta') {
      return generateKeyPairSync('rsa', { modulusLength: 2048 })
        .publicKey.export({ type: 'spki', format: 'pem' })
        .toString();
    }
    return key.startsWith('whsec_') ? `whsec_${Buffer.from('another secret of ours').toString('base64')}` : `${key}x`;
  });
  return { ...secrets, keys };
}
