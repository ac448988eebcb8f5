import { ed25519Key, fromBase64, hmac, sameBytes, signedBy } from '../shared/crypto';
import { header, LARGEST_BODY } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verification, Verify, WebhookSecrets } from '../shared/verification';

/** standardwebhooks.com, “Verifying webhook authenticity”: five minutes before and after; each retry is signed anew. */
export const STANDARD_TOLERANCE = 300;

/** Checks one signature over the signed content. */
type Check = (content: Buffer, version: string, signature: Buffer) => boolean;

/** What a key of either kind checks: `whsec_…` an HMAC (`v1`), `whpk_…` an Ed25519 signature (`v1a`). */
function checkOf(secret: string): Check | undefined {
  const bytes = keyBytes(secret);
  if (bytes === undefined) return undefined;
  if (!secret.trim().startsWith('whpk_')) {
    return (content, version, signature) => version === 'v1' && sameBytes(signature, hmac('sha256', bytes, content));
  }
  const key = ed25519Key(bytes);
  if (key === undefined) return undefined;
  return (content, version, signature) => version === 'v1a' && signedBy(null, content, key, signature);
}

/** The key inside `whsec_…` or `whpk_…`: base64, the former also without its prefix. */
function keyBytes(secret: string): Buffer | undefined {
  const encoded = secret.trim().replace(/^(whsec|whpk)_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length === 0 ? undefined : bytes;
}

/**
 * Checks a Standard Webhooks signature over `id.timestamp.body`, with the headers `webhook-*` or, as Svix and Resend send
 * them, `svix-*`: HMAC-SHA256 (`v1`) or Ed25519 (`v1a`), in base64. The header holds one or more `version,signature`,
 * separated by spaces; other versions are passed over. Source: standard-webhooks/standard-webhooks, spec and libraries.
 */
export const verifyStandardWebhook: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  const checks = keys.flatMap((key) => checkOf(key) ?? []);
  if (checks.length === 0) return refuse('bad_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  for (const prefix of ['webhook', 'svix']) {
    const id = header(request, `${prefix}-id`);
    const timestamp = header(request, `${prefix}-timestamp`);
    const signatures = header(request, `${prefix}-signature`);
    if (id && timestamp && signatures) return check(request, secrets, now, checks, { id, timestamp, signatures });
  }
  return refuse('signature_missing');
};

function check(
  request: WebhookRequest,
  secrets: WebhookSecrets,
  now: number,
  checks: readonly Check[],
  given: { id: string; timestamp: string; signatures: string },
): Verification {
  const { id, timestamp, signatures } = given;
  if (!/^\d{1,12}$/.test(timestamp)) return refuse('signature_malformed');
  const candidates = signatures
    .slice(0, 4_000)
    .split(' ')
    .flatMap((part) => {
      const [version = '', encoded = ''] = part.split(',', 2);
      const signature = fromBase64(encoded);
      return signature === undefined ? [] : [{ version, signature }];
    });
  if (candidates.length === 0) return refuse('signature_malformed');
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), request.body]);
  const matches = candidates.some(({ version, signature }) => checks.some((one) => one(content, version, signature)));
  if (!matches) return refuse('signature_mismatch');
  // The time is looked at last: a stranger then learns nothing from which of the two refusals comes.
  const tolerance = secrets.toleranceSeconds ?? STANDARD_TOLERANCE;
  return insideWindow(Number(timestamp) * 1_000, now, tolerance) ? { ok: true, nonce: id } : refuse('outside_window');
}
