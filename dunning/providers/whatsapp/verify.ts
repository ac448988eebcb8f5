import { fromHex, hmac, sameBytes, sameText } from '../shared/crypto';
import type { Handshake } from '../shared/provider';
import { header, LARGEST_BODY, queryValue } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { refuse, usableKeys } from '../shared/verification';
import type { Verify, WebhookSecrets } from '../shared/verification';

/**
 * Checks `X-Hub-Signature-256: sha256=…`: HMAC-SHA256 in hexadecimal over the raw body, with the app's secret. No time is
 * signed; a repetition has the same events with the same ids and changes nothing.
 * Source: developers.facebook.com, “Validate payloads”. The older SHA-1 header is not accepted.
 */
export const verifyWhatsApp: Verify = (request, secrets) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = header(request, 'x-hub-signature-256');
  if (given === undefined) return refuse('signature_missing');
  const bytes = given.startsWith('sha256=') ? fromHex(given.slice('sha256='.length), 32) : undefined;
  if (bytes === undefined) return refuse('signature_malformed');
  const matches = keys.some((key) => sameBytes(bytes, hmac('sha256', key, request.body)));
  return matches ? { ok: true } : refuse('signature_mismatch');
};

/**
 * Meta's check of a new address: a GET with `hub.mode=subscribe` and the token that was set in its panel is answered with
 * `hub.challenge`; with another token it is refused. Source: developers.facebook.com, “Webhooks: getting started”.
 */
export function hubChallenge(request: WebhookRequest, secrets: WebhookSecrets): Handshake | undefined {
  if (request.method.toUpperCase() !== 'GET' || queryValue(request, 'hub.mode') !== 'subscribe') return undefined;
  const given = queryValue(request, 'hub.verify_token') ?? '';
  const challenge = queryValue(request, 'hub.challenge') ?? '';
  const tokens = (secrets.verifyTokens ?? []).filter((token) => token.trim() !== '');
  // A challenge is a number; anything else would let a caller choose what this address shows.
  const known = tokens.some((token) => sameText(token, given)) && /^[A-Za-z0-9_-]{1,200}$/.test(challenge);
  return {
    kind: 'answer',
    status: known ? 200 : 403,
    contentType: 'text/plain',
    body: known ? challenge : '',
  };
}
