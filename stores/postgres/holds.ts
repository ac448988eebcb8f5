import { toMillis } from '../../dunning/ledger/instant';
import type { HoldRecord, HoldSelector } from '../../dunning/ledger/records';
import { selects } from '../../dunning/ledger/standing';
import type { Session } from './database';
import { holdOf } from './rows';
import type { HoldRow } from './rows';
import { stopWaiting } from './stopping';

/** Sets holds, and stops what they forbid. The customers' locks must be held. */
export async function putHolds(
  session: Session,
  s: string,
  holds: ReadonlyArray<Omit<HoldRecord, 'releasedAt'>>,
): Promise<void> {
  // One statement cannot set the same hold twice; the last word counts.
  const last = new Map(holds.map((hold) => [JSON.stringify([hold.account, hold.customerId, hold.id]), hold]));
  const list = [...last.values()];
  if (list.length === 0) return;
  await session.change(
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
  );
  await stopWaiting(
    session,
    s,
    list.map((hold) => ({ ...hold, news: { restrictions: { consent: [], holds: [hold] } } })),
  );
}

/** Releases the standing holds that are meant; returns them as they stood. */
export async function releaseSelected(
  { rows, change }: Session,
  s: string,
  selectors: readonly HoldSelector[],
  now: number,
): Promise<HoldRecord[]> {
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
}
