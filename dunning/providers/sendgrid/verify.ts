import { fromBase64, publicKey, signedBy } from '../shared/crypto';
import { header, LARGEST_BODY } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/**
 * SendGrid repeats a call for up to 24 hours and does not say whether it signs a repetition anew; an event that is refused
 * is lost, and one that comes twice is stored once. So the window covers all its attempts.
 */
export const SENDGRID_TOLERANCE = 25 * 3_600;

/**
 * Checks SendGrid's signed event webhook: ECDSA P-256 with SHA-256, in DER and base64, over timestamp and raw body.
 * Source: sendgrid-nodejs packages/eventwebhook.
 */
export const verifySendGrid: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  const usable = keys
    .flatMap((key) => publicKey(key) ?? [])
    .filter(({ asymmetricKeyType }) => asymmetricKeyType === 'ec');
  if (usable.length === 0) return refuse('bad_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = header(request, 'x-twilio-email-event-webhook-signature');
  const timestamp = header(request, 'x-twilio-email-event-webhook-timestamp');
  if (given === undefined || timestamp === undefined) return refuse('signature_missing');
  const signature = fromBase64(given);
  if (signature === undefined || !/^\d{1,12}$/.test(timestamp)) return refuse('signature_malformed');
  const content = Buffer.concat([Buffer.from(timestamp), request.body]);
  if (!usable.some((key) => signedBy('sha256', content, key, signature))) return refuse('signature_mismatch');
  const tolerance = secrets.toleranceSeconds ?? SENDGRID_TOLERANCE;
  return insideWindow(Number(timestamp) * 1_000, now, tolerance) ? { ok: true } : refuse('outside_window');
};
