import { concerns, netOf } from '../ledger/payments';
import type { PaymentRecord } from '../ledger/records';
import type { LinkRecord } from './link-ledger';

/** A provider by the name its payments carry: links tell apart what it offers, its events do not. */
const payerOf = (provider: string): string => provider.replace(/_(checkout|cob|cobv)$/, '');

/**
 * Whether the payments that the ledger has of a link's debt, by the link's provider and since the link was asked for, were all
 * given back. False when it has none: that a link was paid and nobody heard of it yet is no refund.
 */
export function wasReturned(
  payments: readonly PaymentRecord[],
  { provider, scope, askedAt }: Pick<LinkRecord, 'provider' | 'scope' | 'askedAt'>,
): boolean {
  const since = Date.parse(askedAt) - CLOCKS_DIFFER_MS;
  const ofLink = payments.filter(
    (payment) =>
      payment.provider === payerOf(provider) && Date.parse(payment.at) >= since && concerns(payment.scope, scope),
  );
  return ofLink.length > 0 && ofLink.every((payment) => payment.status === 'refunded' || isEven(payment));
}

const CLOCKS_DIFFER_MS = 10 * 60_000;

/** A paid one of which everything went back. */
function isEven(payment: PaymentRecord): boolean {
  return payment.status === 'paid' && netOf(payment) <= 0;
}
