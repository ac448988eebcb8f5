import type { Channel, Instant } from '../common';
import type { Money } from '../invoice/money';

/** What providers report, in one vocabulary. */
export const EVENT_TYPES = [
  'queued',
  'sent',
  'delivered',
  'deferred',
  'soft_bounced',
  'bounced',
  'dropped',
  'failed',
  'opened',
  'clicked',
  'read',
  'replied',
  'complained',
  'unsubscribed',
  'paid',
  'payment_pending',
  'payment_failed',
  'refunded',
  'disputed',
  'link_expired',
  'unknown',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** A fact that a provider, or our own sender, reported about a contact. Append-only; provider and id are unique together. */
export interface ContactEvent {
  provider: string;
  /** The provider's own id of the event, or one that the same fact always yields. */
  eventId: string;
  type: EventType;
  /** When it happened, as the provider says. */
  at: Instant;
  contactKey?: string;
  providerMessageId?: string;
  /** The provider's own name and reason, shortened. */
  detail?: string;
  permanent?: boolean;
  /** Whether a machine (a scanner, a proxy) rather than a person caused it. */
  machine?: boolean;
  /** The provider's own name of the event: `email.bounced`, `transaction.updated`. */
  providerType?: string;
  /** The provider's own code for the reason, where it has one: `131049`, `30003`, `5.1.1`. */
  code?: string;
  /** Who it is about, as a hash: enough to tell recipients apart, not to write to them. */
  recipientHash?: string;
  /** The channel it came by, where the provider says so; which contact it is about says more. */
  channel?: Channel;
  /** The customer refuses the channel, although the event is about a message that failed: the provider knows of a STOP. */
  refused?: boolean;
  /** The address does not exist or takes nothing any more, as its failure says. */
  unreachable?: boolean;
  /** Which payment a payment event is about. */
  payment?: EventPayment;
}

/** A payment as an event tells it. */
export interface EventPayment {
  /** The provider's id of the payment; events of one payment share it, so that it is counted once. */
  id: string;
  /** What was paid, is open, or was returned. Absent when the provider did not say it exactly. */
  amount?: Money;
  /** Our own reference as the provider echoes it: an invoice id, a link's reference. */
  reference?: string;
  /** Until when a pending payment can still be made: the due date of a voucher. */
  expiresAt?: Instant;
  /** Names one refund of several. Absent: the event stands for a refund of its own. */
  refundId?: string;
  /** Whether the amount is all that was returned so far, and not that of one refund. */
  isTotal?: boolean;
}
