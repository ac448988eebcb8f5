import type { LocalDate } from '../cadence/as-of';
import type { Day } from '../cadence/days';
import { dayOrNaN, fromDay } from '../cadence/days';
import { openBalance } from '../invoice/balance';
import type { AppliedPayment, Invoice } from '../invoice/invoice';
import { money } from '../invoice/money';
import { invoiceOf, netOf } from './payments';
import { BOOKING_DAYS } from './reconcile-pauses';
import type { Pause } from './reconcile-pauses';
import type { PaymentRecord } from './records';

/** A payment with the day it counts from, in the customer's zone. */
export type DatedPayment = PaymentRecord & { day: Day };

/** The part of a payment that pays one invoice, in minor units. */
export type Part = DatedPayment & { minor: number };

/** An invoice with payments taken off that its source does not show. */
export interface PaidInvoice {
  invoice: Invoice;
  payments: Part[];
}

/** What an invoice owes on the day, by its source, and what is to come off. */
interface Account {
  invoice: Invoice;
  open: number;
  /** What the source says was paid already; undefined when it gives one amount only, which may be the full or the open one. */
  shown: number | undefined;
  /** Payments that the source lists one by one, and the ledger's payments do not explain. */
  listed: AppliedPayment[] | undefined;
  parts: Part[];
  room: number;
}

/** What comes of it, as of a day. */
interface Result {
  day: Day;
  /** By invoice id; only those from which something is taken off. */
  balances: Map<string, PaidInvoice>;
  pauses: Pause[];
}

/** A list of the source may date a payment by its booking. */
const SAME_DAYS = 7;

/**
 * Spreads payments over the invoices they name, oldest first; those that name none over all, oldest first. What the source shows already is not
 * taken off again. Where it cannot be told whether the source shows a recent payment, the invoice pauses until it must.
 */
export function allocate(
  payments: readonly DatedPayment[],
  invoices: readonly Invoice[],
  { day }: LocalDate,
): Pick<Result, 'balances' | 'pauses'> {
  const accounts = invoices.flatMap((invoice) => accountOf(invoice, day) ?? []).sort(olderFirst);
  const result: Result = { day, balances: new Map(), pauses: [] };
  const paid = payments.filter((payment) => netOf(payment) > 0);
  const known = new Set(invoices.map(({ id }) => id));
  for (const payment of paid) {
    const named = [...new Set(payment.scope.map(invoiceOf))];
    if (named.length === 0) continue;
    const concerned = accounts.filter(({ invoice }) => named.includes(invoice.id) && sameCurrency(invoice, payment));
    // One of them is no longer in the book: the source has settled it, most likely with this payment.
    if (named.every((id) => known.has(id))) fill(concerned, payment);
    else pauseFor(payment, concerned, result);
  }
  for (const account of accounts) settle(account, result);
  spreadUnnamed(
    paid.filter(({ scope }) => scope.length === 0),
    accounts,
    result,
  );
  return result;
}

function accountOf(invoice: Invoice, day: Day): Account | undefined {
  if (invoice.void || invoice.type === 'credit_note') return undefined;
  const open = openBalance(invoice, day);
  if (!Number.isSafeInteger(open)) return undefined;
  const { balance, paid, payments, total } = invoice;
  const tells = balance !== undefined || paid !== undefined || payments !== undefined;
  return {
    invoice,
    open,
    shown: tells ? Math.max(0, total.minor - open) : undefined,
    listed: payments?.filter(({ kind, date }) => kind === 'payment' && !(dayOrNaN(date) > day)),
    parts: [],
    room: total.minor,
  };
}

const sameCurrency = ({ total }: Invoice, { amount }: PaymentRecord): boolean => total.currency === amount.currency;

