import type { Channel, Instant } from '../common';
import type { Hold } from '../invoice/invoice';
import type { Money } from '../invoice/money';
import type { LinkLedger } from '../payments/link-ledger';
import type { Contact, ContactStatus } from './contact';
import type { ContactEvent } from './events';
import type { Ledger } from './ledger';

/** The customer id under which the contacts of forgotten customers are counted; not an id that a source gives. */
export const FORGOTTEN = '(forgotten)';

/** How many contacts a page has when the caller does not say. */
export const PAGE_SIZE = 1_000;

/** Whose record it is. */
export interface CustomerRef {
  account: string;
  customerId: string;
}

/** The customer said no, or yes again, for one channel or for all. Append-only; the latest word on a channel holds. */
export interface ConsentChange extends CustomerRef {
  channel: Channel | 'all';
  change: 'opt_out' | 'opt_in';
  at: Instant;
  /** Where it was said: `unsubscribe link`, `STOP by SMS`, `phone call`. */
  source?: string;
}

/** A hold or a promise that somebody set, as the ledger keeps it. */
export interface HoldRecord extends CustomerRef {
  /** Chosen by whoever sets it; setting the same id again replaces it. */
  id: string;
  /** Invoice or `invoice#instalment` ids it is about; empty: everything of this customer. */
  scope: string[];
  hold: Hold;
  setAt: Instant;
  /** When somebody released it; absent while it stands. */
  releasedAt?: Instant;
}

/** Which holds to release: the one with this id; else all, narrowed by kind and by what they touch. */
export interface HoldSelector extends CustomerRef {
  id?: string;
  kind?: Hold['kind'];
  scope?: string[];
}

