import type { Channel, Instant } from '../common';
import type { ContactStatus, PastContact } from './contact';
import { toInstant, toMillis } from './instant';

/** When a contact counts as having failed to reach the customer, so that the next channel is tried. */
export interface FallbackRule {
  /** What must have happened: it arrived, or a person read it. */
  need: 'delivered' | 'read';
  /** Within how many milliseconds of the contact. */
  withinMs: number;
}

/** What to do about a stage that went out already. */
export type NextChannel =
  /** The customer was reached, or a message is with a person to settle: no other channel. */
  | { decision: 'none'; reasonCode: 'reached' | 'uncertain' }
  /** Too early to tell; look again then. */
  | { decision: 'wait'; reasonCode: 'waiting' | 'in_progress'; until: Instant | null }
  | { decision: 'next'; reasonCode: 'first' | 'not_reached'; channel: Channel }
  | { decision: 'exhausted'; reasonCode: 'no_channel_left' };

const REACHED: Record<FallbackRule['need'], readonly ContactStatus[]> = {
  delivered: ['delivered', 'read', 'replied'],
  read: ['read', 'replied'],
};

/**
 * The next channel of a stage. Failed and bounced contacts call for the next channel at once, others when the time is up.
 * The answer names a channel only; whether the customer may be contacted on it now is for the gate and the ledger's
 * caps, in which the earlier contact counts.
 * @param channels the stage's channels in order of preference
 * @param contacts the contacts already made about this debt in this cycle, stage and attempt
 */
export function nextChannel(
  channels: readonly Channel[],
  contacts: readonly PastContact[],
  rule: FallbackRule,
  now: Instant,
): NextChannel {
  const tried = contacts.filter((contact) => contact.status !== 'released');
  if (tried.some((contact) => REACHED[rule.need].includes(contact.status))) {
    return { decision: 'none', reasonCode: 'reached' };
  }
  if (tried.some((contact) => contact.status === 'uncertain')) return { decision: 'none', reasonCode: 'uncertain' };
  if (tried.some(({ status }) => status === 'claimed' || status === 'queued' || status === 'sending')) {
    return { decision: 'wait', reasonCode: 'in_progress', until: null };
  }
  const pending = tried
    .filter((contact) => contact.status !== 'failed' && contact.status !== 'bounced')
    .map((contact) => toMillis(contact.at, 'at') + rule.withinMs);
  const until = Math.max(...pending);
  if (until > toMillis(now, 'now')) return { decision: 'wait', reasonCode: 'waiting', until: toInstant(until) };

  const used = new Set(tried.map((contact) => contact.channel));
  const channel = channels.find((candidate) => !used.has(candidate));
  if (channel === undefined) return { decision: 'exhausted', reasonCode: 'no_channel_left' };
  return { decision: 'next', reasonCode: tried.length === 0 ? 'first' : 'not_reached', channel };
}
