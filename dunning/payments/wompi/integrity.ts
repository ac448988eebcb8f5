import { createHash } from 'node:crypto';

/** What the signature of Wompi's web checkout covers. */
export interface WompiCheckout {
  reference: string;
  amountInCents: number;
  currency: string;
  /** ISO 8601, exactly as it stands in the address. */
  expirationTime?: string;
}

/**
 * `signature:integrity` of an address of Wompi's web checkout: SHA-256 in hexadecimal over reference, amount, currency, the
 * expiration time where there is one, and the integrity secret. Source: docs.wompi.co, “Widget & Checkout Web”.
 */
export function wompiIntegrity(checkout: WompiCheckout, secret: string): string {
  const { reference, amountInCents, currency, expirationTime = '' } = checkout;
  return createHash('sha256').update(`${reference}${amountInCents}${currency}${expirationTime}${secret}`).digest('hex');
}
