import type { PlainDate } from '../../dunning/common';
import { money, toDecimalString } from '../../dunning/invoice/money';
import type { SampleCustomer } from './customers';
import type { Random } from './random';
import { WORDS } from './words';

/** One line of the book: an invoice or a credit note. Amounts are whole minor units. */
export interface SampleDocument {
  number: string;
  type: 'invoice' | 'credit note';
  issueDate: PlainDate;
  dueDate: PlainDate;
  settledDate: PlainDate | '';
  currency: string;
  total: number;
  paid: number;
  disputed: boolean;
  disputeReason: string;
  hold: string;
  promiseDate: PlainDate | '';
  promiseAmount: number;
  void: boolean;
  purchaseOrder: string;
}

/** A day some days later; plain calendar arithmetic in UTC. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Makes one document of a customer as the book stood at the end of the as-of date. */
export function sampleDocument(
  random: Random,
  customer: SampleCustomer,
  serial: number,
  asOf: PlainDate,
): SampleDocument {
  const issueDate = addDays(asOf, -random.between(0, 420));
  const dueDate = addDays(issueDate, random.pick([8, 15, 30, 30, 30, 45, 60]));
  const inDollars = customer.kind === 'business' && random.chance(12);
  const currency = inDollars ? 'USD' : customer.country.currency;
  const document: SampleDocument = {
    number: `${random.chance(4) ? 'NC' : 'F'}-${String(serial).padStart(5, '0')}`,
    type: 'invoice',
    issueDate,
    dueDate,
    settledDate: '',
    currency,
    total: amountOf(random, customer, currency),
    paid: 0,
    disputed: false,
    disputeReason: '',
    hold: '',
    promiseDate: '',
    promiseAmount: 0,
    void: random.chance(1),
    purchaseOrder: random.chance(30) ? `OC-${random.digits(6)}` : '',
  };
  if (document.number.startsWith('NC')) return asCreditNote(document);
  const paidOn = addDays(dueDate, delayOf(random, customer));
  if (paidOn <= asOf && paidOn >= issueDate) return { ...document, settledDate: paidOn, paid: document.total };
  return withTroubles(random, document, customer, asOf);
}

function asCreditNote(document: SampleDocument): SampleDocument {
  return {
    ...document,
    type: 'credit note',
    dueDate: document.issueDate,
    total: Math.trunc(document.total / 10),
    purchaseOrder: '',
  };
}

function amountOf(random: Random, customer: SampleCustomer, currency: string): number {
  const [low, high] = currency === 'USD' ? [50, 12_000] : customer.country.amounts;
  // Squaring one draw makes small invoices common and large ones rare.
  const share = random.between(1, 1000);
  const major = low + Math.trunc(((high - low) * share * share) / 1_000_000);
  return currency === 'CLP' ? major : major * 100 + (currency === 'COP' ? 0 : random.between(0, 99));
}

function delayOf(random: Random, customer: SampleCustomer): number {
  if (random.chance(4)) return 1000;
  switch (customer.habit) {
    case 'punctual':
      return random.between(-6, 4);
    case 'slow':
      return random.between(0, 40);
    case 'chronic':
      return random.between(30, 240);
    case 'erratic':
      return random.between(-5, 150);
  }
}

function withTroubles(
  random: Random,
  document: SampleDocument,
  customer: SampleCustomer,
  asOf: PlainDate,
): SampleDocument {
  const open = { ...document };
  if (random.chance(18)) open.paid = Math.trunc((open.total * random.between(10, 80)) / 100);
  if (random.chance(7)) {
    open.disputed = true;
    open.disputeReason = random.pick(WORDS[customer.country.names].disputes);
  } else if (random.chance(9) && open.dueDate < asOf) {
    const promise = addDays(asOf, random.between(-12, 15));
    open.promiseDate = promise < open.issueDate ? open.dueDate : promise;
    open.promiseAmount = open.total - open.paid;
  } else if (random.chance(3)) {
    open.hold = random.pick(['legal', 'payment plan', 'excluded at sales request']);
  }
  return open;
}

/** An amount of a document as it stands in the book: a decimal with the currency's own decimals. */
export function decimal(minor: number, currency: string): string {
  return toDecimalString(money(minor, currency));
}
