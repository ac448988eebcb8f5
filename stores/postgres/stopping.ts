import type { Channel } from '../../dunning/common';
import type { SkipCode } from '../../dunning/ledger/reasons';
import { stopReason } from '../../dunning/ledger/stopping';
import type { News } from '../../dunning/ledger/stopping';
import type { Session } from './database';
import { demandsOf } from './rows';
import type { ContactRow } from './rows';

/** What came in about one customer. */
export interface NewsOf {
  account: string;
  customerId: string;
  news: News;
}

/**
 * Stops the contacts of customers that were claimed and not begun and may no longer be sent, given what came in. The customers' locks
 * must be held: a claim that is being made would not be seen.
 */
export async function stopWaiting({ rows, change }: Session, s: string, list: readonly NewsOf[]): Promise<void> {
  if (list.length === 0) return;
  type Row = Pick<ContactRow, 'id' | 'account' | 'customer_id' | 'scope' | 'demands' | 'channel' | 'at'>;
  const waiting = await rows<Row>(
    `SELECT c.id, c.account, c.customer_id, c.scope, c.demands, c.channel, c.at FROM ${s}.contacts c
     WHERE EXISTS (SELECT 1 FROM unnest($1::text[], $2::text[]) AS u (account, customer_id)
                   WHERE u.account = c.account AND u.customer_id = c.customer_id)
       AND c.state IN ('claimed', 'queued') AND c.facts = 0 AND c.stopped IS NULL
     ORDER BY c.id FOR UPDATE`,
    [list.map(({ account }) => account), list.map(({ customerId }) => customerId)],
  );
  const stopped = waiting.flatMap((row): Array<{ id: string; why: SkipCode }> => {
    const scope = JSON.parse(row.scope) as string[];
    const contact = {
      scope,
      channel: row.channel as Channel,
      at: Number(row.at),
      demands: demandsOf(row.demands, scope),
    };
    for (const { account, customerId, news } of list) {
      const why = account === row.account && customerId === row.customer_id && stopReason(contact, news);
      if (why) return [{ id: row.id, why }];
    }
    return [];
  });
  if (stopped.length === 0) return;
  // What was taken over is provably unsent. A claim that was not may be on its way already.
  await change(
    `UPDATE ${s}.contacts c SET stopped = u.why, state = CASE WHEN c.state = 'queued' THEN 'released' ELSE c.state END
     FROM unnest($1::bigint[], $2::text[]) AS u (id, why) WHERE c.id = u.id`,
    [stopped.map(({ id }) => id), stopped.map(({ why }) => why)],
  );
}
