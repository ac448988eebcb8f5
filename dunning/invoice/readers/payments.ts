import { InputError } from '../../errors';
import type { Invoice } from '../invoice';
import { type Money, subtract, zero } from '../money';
import type { PaymentNotice } from './source';

/**
 * Adds payments that came as documents of their own to the invoices they pay. An invoice is found by fiscal id, id or
 * number, capitals not mattering; a payment that an invoice already has is not added again. The balance after the last
 * part payment replaces what the invoice said before.
 * @returns the invoices, changed ones as copies, and the payments that no invoice was found for
 * @throws InputError when a payment is in another currency than its invoice
 */
export function applyPayments(
  invoices: readonly Invoice[],
  notices: readonly PaymentNotice[],
): { invoices: Invoice[]; unmatched: PaymentNotice[] } {
  const result = [...invoices];
  const positions = new Map<string, number>();
  invoices.forEach((invoice, index) => {
    // What is unique comes last, so that it wins over a number that two series share.
    for (const key of [invoice.number, invoice.id, invoice.fiscalId])
      if (key !== undefined) positions.set(key.toUpperCase(), index);
  });
  const unmatched: PaymentNotice[] = [];
  for (const notice of inOrder(notices)) {
    const index = positions.get(notice.invoiceId.toUpperCase());
    const invoice = index === undefined ? undefined : result[index];
    if (index === undefined || invoice === undefined) unmatched.push(notice);
    else result[index] = withPayment(invoice, notice);
  }
  return { invoices: result, unmatched };
}

function inOrder(notices: readonly PaymentNotice[]): PaymentNotice[] {
  return [...notices].sort(
    (a, b) =>
      (a.sequence ?? 0) - (b.sequence ?? 0) ||
      (a.payment.date < b.payment.date ? -1 : a.payment.date > b.payment.date ? 1 : 0),
  );
}

function withPayment(invoice: Invoice, { payment, balanceAfter }: PaymentNotice): Invoice {
  if (payment.amount.currency !== invoice.total.currency) {
    throw new InputError({
      field: `payment of invoice ${invoice.number}`,
      found: payment.amount.currency,
      problem: `is not the invoice's currency, ${invoice.total.currency}`,
      advice: 'Have the payment document corrected: it must say what it pays in the currency of the invoice.',
    });
  }
  const payments = invoice.payments ?? [];
  if (payments.some(({ id }) => id === payment.id)) return invoice;
  const changed: Invoice = { ...invoice, payments: [...payments, payment] };
  const open = balanceAfter ?? openBefore(invoice, payment.amount);
  if (open !== undefined) changed.balance = open;
  if (balanceAfter?.minor === 0) changed.settledOn ??= payment.date;
  return changed;
}

/** What stays open where only sums are known; nothing where the listed payments tell by themselves. */
function openBefore(invoice: Invoice, payment: Money): Money | undefined {
  const known = invoice.balance ?? (invoice.paid && subtract(invoice.total, invoice.paid));
  if (known === undefined) return undefined;
  const left = subtract(known, payment);
  return left.minor < 0 ? zero(left.currency) : left;
}
