import { CHANNELS } from '../common';
import type { Channel, Instant, PlainDate } from '../common';
import type { ClaimRequest } from './contact';
import type { ContactEvent } from './events';
import { dayNumber, toInstant, toMillis } from './instant';
import type { ConsentChange, ContactCount, HoldRecord, HoldSelector } from './records';

const DAY_MS = 86_400_000;

/** What of a customer's standing can forbid a contact. */
export interface Restrictions {
  consent: ReadonlyArray<Pick<ConsentChange, 'channel' | 'change' | 'at'>>;
  holds: readonly HoldRecord[];
  /** Addresses, as hashes, from which a message came back for good, and when. */
  unreachable?: readonly DeadAddress[];
}

export interface DeadAddress {
  channel: Channel;
  hash: string;
  at: Instant;
}

/**
 * The channels a customer refuses. The latest word on a channel, said about it or about all, holds; at the same instant
 * the refusal does. The same for every order and repetition of the changes.
 */
export function refusedChannels(changes: Restrictions['consent']): Channel[] {
  return CHANNELS.filter((channel) => {
    let lastNo = -Infinity;
    let lastYes = -Infinity;
    for (const { channel: about, change, at } of changes) {
      if (about !== channel && about !== 'all') continue;
      const millis = toMillis(at, 'at');
      if (change === 'opt_out') lastNo = Math.max(lastNo, millis);
      else lastYes = Math.max(lastYes, millis);
    }
    return lastNo > -Infinity && lastNo >= lastYes;
  });
}

/** Whether a hold stands on a day for a debt of this scope. */
export function holdApplies(record: HoldRecord, scope: readonly string[], day: PlainDate): boolean {
  const { from, until } = record.hold;
  if (record.releasedAt !== undefined || (from && day < from) || (until && day > until)) return false;
  if (record.scope.length === 0) return true;
  // A hold on an invoice also holds its instalments, and the other way round: the message would mention the invoice.
  const held = new Set(record.scope.map(invoiceOf));
  return scope.some((id) => held.has(invoiceOf(id)));
}

function invoiceOf(scopeId: string): string {
  return scopeId.split('#', 1)[0] ?? scopeId;
}

/** What forbids a claim now, if anything does. */
export function restrictedBy(
  request: Pick<ClaimRequest, 'at' | 'channel' | 'scope' | 'caps' | 'timeZone' | 'demand' | 'recipientHash'>,
  restrictions: Restrictions,
): 'opted_out' | 'unreachable' | 'on_hold' | undefined {
  if (refusedChannels(restrictions.consent).includes(request.channel)) return 'opted_out';
  if (isDead(request, restrictions)) return 'unreachable';
  const day = dayOf(request);
  const names = request.demand ? [...request.scope, ...request.demand.invoices] : request.scope;
  return restrictions.holds.some((hold) => holdApplies(hold, names, day)) ? 'on_hold' : undefined;
}

/** Whether a message to this address came back for good, and nobody has said since then that the channel works. */
function isDead(
  { channel, recipientHash }: Pick<ClaimRequest, 'channel' | 'recipientHash'>,
  { unreachable = [], consent }: Restrictions,
): boolean {
  const dead = unreachable.filter((one) => one.channel === channel && one.hash === recipientHash);
  if (dead.length === 0) return false;
  const last = Math.max(...dead.map(({ at }) => toMillis(at, 'at')));
  return !consent.some(
    ({ channel: about, change, at }) =>
      change === 'opt_in' && (about === channel || about === 'all') && toMillis(at, 'at') > last,
  );
}

/** The customer's calendar day: in the request's zone, else in its caps', else as the instant was written. */
function dayOf({ at, timeZone, caps }: Pick<ClaimRequest, 'at' | 'caps' | 'timeZone'>): PlainDate {
  const zone = timeZone ?? caps[0]?.timeZone;
  if (zone === undefined) return at.slice(0, 10);
  return toInstant(dayNumber(toMillis(at, 'at'), zone) * DAY_MS).slice(0, 10);
}

/**
 * Whether an event is the customer's refusal of the channel it came from: a person's unsubscribing, a complaint, or a failure
 * for the reason that the customer had refused before.
 */
export function isRefusal(event: Pick<ContactEvent, 'type' | 'machine' | 'refused'>): boolean {
  if (event.refused === true || event.type === 'complained') return true;
  return event.type === 'unsubscribed' && event.machine !== true;
}

/** Whether an event says that the address it was sent to takes nothing for good. */
export function endsAddress(event: Pick<ContactEvent, 'type' | 'permanent' | 'unreachable'>): boolean {
  return event.unreachable === true || (event.type === 'bounced' && event.permanent !== false);
}

/** Whether a selector means this hold. */
export function selects({ id, kind, scope }: HoldSelector, record: HoldRecord): boolean {
  if (id !== undefined) return record.id === id;
  if (kind !== undefined && record.hold.kind !== kind) return false;
  return scope === undefined || scope.length === 0 || record.scope.some((held) => scope.includes(held));
}

/** Adds up counts of the same stage, channel and status, in a stable order. */
export function addCounts(counts: readonly ContactCount[]): ContactCount[] {
  const sums = new Map<string, ContactCount>();
  for (const one of counts) {
    const name = JSON.stringify([one.stage, one.channel, one.status]);
    const sum = sums.get(name);
    if (sum) sum.count += one.count;
    else sums.set(name, { ...one });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
