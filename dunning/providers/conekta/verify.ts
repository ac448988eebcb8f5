import { fromBase64, publicKey, signedBy } from '../shared/crypto';
import { header, LARGEST_BODY } from '../shared/request';
import { refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/**
 * Checks Conekta's `DIGEST` header: RSA with SHA-256 in base64 over the raw body, by the public key of a webhook key. No time
 * is signed; an event that comes twice has the same id. Source: developers.conekta.com, “Verificar firmas”.
 */
export const verifyConekta: Verify = (request, secrets) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  const usable = keys
    .flatMap((key) => publicKey(key) ?? [])
    .filter(({ asymmetricKeyType }) => asymmetricKeyType === 'rsa');
  if (usable.length === 0) return refuse('bad_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = header(request, 'digest');
  if (given === undefined) return refuse('signature_missing');
  // RFC 3230 would put the name of the algorithm in front; Conekta's examples do not.
  const signature = fromBase64(given.trim().replace(/^sha-256=/i, ''));
  if (signature === undefined) return refuse('signature_malformed');
  const matches = usable.some((key) => signedBy('sha256', request.body, key, signature));
  return matches ? { ok: true } : refuse('signature_mismatch');
};
