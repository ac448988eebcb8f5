import type { Channel } from '../../dunning/common';
import type { Hold } from '../../dunning/invoice/invoice';
import type { ContactEvent, EventType } from '../../dunning/ledger/events';
import type { ClaimState } from '../../dunning/ledger/fold';
import { toInstant } from '../../dunning/ledger/instant';
import type { PaymentFact, PaymentOwner } from '../../dunning/ledger/payments';
import type { SkipCode } from '../../dunning/ledger/reasons';
import type { ConsentChange, HoldRecord, PaymentRecord, PaymentStatus } from '../../dunning/ledger/records';
import type { StoredContact } from '../../dunning/ledger/stored';

// pg gives bigint as text, because not every bigint is exact as a number; ours (milliseconds, minor units) are.

export interface ContactRow {
  id: string;
  key: string;
  account: string;
  customer_id: string;
  debt_id: string;
  scope: string;
  cycle: string;
  stage: string;
  level: number;
  channel: string;
  attempt: number;
  at: string;
  state: string;
  facts: number;
  claimed_at: string;
  lease_from: string;
  lease_until: string;
  token: string;
  provider: string | null;
  provider_message_id: string | null;
  detail: string | null;
  demands: string | null;
  stopped: string | null;
}

export function contactOf(row: ContactRow): StoredContact {
  const scope = JSON.parse(row.scope) as string[];
  return {
    key: row.key,
    account: row.account,
    customerId: row.customer_id,
    debtId: row.debt_id,
    scope,
    cycle: row.cycle,
    stage: row.stage,
    level: row.level,
    channel: row.channel as Channel,
    attempt: row.attempt,
    at: Number(row.at),
    state: row.state as ClaimState,
    facts: row.facts,
    claimedAt: Number(row.claimed_at),
    leaseFrom: Number(row.lease_from),
    leaseUntil: Number(row.lease_until),
    token: row.token,
    provider: row.provider,
    providerMessageId: row.provider_message_id,
    detail: row.detail,
    demands: demandsOf(row.demands, scope),
    stopped: row.stopped as SkipCode | null,
  };
}

/** What a contact asks to be paid, from its column: empty stands for the same as its scope. */
export function demandsOf(column: string | null, scope: string[]): string[] | null {
  if (column === null) return null;
  return column === '' ? scope : (JSON.parse(column) as string[]);
}

/** The column of `demandsOf`. */
export function demandsColumn({ demands, scope }: StoredContact): string | null {
  if (demands === null) return null;
  const same = demands.length === scope.length && demands.every((id, n) => id === scope[n]);
  return same ? '' : JSON.stringify(demands);
}

export interface EventRow {
  id: string;
  provider: string;
  event_id: string;
  type: string;
  at: string;
  contact: string | null;
  /** The matched contact's key. */
  key?: string | null;
  contact_key: string | null;
  provider_message_id: string | null;
  detail: string | null;
  permanent: boolean | null;
  machine: boolean | null;
  refused: boolean | null;
  channel: string | null;
  recipient: string | null;
}

export function eventOf(row: EventRow): ContactEvent {
  const event: ContactEvent = {
    provider: row.provider,
    eventId: row.event_id,
    type: row.type as EventType,
    at: toInstant(Number(row.at)),
  };
  const key = row.key ?? row.contact_key;
  if (key !== null) event.contactKey = key;
  if (row.provider_message_id !== null) event.providerMessageId = row.provider_message_id;
  if (row.detail !== null) event.detail = row.detail;
  if (row.permanent !== null) event.permanent = row.permanent;
  if (row.machine !== null) event.machine = row.machine;
  if (row.refused === true) event.refused = true;
  if (row.channel !== null) event.channel = row.channel as Channel;
  return event;
}

export interface ConsentRow {
  account: string;
  customer_id: string;
  channel: string;
  change: string;
  at: string;
  source: string;
}

export function consentOf(row: ConsentRow): ConsentChange {
  const change: ConsentChange = {
    account: row.account,
    customerId: row.customer_id,
    channel: row.channel as ConsentChange['channel'],
    change: row.change as ConsentChange['change'],
    at: toInstant(Number(row.at)),
  };
  if (row.source !== '') change.source = row.source;
  return change;
}

export interface HoldRow {
  account: string;
  customer_id: string;
  hold_id: string;
  scope: string;
  hold: string;
  set_at: string;
  released_at: string | null;
}

export function holdOf(row: HoldRow): HoldRecord {
  const record: HoldRecord = {
    account: row.account,
    customerId: row.customer_id,
    id: row.hold_id,
    scope: JSON.parse(row.scope) as string[],
    hold: JSON.parse(row.hold) as Hold,
    setAt: toInstant(Number(row.set_at)),
  };
  if (row.released_at !== null) record.releasedAt = toInstant(Number(row.released_at));
  return record;
}

export interface PaymentRow {
  account: string;
  customer_id: string;
  provider: string;
  payment_id: string;
  scope: string;
  currency: string;
  minor: string;
  at: string;
  status: string;
  refunded: string;
  expires_at: string | null;
  since: string | null;
  changed_at: string | null;
  revision: string;
}

export function paymentOf(row: PaymentRow): PaymentRecord {
  const payment: PaymentRecord = {
    account: row.account,
    customerId: row.customer_id,
    provider: row.provider,
    paymentId: row.payment_id,
    scope: JSON.parse(row.scope) as string[],
    amount: { currency: row.currency, minor: Number(row.minor) },
    at: toInstant(Number(row.at)),
    status: row.status as PaymentStatus,
  };
  if (Number(row.refunded) !== 0) payment.refunded = Number(row.refunded);
  if (row.expires_at !== null) payment.expiresAt = toInstant(Number(row.expires_at));
  if (row.since !== null) payment.since = toInstant(Number(row.since));
  if (row.changed_at !== null) payment.changedAt = toInstant(Number(row.changed_at));
  return payment;
}

export interface FactRow {
  provider: string;
  payment_id: string;
  fact_id: string;
  status: string;
  currency: string | null;
  minor: string | null;
  at: string;
  expires_at: string | null;
  refund_id: string | null;
  is_total: boolean;
  owner_account: string | null;
  owner_customer: string | null;
  owner_scope: string | null;
  owner_by: string | null;
  reference: string | null;
}

export function factOf(row: FactRow): PaymentFact {
  const fact: PaymentFact = {
    provider: row.provider,
    paymentId: row.payment_id,
    factId: row.fact_id,
    status: row.status as PaymentStatus,
    at: Number(row.at),
  };
  if (row.currency !== null) fact.amount = { currency: row.currency, minor: Number(row.minor) };
  if (row.expires_at !== null) fact.expiresAt = Number(row.expires_at);
  if (row.refund_id !== null) fact.refundId = row.refund_id;
  if (row.is_total) fact.isTotal = true;
  if (row.reference !== null) fact.reference = row.reference;
  if (row.owner_customer !== null) {
    fact.owner = {
      account: row.owner_account ?? '',
      customerId: row.owner_customer,
      scope: JSON.parse(row.owner_scope ?? '[]') as string[],
      by: row.owner_by as PaymentOwner['by'],
    };
  }
  return fact;
}
