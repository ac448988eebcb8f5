import { sameText } from './crypto';
import { inNetworks } from './networks';
import { header, LARGEST_BODY, queryValue } from './request';
import type { WebhookRequest } from './request';
import { refuse, usableKeys } from './verification';
import type { Verify } from './verification';

/**
 * What a provider that signs nothing can be made to send: a password in the address (`https://user:password@…`, which
 * arrives as basic authentication), a bearer token, a header of the user's choice, or a secret at the end of the address.
 */
function credentialsOf(request: WebhookRequest): string[] {
  const found: string[] = [];
  const authorization = header(request, 'authorization');
  const [, scheme = '', value = ''] = /^(basic|bearer)\s+(\S{1,4000})\s*$/i.exec(authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') found.push(value);
  if (scheme.toLowerCase() === 'basic') found.push(Buffer.from(value, 'base64').toString('utf8'));
  for (const given of [header(request, 'x-webhook-secret'), queryValue(request, 'secret')]) {
    if (given) found.push(given);
  }
  return found;
}

/**
 * Checks a call of a provider that signs nothing. A key is `user:password` for basic authentication, else a token, as a
 * bearer token, in the header `X-Webhook-Secret` or as the query parameter `secret`. Where a list of networks is set, the
 * call must also come from one of them.
 */
export const verifyUnsigned: Verify = (request, secrets) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  if (secrets.networks !== undefined && secrets.networks.length > 0) {
    if (!inNetworks(request.remoteAddress, secrets.networks)) return refuse('address_not_allowed');
  }
  const given = credentialsOf(request);
  if (given.length === 0) return refuse('signature_missing');
  let matches = false;
  // All are compared, so that the time does not tell which of the secrets was meant.
  for (const key of keys) for (const one of given) matches = sameText(key, one) || matches;
  return matches ? { ok: true } : refuse('signature_mismatch');
};
