import type { Instant, Words } from '../common';
import type { ClaimRequest, Contact, PastContact } from './contact';
import type { ContactEvent } from './events';
import type { SkipCode } from './reasons';
import type { CustomerStanding } from './records';

/** The answer to one claim. `token` must accompany everything that is later said about it. */
export type ClaimResult =
  | {
      decision: 'send';
      key: string;
      token: string;
      leaseUntil: Instant;
      /** Who the message is for, as a hash; whoever records its result passes it on. The ledger leaves it out. */
      recipientHash?: string;
    }
  | {
      decision: 'skip';
      key: string;
      /** One of `SKIP_CODES`. */
      reasonCode: string;
      reason: Words;
      /** The earlier contact that stands in the way, when there is one. */
      earlier?: Contact;
    };

/** Says which claim a sender means. */
export interface ClaimRef {
  key: string;
  token: string;
}

/** How a hand-over to a provider ended. */
export interface SendResult extends ClaimRef {
  /** `uncertain`: a time-out or a lost connection after the message was handed over. */
  outcome: 'sent' | 'failed' | 'uncertain';
  at: Instant;
  provider: string;
  providerMessageId?: string;
  detail?: string;
  /** With *failed*: the address does not exist or takes nothing, so trying it again is pointless. */
  permanent?: boolean;
  /** Who it was sent to, as a hash: a STOP that names no message finds its customer by it. */
  recipientHash?: string;
  /** With *failed*: the provider took nothing over because the customer refuses the channel. */
  refused?: boolean;
}

/** What happened to one customer, oldest first. */
export interface Timeline {
  account: string;
  customerId: string;
  contacts: Contact[];
  events: ContactEvent[];
  /** What they said, what was agreed and what they paid; here `holds` has the released ones too. */
  standing?: CustomerStanding;
}

/**
 * The memory of the system. Every method takes whole batches and needs a bounded number of round trips. `now` is wall-clock
 * time, given by the caller; nothing behind this interface reads the clock. All methods throw `LedgerError` when the
 * store cannot be used, and then have written nothing.
 */
export interface Ledger {
  /**
   * Claims contacts, in order, each under its customer's lock: *send* exactly once per key, else *skip* with the reason.
   * A key whose earlier claim provably never left (queued past its lease, or released) may be claimed again.
   * @param leaseMs how long until an unresolved claim is called uncertain
   */
  claim(requests: ClaimRequest[], now: Instant, leaseMs: number): Promise<ClaimResult[]>;

  /** Our own sender takes claims over as a batch: from here on each is provably unsent until `begin`. Returns the keys it got. */
  takeOver(claims: ClaimRef[], now: Instant, leaseMs: number): Promise<Set<string>>;

  /**
   * Permission to hand one claimed message to the provider, asked right before. False: do not send. The claim is no longer
   * ours, or a payment, a hold or a refusal came in since; `stops` says which.
   */
  begin(claim: ClaimRef, now: Instant): Promise<boolean>;

  /** Which of these claims, still ours, may no longer be sent, and why. Such a key is free for the next run. */
  stops(claims: ClaimRef[], now: Instant): Promise<Map<string, SkipCode>>;

  /** Records how hand-overs ended. Saying the same again changes nothing. Returns the contacts as they are now. */
  recordResults(results: SendResult[], now: Instant): Promise<Contact[]>;

  /**
   * Stores events, each once; returns how many were new. One about a payment changes what is known of that payment, too; see
   * `paymentsOfEvents` for whose it is.
   */
  recordEvents(events: ContactEvent[], now: Instant): Promise<{ stored: number; known: number }>;

  /** Earlier contacts of these customers, oldest first, for the classifier and the gate. */
  history(account: string, customerIds: string[], now: Instant): Promise<Map<string, PastContact[]>>;

  timeline(account: string, customerId: string, now: Instant): Promise<Timeline>;

  close(): Promise<void>;
}

/** The store cannot be used: locked for too long, full, read-only, or not a ledger. Says what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';

  constructor(
    message: string,
    /** What the user can do, as a full sentence. */
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
