import { createHash } from 'node:crypto';

import type { LinkClaim, LinkEnding, LinkLedgerState, LinkPlace, LinkRecord } from './link-ledger';
import { linkKeyOf, linkReference } from './reference';
import { toInstant } from '../ledger/instant';

/** A link as a store keeps it. Times are milliseconds since 1970 UTC. */
export interface StoredLink extends LinkPlace {
  place: string;
  generation: number;
  linkKey: string;
  contactKey: string;
  reference: string;
  currency: string;
  minor: number;
  state: LinkLedgerState;
  token: string;
  leaseUntil: number;
  askedAt: number;
  expiresAt: number | null;
  linkId: string | null;
  url: string | null;
  pixCode: string | null;
  ending: LinkEnding | null;
  /** See `LinkRecord.calledUntil`. */
  calledUntil: number;
  doubtful: boolean;
}

/** What a store shall do; both stores do the same, because the decision is here. */
export type LinkDecision =
  | { do: 'use' }
  | { do: 'wait'; until: number }
  | { do: 'end' }
  /** Give the leave for the row that is there to another run. */
  | { do: 'retake' }
  | { do: 'insert'; generation: number; renews: boolean };

/** A link that ends so soon is no use in a message that is read tomorrow. */
const LEAST_LIFE_MS = 12 * 3_600_000;

/** The name of a place: a hash, so that it can be unique in a table whatever is in it. */
export function placeOf({ account, customerId, debtId, provider, merchant }: LinkPlace): string {
  // Neither the round nor the invoices: when a due date moves or an invoice joins the debt, the old link must end.
  const parts = [account, customerId, debtId, provider, merchant];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}

/**
 * What becomes of a claim, given the latest link of its place.
 * @param last the row with the highest generation; undefined when there is none
 */
export function decideLink(last: StoredLink | undefined, claim: LinkClaim, now: number): LinkDecision {
  if (!last) return { do: 'insert', generation: 1, renews: false };
  if (last.state === 'ended' || last.state === 'void') {
    return { do: 'insert', generation: last.generation + 1, renews: last.state === 'ended' };
  }
  if (last.state !== 'open' && last.leaseUntil > now) return { do: 'wait', until: last.leaseUntil };
  if (last.state === 'asked') return { do: 'retake' };
  const fits =
    last.state === 'open' &&
    !claim.replace &&
    last.currency === claim.amount.currency &&
    last.minor === claim.amount.minor &&
    sameScope(last.scope, claim.scope) &&
    (last.expiresAt === null || last.expiresAt - now >= lifeWanted(last));
  return fits ? { do: 'use' } : { do: 'end' };
}

/** Whether two lists name the same invoices, in whatever order. */
export function sameScope(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
}

/** Half a day, but never more than a quarter of the life it was made for: some links live for a day only. */
function lifeWanted({ askedAt, expiresAt }: StoredLink): number {
  return expiresAt === null ? 0 : Math.min(LEAST_LIFE_MS, (expiresAt - askedAt) / 4);
}

/** The row of a link that may be made now. */
export function newLink(
  claim: LinkClaim,
  generation: number,
  { now, leaseMs, token }: { now: number; leaseMs: number; token: string },
): StoredLink {
  const { account, customerId, debtId, scope, cycle, provider, merchant, contactKey, amount, expiresAt } = claim;
  return {
    account,
    customerId,
    debtId,
    scope: [...scope].sort(),
    cycle,
    provider,
    merchant,
    place: placeOf(claim),
    generation,
    linkKey: linkKeyOf(contactKey, generation),
    contactKey,
    reference: linkReference(claim.invoices, contactKey, generation),
    currency: amount.currency,
    minor: amount.minor,
    state: 'asked',
    token,
    leaseUntil: now + leaseMs,
    askedAt: now,
    expiresAt: expiresAt === undefined ? null : Date.parse(expiresAt),
    linkId: null,
    url: null,
    pixCode: null,
    ending: null,
    calledUntil: now + leaseMs,
    doubtful: false,
  };
}

/**
 * The beginning of a link's key in what a provider echoes of it, where its own fields are too short for the whole key: the end of a
 * PayPal invoice number, a Wompi sku. Undefined for a text that holds none.
 */
export function keyPrefixIn(reference: string): string | undefined {
  return /(?:^|-)([0-9a-f]{12}|[0-9a-f]{35,36})$/.exec(reference)?.[1];
}

/** Whose payment it is, when all links that match are one customer's. */
export function ownerOfLinks(
  links: ReadonlyArray<Pick<StoredLink, 'account' | 'customerId' | 'scope'>>,
): { account: string; customerId: string; invoices: string[] } | undefined {
  const [first] = links;
  if (!first || links.some((one) => one.account !== first.account || one.customerId !== first.customerId))
    return undefined;
  return { account: first.account, customerId: first.customerId, invoices: first.scope };
}

/** The link as callers see it. */
export function viewLink(stored: StoredLink): LinkRecord {
  const { account, customerId, debtId, scope, cycle, provider, merchant } = stored;
  const { linkKey, contactKey, generation, reference, currency, minor, state } = stored;
  return {
    account,
    customerId,
    debtId,
    scope,
    cycle,
    provider,
    merchant,
    linkKey,
    contactKey,
    generation,
    reference,
    amount: { currency, minor },
    state,
    askedAt: toInstant(stored.askedAt),
    calledUntil: toInstant(stored.calledUntil),
    doubtful: stored.doubtful,
    ...(stored.expiresAt === null ? {} : { expiresAt: toInstant(stored.expiresAt) }),
    ...(stored.linkId === null ? {} : { linkId: stored.linkId }),
    ...(stored.url === null ? {} : { url: stored.url }),
    ...(stored.pixCode === null ? {} : { pixCode: stored.pixCode }),
    ...(stored.ending === null ? {} : { ending: stored.ending }),
  };
}
