import type { Instant } from '../common';
import type { Money } from '../invoice/money';
import { toInstant } from './instant';
import { NO_CURRENCY } from './records';
import type { CustomerRef, HoldRecord, PaymentRecord, PaymentStatus } from './records';

/** Who says whose payment it is; the first outweighs the others. */
const SOURCES = ['person', 'contact', 'reference'] as const;

/** Whose payment it is and what it pays, as one fact says. */
export interface PaymentOwner {
  account: string;
  customerId: string;
  scope: string[];
  by: (typeof SOURCES)[number];
}

/** One thing that was said of a payment. Provider, payment and fact id are unique together. */
export interface PaymentFact {
  provider: string;
  paymentId: string;
  factId: string;
  status: PaymentStatus;
  amount?: Money;
  /** Milliseconds since 1970. */
  at: number;
  /** Of a pending payment: until when it can be made, in milliseconds. */
  expiresAt?: number;
  /** Of a refund: which one it is; its own fact when absent. */
  refundId?: string;
  /** Of a refund: the amount is all that was returned so far. */
  isTotal?: boolean;
  owner?: PaymentOwner;
  reference?: string;
}

/** What facts of one payment come to. */
export type FoldedPayment = Omit<PaymentRecord, keyof CustomerRef | 'scope'> & {
  owner?: PaymentOwner;
  reference?: string;
};

/**
 * Where a payment stands by everything that was said of it: the same for every order and any repetition of the facts.
 * - What was paid is the largest amount that a *paid* names, because providers tell one payment several times.
 * - Refunds add up, each once; a total that the provider names outweighs a smaller sum. All of it returned: *refunded*; a
 *   part: still *paid*, less that part.
 * - A dispute stands until a person says otherwise; money that was returned in full is no longer disputed.
 * - Without *paid*, the latest of *pending* and *failed* holds: a card is refused, then a voucher is issued. At the same
 *   instant *failed* does.
 * @throws RangeError when there is no fact
 */
export function foldPayment(given: readonly PaymentFact[]): FoldedPayment {
  const facts = [...given].sort((a, b) => a.at - b.at || (a.factId < b.factId ? -1 : a.factId > b.factId ? 1 : 0));
  const of = (status: PaymentStatus) => facts.filter((fact) => fact.status === status);
  const [paid, refunds, disputes] = [of('paid'), of('refunded'), of('disputed')];
  const [first] = facts;
  const waiting = facts.findLast(
    ({ status, at }, _, all) =>
      status === 'failed' ||
      (status === 'pending' && !all.some((other) => other.status === 'failed' && other.at === at)),
  );
  if (!first) throw new RangeError('a payment has at least one fact');

  const [firstPaid] = paid;
  const currency = [...paid, ...of('pending'), ...facts].find(({ amount }) => amount)?.amount?.currency;
  const gross = largest(firstPaid ? paid : waiting ? facts : [...disputes, ...refunds], currency);
  const returned = returnedBy(refunds, currency, gross);
  const isReturned = refunds.length > 0 && returned >= gross && (gross > 0 || !firstPaid);

  let deciding: PaymentFact = first;
  if (isReturned) deciding = refunds.at(-1) ?? first;
  else if (disputes[0]) deciding = disputes[0];
  else if (firstPaid) deciding = firstPaid;
  else if (waiting) deciding = waiting;
  const { status } = deciding;
  const at = firstPaid?.at ?? deciding.at;

  const folded: FoldedPayment = {
    provider: first.provider,
    paymentId: first.paymentId,
    amount: currency === undefined ? { currency: NO_CURRENCY, minor: 0 } : { currency, minor: gross },
    at: toInstant(at),
    status,
  };
  const refunded = Math.min(returned, gross);
  if (refunded > 0) folded.refunded = refunded;
  const expires = status === 'pending' ? Math.max(...of('pending').map(({ expiresAt = -Infinity }) => expiresAt)) : NaN;
  if (Number.isFinite(expires)) folded.expiresAt = toInstant(expires);
  if (first.at !== at) folded.since = toInstant(first.at);
  const changed = status === 'paid' ? (refunds.at(-1) ?? deciding).at : deciding.at;
  if (changed !== at) folded.changedAt = toInstant(changed);
  const owner = ownerOf(facts);
  if (owner) folded.owner = owner;
  const reference = facts.find((fact) => fact.reference !== undefined)?.reference;
  if (reference !== undefined) folded.reference = reference;
  return folded;
}

