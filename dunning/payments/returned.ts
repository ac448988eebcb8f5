import { concerns, netOf } from '../ledger/payments';
import type { PaymentRecord } from '../ledger/records';
import type { LinkRecord } from './link-ledger';

/** A provider by the name its payments carry: links tell apart what it offers, its events do not. */
const payerOf = (provider: string): string => provider.replace(/_(checkout|cob|cobv)$/, '');

/**
 * What the ledger knows of the money that came in by a link. `unknown`: nothing yet, so the balance that was read cannot show it
 * either. `returned`: it came, and all of it went back. `known`: it came, and the balance shows it or will.
 */
export type LinkMoney = 'unknown' | 'returned' | 'known';

/** Read from the payments of the link's debt, by the link's provider and since the link was asked for. */
export function moneyOf(
  payments: readonly PaymentRecord[],
  { provider, scope, askedAt }: Pick<LinkRecord, 'provider' | 'scope' | 'askedAt'>,
): LinkMoney {
  const since = Date.parse(askedAt) - CLOCKS_DIFFER_MS;
  const ofLink = payments.filter(
    (payment) =>
      payment.provider === payerOf(provider) && Date.parse(payment.at) >= since && concerns(payment.scope, scope),
  );
  if (!ofLink.some(({ status }) => CAME.has(status))) return 'unknown';
  return ofLink.every((payment) => payment.status === 'refunded' || isEven(payment)) ? 'returned' : 'known';
}

/** A payment that is on its way, or failed, is none that came. */
const CAME: ReadonlySet<PaymentRecord['status']> = new Set(['paid', 'refunded', 'disputed']);

const CLOCKS_DIFFER_MS = 10 * 60_000;

/** A paid one of which everything went back. */
function isEven(payment: PaymentRecord): boolean {
  return payment.status === 'paid' && netOf(payment) <= 0;
}
