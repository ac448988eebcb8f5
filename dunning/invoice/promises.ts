import type { PlainDate } from '../common';
import type { Day } from '../cadence/days';
import { dayOrNaN, fromDay } from '../cadence/days';
import type { HoldSpan } from './holds';
import type { OpenPart } from './balance';
import type { MoneyView } from './money';
import { money, view } from './money';

/** How a promise to pay, or a payment plan, came out as of a day. */
export interface PromiseOutcome {
  kind: 'promise' | 'plan';
  status: 'pending' | 'kept' | 'partly_kept' | 'broken';
  /** The promised day, or the plan's last. */
  date: PlainDate;
  /** What was promised; absent: everything that was open. */
  amount?: MoneyView;
  /** What arrived from the day it was made to the promised day, grace included. */
  paid: MoneyView;
}

function paidBetween(part: OpenPart, from: Day, to: Day): number {
  const { payments, total } = part.invoice;
  // Without a list of payments all that is known is how much arrived in all.
  if (!payments) return total.minor - (part.invoice.balance?.minor ?? total.minor - (part.invoice.paid?.minor ?? 0));
  let sum = 0;
  for (const { date, amount } of payments) {
    const day = dayOrNaN(date);
    if (day >= from && day <= to) sum += amount.minor;
  }
  return sum;
}

/**
 * How the latest promise or plan that has begun came out. It is *kept* when what was promised arrived between the day it was made and the
 * promised day (grace included), *broken* when nothing did. A debt that is still open was not paid in full, so without an amount a
 * promise that has passed is never kept.
 */
export function promiseOutcome(part: OpenPart, spans: readonly HoldSpan[], asOf: Day): PromiseOutcome | undefined {
  let latest: HoldSpan | undefined;
  for (const span of spans) {
    const promised = span.hold.kind === 'promise' || span.hold.kind === 'plan';
    if (!promised || span.until === Infinity || span.from > asOf) continue;
    if (!latest || span.until > latest.until) latest = span;
  }
  if (!latest) return undefined;
  const { hold, from, until } = latest;
  const { currency } = part.invoice.total;
  const minor = paidBetween(part, from, Math.min(until, asOf));
  const agreed = hold.amount?.currency === currency ? hold.amount.minor : undefined;
  const outcome: PromiseOutcome = {
    kind: hold.kind === 'plan' ? 'plan' : 'promise',
    status: statusOf(minor, agreed, asOf > until),
    date: hold.until ?? fromDay(until),
    paid: view(money(minor, currency)),
  };
  if (agreed !== undefined) outcome.amount = view(money(agreed, currency));
  return outcome;
}

function statusOf(paid: number, agreed: number | undefined, over: boolean): PromiseOutcome['status'] {
  if (agreed !== undefined && paid >= agreed) return 'kept';
  if (!over) return 'pending';
  return paid > 0 ? 'partly_kept' : 'broken';
}
