import type { Day } from '../cadence/days';
import { dayOrNaN } from '../cadence/days';
import type { PlainDate } from '../common';
import type { Instalment, Invoice } from './invoice';

/** A part of an invoice that is open on a day: the whole invoice, or one instalment. Amounts are minor units. */
export interface OpenPart {
  invoice: Invoice;
  instalmentId?: string;
  /** `invoice`, or `invoice#instalment`: the part's name in scopes. */
  key: string;
  due: Day;
  /** The same as a plain date. */
  dueDate: PlainDate;
  /** NaN when the source does not say. */
  issued: Day;
  total: number;
  balance: number;
}

export type ClosedReason = 'void' | 'settled' | 'paid' | 'overpaid' | 'credit_note' | 'credited';
export type Problem = 'currency_mismatch' | 'invalid_due_date' | 'invalid_amount';

/** What an invoice is on one day. */
export type BalanceReading =
  | { state: 'open'; parts: OpenPart[] }
  | { state: 'not_issued'; parts: OpenPart[]; issued: Day }
  | { state: 'closed'; why: ClosedReason; credit: number }
  | { state: 'problem'; problem: Problem };

function amountsAgree(invoice: Invoice): boolean {
  const { currency } = invoice.total;
  const other = (amount: { currency: string } | undefined) => amount !== undefined && amount.currency !== currency;
  if (other(invoice.balance) || other(invoice.paid)) return false;
  if (invoice.payments?.some((payment) => other(payment.amount))) return false;
  return !invoice.instalments?.some((part) => other(part.amount) || other(part.balance));
}

function paymentsWhere(invoice: Invoice, counts: (day: Day) => boolean): number {
  let sum = 0;
  for (const payment of invoice.payments ?? []) if (counts(dayOrNaN(payment.date))) sum += payment.amount.minor;
  return sum;
}

/**
 * What is open of an invoice on a day, in minor units; negative when more was paid than asked. Payments count from their
 * date, so the same invoice can be asked about any day of its life:
 * - before `settledOn` it owes its total less the payments dated so far;
 * - a `balance` is today's, so payments dated after the day are put back;
 * - without a `balance` it is the total less the payments so far, or less `paid`.
 */
export function openBalance(invoice: Invoice, day: Day): number {
  const total = invoice.total.minor;
  const settled = dayOrNaN(invoice.settledOn);
  if (settled <= day) return 0;
  if (!Number.isNaN(settled)) return total - paymentsWhere(invoice, (paid) => paid <= day);
  if (invoice.balance) {
    if (!invoice.payments?.length) return invoice.balance.minor;
    return Math.min(
      invoice.balance.minor + paymentsWhere(invoice, (paid) => paid > day),
      Math.max(total, invoice.balance.minor),
    );
  }
  if (invoice.payments) return total - paymentsWhere(invoice, (paid) => !(paid > day));
  return total - (invoice.paid?.minor ?? 0);
}

/** Spreads what is open over the instalments: payments fill the oldest part first, so the newest parts stay open. */
function spread(instalments: readonly Instalment[], open: number): Map<string, number> {
  const stated = instalments.reduce((sum, part) => sum + (part.balance?.minor ?? NaN), 0);
  if (stated === open) return new Map(instalments.map((part) => [part.id, part.balance?.minor ?? 0]));
  const newestFirst = [...instalments].sort((a, b) => (a.dueDate < b.dueDate ? 1 : a.dueDate > b.dueDate ? -1 : 0));
  const balances = new Map<string, number>();
  let left = open;
  for (const part of newestFirst) {
    const balance = Math.min(part.amount.minor, left);
    balances.set(part.id, balance);
    left -= balance;
  }
  const oldest = newestFirst.at(-1);
  if (oldest && left !== 0) balances.set(oldest.id, (balances.get(oldest.id) ?? 0) + left);
  return balances;
}

function partsOf(invoice: Invoice, open: number, issued: Day): OpenPart[] | undefined {
  const instalments = invoice.instalments;
  if (!instalments?.length) {
    const due = dayOrNaN(invoice.dueDate);
    if (Number.isNaN(due)) return undefined;
    const { dueDate } = invoice;
    return [{ invoice, key: invoice.id, due, dueDate, issued, total: invoice.total.minor, balance: open }];
  }
  const balances = spread(instalments, open);
  const parts: OpenPart[] = [];
  for (const { id, dueDate, amount } of instalments) {
    const due = dayOrNaN(dueDate);
    if (Number.isNaN(due)) return undefined;
    const balance = balances.get(id) ?? 0;
    if (balance <= 0) continue;
    parts.push({
      invoice,
      instalmentId: id,
      key: `${invoice.id}#${id}`,
      due,
      dueDate,
      issued,
      total: amount.minor,
      balance,
    });
  }
  return parts.sort((a, b) => a.due - b.due);
}

/** What an invoice is on a day: open with its parts, not issued yet, closed, or impossible to tell. Never throws for a bad invoice. */
export function readBalance(invoice: Invoice, day: Day): BalanceReading {
  if (invoice.void) return { state: 'closed', why: 'void', credit: 0 };
  if (!amountsAgree(invoice)) return { state: 'problem', problem: 'currency_mismatch' };
  const open = openBalance(invoice, day);
  if (!Number.isSafeInteger(open)) return { state: 'problem', problem: 'invalid_amount' };
  const issued = dayOrNaN(invoice.issueDate);
  if (invoice.type === 'credit_note') {
    return { state: 'closed', why: 'credit_note', credit: issued > day ? 0 : Math.abs(open) };
  }
  if (open < 0) return { state: 'closed', why: 'overpaid', credit: -open };
  if (open === 0) return { state: 'closed', why: invoice.settledOn ? 'settled' : 'paid', credit: 0 };
  const parts = partsOf(invoice, open, issued);
  if (!parts) return { state: 'problem', problem: 'invalid_due_date' };
  return issued > day ? { state: 'not_issued', parts, issued } : { state: 'open', parts };
}
