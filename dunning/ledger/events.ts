import type { Instant } from '../common';

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
}