function olderFirst({ invoice: a }: Account, { invoice: b }: Account): number {
  if (a.dueDate !== b.dueDate) return a.dueDate < b.dueDate ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

const isRecent = (payment: DatedPayment, day: Day): boolean => payment.day + BOOKING_DAYS > day;

function pauseFor(
  { day: paidOn, provider, paymentId }: DatedPayment,
  accounts: readonly Account[],
  { day, pauses }: Result,
): void {
  const scope = accounts.filter(({ open }) => open > 0).map(({ invoice }) => invoice.id);
  if (scope.length === 0 || paidOn + BOOKING_DAYS <= day) return;
  pauses.push({ scope, from: paidOn, until: paidOn + BOOKING_DAYS - 1, reason: `${provider} ${paymentId}` });
}

/** Gives a payment to invoices in turn, each up to its total: the balances change as the source catches up, the totals do not. */
function fill(accounts: readonly Account[], payment: DatedPayment): void {
  let left = netOf(payment);
  for (const account of accounts) {
    const minor = Math.min(left, account.room);
    if (minor <= 0) continue;
    account.parts.push({ ...payment, minor });
    account.room -= minor;
    left -= minor;
  }
}

/** Takes off what the source does not show of the payments that name an invoice. */
function settle(account: Account, result: Result): void {
  const { day } = result;
  const parts = withoutListed(account);
  if (parts.length === 0 || account.open <= 0) return;
  const { shown, listed, invoice, open } = account;
  const known = sum(parts);
  const recent = parts.filter((part) => isRecent(part, day));
  let missing: number;
  if (listed) missing = Math.max(known - listed.reduce((all, { amount }) => all + amount.minor, 0), sum(recent));
  else if (shown !== undefined) missing = known - shown;
  // One amount only. Whoever paid it in full would not be in a book of what is open.
  else missing = known >= invoice.total.minor ? known : sum(recent);
  const off = Math.min(Math.max(0, missing), open);
  if (off > 0) takeOff(account, parts, off, result);
  if (off === open || sum(recent) <= off) return;
  for (const part of recent) pauseFor(part, [account], result);
}

/** The payments of an invoice that its source does not list: by their id, else by amount and about the day. */
function withoutListed(account: Account): Part[] {
  const { listed } = account;
  if (!listed?.length) return account.parts;
  const take = (isSame: (one: AppliedPayment) => boolean): boolean => {
    const at = listed.findIndex(isSame);
    if (at >= 0) listed.splice(at, 1);
    return at >= 0;
  };
  const unnamed = account.parts.filter(({ paymentId }) => !take(({ id }) => id === paymentId));
  return unnamed.filter(
    ({ minor, day }) =>
      !take(({ amount, date }) => amount.minor === minor && Math.abs(dayOrNaN(date) - day) <= SAME_DAYS),
  );
}

function sum(parts: ReadonlyArray<{ minor: number }>): number {
  return parts.reduce((all, { minor }) => all + minor, 0);
}

/** Takes an amount off an invoice, in the name of the latest payments. */
function takeOff(account: Account, parts: readonly Part[], off: number, { day: today, balances }: Result): void {
  const { invoice } = balances.get(account.invoice.id) ?? account;
  const { currency } = invoice.total;
  let left = off;
  const taken: Part[] = [];
  for (const part of [...parts].sort((a, b) => b.day - a.day)) {
    const minor = Math.min(part.minor, left);
    if (minor > 0) taken.push({ ...part, minor });
    left -= minor;
  }
  account.open -= off;
  // Later ones do not exist yet on this day; beside a balance they would be put back.
  const shown = invoice.payments?.filter(({ date }) => !(dayOrNaN(date) > today)) ?? [];
  const reduced: Invoice = {
    ...invoice,
    balance: money(account.open, currency),
    payments: [
      ...shown,
      ...taken.map(({ paymentId, day, minor }): AppliedPayment => ({
        id: paymentId,
        kind: 'payment',
        date: fromDay(day),
        amount: money(minor, currency),
      })),
    ],
  };
  delete reduced.settledOn;
  balances.set(invoice.id, {
    invoice: reduced,
    payments: [...(balances.get(invoice.id)?.payments ?? []), ...taken],
  });
}

/** Recent payments that name no invoice, oldest invoice first. Older ones are booked by now, and nobody can tell where. */
function spreadUnnamed(payments: readonly DatedPayment[], accounts: readonly Account[], result: Result): void {
  for (const payment of payments.filter((one) => isRecent(one, result.day))) {
    const concerned = accounts.filter(({ invoice }) => sameCurrency(invoice, payment));
    const isListed = concerned.some(({ listed }) => {
      const at = listed?.findIndex(({ id }) => id === payment.paymentId) ?? -1;
      if (at >= 0) listed?.splice(at, 1);
      return at >= 0;
    });
    if (isListed) continue;
    const open = concerned.filter((account) => account.open > 0);
    // Something was paid on an open invoice, and it may have been this.
    if (open.some(({ shown, listed, parts }) => !listed && (shown ?? 0) > sum(parts))) {
      pauseFor(payment, open, result);
      continue;
    }
    let left = netOf(payment);
    for (const account of open) {
      const minor = Math.min(left, account.open);
      if (minor > 0) takeOff(account, [{ ...payment, minor }], minor, result);
      left -= minor;
    }
  }
}
