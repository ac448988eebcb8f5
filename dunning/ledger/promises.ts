import type { PlainDate } from '../common';
import { dayNumber, toInstant, toMillis } from './instant';
import { netOf } from './payments';
import type { HoldRecord, PaymentRecord } from './records';

const DAY_MS = 86_400_000;

/** `open`: its day has not passed. `kept`: enough was paid in time. `broken`: the day passed and it was not. */
export type PromiseState = 'open' | 'kept' | 'broken';

/**
 * How a promise to pay stands on a day. Kept when the payments of its scope, in its currency, made from the day it was set
 * until the promised day, reach the promised amount; a promise without an amount is kept by any payment. A promise
 * without a day stays open until it is kept.
 * @param timeZone the customer's; payments count on its calendar days
 */
export function promiseState(
  promise: HoldRecord,
  payments: readonly PaymentRecord[],
  asOf: PlainDate,
  timeZone: string,
): PromiseState {
  const { amount, until } = promise.hold;
  const made = dayIn(promise.setAt, timeZone);
  const scope = new Set(promise.scope);
  let paid = 0;
  let any = false;
  for (const payment of payments) {
    if (payment.status !== 'paid' || (amount && payment.amount.currency !== amount.currency)) continue;
    if (scope.size > 0 && payment.scope.length > 0 && !payment.scope.some((id) => scope.has(id))) continue;
    const day = dayIn(payment.at, timeZone);
    if (day < made || day > asOf || (until !== undefined && day > until)) continue;
    any = true;
    paid += netOf(payment);
  }
  if (amount ? paid >= amount.minor : any) return 'kept';
  return until !== undefined && asOf > until ? 'broken' : 'open';
}

function dayIn(instant: string, timeZone: string): PlainDate {
  return toInstant(dayNumber(toMillis(instant, 'at'), timeZone) * DAY_MS).slice(0, 10);
}
