import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';

import { toMillis } from '../../dunning/ledger/instant';
import { bearingOf, disputeHold, foldPayment, paymentIn } from '../../dunning/ledger/payments';
import type { PaymentFact } from '../../dunning/ledger/payments';
import type { PaymentRecord, UnknownPayment } from '../../dunning/ledger/records';
import type { CustomerTable } from './customers';
import type { RecordTable } from './records';
import { factOf, paymentOf } from './rows';
import type { StopTable } from './stopping';

export type PaymentTable = ReturnType<typeof paymentTable>;

/** What was said of payments, and how they stand by it. Every function runs inside a transaction that the caller holds. */
export function paymentTable(db: DatabaseSync, customers: CustomerTable, records: RecordTable, stops: StopTable) {
  const addFact = db.prepare(
    `INSERT INTO payment_facts (provider, payment_id, fact_id, status, currency, minor, at, expires_at, refund_id,
       is_total, owner_account, owner_customer, owner_scope, owner_by, reference, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  // A person may say of the same payment whose it is, or say it anew.
  const own = db.prepare(
    `UPDATE payment_facts SET owner_account = :account, owner_customer = :customer, owner_scope = :scope
     WHERE provider = :provider AND payment_id = :payment AND fact_id = :fact AND owner_by = 'person'
       AND (owner_account <> :account OR owner_customer <> :customer OR owner_scope <> :scope)`,
  );
  const factsBy = db.prepare('SELECT * FROM payment_facts WHERE provider = ? AND payment_id = ?');
  const known = db.prepare(
    `SELECT p.*, u.account, u.customer_id FROM payments p JOIN customers u ON u.id = p.customer
     WHERE p.provider = ? AND p.payment_id = ?`,
  );
  const put = db.prepare(
    `INSERT INTO payments (customer, provider, payment_id, scope, currency, minor, at, status, refunded, expires_at, since,
       changed_at, revision)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (provider, payment_id) DO UPDATE SET customer = excluded.customer, scope = excluded.scope,
       currency = excluded.currency, minor = excluded.minor, at = excluded.at, status = excluded.status,
       refunded = excluded.refunded, expires_at = excluded.expires_at, since = excluded.since,
       changed_at = excluded.changed_at, revision = excluded.revision`,
  );
  const revise = db.prepare('UPDATE customers SET revision = max(revision + 1, ?) WHERE id = ? RETURNING revision');
  const changedSince = db.prepare('SELECT scope FROM payments WHERE customer = ? AND revision > ?');
  const unowned = db.prepare(
    `SELECT * FROM payment_facts f WHERE (provider, payment_id) IN
       (SELECT provider, payment_id FROM payment_facts WHERE owner_customer IS NULL)
     AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.provider = f.provider AND p.payment_id = f.payment_id)
     ORDER BY id`,
  );

  /** Adds facts, each once, and brings their payments up to date; returns how many came to stand otherwise. */
  function add(facts: readonly PaymentFact[], now: number): number {
    const touched = new Map<string, PaymentFact>();
    for (const fact of facts) {
      const { provider, paymentId, factId, status, amount, at, expiresAt, refundId, isTotal, owner, reference } = fact;
      const scope = owner ? JSON.stringify(owner.scope) : null;
      let { changes } = addFact.run(
        provider,
        paymentId,
        factId,
        status,
        amount?.currency ?? null,
        amount?.minor ?? null,
        at,
        expiresAt ?? null,
        refundId ?? null,
        isTotal ? 1 : 0,
        owner?.account ?? null,
        owner?.customerId ?? null,
        scope,
        owner?.by ?? null,
        reference ?? null,
        now,
      );
      if (changes === 0 && owner?.by === 'person') {
        const said = { account: owner.account, customer: owner.customerId, scope };
        changes = own.run({ ...said, provider, payment: paymentId, fact: factId }).changes;
      }
      if (changes > 0) touched.set(JSON.stringify([provider, paymentId]), fact);
    }
    let changed = 0;
    for (const fact of touched.values()) if (bringUpToDate(fact, now)) changed += 1;
    return changed;
  }

  function bringUpToDate({ provider, paymentId }: PaymentFact, now: number): boolean {
    const payment = paymentIn(foldPayment(factsBy.all(provider, paymentId).map(factOf)));
    if (!payment) return true;
    const row = known.get(provider, paymentId);
    const before = row && paymentOf(row, { account: String(row.account), customerId: String(row.customer_id) });
    if (before && isDeepStrictEqual(before, payment)) return false;
    const customer = customers.ensure(payment.account, payment.customerId);
    const bears = bearingOf(before) !== bearingOf(payment);
    const revision = bears ? Number(revise.get(now, customer)?.revision) : Number(row?.revision ?? 0);
    put.run(
      customer,
      provider,
      paymentId,
      JSON.stringify(payment.scope),
      payment.amount.currency,
      payment.amount.minor,
      toMillis(payment.at, 'at'),
      payment.status,
      payment.refunded ?? 0,
      millis(payment.expiresAt),
      millis(payment.since),
      millis(payment.changedAt),
      revision,
    );
    if (bears) {
      const news = { payments: before ? [payment, before] : [payment] };
      const former = row === undefined ? customer : Number(row.customer);
      if (former !== customer) {
        revise.get(now, former);
        stops.stopFor(former, news);
      }
      stops.stopFor(customer, news);
    }
    keepDispute(before, payment, now);
    return before?.status !== payment.status || bears;
  }

  /** A dispute becomes a hold, which ends when the money was returned or a person releases it. */
  function keepDispute(before: PaymentRecord | undefined, payment: PaymentRecord, now: number): void {
    const [was, is] = [before?.status === 'disputed', payment.status === 'disputed'];
    if (was === is) return;
    const hold = disputeHold(payment);
    if (is) records.setHolds([hold]);
    else records.releaseHolds([{ account: payment.account, customerId: payment.customerId, id: hold.id }], now);
  }

  /** Scopes of the payments that changed after a revision. */
  function since(customer: number, revision: number): Array<{ scope: string[] }> {
    return changedSince.all(customer, revision).map((row) => ({ scope: JSON.parse(String(row.scope)) as string[] }));
  }

  function unknown(): UnknownPayment[] {
    const byPayment = Map.groupBy(unowned.all().map(factOf), ({ provider, paymentId }) =>
      JSON.stringify([provider, paymentId]),
    );
    return [...byPayment.values()]
      .map((facts): UnknownPayment => foldPayment(facts))
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  return { add, since, unknown };
}

function millis(instant: string | undefined): number | null {
  return instant === undefined ? null : toMillis(instant, 'at');
}
