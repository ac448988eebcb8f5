import { createHash, createHmac, createPublicKey, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Compares in a time that does not tell how much was right. The length of a signature is no secret. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The same for two texts of any length: their hashes are compared, so not even the length of a password shows. */
export function sameText(left: string, right: string): boolean {
  return timingSafeEqual(createHash('sha256').update(left).digest(), createHash('sha256').update(right).digest());
}

/** HMAC of the parts, one after the other. */
export function hmac(
  algorithm: 'sha1' | 'sha256',
  key: string | Uint8Array,
  ...parts: Array<string | Uint8Array>
): Buffer {
  const running = createHmac(algorithm, key);
  for (const part of parts) running.update(part);
  return running.digest();
}

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: Array<string | Uint8Array>): Buffer {
  const running = createHash('sha256');
  for (const part of parts) running.update(part);
  return running.digest();
}

/** Bytes of a signature in hexadecimal; undefined when it is not one of this many bytes. */
export function fromHex(hex: string, bytes: number): Buffer | undefined {
  return hex.length === bytes * 2 && /^[0-9a-f]+$/i.test(hex) ? Buffer.from(hex, 'hex') : undefined;
}

/**
 * Bytes of a signature in base64. Only the canonical spelling is taken: base64 has bits that decoding ignores, so a
 * changed signature could otherwise still pass.
 */
export function fromBase64(base64: string): Buffer | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return base64 !== '' && bytes.toString('base64') === base64 ? bytes : undefined;
}

/** A public key as PEM, or as the base64 of its SPKI form that SendGrid shows; undefined when it is neither. */
export function publicKey(source: string): KeyObject | undefined {
  const trimmed = source.trim();
  try {
    return trimmed.startsWith('-----BEGIN')
      ? createPublicKey(trimmed)
      : createPublicKey({ key: Buffer.from(trimmed, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** An Ed25519 public key from its 32 bytes (RFC 8410). */
export function ed25519Key(bytes: Uint8Array): KeyObject | undefined {
  const prefix = Buffer.from('302a300506032b6570032100', 'hex');
  return bytes.length === 32 ? publicKey(Buffer.concat([prefix, bytes]).toString('base64')) : undefined;
}

/** Whether the key made this signature: RSA PKCS #1 v1.5, ECDSA in DER, or (without a hash) Ed25519. */
export function signedBy(
  algorithm: 'sha1' | 'sha256' | null,
  content: Uint8Array,
  key: KeyObject,
  signature: Uint8Array,
): boolean {
  try {
    return verify(algorithm, content, key, signature);
  } catch {
    return false;
  }
}

/** A certificate that is valid at `now` (milliseconds); undefined when it cannot be read or is not. */
export function validCertificate(pem: string, now: number): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    const from = Date.parse(certificate.validFrom);
    const until = Date.parse(certificate.validTo);
    return now >= from && now <= until ? certificate : undefined;
  } catch {
    return undefined;
  }
}
