import type { Channel } from '../common';
import type { Cap } from '../compliance/verdict';
import { dayNumber, weekNumber } from './instant';

const DAY_MS = 86_400_000;

/** A contact that counts: when (milliseconds since 1970) and over which channel. */
export interface CountedContact {
  at: number;
  channel: Channel;
  /** What it was about; one that does not say counts for every debt. */
  debtId?: string;
}

/** How far from a contact, in milliseconds, other contacts can matter to its caps; 0 without caps. */
export function capReach(caps: readonly Cap[]): number {
  let days = 0;
  for (const { per } of caps) {
    const reach = per.unit === 'day' ? 1 : per.unit === 'week' ? 7 : (per.days ?? 1);
    if (reach > days) days = reach;
  }
  // Calendar days start up to 14 hours apart across zones and can last 25 hours: two more days always cover that.
  return days === 0 ? 0 : (days + 2) * DAY_MS;
}

/**
 * The first cap that a contact at `at` over `channel` would break, given the contacts that count already.
 * Days are calendar days in the cap's time zone. `rolling_days` looks at every period of so many consecutive days that
 * contains the new contact, so it also holds when older business has been recorded late. A cap that does not count this
 * channel does not limit it, and one that is set per debt counts only what was about the same debt.
 */
export function brokenCap(
  caps: readonly Cap[],
  at: number,
  channel: Channel,
  others: readonly CountedContact[],
  debtId?: string,
): Cap | undefined {
  for (const cap of caps) {
    if (counts(cap, channel) && breaks(cap, at, concerned(cap, others, debtId))) return cap;
  }
  return undefined;
}

function concerned(
  { scope }: Cap,
  others: readonly CountedContact[],
  debtId: string | undefined,
): readonly CountedContact[] {
  if (scope !== 'debt' || debtId === undefined) return others;
  return others.filter((other) => other.debtId === undefined || other.debtId === debtId);
}

function counts(cap: Cap, channel: Channel): boolean {
  return cap.channels.length === 0 || cap.channels.includes(channel);
}

function breaks(cap: Cap, at: number, others: readonly CountedContact[]): boolean {
  const { per, max, timeZone } = cap;
  const today = dayNumber(at, timeZone);
  const span = Math.max(1, per.days ?? 1);
  const gaps: number[] = [];
  for (const other of others) {
    if (counts(cap, other.channel)) gaps.push(dayNumber(other.at, timeZone) - today);
  }
  switch (per.unit) {
    case 'day':
      return gaps.filter((gap) => gap === 0).length >= max;
    case 'week': {
      const week = weekNumber(today);
      return gaps.filter((gap) => weekNumber(today + gap) === week).length >= max;
    }
    case 'rolling_days':
      return fullestPeriod(gaps, span) >= max;
    case 'spacing':
      return gaps.some((gap) => Math.abs(gap) < span);
  }
}

/** The most contacts in any `span` consecutive days that contain day 0. */
function fullestPeriod(gaps: readonly number[], span: number): number {
  const near = gaps.filter((gap) => Math.abs(gap) < span);
  let most = 0;
  // A fullest period can be moved until it starts on a contact or on the day itself.
  for (const start of [...near, 0]) {
    if (start > 0) continue;
    const inside = near.filter((gap) => gap >= start && gap < start + span).length;
    if (inside > most) most = inside;
  }
  return most;
}
