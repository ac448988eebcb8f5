import type { ContactStatus } from './contact';
import type { ContactEvent } from './events';

/** What our own side last said about a claim. Only the holder of its token can change it. */
export type ClaimState = 'claimed' | 'queued' | 'sending' | 'uncertain' | 'sent' | 'failed' | 'released';

/**
 * What can be known about a contact from outside, one bit each. A contact's facts are the union of its events' bits: a
 * union is the same for every order and any repetition, and so is every status computed from it.
 */
export const FACT = {
  /** A provider has it: it has left us. */
  sent: 1,
  /** It was refused or given up for now; a later delivery overrides it. */
  softBounced: 2,
  delivered: 4,
  /** The provider refused or dropped it. */
  failed: 8,
  /** It came back for good, which mail systems also say after they had said delivered. */
  bounced: 16,
  /** A person opened it, clicked in it or unsubscribed with it. */
  read: 32,
  replied: 64,
  /** Someone without a valid claim says that it may have left. */
  maybeSent: 128,
  /** The failure is for good: trying the same address again is pointless. */
  permanent: 256,
} as const;

/** What one event says about its contact, as a set of `FACT` bits; 0 when it says nothing about delivery. */
export function factsOf(event: Pick<ContactEvent, 'type' | 'machine' | 'permanent'>): number {
  switch (event.type) {
    case 'queued':
    case 'sent':
    case 'deferred':
      return FACT.sent;
    case 'soft_bounced':
      return FACT.sent | (event.permanent ? FACT.bounced | FACT.permanent : FACT.softBounced);
    case 'bounced':
      return FACT.sent | (event.permanent === false ? FACT.softBounced : FACT.bounced | FACT.permanent);
    case 'failed':
    case 'dropped':
      return FACT.failed | (event.permanent ? FACT.permanent : 0);
    case 'delivered':
    case 'complained':
      return FACT.sent | FACT.delivered;
    case 'opened':
    case 'clicked':
    case 'read':
    case 'unsubscribed':
      // A provider that writes to the address no more, because a message came back for good.
      if (event.type === 'unsubscribed' && event.machine && event.permanent)
        return FACT.sent | FACT.bounced | FACT.permanent;
      // A scanner or an image proxy that fetched it proves delivery, not that anybody read it.
      return FACT.sent | FACT.delivered | (event.machine ? 0 : FACT.read);
    case 'replied':
      return FACT.sent | FACT.delivered | (event.machine ? 0 : FACT.replied);
    case 'paid':
    case 'payment_pending':
    case 'payment_failed':
    case 'refunded':
    case 'disputed':
    case 'link_expired':
    case 'unknown':
      return 0;
  }
}

/** The union of what events say. */
export function foldEvents(events: Iterable<Pick<ContactEvent, 'type' | 'machine' | 'permanent'>>): number {
  let facts = 0;
  for (const event of events) facts |= factsOf(event);
  return facts;
}

/** The parts of a stored contact that its status depends on; times in milliseconds. */
export interface ClaimFacts {
  state: ClaimState;
  facts: number;
  leaseFrom: number;
  leaseUntil: number;
}

/**
 * Whether the lease still runs. It also ends when the clock has gone back by more than the lease's own length: a lease
 * taken while the clock was far ahead would otherwise never end. Ending early is safe, because the token fences the
 * holder off and what may have left becomes uncertain.
 */
export function leaseRuns(claim: Pick<ClaimFacts, 'leaseFrom' | 'leaseUntil'>, now: number): boolean {
  return now < claim.leaseUntil && now >= claim.leaseFrom - (claim.leaseUntil - claim.leaseFrom);
}

/**
 * The status of a contact at `now` (milliseconds). What was reported outweighs what we believed. Among reports, the
 * strongest: replied, read, bounced for good, delivered, failed, bounced for now, sent.
 */
export function statusOf(claim: ClaimFacts, now: number): ContactStatus {
  const { facts, state } = claim;
  if (facts & FACT.replied) return 'replied';
  if (facts & FACT.read) return 'read';
  if (facts & FACT.bounced) return 'bounced';
  if (facts & FACT.delivered) return 'delivered';
  if (facts & FACT.failed) return 'failed';
  if (facts & FACT.softBounced) return 'bounced';
  if (facts & FACT.sent || state === 'sent') return 'sent';
  if (facts & FACT.maybeSent) return 'uncertain';
  if (state === 'claimed' || state === 'sending') return leaseRuns(claim, now) ? state : 'uncertain';
  if (state === 'queued') return leaseRuns(claim, now) ? 'queued' : 'released';
  return state;
}

/**
 * Whether the same key may be claimed again: only when the message provably never left. That is so when the claim was
 * released, when our sender took it over and its lease ran out before it began, or when the hand-over itself failed. Once a
 * provider has said anything about it, even that it failed, trying again is another attempt with its own key.
 */
export function mayClaimAgain(claim: ClaimFacts, now: number): boolean {
  if (claim.facts !== 0) return false;
  const status = statusOf(claim, now);
  return status === 'released' || status === 'failed';
}

/** Whether a contact counts towards caps: it may have reached the customer, or somebody tried hard enough to count. */
export function countsTowardsCaps(status: ContactStatus): boolean {
  return status !== 'released' && status !== 'failed';
}

const RESULT_STRENGTH: Record<ClaimState, number> = {
  claimed: 0,
  queued: 0,
  sending: 0,
  released: 0,
  uncertain: 1,
  failed: 2,
  sent: 3,
};

/**
 * The state after a result: *sent* outweighs *failed* outweighs *uncertain*, so results may arrive in any order and
 * repeatedly. A definite answer settles an uncertain contact; nothing takes back that a message was sent.
 */
export function stateAfterResult(state: ClaimState, outcome: 'sent' | 'failed' | 'uncertain'): ClaimState {
  return RESULT_STRENGTH[outcome] > RESULT_STRENGTH[state] ? outcome : state;
}
