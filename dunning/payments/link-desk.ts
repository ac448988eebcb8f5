import type { Instant } from '../common';
import type { Money } from '../invoice/money';
import type { Line } from './conversation';
import { sameScope } from './link-decision';
import type { LinkClaim, LinkEnding, LinkLedger, LinkRecord } from './link-ledger';
import type { LinkMoney } from './returned';
import type { LinkRef, LinkRequest, LinkState, PaymentProvider } from './provider';

/** Everything that making a link needs from outside; nothing here reads a clock or a network by itself. */
export interface LinkDesk extends Line {
  provider: PaymentProvider;
  ledger: LinkLedger;
  now(): Instant;
  /** What the ledger knows of the money that came in by a link; without it, nothing. */
  moneyOf?(link: LinkRecord): Promise<LinkMoney>;
  /** How long leave to make a link lasts, in milliseconds, before another run may look whether it was made. */
  leaseMs: number;
  /** How long to wait for another run that makes the same link, in milliseconds. */
  patienceMs: number;
}

/** What the caller knows of a link beyond its place, its key and its times, which the ledger keeps. */
export type LinkDetails = Omit<
  LinkRequest,
  'linkKey' | 'contactKey' | 'reference' | 'amount' | 'askedAt' | 'expiresAt' | 'invoices'
>;

export interface LinkOrder {
  claim: LinkClaim;
  details: LinkDetails;
  /** Ask the provider how a link stands before it is used again. */
  checkAgain: boolean;
}

export interface EnsuredLink {
  outcome: 'made' | 'used_again' | 'renewed' | 'found';
  link: LinkRecord;
  state: LinkState;
  warnings: string[];
}

/** Everything of the first request is in the ledger or in the item, so a later try sends the same one. */
export function requestOf(link: LinkRecord, { claim, details }: LinkOrder): LinkRequest {
  const { linkKey, contactKey, reference, amount, askedAt, expiresAt } = link;
  return {
    ...details,
    linkKey,
    contactKey,
    reference,
    amount,
    askedAt,
    invoices: claim.invoices,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

export function refOf({ linkId = '', linkKey, reference, amount, askedAt }: LinkRecord): LinkRef {
  return { id: linkId, linkKey, reference, amount, askedAt };
}

const OVER: Partial<Record<LinkState['status'], LinkEnding>> = {
  expired: 'expired',
  cancelled: 'cancelled',
  closed: 'closed',
  not_found: 'not_found',
};

/** How a link of this status has ended; undefined while it goes on. */
export function endingOf(status: LinkState['status']): LinkEnding | undefined {
  return status === 'paid' ? 'paid' : OVER[status];
}

/** Whether two amounts are the same in the same currency. */
export function sameAmount(one: Money, other: Money): boolean {
  return one.currency === other.currency && one.minor === other.minor;
}

/** Whether a link asks for what is wanted now, about the same invoices. */
export function isFor({ amount, scope }: LinkRecord, claim: LinkClaim): boolean {
  return sameAmount(amount, claim.amount) && sameScope(scope, claim.scope);
}
