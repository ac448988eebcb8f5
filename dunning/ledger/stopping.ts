import type { Channel } from '../common';
import { toInstant } from './instant';
import { concerns } from './payments';
import type { SkipCode } from './reasons';
import type { PaymentRecord } from './records';
import { holdApplies, refusedChannels } from './standing';
import type { Restrictions } from './standing';

/** A contact that was claimed and has not been begun. */
export interface WaitingContact {
  scope: string[];
  channel: Channel;
  /** Milliseconds since 1970. */
  at: number;
  /** See `StoredContact.demands`. */
  demands: string[] | null;
}

/** What came in about a customer while contacts of theirs were waiting to be sent. */
export type News = { restrictions: Restrictions } | { payments: ReadonlyArray<Pick<PaymentRecord, 'scope'>> };

const HOUR_MS = 3_600_000;
/** Offsets of the easternmost and the westernmost zone: the customer's own is not kept with the contact. */
const ZONES = [14, 0, -12].map((hours) => hours * HOUR_MS);

/**
 * Why a waiting contact may no longer be sent, given what came in; undefined when it still may. A hold counts when it stands on the
 * contact's day in any time zone: what is stopped in vain is looked at again by the next run, which knows the zone.
 */
export function stopReason({ scope, channel, at, demands }: WaitingContact, news: News): SkipCode | undefined {
  if ('payments' in news) {
    const bears = demands && news.payments.some((payment) => concerns(payment.scope, demands));
    return bears ? 'balance_changed' : undefined;
  }
  const { consent, holds } = news.restrictions;
  if (refusedChannels(consent).includes(channel)) return 'opted_out';
  const names = demands ? [...scope, ...demands] : scope;
  const days = ZONES.map((offset) => toInstant(at + offset).slice(0, 10));
  return holds.some((hold) => days.some((day) => holdApplies(hold, names, day))) ? 'on_hold' : undefined;
}
