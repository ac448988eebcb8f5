import type { StoredLink } from '../dunning/payments/link-decision';

/** A new payment link in the order in which both stores list the columns of an insert. @param now milliseconds since 1970 UTC */
export function newLinkValues(link: StoredLink, now: number): Array<string | number | null> {
  return [
    link.place,
    link.generation,
    link.linkKey,
    link.contactKey,
    link.account,
    link.customerId,
    link.debtId,
    JSON.stringify(link.scope),
    link.cycle,
    link.provider,
    link.merchant,
    link.reference,
    link.currency,
    link.minor,
    link.state,
    link.token,
    link.leaseUntil,
    link.askedAt,
    link.expiresAt,
    now,
    link.calledUntil,
  ];
}
