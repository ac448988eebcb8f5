import type { PlainDate } from '../common';
import type { Customer } from './invoice';
import type { MoneyView } from './money';

/** An open part of a debt as of one day. */
export interface OpenItem {
  invoiceId: string;
  number: string;
  /** Set when the invoice has several due dates. */
  instalmentId?: string;
  issueDate?: PlainDate;
  dueDate: PlainDate;
  /** Calendar days after the due date in the customer's time zone; negative before it. */
  daysPastDue: number;
  total: MoneyView;
  paid: MoneyView;
  balance: MoneyView;
  paymentUrl?: string;
  documentUrl?: string;
  fiscalId?: string;
  purchaseOrder?: string;
}

/** What one contact can be about: one customer, one currency, one or more invoices or instalments. */
export interface Debt {
  /** Stable while the debt lasts; part of the contact key. Per invoice: the invoice's id; per customer: customer and currency. */
  id: string;
  account: string;
  customer: Customer;
  currency: string;
  openItems: OpenItem[];
  /** Sum of the open items' balances, less unapplied credit where the policy nets it. */
  balance: MoneyView;
  /** Of that, what is past due on the as-of date. */
  overdue: MoneyView;
  oldestDueDate: PlainDate;
  /**
   * The round of dunning that this debt is in. It changes when the debt starts anew (the item that drove it was settled
   * and another took its place), so that the first reminder may be sent again; part of the contact key.
   */
  cycle: string;
  /** Sorted ids of the invoices (or `invoice#instalment`) that identify the debt in the contact key. */
  scope: string[];
}
