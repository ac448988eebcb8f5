import type { Day } from '../cadence/days';
import type { BalanceReading, OpenPart } from './balance';
import { readBalance } from './balance';
import { olderFirst } from './group';
import { activeHold, holdsOf } from './holds';
import type { Customer, Invoice } from './invoice';

/** Takes credit notes that were not applied to an invoice off the customers' open parts. */
export class Credits {
  /** The customers that have credit notes at all, with all their documents; nobody else costs anything. */
  private readonly documents = new Map<string, Invoice[]>();
  private readonly netted = new Map<string, Map<string, number>>();

  constructor(invoices: readonly Invoice[]) {
    for (const { type, customerId } of invoices) if (type === 'credit_note') this.documents.set(customerId, []);
    if (this.documents.size === 0) return;
    const taken = new Set<string>();
    for (const invoice of invoices) {
      if (taken.has(invoice.id)) continue;
      taken.add(invoice.id);
      this.documents.get(invoice.customerId)?.push(invoice);
    }
  }

  /** The invoice's reading with the customer's credit taken off, oldest due date first; closed when that leaves nothing open. */
  net(reading: BalanceReading, customer: Customer, day: Day): BalanceReading {
    if (reading.state !== 'open' || !this.documents.has(customer.id)) return reading;
    const shares = this.sharesOf(customer, day);
    const parts: OpenPart[] = [];
    for (const part of reading.parts) {
      const balance = part.balance - (shares.get(part.key) ?? 0);
      if (balance > 0) parts.push(balance === part.balance ? part : { ...part, balance });
    }
    return parts.length > 0 ? { state: 'open', parts } : { state: 'closed', why: 'credited', credit: 0 };
  }

  private sharesOf(customer: Customer, day: Day): Map<string, number> {
    const known = this.netted.get(customer.id);
    if (known) return known;
    const shares = new Map<string, number>();
    const left = new Map<string, number>();
    const open: OpenPart[] = [];
    for (const invoice of this.documents.get(customer.id) ?? []) {
      const reading = readBalance(invoice, day);
      const { currency } = invoice.total;
      if (reading.state === 'closed' && reading.why === 'credit_note') {
        left.set(currency, (left.get(currency) ?? 0) + reading.credit);
      }
      // What is disputed or promised keeps its own course; the credit goes to what is pursued.
      const held = activeHold(holdsOf(invoice, customer), day);
      if (reading.state === 'open' && !held) open.push(...reading.parts);
    }
    for (const part of open.sort(olderFirst)) {
      const { currency } = part.invoice.total;
      const credit = Math.min(part.balance, left.get(currency) ?? 0);
      if (credit <= 0) continue;
      shares.set(part.key, credit);
      left.set(currency, (left.get(currency) ?? 0) - credit);
    }
    this.netted.set(customer.id, shares);
    return shares;
  }
}
