import type { ContactEvent } from './events';
import { toMillis } from './instant';
import { foldPayment, paymentIn } from './payments';
import type { PaymentFact, PaymentOwner } from './payments';
import { shortened, storableId } from './recording';
import type { PaymentRecord, PaymentStatus, UnknownPayment } from './records';

/** What a payment's reference says. */
export interface PaymentReference {
  /** The contact key in it. */
  key?: string;
  /** The rest: an invoice, or several, as the whole text and its parts. */
  invoices: string[];
}

/** A contact, or a payment link, by which a payment is found to be somebody's. */
export interface KnownContact {
  account: string;
  customerId: string;
  /** All invoices that the message was about. */
  invoices: string[];
}

/** What is known when payments come in. */
export interface KnownOwners {
  /** The contact with this key, or the one that this key was promised to by a payment link. */
  byKey(key: string): KnownContact | undefined;
  /** Whoever was contacted, or given a link, about exactly this invoice or reference; undefined when nobody or several were. */
  byReference(reference: string): KnownContact | undefined;
}

const STATUS_OF: Partial<Record<ContactEvent['type'], PaymentStatus>> = {
  paid: 'paid',
  payment_pending: 'pending',
  payment_failed: 'failed',
  link_expired: 'failed',
  refunded: 'refunded',
  disputed: 'disputed',
};
const KEY = /(?<![0-9a-zA-Z])[0-9a-f]{40}(?![0-9a-zA-Z])/;
const EDGES = /^[\s|,;:/_-]+|[\s|,;:/_-]+$/g;

/**
 * Reads a reference that a provider echoes: a contact key, an invoice, several invoices, or both together in any order with any
 * separator. Invoice numbers may hold separators of their own (`INV/2026/0001`), so the whole stands before its parts.
 */
