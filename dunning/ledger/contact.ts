import type { Channel, Instant } from '../common';
import type { Cap } from '../compliance/verdict';
import type { SkipCode } from './reasons';

/**
 * Where a contact stands. `claimed`: a run took it and has not said more. `queued`: our own sender took it over and has
 * not started on it, so it has provably not left. `sending`: handed to the provider, answer not yet known. `uncertain`:
 * that answer never came; a person or a provider's event settles it. The rest is the fold of what happened.
 */
export const CONTACT_STATUSES = [
  'claimed',
  'queued',
  'sending',
  'uncertain',
  'sent',
  'delivered',
  'read',
  'replied',
  'bounced',
  'failed',
  'released',
] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];

/** What identifies one contact. Hashed, it is the contact key. */
export interface ContactIdentity {
  account: string;
  customerId: string;
  /** Sorted; see `Debt.scope`. */
  scope: string[];
  cycle: string;
  stage: string;
  channel: Channel;
  attempt: number;
}

/** What a run asks the ledger for, before it sends. */
export interface ClaimRequest extends ContactIdentity {
  key: string;
  debtId: string;
  level: number;
  /** The instant the verdict was given for: it is what caps and gaps count from. */
  at: Instant;
  /** Caps the verdict was given under; checked again under the customer's lock. */
  caps: Cap[];
  /** The customer's zone, in which holds are dated. Absent: that of the first cap, else the offset `at` is written with. */
  timeZone?: string;
  /** What the message asks to be paid. Absent for one that asks for nothing, such as a thank-you. */
  demand?: Demand;
  /** Who the message is for, as a hash. An address from which a message came back for good gets no other. */
  recipientHash?: string;
  /**
   * Claim the key again although an earlier message may have left. Only for a channel whose provider drops a second message
   * with the same key.
   */
  resendUncertain?: boolean;
}

/** What a message asks to be paid, and what was known of payments when that was worked out. */
export interface Demand {
  /** Invoice or `invoice#instalment` ids that it names. */
  invoices: string[];
  /**
   * `CustomerStanding.revision` as the classifier saw it. Where the ledger was not asked: the moment the balance was read, in
   * milliseconds, because revisions run ahead of the clock.
   */
  revision: number;
}

/** What the ledger keeps of a contact. No address and no text: the record does not need them. */
export interface Contact extends ContactIdentity {
  key: string;
  debtId: string;
  level: number;
  at: Instant;
  status: ContactStatus;
  /** Wall-clock time of the claim. */
  claimedAt: Instant;
  /** When an unresolved claim is called uncertain. */
  leaseUntil: Instant;
  /** Names this claim against an earlier or later one of the same key. */
  token: string;
  provider?: string;
  providerMessageId?: string;
  /** Why it failed or was refused, in the provider's words, shortened. */
  detail?: string;
  /** Why it may no longer be sent, when something came in between its claim and its sending. */
  stopped?: SkipCode;
}

/** One earlier contact as the classifier and the gate need it. */
export interface PastContact {
  key?: string;
  customerId: string;
  debtId?: string;
  /** Invoice or `invoice#instalment` ids it was about. */
  scope: string[];
  cycle?: string;
  stage: string;
  level: number;
  channel: Channel;
  attempt?: number;
  at: Instant;
  status: ContactStatus;
  /** It failed because of the address itself, which will fail again. */
  unreachable?: boolean;
}
