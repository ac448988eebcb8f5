import type { PlainDate } from '../common';
import type { Day } from '../cadence/days';
import type { OpenPart } from './balance';
import type { Debt, OpenItem } from './debt';
import type { Customer } from './invoice';
import type { MoneyView } from './money';
import { money, view } from './money';

/** A debt before its money is written out: who, in which currency, which parts are open. */
export interface DebtDraft {
  id: string;
  customer: Customer;
  currency: string;
  /** Open parts, oldest due date first. Those on hold of their own are left out while others remain. */
  parts: OpenPart[];
  /** What the contact key names; see `Debt.scope`. */
  scopeOf: (driver: OpenPart) => string;
}

/** A debt of exactly one invoice: it is named by the invoice, whichever of its instalments is the oldest open one. */
export const scopeByInvoice = (driver: OpenPart): string => driver.invoice.id;
/** A debt of one instalment, or of a customer: it is named by the part that drives it. */
export const scopeByPart = (driver: OpenPart): string => driver.key;

/**
 * The name of the round of dunning: the due date of the part that drives the debt. It stays while that part is open and
 * keeps its due date, and changes when another part takes over, so that the reminders start anew for that one.
 */
export function cycleOf(driver: OpenPart): string {
  return driver.dueDate;
}

/** The oldest open part drives; of several due on one day the largest, then the one whose name sorts first. */
export function olderFirst(a: OpenPart, b: OpenPart): number {
  if (a.due !== b.due) return a.due - b.due;
  if (a.total !== b.total) return b.total - a.total;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function openItem(part: OpenPart, currency: string, asOf: Day): OpenItem {
  const { invoice } = part;
  const { id: invoiceId, number, issueDate } = invoice;
  const { dueDate } = part;
  const daysPastDue = asOf - part.due;
  const total = amount(part.total, currency);
  const paid = part.total === part.balance ? nothingOf(currency) : amount(part.total - part.balance, currency);
  const balance = part.balance === part.total ? total : amount(part.balance, currency);
  // Whole literals: an object grown field by field takes twice the memory, and there may be a million of them.
  const item: OpenItem =
    issueDate === undefined
      ? { invoiceId, number, dueDate, daysPastDue, total, paid, balance }
      : { invoiceId, number, issueDate, dueDate, daysPastDue, total, paid, balance };
  if (part.instalmentId !== undefined) item.instalmentId = part.instalmentId;
  if (invoice.paymentUrl !== undefined) item.paymentUrl = invoice.paymentUrl;
  if (invoice.documentUrl !== undefined) item.documentUrl = invoice.documentUrl;
  if (invoice.fiscalId !== undefined) item.fiscalId = invoice.fiscalId;
  if (invoice.purchaseOrder !== undefined) item.purchaseOrder = invoice.purchaseOrder;
  return item;
}

const nothings = new Map<string, MoneyView>();

/** Zero of a currency, one object for all debts: nobody may change an amount in place. */
function nothingOf(currency: string): MoneyView {
  let nothing = nothings.get(currency);
  if (!nothing) nothings.set(currency, (nothing = Object.freeze(view({ currency, minor: 0 }))));
  return nothing;
}

function amount(minor: number, currency: string): MoneyView {
  return view(money(minor, currency));
}

/** Writes a debt out as of a day. */
export function toDebt(draft: DebtDraft, driver: OpenPart, account: string, asOf: Day): Debt {
  const { currency, parts } = draft;
  let balance = 0;
  let overdue = 0;
  let oldest = driver;
  for (const part of parts) {
    balance += part.balance;
    if (part.due < asOf) overdue += part.balance;
    if (part.due < oldest.due) oldest = part;
  }
  const [only] = parts;
  // A literal holds exactly one; a list that grows by push keeps room for sixteen more.
  const openItems =
    parts.length === 1 && only ? [openItem(only, currency, asOf)] : parts.map((part) => openItem(part, currency, asOf));
  const [item] = openItems;
  const whole = openItems.length === 1 && item ? item.balance : amount(balance, currency);
  return {
    id: draft.id,
    account,
    customer: draft.customer,
    currency,
    openItems,
    balance: whole,
    overdue: overdue === balance ? whole : overdue === 0 ? nothingOf(currency) : amount(overdue, currency),
    oldestDueDate: oldest.dueDate,
    cycle: cycleOf(driver),
    scope: [draft.scopeOf(driver)],
  };
}

/** A debt of which nothing is open, or about which nothing can be said. */
export function emptyDebt(
  id: string,
  account: string,
  customer: Customer,
  currency: string,
  dueDate: PlainDate,
  scope: string,
): Debt {
  const nothing = nothingOf(currency);
  return {
    id,
    account,
    customer,
    currency,
    openItems: [],
    balance: nothing,
    overdue: nothing,
    oldestDueDate: dueDate,
    cycle: dueDate,
    scope: [scope],
  };
}