/** The payment that facts come to, once somebody is known to have made it. */
export function paymentIn(folded: FoldedPayment): PaymentRecord | undefined {
  const { owner, ...rest } = folded;
  if (!owner) return undefined;
  const { account, customerId, scope } = owner;
  const payment: PaymentRecord & { reference?: string } = { account, customerId, scope, ...rest };
  delete payment.reference;
  return payment;
}

function largest(facts: readonly PaymentFact[], currency: string | undefined): number {
  return Math.max(0, ...facts.map(({ amount }) => (amount && amount.currency === currency ? amount.minor : 0)));
}

function returnedBy(refunds: readonly PaymentFact[], currency: string | undefined, gross: number): number {
  const single = new Map<string, number>();
  let total = 0;
  for (const { amount, isTotal, refundId, factId } of refunds) {
    // A refund that names no amount, or one in another currency, is of everything.
    const minor = amount?.currency === currency && amount ? amount.minor : gross;
    const id = refundId ?? factId;
    if (isTotal || amount?.currency !== currency) total = Math.max(total, minor);
    else single.set(id, Math.max(single.get(id) ?? 0, minor));
  }
  return Math.max(
    total,
    [...single.values()].reduce((sum, minor) => sum + minor, 0),
  );
}

function ownerOf(facts: readonly PaymentFact[]): PaymentOwner | undefined {
  const owners = facts.flatMap(({ owner }) => owner ?? []).sort(strongerFirst);
  const [strongest] = owners;
  if (!strongest || strongest.scope.length > 0) return strongest;
  // Who said it best may have said nothing about what it pays.
  const scoped = owners.find(
    (one) => one.account === strongest.account && one.customerId === strongest.customerId && one.scope.length > 0,
  );
  return scoped ? { ...strongest, scope: scoped.scope } : strongest;
}

function strongerFirst(a: PaymentOwner, b: PaymentOwner): number {
  const rank = SOURCES.indexOf(a.by) - SOURCES.indexOf(b.by);
  if (rank !== 0) return rank;
  const [one, other] = [a, b].map(({ account, customerId, scope }) => JSON.stringify([account, customerId, scope]));
  return (one ?? '') < (other ?? '') ? -1 : one === other ? 0 : 1;
}

/** What a payment brought and nobody returned, in minor units of its currency: 0 unless it is paid. */
export function netOf({ status, amount, refunded = 0 }: Pick<PaymentRecord, 'status' | 'amount' | 'refunded'>): number {
  return status === 'paid' ? amount.minor - refunded : 0;
}

/** What of a payment bears on what its customer owes: when it changes, messages that were prepared before are no longer right. */
export function bearingOf(payment: Omit<PaymentRecord, 'at'> | undefined): string {
  if (!payment || payment.status === 'failed' || payment.status === 'refunded') return '';
  const { account, customerId, scope, status, amount, refunded = 0 } = payment;
  return JSON.stringify([account, customerId, scope, status, amount.currency, amount.minor - refunded]);
}

/** Whether a payment of this scope bears on any of these invoices; one that names none bears on all of its customer. */
export function concerns(scope: readonly string[], invoices: readonly string[]): boolean {
  if (scope.length === 0 || invoices.length === 0) return true;
  const named = new Set(scope.map(invoiceOf));
  return invoices.some((id) => named.has(invoiceOf(id)));
}

/** The invoice of a scope id, which may name one of its instalments: `inv-1#2`. */
export function invoiceOf(scopeId: string): string {
  return scopeId.split('#', 1)[0] ?? scopeId;
}

/** The hold that a disputed payment becomes: on what it paid, from the day of the dispute until somebody releases it. */
export function disputeHold(payment: PaymentRecord): Omit<HoldRecord, 'releasedAt'> {
  const { account, customerId, provider, paymentId, scope, at, changedAt = at } = payment;
  return {
    account,
    customerId,
    id: `dispute/${provider}/${paymentId}`,
    scope,
    hold: { kind: 'dispute', reason: `${provider} ${paymentId}`, from: changedAt.slice(0, 10) },
    setAt: changedAt,
  };
}

/** How long a pending payment that names no end pauses the dunning, from the moment it was made. Vouchers run for one to three days. */
export const PENDING_DAYS = 3;
const DAY_MS = 86_400_000;

/** Until when a pending payment pauses the dunning. */
export function pausesUntil({ at, expiresAt }: Pick<PaymentRecord, 'at' | 'expiresAt'>): Instant {
  return expiresAt ?? toInstant(Date.parse(at) + PENDING_DAYS * DAY_MS);
}
