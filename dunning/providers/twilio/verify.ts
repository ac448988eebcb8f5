import { fromBase64, fromHex, hmac, sameBytes, sha256 } from '../shared/crypto';
import { formBody } from '../shared/form';
import { header, LARGEST_BODY } from '../shared/request';
import { refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

const ADDRESS = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i;

/**
 * The ways Twilio may have written our address when it signed: as given, with the port of its scheme, without any port; and
 * each with its query written anew, as older senders do. Source: twilio-node `webhooks.ts`.
 */
function spellings(address: string): string[] {
  const match = ADDRESS.exec(address.slice(0, 8_000));
  if (!match) return [];
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  const host = authority.replace(/:\d+$/, '');
  const port = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const authorities = new Set([authority, host, authority === host ? host + port : authority]);
  const queries = new Set([query, query === '' ? '' : `?${new URLSearchParams(query).toString()}`]);
  return [...authorities].flatMap((one) => [...queries].map((other) => `${scheme}://${one}${path}${other}`));
}

/** Names in order, each with its values: equal values once, in order. */
function signedParameters(fields: ReadonlyMap<string, string[]>): string {
  let content = '';
  for (const name of [...fields.keys()].sort()) {
    for (const value of [...new Set(fields.get(name))].sort()) content += name + value;
  }
  return content;
}

/**
 * Checks `X-Twilio-Signature`: HMAC-SHA1 in base64 over the address and the sorted form fields, with the account's auth
 * token. A JSON body is covered by its SHA-256 in the query instead. No time is signed; a status that comes twice has the
 * same id. Source: twilio.com/docs/usage/security, twilio-node.
 */
export const verifyTwilio: Verify = (request, secrets) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = header(request, 'x-twilio-signature');
  if (given === undefined) return refuse('signature_missing');
  const bytes = fromBase64(given);
  if (bytes?.length !== 20) return refuse('signature_malformed');
  const addresses = spellings(secrets.publicUrl ?? request.url ?? '');
  if (addresses.length === 0) return refuse('body_malformed');
  const hash = /[?&]bodySHA256=([0-9a-f]{64})(?:&|$)/i.exec(secrets.publicUrl ?? request.url ?? '')?.[1];
  const covered = hash === undefined ? signedParameters(formBody(request)) : '';
  if (hash !== undefined) {
    const expected = fromHex(hash, 32);
    if (expected === undefined || !sameBytes(expected, sha256(request.body))) return refuse('signature_mismatch');
  }
  const matches = keys.some((key) =>
    addresses.some((address) => sameBytes(bytes, hmac('sha1', key, address, covered))),
  );
  return matches ? { ok: true } : refuse('signature_mismatch');
};