/** What a payment can be; see `foldPayment` for which of them holds when several were said. */
export const PAYMENT_STATUSES = ['pending', 'failed', 'paid', 'disputed', 'refunded'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** The currency of a payment whose amount nobody said (ISO 4217, "no currency involved"). */
export const NO_CURRENCY = 'XXX';

/** A payment as a provider or a person reported it. Provider and id are unique together. */
export interface PaymentRecord extends CustomerRef {
  provider: string;
  paymentId: string;
  /** What it pays, where that is known. */
  scope: string[];
  /** All that was paid or is open, refunds not taken off; see `netOf`. `XXX 0` when nobody said how much. */
  amount: Money;
  /** When it was paid; of one that never was, when its status began. */
  at: Instant;
  /** Where it stands by all that was said of it; see `foldPayment`. */
  status: PaymentStatus;
  /** What of it was returned, in minor units of its currency. */
  refunded?: number;
  /** Until when a pending payment can be made. */
  expiresAt?: Instant;
  /** When it was first heard of, where that is not `at`. */
  since?: Instant;
  /** When its status became what it is, where that is not `at`. */
  changedAt?: Instant;
}

/** A payment that is not known to be anybody's; a person says whose it is by recording it with the customer. */
export interface UnknownPayment extends Omit<PaymentRecord, keyof CustomerRef | 'scope'> {
  /** Our reference as the provider echoed it. */
  reference?: string;
}

/** What the ledger knows of a customer besides contacts, for the classifier and the gate. */
export interface CustomerStanding extends CustomerRef {
  /** Channels the customer refuses now. */
  refused: Channel[];
  consent: ConsentChange[];
  /** Holds and promises that were not released; each may have ended by its own date. */
  holds: HoldRecord[];
  payments: PaymentRecord[];
  /** Grows whenever a payment of this customer comes in or changes; 0 before the first. See `Demand.revision`. */
  revision: number;
}

/** A person's word on an uncertain contact. */
export interface Settlement {
  key: string;
  /** `not_sent` frees the key, so that the next run may send it. */
  outcome: 'sent' | 'not_sent';
  at: Instant;
  /** Who says so and why. */
  note?: string;
}

/** What may say which contact is meant: its key, or what a provider calls the message. */
export interface ContactReference {
  key?: string;
  provider?: string;
  providerMessageId?: string;
}

/** Where somebody wrote to us from. */
export interface ContactAddress {
  /** As `recipientHash` makes it. */
  hash: string;
  /** Any when absent. */
  channel?: Channel;
}

/** Which contacts to find; every field narrows. */
export interface ContactFilter {
  account?: string;
  customerId?: string;
  debtId?: string;
  stage?: string;
  channel?: Channel;
  statuses?: ContactStatus[];
  /** Business time, from (inclusive) and until (exclusive). */
  from?: Instant;
  until?: Instant;
  /** At most so many; 1,000 when absent. */
  limit?: number;
  /** The `next` of the page before. */
  after?: string;
}

/** Contacts in the order they were first claimed. `next` is absent on the last page. */
export interface ContactPage {
  contacts: Contact[];
  next?: string;
}

/** How many contacts of an account there are, also of customers that were forgotten. */
export interface ContactCount {
  stage: string;
  channel: Channel;
  status: ContactStatus;
  count: number;
}

/** What was erased. */
export interface Forgotten {
  contacts: number;
  events: number;
  consent: number;
  holds: number;
  payments: number;
}

/**
 * The rest of what the ledger remembers: what customers said, what was agreed, what was paid, and the upkeep of it all.
 * The same rules hold as for `Ledger`: whole batches, `now` from the caller, `LedgerError` when the store fails.
 */
export interface LedgerRecords {
  /** Adds words of customers; saying the same again changes nothing. */
  recordConsent(changes: ConsentChange[], now: Instant): Promise<void>;

  /** Sets holds and promises. One that was released and is set again stands again. */
  setHolds(holds: Array<Omit<HoldRecord, 'releasedAt'>>, now: Instant): Promise<void>;

  /** Releases holds; returns the ones that stood until now. */
  releaseHolds(selectors: HoldSelector[], now: Instant): Promise<HoldRecord[]>;

  /**
   * Stores what somebody says of payments, also whose an unknown one is; returns how many were new or came to stand otherwise. A
   * disputed one becomes a hold.
   */
  recordPayments(payments: PaymentRecord[], now: Instant): Promise<number>;

  /** Payments that nobody is known to have made, oldest first. */
  unknownPayments(now: Instant): Promise<UnknownPayment[]>;

  /**
   * What is known of these customers; every id asked for is in the answer.
   * @param everything also holds that were released
   */
  standing(
    account: string,
    customerIds: string[],
    now: Instant,
    everything?: boolean,
  ): Promise<Map<string, CustomerStanding>>;

  /**
   * Stores events as `recordEvents` does, all or none of them, and says of each whether it was new. Of one that is in the list
   * twice, the first is.
   */
  storeEvents(events: ContactEvent[], now: Instant): Promise<boolean[]>;

  /** The contacts that are meant, in the order of the references; undefined where there is none. */
  identify(references: ContactReference[], now: Instant): Promise<Array<Contact | undefined>>;

  /**
   * The latest contact at each of these addresses that may have left, in their order; undefined where there is none, or where
   * several customers were written to at one address and nobody can tell which is meant.
   */
  contactsAt(addresses: ContactAddress[], now: Instant): Promise<Array<Contact | undefined>>;

  findContacts(filter: ContactFilter, now: Instant): Promise<ContactPage>;

  /** Contacts that may or may not have left, oldest first. */
  listUncertain(account: string | undefined, now: Instant): Promise<Contact[]>;

  /** Settles uncertain contacts. One that is not uncertain stays as it is. Returns the contacts as they are now. */
  settle(settlements: Settlement[], now: Instant): Promise<Contact[]>;

  countContacts(account: string, now: Instant): Promise<ContactCount[]>;

  /** Erases who a customer was and what they said. Contacts stay as bare counts: when, stage, channel, how it ended. */
  forgetCustomer(account: string, customerId: string, now: Instant): Promise<Forgotten>;

  /** Does the same to all contacts of an account from before a moment, for a retention period. */
  forgetBefore(account: string, before: Instant, now: Instant): Promise<Forgotten>;
}

/** What both stores are. */
export type FullLedger = Ledger & LedgerRecords & { links: LinkLedger };
