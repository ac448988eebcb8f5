import { fromBase64, sameText, signedBy, validCertificate } from '../shared/crypto';
import { jsonBody, text } from '../shared/json';
import { LARGEST_BODY } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/** SNS repeats a call for an hour at most; the rest is for what was parked in a dead-letter queue and is sent on by hand. */
export const SNS_TOLERANCE = 24 * 3_600;

/** The only hosts that certificates and confirmations are fetched from. Source: AWS SDKs, `sns-validator`. */
const HOST = /^sns\.[a-z]{2}(-[a-z]+){1,3}-\d{1,2}\.amazonaws\.com(\.cn)?$/;

/** What is signed, in this order. Source: docs.aws.amazon.com/sns, “Verifying the signatures of Amazon SNS messages”. */
const SIGNED: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
};

/** An https address at an SNS host, without password or port; undefined for any other. */
export function snsAddress(value: string | undefined): URL | undefined {
  if (value === undefined || value.length > 4_000 || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return plain && HOST.test(url.hostname) ? url : undefined;
}

/** Where the certificate of a call is; undefined when the call names none, or one that is not at SNS. */
export function snsCertificateUrl(request: WebhookRequest): string | undefined {
  const url = snsAddress(text(jsonBody(request), 'SigningCertURL'));
  return url !== undefined && /^\/[A-Za-z0-9._-]+\.pem$/.test(url.pathname) && url.search === '' ? url.href : undefined;
}

/** Name and value of each signed field on lines of their own; undefined when one that must be there is missing. */
function signedContent(body: unknown): Buffer | undefined {
  const type = text(body, 'Type') ?? '';
  const fields = Object.hasOwn(SIGNED, type) ? SIGNED[type] : undefined;
  if (fields === undefined) return undefined;
  let content = '';
  for (const name of fields) {
    const value = (body as Record<string, unknown>)[name];
    if (name === 'Subject' && value == null) continue;
    if (typeof value !== 'string') return undefined;
    content += `${name}\n${value}\n`;
  }
  return Buffer.from(content);
}

/**
 * Checks a call of Amazon SNS: RSA over its fields, with SHA-1 (version 1) or SHA-256 (version 2), by the certificate it
 * names, which must be at an SNS host. Anybody can have their own topic sign, so the keys are the names of the topics (ARN)
 * that may call.
 */
export const verifySns: Verify = (request, secrets, now) => {
  const topics = usableKeys(secrets);
  if (topics.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const body = jsonBody(request);
  const content = signedContent(body);
  if (content === undefined) return refuse('body_malformed');
  const signature = text(body, 'Signature');
  if (signature === undefined) return refuse('signature_missing');
  const bytes = fromBase64(signature);
  const version = text(body, 'SignatureVersion');
  if (bytes === undefined || (version !== '1' && version !== '2')) return refuse('signature_malformed');
  // Before the certificate is asked for: a stranger's topic shall not make us fetch anything.
  const topic = text(body, 'TopicArn') ?? '';
  if (!topics.some((allowed) => sameText(allowed.trim(), topic))) return refuse('signature_mismatch');
  if (snsCertificateUrl(request) === undefined) return refuse('certificate_host');
  if (secrets.certificate === undefined) return refuse('certificate_missing');
  const certificate = validCertificate(secrets.certificate, now);
  if (certificate === undefined) return refuse('certificate_invalid');
  if (!signedBy(version === '1' ? 'sha1' : 'sha256', content, certificate.publicKey, bytes)) {
    return refuse('signature_mismatch');
  }
  const signedAt = Date.parse(text(body, 'Timestamp') ?? '');
  const fresh = insideWindow(signedAt, now, secrets.toleranceSeconds ?? SNS_TOLERANCE);
  return fresh ? { ok: true, nonce: text(body, 'MessageId') } : refuse('outside_window');
};
