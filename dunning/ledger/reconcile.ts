import type { Instant, PlainDate } from '../common';
import { AsOf } from '../cadence/as-of';
import type { LocalDate } from '../cadence/as-of';
import { dayOrNaN, fromDay } from '../cadence/days';
import type { Customer, Hold, Invoice } from '../invoice/invoice';
import { toDecimalString } from '../invoice/money';
import { invoiceOf } from './payments';
import { allocate } from './reconcile-amounts';
import type { DatedPayment } from './reconcile-amounts';
import { pausesOf } from './reconcile-pauses';
import type { Pause } from './reconcile-pauses';
import type { CustomerStanding, HoldRecord } from './records';

/** A book of receivables as it was read from its source. */
export interface Book {
  invoices: Invoice[];
  /** By customer id. */
  customers: Map<string, Customer>;
}

/** The same with what the ledger knows. */
export interface ReconciledBook extends Book {
  /** Invoice id -> what was taken off and why, in full sentences. */
  notes: Map<string, string[]>;
}

/**
 * Brings what the ledger knows into a book, as of a day: payments that the source does not show yet are taken off, pending and just paid
 * invoices pause, holds and promises hold, and what is over stays visible as a hold that has ended, so that the cadence resumes
 * where it stopped. What the source shows already is not taken off again; see docs/decisions/payments-and-the-balance.md.
 * The invoices given are not changed.
 */
export function reconcile(
  book: Book,
  standings: ReadonlyMap<string, CustomerStanding>,
  asOf: Instant | PlainDate,
  defaultTimeZone: string,
): ReconciledBook {
  const notes = new Map<string, string[]>();
  const known = [...standings.values()].filter(({ payments, holds }) => payments.length > 0 || holds.length > 0);
  if (known.length === 0) return { ...book, notes };

  const days = new AsOf(asOf, defaultTimeZone);
  const ofCustomer = Map.groupBy(book.invoices, ({ customerId }) => customerId);
  const changed = new Map<string, Invoice>();
  const customers = new Map(book.customers);
  for (const standing of known) {
    const customer = book.customers.get(standing.customerId);
    const local = customer && days.forCustomer(customer);
    const invoices = ofCustomer.get(standing.customerId);
    if (!customer || !local || !invoices) continue;
    const [own, general] = holdsIn(standing.holds, invoices, local);
    const { balances, pauses } = moneyIn(standing, invoices, local);
    const pending = pausesOf(standing.payments, local);
    for (const invoice of invoices) {
      const holds = [...(own.get(invoice.id) ?? []), ...holdsOfPauses([...pauses, ...pending], invoice)];
      const paid = balances.get(invoice.id);
      if (holds.length === 0 && !paid) continue;
      changed.set(invoice.id, { ...(paid?.invoice ?? invoice), holds: [...(invoice.holds ?? []), ...holds] });
      if (paid) notes.set(invoice.id, paid.payments.map(noteOf));
    }
    if (general.length > 0) {
      customers.set(customer.id, { ...customer, holds: [...(customer.holds ?? []), ...general] });
    }
  }
  return { invoices: book.invoices.map((invoice) => changed.get(invoice.id) ?? invoice), customers, notes };
}

function moneyIn({ payments }: CustomerStanding, invoices: readonly Invoice[], local: LocalDate) {
  const dated = payments.flatMap((payment): DatedPayment[] => {
    const day = local.clock.dayOrNaN(payment.at);
    return Number.isNaN(day) || day > local.day ? [] : [{ ...payment, day }];
  });
  return allocate(dated, invoices, local);
}

/** The ledger's holds: by invoice, and those on everything. One that was released ended on the day before. */
function holdsIn(
  records: readonly HoldRecord[],
  invoices: readonly Invoice[],
  { clock }: LocalDate,
): [Map<string, Hold[]>, Hold[]] {
  const own = new Map<string, Hold[]>();
  const general: Hold[] = [];
  for (const { hold: given, scope, setAt, releasedAt } of records) {
    const set = clock.dayOrNaN(setAt);
    const hold: Hold = { ...given, from: given.from ?? fromDay(set) };
    const released = releasedAt === undefined ? NaN : clock.dayOrNaN(releasedAt) - 1;
    const until = Math.min(...[released, dayOrNaN(hold.until)].filter((day) => !Number.isNaN(day)));
    if (Number.isFinite(until)) hold.until = fromDay(until);
    if (until < dayOrNaN(hold.from)) continue;
    if (scope.length === 0) general.push(hold);
    const named = new Set(scope.map(invoiceOf));
    for (const { id } of invoices) {
      if (named.has(id)) own.set(id, [...(own.get(id) ?? []), hold]);
    }
  }
  return [own, general];
}

function holdsOfPauses(pauses: readonly Pause[], { id }: Invoice): Hold[] {
  return pauses
    .filter(
      ({ scope, from, until }) => from <= until && (scope.length === 0 || scope.some((one) => invoiceOf(one) === id)),
    )
    .map(({ from, until, reason }) => ({
      kind: 'payment_pending',
      from: fromDay(from),
      until: fromDay(until),
      ...(reason === undefined ? {} : { reason }),
    }));
}

function noteOf({ minor, day, amount, provider, paymentId }: DatedPayment & { minor: number }): string {
  const shown = `${toDecimalString({ minor, currency: amount.currency })} ${amount.currency}`;
  return `A payment of ${shown} on ${fromDay(day)} (${provider} ${paymentId}) was taken off: the source does not show it yet.`;
}
