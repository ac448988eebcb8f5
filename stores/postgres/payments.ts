import { isDeepStrictEqual } from 'node:util';

import { toMillis } from '../../dunning/ledger/instant';
import { bearingOf, disputeHold, foldPayment, paymentIn } from '../../dunning/ledger/payments';
import type { PaymentFact } from '../../dunning/ledger/payments';
import { factOfRecord } from '../../dunning/ledger/payment-events';
import type { HoldRecord, HoldSelector, PaymentRecord, UnknownPayment } from '../../dunning/ledger/records';
import type { Database, Session } from './database';
import { putHolds, releaseSelected } from './holds';
import { factOf, paymentOf } from './rows';
import type { FactRow, PaymentRow } from './rows';
import { stopWaiting } from './stopping';
import type { NewsOf } from './stopping';

/** A payment that came to be what it is, and what it was. */
interface Change {
  before: PaymentRecord | undefined;
  payment: PaymentRecord;
  bears: boolean;
  revision: number;
}

const nameOf = (account: string, customerId: string): string => `${account}\n${customerId}`;

/** What was said of payments, and how they stand by it. */
export function paymentStore(database: Database) {
  const s = database.schema;

  /** The names under which payments are locked: what is said of one payment at the same moment must be folded together. */
  const lockNames = (facts: ReadonlyArray<Pick<PaymentFact, 'provider' | 'paymentId'>>): string[] =>
    facts.map(({ provider, paymentId }) => `${provider}\n${paymentId}`);

  async function recordPayments(payments: readonly PaymentRecord[], now: number): Promise<number> {
    const facts = payments.map(factOfRecord);
    if (facts.length === 0) return 0;
    return database.transaction(database.locksFor('payment', lockNames(facts)), (session) => add(session, facts, now));
  }

  /**
   * Adds facts, each once, and brings their payments up to date, under the locks of the payments, which the caller holds; returns how many
   * came to stand otherwise.
   */
  async function add(session: Session, given: readonly PaymentFact[], now: number): Promise<number> {
    const touched = await insert(session, given, now);
    if (touched.length === 0) return 0;
    const values = [touched.map(({ provider }) => provider), touched.map(({ payment_id: id }) => id)];
    const which = '(provider, payment_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))';
    const facts = await session.rows<FactRow>(`SELECT * FROM ${s}.payment_facts WHERE ${which}`, values);
    const known = await session.rows<PaymentRow>(`SELECT * FROM ${s}.payments WHERE ${which}`, values);
    const rows = new Map(known.map((row) => [JSON.stringify([row.provider, row.payment_id]), row]));

    let changed = 0;
    const changes: Change[] = [];
    for (const [name, ofPayment] of Map.groupBy(facts.map(factOf), keyOf)) {
      const payment = paymentIn(foldPayment(ofPayment));
      const row = rows.get(name);
      const before = row && paymentOf(row);
      if (payment && before && isDeepStrictEqual(before, payment)) continue;
      const bears = bearingOf(before) !== bearingOf(payment);
      if (!payment || before?.status !== payment.status || bears) changed += 1;
      if (payment) changes.push({ before, payment, bears, revision: Number(row?.revision ?? 0) });
    }
    if (changes.length > 0) await apply(session, changes, now);
    return changed;
  }

  async function insert(session: Session, given: readonly PaymentFact[], now: number) {
    const once = [...new Map(given.map((fact) => [JSON.stringify([keyOf(fact), fact.factId]), fact])).values()];
    return session.rows<{ provider: string; payment_id: string }>(
      `INSERT INTO ${s}.payment_facts AS f (provider, payment_id, fact_id, status, currency, minor, at, expires_at,
         refund_id, is_total, owner_account, owner_customer, owner_scope, owner_by, reference, received_at)
       SELECT u.*, $16::bigint
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
         $9::text[], $10::boolean[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[]) AS u
       ON CONFLICT (provider, payment_id, fact_id) DO UPDATE SET owner_account = excluded.owner_account,
         owner_customer = excluded.owner_customer, owner_scope = excluded.owner_scope
       -- A person may say of the same payment whose it is, or say it anew.
       WHERE f.owner_by = 'person' AND excluded.owner_by = 'person'
         AND (f.owner_account, f.owner_customer, f.owner_scope)
           <> (excluded.owner_account, excluded.owner_customer, excluded.owner_scope)
       RETURNING provider, payment_id`,
      [
        once.map((f) => f.provider),
        once.map((f) => f.paymentId),
        once.map((f) => f.factId),
        once.map((f) => f.status),
        once.map((f) => f.amount?.currency ?? null),
        once.map((f) => f.amount?.minor ?? null),
        once.map((f) => f.at),
        once.map((f) => f.expiresAt ?? null),
        once.map((f) => f.refundId ?? null),
        once.map((f) => f.isTotal ?? false),
        once.map((f) => f.owner?.account ?? null),
        once.map((f) => f.owner?.customerId ?? null),
        once.map((f) => (f.owner ? JSON.stringify(f.owner.scope) : null)),
        once.map((f) => f.owner?.by ?? null),
        once.map((f) => f.reference ?? null),
        now,
      ],
    );
  }

  /** Under the locks of the customers, so that no claim can be made in between that does not know of it. */
  async function apply(session: Session, changes: Change[], now: number): Promise<void> {
    const owners = new Map<string, [account: string, customerId: string]>();
    for (const { before, payment } of changes) {
      for (const one of before ? [before, payment] : [payment]) {
        owners.set(nameOf(one.account, one.customerId), [one.account, one.customerId]);
      }
    }
    await database.lock(session, database.locksFor('customer', owners.keys()));
    await revise(session, changes, [...owners.values()], now);
    await put(session, changes);
    const news = changes.flatMap(({ bears, before, payment }): NewsOf[] => {
      if (!bears) return [];
      const concerned = before ? [payment, before] : [payment];
      return concerned.map(({ account, customerId }) => ({ account, customerId, news: { payments: concerned } }));
    });
    await stopWaiting(session, s, news);
    await keepDisputes(session, changes, now);
  }

  /** Gives what changed the next revisions of its customers. */
  async function revise(
    { rows }: Session,
    changes: Change[],
    owners: Array<[string, string]>,
    now: number,
  ): Promise<void> {
    const found = await rows<{ account: string; customer_id: string; revision: string }>(
      `SELECT account, customer_id, max(revision) AS revision FROM ${s}.payments
       WHERE (account, customer_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) GROUP BY 1, 2`,
      [owners.map(([account]) => account), owners.map(([, customerId]) => customerId)],
    );
    const latest = new Map(found.map((row) => [nameOf(row.account, row.customer_id), Number(row.revision)]));
    for (const change of changes) {
      if (!change.bears) continue;
      const name = nameOf(change.payment.account, change.payment.customerId);
      change.revision = Math.max((latest.get(name) ?? 0) + 1, now);
      latest.set(name, change.revision);
    }
  }

  async function put({ change }: Session, changes: readonly Change[]): Promise<void> {
    const list = changes.map(({ payment }) => payment);
    const at = (instant: string | undefined) => (instant === undefined ? null : toMillis(instant, 'at'));
    await change(
      `INSERT INTO ${s}.payments (account, customer_id, provider, payment_id, scope, currency, minor, at, status, refunded,
         expires_at, since, changed_at, revision)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
         $8::bigint[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[])
       ON CONFLICT (provider, payment_id) DO UPDATE SET account = excluded.account, customer_id = excluded.customer_id,
         scope = excluded.scope, currency = excluded.currency, minor = excluded.minor, at = excluded.at,
         status = excluded.status, refunded = excluded.refunded, expires_at = excluded.expires_at, since = excluded.since,
         changed_at = excluded.changed_at, revision = excluded.revision`,
      [
        list.map((p) => p.account),
        list.map((p) => p.customerId),
        list.map((p) => p.provider),
        list.map((p) => p.paymentId),
        list.map((p) => JSON.stringify(p.scope)),
        list.map((p) => p.amount.currency),
        list.map((p) => p.amount.minor),
        list.map((p) => at(p.at)),
        list.map((p) => p.status),
        list.map((p) => p.refunded ?? 0),
        list.map((p) => at(p.expiresAt)),
        list.map((p) => at(p.since)),
        list.map((p) => at(p.changedAt)),
        changes.map(({ revision }) => revision),
      ],
    );
  }

  /** A dispute becomes a hold, which ends when the money was returned or a person releases it. */
  async function keepDisputes(session: Session, changes: readonly Change[], now: number): Promise<void> {
    const set: Array<Omit<HoldRecord, 'releasedAt'>> = [];
    const release: HoldSelector[] = [];
    for (const { before, payment } of changes) {
      const [was, is] = [before?.status === 'disputed', payment.status === 'disputed'];
      if (was === is) continue;
      const hold = disputeHold(payment);
      if (is) set.push(hold);
      else release.push({ account: payment.account, customerId: payment.customerId, id: hold.id });
    }
    if (set.length > 0) await putHolds(session, s, set);
    if (release.length > 0) await releaseSelected(session, s, release, now);
  }

  async function unknown({ rows }: Session): Promise<UnknownPayment[]> {
    const facts = await rows<FactRow>(
      `SELECT * FROM ${s}.payment_facts f WHERE (provider, payment_id) IN
         (SELECT provider, payment_id FROM ${s}.payment_facts WHERE owner_customer IS NULL)
       AND NOT EXISTS (SELECT 1 FROM ${s}.payments p WHERE p.provider = f.provider AND p.payment_id = f.payment_id)
       ORDER BY id`,
    );
    return [...Map.groupBy(facts.map(factOf), keyOf).values()]
      .map((ofPayment): UnknownPayment => foldPayment(ofPayment))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  return { lockNames, recordPayments, add, unknown };
}

function keyOf({ provider, paymentId }: Pick<PaymentFact, 'provider' | 'paymentId'>): string {
  return JSON.stringify([provider, paymentId]);
}
