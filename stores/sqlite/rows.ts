import type { SQLOutputValue } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import type { ContactEvent, EventType } from '../../dunning/ledger/events';
import type { Hold } from '../../dunning/invoice/invoice';
import type {
  ConsentChange,
  CustomerRef,
  HoldRecord,
  PaymentRecord,
  PaymentStatus,
} from '../../dunning/ledger/records';
import type { ClaimState } from '../../dunning/ledger/fold';
import { toInstant } from '../../dunning/ledger/instant';
import type { PaymentFact, PaymentOwner } from '../../dunning/ledger/payments';
import type { SkipCode } from '../../dunning/ledger/reasons';
import type { StoredContact } from '../../dunning/ledger/stored';

export type Row = Record<string, SQLOutputValue>;

/** The columns of a contact, from `contacts c JOIN customers u`, in the order that `contactOf` wants. */
export const CONTACT_COLUMNS = `c.id, c.key, u.account, u.customer_id, c.debt_id, c.scope, c.cycle, c.stage, c.level,
  c.channel, c.attempt, c.at, c.state, c.facts, c.claimed_at, c.lease_from, c.lease_until, c.token, c.provider,
  c.provider_message_id, c.detail, c.demands, c.stopped`;

/** A row of `CONTACT_COLUMNS` as the domain knows it. */
export function contactOf(row: Row): StoredContact {
  const scope = JSON.parse(String(row.scope)) as string[];
  return {
    key: String(row.key),
    account: String(row.account),
    customerId: String(row.customer_id),
    debtId: String(row.debt_id),
    scope,
    cycle: String(row.cycle),
    stage: String(row.stage),
    level: Number(row.level),
    channel: row.channel as Channel,
    attempt: Number(row.attempt),
    at: Number(row.at),
    state: row.state as ClaimState,
    facts: Number(row.facts),
    claimedAt: Number(row.claimed_at),
    leaseFrom: Number(row.lease_from),
    leaseUntil: Number(row.lease_until),
    token: String(row.token),
    provider: textOrNull(row.provider),
    providerMessageId: textOrNull(row.provider_message_id),
    detail: textOrNull(row.detail),
    demands: demandsOf(row.demands, scope),
    stopped: textOrNull(row.stopped) as SkipCode | null,
  };
}

/** A row of `events`, with the matched contact's key as `key`. */
export function eventOf(row: Row): ContactEvent {
  const event: ContactEvent = {
    provider: String(row.provider),
    eventId: String(row.event_id),
    type: row.type as EventType,
    at: toInstant(Number(row.at)),
  };
  const key = textOrNull(row.key) ?? textOrNull(row.contact_key);
  if (key !== null) event.contactKey = key;
  if (row.provider_message_id != null) event.providerMessageId = String(row.provider_message_id);
  if (row.detail != null) event.detail = String(row.detail);
  if (row.permanent != null) event.permanent = row.permanent === 1;
  if (row.machine != null) event.machine = row.machine === 1;
  if (row.refused === 1) event.refused = true;
  if (row.channel != null) event.channel = row.channel as Channel;
  return event;
}

/** A row of `consent`. */
export function consentOf(row: Row, owner: CustomerRef): ConsentChange {
  const change: ConsentChange = {
    ...owner,
    channel: row.channel as ConsentChange['channel'],
    change: row.change as ConsentChange['change'],
    at: toInstant(Number(row.at)),
  };
  if (row.source !== '') change.source = String(row.source);
  return change;
}

/** A row of `holds`. */
export function holdOf(row: Row, owner: CustomerRef): HoldRecord {
  const record: HoldRecord = {
    ...owner,
    id: String(row.hold_id),
    scope: JSON.parse(String(row.scope)) as string[],
    hold: JSON.parse(String(row.hold)) as Hold,
    setAt: toInstant(Number(row.set_at)),
  };
  if (row.released_at != null) record.releasedAt = toInstant(Number(row.released_at));
  return record;
}

/** A row of `payments`. */
export function paymentOf(row: Row, owner: CustomerRef): PaymentRecord {
  const payment: PaymentRecord = {
    ...owner,
    provider: String(row.provider),
    paymentId: String(row.payment_id),
    scope: JSON.parse(String(row.scope)) as string[],
    amount: { currency: String(row.currency), minor: Number(row.minor) },
    at: toInstant(Number(row.at)),
    status: row.status as PaymentStatus,
  };
  if (row.refunded !== 0) payment.refunded = Number(row.refunded);
  if (row.expires_at != null) payment.expiresAt = toInstant(Number(row.expires_at));
  if (row.since != null) payment.since = toInstant(Number(row.since));
  if (row.changed_at != null) payment.changedAt = toInstant(Number(row.changed_at));
  return payment;
}

/** A row of `payment_facts`. */
export function factOf(row: Row): PaymentFact {
  const fact: PaymentFact = {
    provider: String(row.provider),
    paymentId: String(row.payment_id),
    factId: String(row.fact_id),
    status: row.status as PaymentStatus,
    at: Number(row.at),
  };
  if (row.currency != null) fact.amount = { currency: String(row.currency), minor: Number(row.minor) };
  if (row.expires_at != null) fact.expiresAt = Number(row.expires_at);
  if (row.refund_id != null) fact.refundId = String(row.refund_id);
  if (row.is_total === 1) fact.isTotal = true;
  if (row.reference != null) fact.reference = String(row.reference);
  if (row.owner_customer != null) {
    fact.owner = {
      account: String(row.owner_account),
      customerId: String(row.owner_customer),
      scope: JSON.parse(String(row.owner_scope)) as string[],
      by: row.owner_by as PaymentOwner['by'],
    };
  }
  return fact;
}

/** What a contact asks to be paid, from its column: empty stands for the same as its scope. */
export function demandsOf(column: SQLOutputValue | undefined, scope: string[]): string[] | null {
  if (column == null) return null;
  return column === '' ? scope : (JSON.parse(String(column)) as string[]);
}

function textOrNull(value: SQLOutputValue | undefined): string | null {
  return value == null ? null : String(value);
}
