import { fromBase64, fromHex, hmac, sameBytes } from './crypto';
import { header, LARGEST_BODY } from './request';
import { insideWindow, refuse, usableKeys } from './verification';
import type { Verify } from './verification';

/** How a provider writes `t=…,name=…`, the HMAC-SHA256 over `t.body` with the bytes of the body as they came. */
export interface TimestampedScheme {
  header: string;
  /** The name of the signature beside `t`. */
  signature: string;
  encoding: 'hex' | 'base64';
  /** Seconds that the signed time may differ from now. */
  toleranceSeconds: number;
}

const SIGNATURE_BYTES = 32;

/** Checks a signature in the manner of Stripe, with the header, the name and the encoding of another provider. */
export function verifyTimestamped(scheme: TimestampedScheme): Verify {
  return (request, secrets, now) => {
    const keys = usableKeys(secrets);
    if (keys.length === 0) return refuse('no_secret');
    if (request.body.length > LARGEST_BODY) return refuse('too_large');
    const given = header(request, scheme.header);
    if (given === undefined) return refuse('signature_missing');
    const parts = given.slice(0, 4_000).split(',').map(pairOf);
    const timestamp = parts.find(([name]) => name === 't')?.[1] ?? '';
    const candidates = parts.flatMap(([name, value]) =>
      name === scheme.signature ? (bytesOf(value, scheme) ?? []) : [],
    );
    if (!/^\d{1,15}$/.test(timestamp) || candidates.length === 0) return refuse('signature_malformed');
    const matches = keys.some((key) => {
      const expected = hmac('sha256', key.trim(), `${timestamp}.`, request.body);
      return candidates.some((candidate) => sameBytes(candidate, expected));
    });
    if (!matches) return refuse('signature_mismatch');
    // Seconds, or milliseconds where the number is that large.
    const signedAt = Number(timestamp) >= 1e11 ? Number(timestamp) : Number(timestamp) * 1_000;
    const tolerance = secrets.toleranceSeconds ?? scheme.toleranceSeconds;
    return insideWindow(signedAt, now, tolerance) ? { ok: true } : refuse('outside_window');
  };
}

/** Base64 ends in equals signs, so only the first one parts name and value. */
function pairOf(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

function bytesOf(value: string, { encoding }: TimestampedScheme): Buffer | undefined {
  const bytes = encoding === 'hex' ? fromHex(value, SIGNATURE_BYTES) : fromBase64(value);
  return bytes?.length === SIGNATURE_BYTES ? bytes : undefined;
}
