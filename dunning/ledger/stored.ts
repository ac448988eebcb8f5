import type { Contact, ContactIdentity, PastContact } from './contact';
import { FACT, statusOf } from './fold';
import type { ClaimState } from './fold';
import { toInstant } from './instant';
import type { SkipCode } from './reasons';

/**
 * A contact as a store keeps it: what our own side last said (`state`) and what providers reported (`facts`), apart, so
 * that the status can be computed at any time. All times are milliseconds since 1970 UTC.
 */
export interface StoredContact extends ContactIdentity {
  key: string;
  debtId: string;
  level: number;
  at: number;
  state: ClaimState;
  /** Set of `FACT` bits. */
  facts: number;
  claimedAt: number;
  leaseFrom: number;
  leaseUntil: number;
  token: string;
  provider: string | null;
  providerMessageId: string | null;
  detail: string | null;
  /** What it asks to be paid; null when it asks for nothing. */
  demands: string[] | null;
  /** Why it may no longer be sent. */
  stopped: SkipCode | null;
}

/** The contact as callers see it at `now` (milliseconds). */
export function viewContact(stored: StoredContact, now: number): Contact {
  const { account, customerId, scope, cycle, stage, channel, attempt, key, debtId, level, token } = stored;
  const contact: Contact = {
    key,
    account,
    customerId,
    debtId,
    scope,
    cycle,
    stage,
    level,
    channel,
    attempt,
    at: toInstant(stored.at),
    status: statusOf(stored, now),
    claimedAt: toInstant(stored.claimedAt),
    leaseUntil: toInstant(stored.leaseUntil),
    token,
  };
  if (stored.provider !== null) contact.provider = stored.provider;
  if (stored.providerMessageId !== null) contact.providerMessageId = stored.providerMessageId;
  if (stored.detail !== null) contact.detail = stored.detail;
  if (stored.stopped !== null) contact.stopped = stored.stopped;
  return contact;
}

/** The same as the classifier and the gate read it. */
export function viewPast(stored: StoredContact, now: number): PastContact {
  const { key, customerId, debtId, scope, cycle, stage, level, channel, attempt } = stored;
  const past: PastContact = {
    key,
    customerId,
    debtId,
    scope,
    cycle,
    stage,
    level,
    channel,
    attempt,
    at: toInstant(stored.at),
    status: statusOf(stored, now),
  };
  if (past.status === 'failed' && stored.facts & FACT.permanent) past.unreachable = true;
  return past;
}
