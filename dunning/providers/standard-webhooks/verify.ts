import { fromBase64, hmac, sameBytes } from '../shared/crypto';
import { header, LARGEST_BODY } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verification, Verify, WebhookSecrets } from '../shared/verification';

/** standardwebhooks.com, “Verifying webhook authenticity”: five minutes before and after; each retry is signed anew. */
export const STANDARD_TOLERANCE = 300;

/** The key inside `whsec_…`: base64, with or without the prefix. */
function keyBytes(secret: string): Buffer | undefined {
  const encoded = secret.trim().replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.length === 0 ? undefined : bytes;
}

/**
 * Checks a Standard Webhooks signature: HMAC-SHA256 in base64 over `id.timestamp.body`, with the headers `webhook-*` or,
 * as Svix and Resend send them, `svix-*`. The header holds one or more `v1,signature`, separated by spaces; other versions
 * are passed over. Source: standard-webhooks/standard-webhooks, spec and libraries.
 */
export const verifyStandardWebhook: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  const usable = keys.flatMap((key) => keyBytes(key) ?? []);
  if (usable.length === 0) return refuse('bad_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  for (const prefix of ['webhook', 'svix']) {
    const id = header(request, `${prefix}-id`);
    const timestamp = header(request, `${prefix}-timestamp`);
    const signatures = header(request, `${prefix}-signature`);
    if (id && timestamp && signatures) return check(request, secrets, now, usable, { id, timestamp, signatures });
  }
  return refuse('signature_missing');
};

function check(
  request: WebhookRequest,
  secrets: WebhookSecrets,
  now: number,
  keys: readonly Buffer[],
  given: { id: string; timestamp: string; signatures: string },
): Verification {
  const { id, timestamp, signatures } = given;
  if (!/^\d{1,12}$/.test(timestamp)) return refuse('signature_malformed');
  const candidates = signatures
    .slice(0, 4_000)
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .flatMap((part) => fromBase64(part.slice(3)) ?? []);
  if (candidates.length === 0) return refuse('signature_malformed');
  const matches = keys.some((key) => {
    const expected = hmac('sha256', key, `${id}.${timestamp}.`, request.body);
    return candidates.some((candidate) => sameBytes(candidate, expected));
  });
  if (!matches) return refuse('signature_mismatch');
  // The time is looked at last: a stranger then learns nothing from which of the two refusals comes.
  const tolerance = secrets.toleranceSeconds ?? STANDARD_TOLERANCE;
  return insideWindow(Number(timestamp) * 1_000, now, tolerance) ? { ok: true, nonce: id } : refuse('outside_window');
}
