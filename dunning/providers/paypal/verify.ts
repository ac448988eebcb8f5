import { crc32 } from 'node:zlib';

import { fromBase64, signedBy, validCertificate } from '../shared/crypto';
import { header, LARGEST_BODY } from '../shared/request';
import type { WebhookRequest } from '../shared/request';
import { insideWindow, refuse, usableKeys } from '../shared/verification';
import type { Verify } from '../shared/verification';

/** PayPal repeats a call up to 25 times within three days. */
export const PAYPAL_TOLERANCE = 4 * 24 * 3_600;

const HOSTS: Readonly<Record<string, string>> = {
  'api.paypal.com': 'messageverificationcerts.paypal.com',
  'api-m.paypal.com': 'messageverificationcerts.paypal.com',
  'api.sandbox.paypal.com': 'messageverificationcerts.sandbox.paypal.com',
  'api-m.sandbox.paypal.com': 'messageverificationcerts.sandbox.paypal.com',
};

function certificateAddress(request: WebhookRequest): URL | undefined {
  const given = header(request, 'paypal-cert-url') ?? '';
  if (given.length > 1_000 || !URL.canParse(given)) return undefined;
  const url = new URL(given);
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  const path = /^\/v1\/notifications\/[A-Za-z0-9/_-]+$/.test(url.pathname);
  return plain && path && url.search === '' && Object.hasOwn(HOSTS, url.hostname) ? url : undefined;
}

/** Where the certificate of a call is; undefined when the call names none, or one that is not at PayPal. */
export function payPalCertificateUrl(request: WebhookRequest): string | undefined {
  return certificateAddress(request)?.href;
}

/**
 * Checks a call of PayPal: RSA with SHA-256 over `transmission id|time|webhook id|CRC-32 of the body`, by the certificate
 * the call names, which must be at PayPal's host and made out to its message verification. The keys are the ids of our
 * webhooks: the content a stranger would have to match.
 * Source: developer.paypal.com, “Integrate webhooks: verify”; PayPal-Java-SDK `SSLUtil`.
 */
export const verifyPayPal: Verify = (request, secrets, now) => {
  const keys = usableKeys(secrets);
  if (keys.length === 0) return refuse('no_secret');
  if (request.body.length > LARGEST_BODY) return refuse('too_large');
  const id = header(request, 'paypal-transmission-id');
  const time = header(request, 'paypal-transmission-time');
  const given = header(request, 'paypal-transmission-sig');
  if (!id || !time || !given) return refuse('signature_missing');
  const signature = fromBase64(given);
  const algorithm = header(request, 'paypal-auth-algo') ?? 'SHA256withRSA';
  if (signature === undefined || algorithm.toLowerCase() !== 'sha256withrsa') return refuse('signature_malformed');
  const address = certificateAddress(request);
  if (address === undefined) return refuse('certificate_host');
  if (secrets.certificate === undefined) return refuse('certificate_missing');
  const certificate = validCertificate(secrets.certificate, now);
  if (certificate?.checkHost(HOSTS[address.hostname] ?? '') === undefined) return refuse('certificate_invalid');
  const checksum = crc32(request.body);
  const matches = keys.some((webhookId) => {
    const content = Buffer.from(`${id}|${time}|${webhookId.trim()}|${checksum}`);
    return signedBy('sha256', content, certificate.publicKey, signature);
  });
  if (!matches) return refuse('signature_mismatch');
  const fresh = insideWindow(Date.parse(time), now, secrets.toleranceSeconds ?? PAYPAL_TOLERANCE);
  return fresh ? { ok: true, nonce: id } : refuse('outside_window');
};
