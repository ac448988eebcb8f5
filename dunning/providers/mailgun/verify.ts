import { fromHex, hmac, sameBytes } from '../shared/crypto';
import { formBody, isForm, lastField } from '../shared/form';
import { get, jsonBody, text } from '../shared/json';
import { LARGEST_BODY } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/** Mailgun repeats a call for eight hours with the signature it was first given. */
export const MAILGUN_TOLERANCE = 9 * 3_600;

interface MailgunSignature {
  timestamp: string | undefined;
  token: string | undefined;
  signature: string | undefined;
}

/** Where Mailgun puts the signature: `signature` of the JSON body, or three fields of the form its older webhooks send. */
export function mailgunSignature(request: WebhookRequest): MailgunSignature | undefined {
  if (isForm(request)) {
    const form = formBody(request);
    // A variable of the user's may have one of these names; Mailgun's own value comes after it.
    const [timestamp, token, signature] = ['timestamp', 'token', 'signature'].map((name) => lastField(form, name));
    return { timestamp, token, signature };
  }
  const body = jsonBody(request);
  if (body === undefined) return undefined;
  const signed = typeof get(body, 'signature') === 'object' ? get(body, 'signature') : body;
  return { timestamp: text(signed, 'timestamp'), token: text(signed, 'token'), signature: text(signed, 'signature') };
}

/**
 * Checks Mailgun's signature: HMAC-SHA256 in hexadecimal over timestamp and token. The body is not covered, so the token is
 * given back as the nonce: Mailgun advises to keep tokens and to refuse one that was seen.
 * Source: documentation.mailgun.com, “Securing webhooks”; mailgun-php.
 */
export const verifyMailgun: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = mailgunSignature(request);
  if (given === undefined) return refuse('body_malformed');
  const { timestamp, token, signature } = given;
  if (!timestamp || !token || !signature) return refuse('signature_missing');
  const bytes = fromHex(signature, 32);
  if (bytes === undefined || !/^\d{1,12}$/.test(timestamp)) return refuse('signature_malformed');
  if (!keys.some((key) => sameBytes(bytes, hmac('sha256', key, timestamp, token)))) return refuse('signature_mismatch');
  const tolerance = secrets.toleranceSeconds ?? MAILGUN_TOLERANCE;
  const fresh = insideWindow(Number(timestamp) * 1_000, now, tolerance);
  return fresh ? { ok: true, nonce: token } : refuse('outside_window');
};
