import { toMillis } from '../../dunning/ledger/instant';
import type {
  ConsentChange,
  CustomerStanding,
  HoldRecord,
  HoldSelector,
  PaymentRecord,
} from '../../dunning/ledger/records';
import { PAYMENT_STATUSES } from '../../dunning/ledger/records';
import { paymentRank, refusedChannels, selects } from '../../dunning/ledger/standing';
import type { Database, Session } from './database';
import { consentOf, holdOf, paymentOf } from './rows';
import type { ConsentRow, HoldRow, PaymentRow } from './rows';

type Owner = [account: string, customerId: string];

/** What may forbid contact with these customers, by `account\ncustomerId`; only customers that have anything. */
export async function restrictionsOf(
  { rows }: Session,
  s: string,
  owners: readonly Owner[],
): Promise<Map<string, { consent: ConsentChange[]; holds: HoldRecord[] }>> {
  const found = new Map<string, { consent: ConsentChange[]; holds: HoldRecord[] }>();
  const of = (account: string, customerId: string) => {
    const name = `${account}\n${customerId}`;
    const known = found.get(name) ?? { consent: [], holds: [] };
    found.set(name, known);
    return known;
  };
  // One statement and so one round trip; most of the time it finds nothing.
  const restricted = await rows<{ consent: ConsentRow | null; hold: HoldRow | null }>(
    `WITH u AS (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS u (account, customer_id))
     SELECT row_to_json(c) AS consent, NULL AS hold FROM ${s}.consent c JOIN u USING (account, customer_id)
     UNION ALL
     SELECT NULL, row_to_json(h) FROM ${s}.holds h JOIN u USING (account, customer_id) WHERE h.released_at IS NULL`,
    [owners.map(([account]) => account), owners.map(([, customerId]) => customerId)],
  );
  for (const { consent, hold } of restricted) {
    if (consent) of(consent.account, consent.customer_id).consent.push(consentOf(consent));
    if (hold) of(hold.account, hold.customer_id).holds.push(holdOf(hold));
  }
  return found;
}

/** Adds words of customers; known ones are left alone. */
export async function addConsent({ change }: Session, s: string, changes: readonly ConsentChange[]): Promise<void> {
  if (changes.length === 0) return;
  await change(
    `INSERT INTO ${s}.consent (account, customer_id, channel, change, at, source)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
     ON CONFLICT DO NOTHING`,
    [
      changes.map((c) => c.account),
      changes.map((c) => c.customerId),
      changes.map((c) => c.channel),
      changes.map((c) => c.change),
      changes.map((c) => toMillis(c.at, 'at')),
      changes.map((c) => c.source ?? ''),
    ],
  );
}

