import type { INodePropertyOptions } from 'n8n-workflow';

import type { EventType } from '../../../dunning/ledger/events';

/** What each type is called on the screen. */
const NAMES: Readonly<Record<EventType, string>> = {
  queued: 'Accepted by the Provider',
  sent: 'Sent',
  delivered: 'Delivered',
  deferred: 'Delayed',
  soft_bounced: 'Came Back for Now',
  bounced: 'Came Back for Good',
  dropped: 'Not Sent by the Provider',
  failed: 'Failed',
  opened: 'Opened',
  clicked: 'Clicked',
  read: 'Read',
  replied: 'Answered',
  complained: 'Reported as Spam',
  unsubscribed: 'Unsubscribed',
  paid: 'Paid',
  payment_pending: 'Payment Pending',
  payment_failed: 'Payment Failed',
  refunded: 'Refunded',
  disputed: 'Disputed',
  link_expired: 'Payment Link Expired',
  unknown: 'Unknown to Us',
};

/** The types of events, by their names on the screen. */
export const eventTypes: INodePropertyOptions[] = Object.entries(NAMES)
  .map(([value, name]) => ({ name, value }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
