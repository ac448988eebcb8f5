import { fromHex, sameBytes, sha256 } from '../shared/crypto';
import { get, jsonBody, list, text } from '../shared/json';
import { header, LARGEST_BODY } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/** Wompi repeats a call after 30 minutes, 3 hours and 24 hours, with the time of the event as it was first signed. */
export const WOMPI_TOLERANCE = 30 * 3_600;

/** What must be signed, or a stranger could change it in a call of theirs: which transaction, and how it stands. */
const NEEDED = ['transaction.id', 'transaction.status', 'transaction.amount_in_cents'];

/** The value at a dotted path, written as JavaScript would; undefined for what is not a plain value. */
function valueAt(data: unknown, path: string): string | undefined {
  const value = get(data, ...path.split('.'));
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/**
 * Checks Wompi's checksum: SHA-256 (no HMAC) over the values that `signature.properties` names, the timestamp and the
 * events secret, one after the other. It is in the body and in the header `X-Event-Checksum`, in capitals or not.
 * Source: docs.wompi.co/docs/colombia/eventos.
 */
export const verifyWompi: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const body = jsonBody(request);
  const named = list(get(body, 'signature', 'properties'));
  const checksum = header(request, 'x-event-checksum') ?? text(body, 'signature', 'checksum');
  if (checksum === undefined) return refuse('signature_missing');
  const bytes = fromHex(checksum.trim(), 32);
  const timestamp = text(body, 'timestamp');
  if (bytes === undefined || timestamp === undefined) return refuse('signature_malformed');
  if (named.length === 0 || named.length > 50) return refuse('body_malformed');
  const values: string[] = [];
  for (const path of named) {
    const value = typeof path === 'string' && path.length < 200 ? valueAt(get(body, 'data'), path) : undefined;
    if (value === undefined) return refuse('body_malformed');
    values.push(value);
  }
  const about = get(body, 'data', 'transaction') !== undefined;
  if (about && !NEEDED.every((path) => named.includes(path))) return refuse('body_malformed');
  const content = values.join('') + timestamp;
  if (!keys.some((key) => sameBytes(bytes, sha256(content, key.trim())))) return refuse('signature_mismatch');
  const millis = Number(timestamp) >= 1e11 ? Number(timestamp) : Number(timestamp) * 1_000;
  const fresh = insideWindow(millis, now, secrets.toleranceSeconds ?? WOMPI_TOLERANCE);
  return fresh ? { ok: true } : refuse('outside_window');
};