export function readReference(reference: string | undefined): PaymentReference {
  if (reference === undefined) return { invoices: [] };
  const key = KEY.exec(reference)?.[0];
  const rest = (key === undefined ? reference : reference.replace(key, ' ')).replace(EDGES, '').trim();
  const parts = rest
    .split(/[\s,;|]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return {
    ...(key === undefined ? {} : { key }),
    invoices: [...new Set([rest, ...parts])].filter((one) => one !== ''),
  };
}

/** Whether an event says something of a payment. */
export function isPaymentEvent({ type, payment }: Pick<ContactEvent, 'type' | 'payment'>): boolean {
  return payment !== undefined && STATUS_OF[type] !== undefined;
}

/**
 * What an event says of its payment; undefined when it is about none.
 * @param at when it happened, in milliseconds
 * @param owner whose payment it is, as far as this event tells
 */
export function factOfEvent(event: ContactEvent, at: number, owner: PaymentOwner | undefined): PaymentFact | undefined {
  const { provider, eventId, type, payment } = event;
  const status = STATUS_OF[type];
  if (!payment || !status) return undefined;
  const fact: PaymentFact = {
    provider,
    paymentId: storableId(payment.id),
    factId: storableId(eventId),
    status,
    at,
  };
  // A fact with an amount that is none must not stop the others.
  if (payment.amount && Number.isSafeInteger(payment.amount.minor) && payment.amount.minor >= 0) {
    fact.amount = { currency: payment.amount.currency, minor: payment.amount.minor };
  }
  const expires = payment.expiresAt === undefined ? NaN : Date.parse(payment.expiresAt);
  if (!Number.isNaN(expires)) fact.expiresAt = expires;
  if (payment.refundId !== undefined) fact.refundId = storableId(payment.refundId);
  if (payment.isTotal) fact.isTotal = true;
  if (owner) fact.owner = owner;
  const reference = shortened(payment.reference);
  if (reference !== null) fact.reference = reference;
  return fact;
}

/**
 * What a recorded payment says. A pending or failed one is told apart by its moment, because the same payment can fail twice; the others by
 * their amount, so that one which is recorded again at another time is still one. A recorded refund is all that was returned so far.
 * @throws InputError when the moment is none
 */
export function factOfRecord(record: PaymentRecord): PaymentFact {
  const { provider, paymentId, status, amount, at, expiresAt, account, customerId, scope } = record;
  const passing = status === 'pending' || status === 'failed';
  const moment = toMillis(at, 'at');
  const fact: PaymentFact = {
    provider,
    paymentId: storableId(paymentId),
    factId: `recorded/${status}/${amount.currency} ${amount.minor}${passing ? `/${moment}` : ''}`,
    status,
    amount,
    at: moment,
    owner: { account, customerId, scope, by: 'person' },
  };
  if (expiresAt !== undefined) fact.expiresAt = toMillis(expiresAt, 'expiresAt');
  if (status === 'refunded') fact.isTotal = true;
  return fact;
}

/**
 * Whose payment an event tells of: by its contact; else by the contact key in its reference; else by the one customer who was contacted
 * about the invoice that the reference names. What it pays is what the reference names, as far as the contact was about that; else all that
 * the contact was about.
 */
export function ownerOfEvent(event: ContactEvent, known: KnownOwners): PaymentOwner | undefined {
  const { key, invoices } = readReference(event.payment?.reference);
  for (const one of [event.contactKey, key]) {
    const contact = one === undefined ? undefined : known.byKey(one);
    if (!contact) continue;
    const named = contact.invoices.filter((id) => invoices.includes(id));
    return owned(contact, named.length > 0 ? named : contact.invoices, 'contact');
  }
  const [whole, ...parts] = invoices;
  const contact = whole === undefined ? undefined : known.byReference(whole);
  if (contact) return owned(contact, contact.invoices, 'reference');
  const found = parts.map((part) => ({ part, contact: known.byReference(part) }));
  const [first] = found;
  // Several invoices are several only if all of them are the same customer's.
  if (!first?.contact || found.some(({ contact: one }) => !one || !isSame(one, first.contact))) return undefined;
  return owned(
    first.contact,
    found.flatMap(({ contact: one }) => one?.invoices ?? []),
    'reference',
  );
}

function owned(
  { account, customerId }: KnownContact,
  invoices: readonly string[],
  by: PaymentOwner['by'],
): PaymentOwner {
  return { account, customerId, scope: [...new Set(invoices)].sort(), by };
}

function isSame(one: KnownContact, other: KnownContact | undefined): boolean {
  return one.account === other?.account && one.customerId === other.customerId;
}

/** What payment events come to. */
export interface AllocatedPayments {
  payments: PaymentRecord[];
  /** Nobody's, as far as is known: for a person. */
  unknown: UnknownPayment[];
}

/**
 * The payments that events tell of, each once, with their customer and what they pay; the same for every order and any repetition of the
 * events. Both stores do this within `recordEvents`, so that who stores events need not call it.
 */
export function paymentsOfEvents(events: readonly ContactEvent[], known: KnownOwners): AllocatedPayments {
  const byPayment = new Map<string, Map<string, PaymentFact>>();
  for (const event of events) {
    if (!isPaymentEvent(event)) continue;
    const fact = factOfEvent(event, toMillis(event.at, 'at'), ownerOfEvent(event, known));
    if (!fact) continue;
    const name = JSON.stringify([fact.provider, fact.paymentId]);
    const facts = byPayment.get(name) ?? new Map<string, PaymentFact>();
    byPayment.set(name, facts);
    if (!facts.has(fact.factId)) facts.set(fact.factId, fact);
  }
  const result: AllocatedPayments = { payments: [], unknown: [] };
  for (const facts of byPayment.values()) {
    const folded = foldPayment([...facts.values()]);
    const payment = paymentIn(folded);
    if (payment) result.payments.push(payment);
    else result.unknown.push(folded);
  }
  return result;
}
