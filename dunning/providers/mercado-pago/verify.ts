import { fromHex, hmac, sameBytes } from '../shared/crypto';
import { jsonBody, text } from '../shared/json';
import { header, LARGEST_BODY, queryValue } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/** Mercado Pago repeats a notification for days and does not say whether it signs a repetition anew. */
export const MERCADO_PAGO_TOLERANCE = 5 * 24 * 3_600;

/**
 * Checks Mercado Pago's `x-signature: ts=…,v1=…`: HMAC-SHA256 in hexadecimal over `id:…;request-id:…;ts:…;`, where parts
 * that are absent are left out and the id is in small letters. The body is not covered, so it must be about the id that
 * was signed, and what it says of a payment should be read from Mercado Pago (`fetches`). `ts` is in milliseconds, in
 * older examples in seconds. Source: mercadopago.com.ar/developers, “Webhooks”; sdk-nodejs `utils/webhook`.
 */
export const verifyMercadoPago: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const given = header(request, 'x-signature');
  if (given === undefined) return refuse('signature_missing');
  const parts = given
    .slice(0, 1_000)
    .split(',')
    .map((part) => part.trim().split('=', 2));
  const ts = parts.find(([name]) => name === 'ts')?.[1]?.trim() ?? '';
  const bytes = fromHex(parts.find(([name]) => name === 'v1')?.[1]?.trim() ?? '', 32);
  if (bytes === undefined || !/^\d{1,16}$/.test(ts)) return refuse('signature_malformed');
  const id = queryValue(request, 'data.id')?.toLowerCase();
  const requestId = header(request, 'x-request-id');
  const manifest = [id ? `id:${id};` : '', requestId ? `request-id:${requestId};` : '', `ts:${ts};`].join('');
  if (!keys.some((key) => sameBytes(bytes, hmac('sha256', key, manifest)))) return refuse('signature_mismatch');
  const about = text(jsonBody(request), 'data', 'id')?.toLowerCase();
  if (about !== undefined && about !== id) return refuse('id_mismatch');
  const signedAt = ts.length > 11 ? Number(ts) : Number(ts) * 1_000;
  const tolerance = secrets.toleranceSeconds ?? MERCADO_PAGO_TOLERANCE;
  return insideWindow(signedAt, now, tolerance) ? { ok: true, nonce: requestId } : refuse('outside_window');
};
