import type { Instant } from '../common';
import type { Money } from '../invoice/money';

/**
 * Where a link stands in the ledger. `asked`: a run was given leave to make it and has not said more. `open`: it is there.
 * `ending`: a run was given leave to close it. The rest is over: `ended` (closed, expired, paid), `void` (provably never made).
 */
export const LINK_STATES = ['asked', 'open', 'ending', 'ended', 'void'] as const;
export type LinkLedgerState = (typeof LINK_STATES)[number];

/** How a link ended. */
export const LINK_ENDINGS = ['cancelled', 'expired', 'paid', 'closed', 'not_found'] as const;
export type LinkEnding = (typeof LINK_ENDINGS)[number];

/** What a link is for: together they name the one place in which at most one link is live. */
export interface LinkPlace {
  account: string;
  customerId: string;
  debtId: string;
  /** See `Debt.scope`; sorted. */
  scope: string[];
  cycle: string;
  provider: string;
  /** Which of several accounts at the provider: the id of the credential. */
  merchant: string;
}

/** What a run asks for. */
export interface LinkClaim extends LinkPlace {
  contactKey: string;
  invoices: string[];
  amount: Money;
  /** When the link shall stop working. */
  expiresAt?: Instant;
  /** Make a new one although one that fits is there. */
  replace?: boolean;
}

/** A link as the ledger has it. No name and no address: the record does not need them. */
export interface LinkRecord extends LinkPlace {
  linkKey: string;
  contactKey: string;
  generation: number;
  reference: string;
  amount: Money;
  state: LinkLedgerState;
  askedAt: Instant;
  expiresAt?: Instant;
  /** The provider's id, address and Pix code, once it is made. */
  linkId?: string;
  url?: string;
  pixCode?: string;
  ending?: LinkEnding;
  /** Until when a call that makes it may have been sent; what is sent may arrive later still. */
  calledUntil: Instant;
  /** Nobody heard back from a call that makes it: a second link of its reference may turn up. */
  doubtful: boolean;
}

/** Says which leave is meant: a later one for the same link has another token. */
export interface LinkToken {
  provider: string;
  linkKey: string;
  token: string;
}

export type LinkAnswer =
  /** A link for this amount is there. */
  | { do: 'use'; link: LinkRecord }
  /** Make it. `unsure`: an earlier run had leave and was never heard of again: look first. */
  | { do: 'make'; link: LinkRecord; token: string; unsure: boolean; renews: boolean }
  /** Close this one first, say so, and ask again. */
  | { do: 'end'; link: LinkRecord; token: string }
  /** Another run is at it. */
  | { do: 'wait'; until: Instant };

/** Which link; every field narrows. */
export interface LinkQuery {
  provider?: string;
  linkKey?: string;
  linkId?: string;
  reference?: string;
  contactKey?: string;
  /** See `placeOf`. */
  place?: string;
}

/**
 * The memory of payment links: in each place at most one link is live, whatever crashes and however many runs there are. Like the
 * ledger of contacts it reads no clock, and throws `LedgerError` when the store cannot be used.
 */
export interface LinkLedger {
  /** Leave to use, make or close a link, given under the lock of its place. @param leaseMs until the leave may go to another run */
  open(claim: LinkClaim, now: Instant, leaseMs: number): Promise<LinkAnswer>;

  /** A call that makes it is about to be sent once more, under a new lease. False: the leave is no longer ours. */
  calling(leave: LinkToken, now: Instant, leaseMs: number): Promise<boolean>;

  /** It was made, or found. False: the leave is no longer ours. */
  made(
    leave: LinkToken,
    made: { id: string; url?: string; pixCode?: string; expiresAt?: Instant },
    now: Instant,
  ): Promise<boolean>;

  /** It provably was not made: the next one gets a new key. */
  failed(leave: LinkToken, now: Instant): Promise<boolean>;

  /** It is not known whether it was made: the next run looks first, and need not wait for the lease. */
  unsure(leave: LinkToken, now: Instant): Promise<boolean>;

  /** It takes no more payments; with the token of the leave to close it, or without one for a link that was found to be over. */
  ended(link: { provider: string; linkKey: string; token?: string }, how: LinkEnding, now: Instant): Promise<boolean>;

  /** Links that match, latest first; at most 100. */
  find(query: LinkQuery): Promise<LinkRecord[]>;
}
