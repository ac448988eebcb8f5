import { fromHex, hmac, sameBytes } from '../shared/crypto';
import { header, LARGEST_BODY } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/** stripe-node `DEFAULT_TOLERANCE`; Stripe signs each retry anew. */
export const STRIPE_TOLERANCE = 300;

/**
 * Checks `Stripe-Signature: t=…,v1=…`: HMAC-SHA256 in hexadecimal over `t.body`. There may be several `v1`, one for each
 * secret of a rotation; any other scheme (`v0`) is for Stripe's own tests and is passed over.
 * Source: docs.stripe.com/webhooks, stripe-node `Webhooks.ts`.
 */
export const verifyStripe: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = header(request, 'stripe-signature');
  if (given === undefined) return refuse('signature_missing');
  const parts = given
    .slice(0, 4_000)
    .split(',')
    .map((part) => part.trim().split('=', 2));
  const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
  const candidates = parts.flatMap(([name, value = '']) => (name === 'v1' ? (fromHex(value, 32) ?? []) : []));
  if (!/^\d{1,12}$/.test(timestamp) || candidates.length === 0) return refuse('signature_malformed');
  const matches = keys.some((key) => {
    const expected = hmac('sha256', key, `${timestamp}.`, request.body);
    return candidates.some((candidate) => sameBytes(candidate, expected));
  });
  if (!matches) return refuse('signature_mismatch');
  const tolerance = secrets.toleranceSeconds ?? STRIPE_TOLERANCE;
  return insideWindow(Number(timestamp) * 1_000, now, tolerance) ? { ok: true } : refuse('outside_window');
};
