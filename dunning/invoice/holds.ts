import type { Day } from '../cadence/days';
import { dayOrNaN } from '../cadence/days';
import type { Customer, Hold, Invoice } from './invoice';

/** A hold with its days. `from` is -Infinity for one without a beginning, `until` Infinity for one without an end. */
export interface HoldSpan {
  hold: Hold;
  from: Day;
  /** The last day on which nothing is sent, grace after a promise included. */
  until: Day;
}

const EXCLUDED: Hold = { kind: 'excluded', reason: 'do not contact' };
const NONE: readonly HoldSpan[] = [];

/**
 * The holds of an invoice and of its customer. A customer who is not to be contacted counts as excluded.
 * @param promiseGraceDays days after a promised date in which the money may still arrive
 */
export function holdsOf(invoice: Invoice | undefined, customer: Customer, promiseGraceDays = 0): readonly HoldSpan[] {
  if (!invoice?.holds?.length && !customer.holds?.length && !customer.doNotContact) return NONE;
  const spans: HoldSpan[] = [];
  for (const hold of [...(customer.holds ?? []), ...(invoice?.holds ?? [])]) {
    const from = dayOrNaN(hold.from);
    const until = dayOrNaN(hold.until);
    spans.push({
      hold,
      from: Number.isNaN(from) ? -Infinity : from,
      until: Number.isNaN(until) ? Infinity : until + (hold.kind === 'promise' ? promiseGraceDays : 0),
    });
  }
  if (customer.doNotContact) spans.push({ hold: EXCLUDED, from: -Infinity, until: Infinity });
  return spans;
}

/** The hold that stops contacts on a day: of several, the one that lasts longest. */
export function activeHold(spans: readonly HoldSpan[], day: Day): HoldSpan | undefined {
  let active: HoldSpan | undefined;
  for (const span of spans) {
    if (span.from <= day && day <= span.until && (!active || span.until > active.until)) active = span;
  }
  return active;
}

/** The first day without a hold, counted from one that is on hold; Infinity when it has no end. */
export function dayAfterHolds(spans: readonly HoldSpan[], day: Day): Day {
  let free = day;
  while (free < Infinity) {
    const hold = activeHold(spans, free);
    if (!hold) break;
    free = hold.until + 1;
  }
  return free;
}
