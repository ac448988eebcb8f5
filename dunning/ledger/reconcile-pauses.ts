import type { LocalDate } from '../cadence/as-of';
import type { Day } from '../cadence/days';
import { pausesUntil } from './payments';
import type { PaymentRecord } from './records';
import { NO_CURRENCY } from './records';

/** Days, both inclusive, on which nothing is sent about the invoices in `scope`; all of the customer's when it is empty. */
export interface Pause {
  scope: string[];
  from: Day;
  until: Day;
  reason?: string;
}

/** How many days after a payment the source may still not show it: a bank's day or two, over a weekend. */
export const BOOKING_DAYS = 4;

/**
 * On which days payments keep their invoices from being dunned: while one is pending; and, as a hold that has ended, while one that failed
 * had been pending, and between a payment and its refund, so that the days that passed count for nothing.
 */
export function pausesOf(payments: readonly PaymentRecord[], { clock }: LocalDate): Pause[] {
  return payments.flatMap((payment): Pause[] => {
    const { scope, status, at, since = at, changedAt = at, amount } = payment;
    const [first, day, changed] = [since, at, changedAt].map((instant) => clock.dayOrNaN(instant)) as [Day, Day, Day];
    if ([first, day, changed].some(Number.isNaN)) return [];
    switch (status) {
      case 'pending':
        return [{ scope, from: first, until: clock.dayOrNaN(pausesUntil(payment)) }];
      case 'failed':
        return [{ scope, from: first, until: changed - 1 }];
      case 'refunded':
        return [{ scope, from: first, until: changed - 1 }];
      case 'disputed':
        // It is a hold of its own.
        return [];
      case 'paid':
        if (amount.currency === NO_CURRENCY) return [{ scope, from: first, until: day + BOOKING_DAYS }];
        return [{ scope, from: first, until: Math.max(day, payment.refunded ? changed : day) - 1 }];
    }
  });
}
