import Decimal from 'decimal.js';

/** `live`: can be paid. A link that may be paid more than once stays live when it was paid. */
export type LinkStatus = 'draft' | 'live' | 'paid' | 'cancelled' | 'expired';

export interface Link {
  id: string;
  url: string;
  /** Everything in it by which its owner could know it: metadata, external reference, number, sku. */
  references: string[];
  /** In major units, without trailing zeros: `1234.5`; undefined when the payer chooses. */
  amount: string | undefined;
  currency: string;
  status: LinkStatus;
  createdAt: number;
  expiresAt?: number;
  /** Whether it takes one payment only. */
  once: boolean;
  payments: Payment[];
  /** What the provider keeps of it. */
  data: Record<string, unknown>;
}

export type PaymentStatus = 'approved' | 'pending' | 'failed' | 'refunded' | 'disputed';

export interface Payment {
  id: string;
  link: Link;
  amount: string;
  currency: string;
  status: PaymentStatus;
  refunded: string;
  createdAt: number;
  /** `card`, or what the provider calls a voucher or a transfer that is paid later. */
  method: string;
  data: Record<string, unknown>;
}

/** What happened, of which a provider then makes its events. */
export type Happening = 'paid' | 'pending' | 'failed' | 'refunded' | 'disputed' | 'expired' | 'cancelled';

/** A decimal without trailing zeros, exact. */
export const plain = (value: Decimal.Value): string => new Decimal(value).toFixed();

/** Minor units as a decimal: `(12345, 2)` is `123.45`. */
export const fromMinor = (minor: number, exponent: number): string =>
  plain(new Decimal(minor).div(new Decimal(10).pow(exponent)));

/** A decimal as minor units; the server's own books are exact, so this must come out whole. */
export function toMinor(amount: string, exponent: number): number {
  const minor = new Decimal(amount).times(new Decimal(10).pow(exponent));
  if (!minor.isInteger()) throw new Error(`${amount} has more decimals than ${exponent}`);
  return minor.toNumber();
}

/** All texts inside a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What was paid and not given back. */
export const paidOf = (link: Link): string =>
  plain(
    link.payments
      .filter(({ status }) => status === 'approved' || status === 'refunded')
      .reduce((sum, { amount, refunded }) => sum.plus(amount).minus(refunded), new Decimal(0)),
  );