/** What customers said, agreed and paid. */
export function recordStore(database: Database) {
  const s = database.schema;

  function recordConsent(changes: ConsentChange[]): Promise<void> {
    return database.session((session) => addConsent(session, s, changes));
  }

  async function setHolds(holds: Array<Omit<HoldRecord, 'releasedAt'>>): Promise<void> {
    // One statement cannot set the same hold twice; the last word counts.
    const last = new Map(holds.map((hold) => [JSON.stringify([hold.account, hold.customerId, hold.id]), hold]));
    const list = [...last.values()];
    if (list.length === 0) return;
    await database.session(({ change }) =>
      change(
        `INSERT INTO ${s}.holds (account, customer_id, hold_id, scope, hold, set_at)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
         ON CONFLICT (account, customer_id, hold_id) DO UPDATE SET scope = excluded.scope, hold = excluded.hold,
           set_at = excluded.set_at, released_at = NULL`,
        [
          list.map((h) => h.account),
          list.map((h) => h.customerId),
          list.map((h) => h.id),
          list.map((h) => JSON.stringify(h.scope)),
          list.map((h) => JSON.stringify(h.hold)),
          list.map((h) => toMillis(h.setAt, 'setAt')),
        ],
      ),
    );
  }

  function releaseHolds(selectors: HoldSelector[], now: number): Promise<HoldRecord[]> {
    return database.transaction([], async ({ rows, change }) => {
      const standing = await rows<HoldRow & { id: string }>(
        `SELECT * FROM ${s}.holds h WHERE released_at IS NULL AND EXISTS (
           SELECT 1 FROM unnest($1::text[], $2::text[]) AS u (account, customer_id)
           WHERE u.account = h.account AND u.customer_id = h.customer_id)
         ORDER BY set_at, id FOR UPDATE`,
        [selectors.map((one) => one.account), selectors.map((one) => one.customerId)],
      );
      const chosen = standing.filter((row) => {
        const record = holdOf(row);
        return selectors.some(
          (one) => one.account === record.account && one.customerId === record.customerId && selects(one, record),
        );
      });
      await change(`UPDATE ${s}.holds SET released_at = $1 WHERE id = ANY ($2::bigint[])`, [
        now,
        chosen.map(({ id }) => id),
      ]);
      return chosen.map(holdOf);
    });
  }

  async function recordPayments(payments: PaymentRecord[]): Promise<number> {
    const furthest = new Map<string, PaymentRecord>();
    for (const payment of payments) {
      const name = JSON.stringify([payment.provider, payment.paymentId]);
      const known = furthest.get(name);
      if (!known || paymentRank(payment.status) > paymentRank(known.status)) furthest.set(name, payment);
    }
    const list = [...furthest.values()];
    if (list.length === 0) return 0;
    return database.session(({ change }) =>
      change(
        `INSERT INTO ${s}.payments AS p (account, customer_id, provider, payment_id, scope, currency, minor, at, status)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
           $8::bigint[], $9::text[])
         ON CONFLICT (provider, payment_id) DO UPDATE SET status = excluded.status, minor = excluded.minor,
           at = excluded.at
         WHERE array_position($10::text[], p.status) < array_position($10::text[], excluded.status)`,
        [
          list.map((p) => p.account),
          list.map((p) => p.customerId),
          list.map((p) => p.provider),
          list.map((p) => p.paymentId),
          list.map((p) => JSON.stringify(p.scope)),
          list.map((p) => p.amount.currency),
          list.map((p) => p.amount.minor),
          list.map((p) => toMillis(p.at, 'at')),
          list.map((p) => p.status),
          [...PAYMENT_STATUSES],
        ],
      ),
    );
  }

  /** @param everything also holds that were released, as evidence */
  async function standing(
    { rows }: Session,
    account: string,
    customerIds: readonly string[],
    everything: boolean,
  ): Promise<Map<string, CustomerStanding>> {
    const which = 'account = $1 AND customer_id = ANY ($2)';
    const values = [account, customerIds];
    const consent = await rows<ConsentRow>(`SELECT * FROM ${s}.consent WHERE ${which} ORDER BY at, id`, values);
    const holds = await rows<HoldRow>(
      `SELECT * FROM ${s}.holds WHERE ${which}${everything ? '' : ' AND released_at IS NULL'} ORDER BY set_at, id`,
      values,
    );
    const payments = await rows<PaymentRow>(`SELECT * FROM ${s}.payments WHERE ${which} ORDER BY at, id`, values);
    const found = new Map<string, CustomerStanding>();
    for (const customerId of customerIds) {
      found.set(customerId, { account, customerId, refused: [], consent: [], holds: [], payments: [] });
    }
    for (const row of consent) found.get(row.customer_id)?.consent.push(consentOf(row));
    for (const row of holds) found.get(row.customer_id)?.holds.push(holdOf(row));
    for (const row of payments) found.get(row.customer_id)?.payments.push(paymentOf(row));
    for (const one of found.values()) one.refused = refusedChannels(one.consent);
    return found;
  }

  return { recordConsent, setHolds, releaseHolds, recordPayments, standing };
}
