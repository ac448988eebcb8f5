import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import type { SkipCode } from '../../dunning/ledger/reasons';
import { stopReason } from '../../dunning/ledger/stopping';
import type { News } from '../../dunning/ledger/stopping';
import { demandsOf } from './rows';

export type StopTable = ReturnType<typeof stopTable>;

/**
 * Contacts that were claimed and are not begun, and what came in meanwhile. Whoever stores such news stops them in the same
 * transaction, so that `begin` finds it without looking at anything but the contact.
 */
export function stopTable(db: DatabaseSync) {
  const waiting = db.prepare(
    `SELECT id, scope, demands, channel, at FROM contacts
     WHERE customer = ? AND state IN ('claimed', 'queued') AND facts = 0 AND stopped IS NULL`,
  );
  // What was taken over is provably unsent. A claim that was not may be on its way already.
  const stop = db.prepare(
    `UPDATE contacts SET stopped = ?, state = CASE WHEN state = 'queued' THEN 'released' ELSE state END WHERE id = ?`,
  );
  const refused = db.prepare(
    `UPDATE contacts SET state = 'released' WHERE id = ? AND token = ? AND state = 'claimed' AND stopped IS NOT NULL`,
  );
  const reason = db.prepare('SELECT stopped FROM contacts WHERE id = ? AND token = ?');

  /** Stops what may no longer be sent to a customer, given what came in. */
  function stopFor(customer: number, news: News): void {
    for (const row of waiting.all(customer)) {
      const scope = JSON.parse(String(row.scope)) as string[];
      const contact = {
        scope,
        channel: row.channel as Channel,
        at: Number(row.at),
        demands: demandsOf(row.demands, scope),
      };
      const why = stopReason(contact, news);
      if (why) stop.run(why, Number(row.id));
    }
  }

  /** A sender that was told not to send has not sent. */
  function refuse(id: number, token: string): void {
    refused.run(id, token);
  }

  function stoppedBy(id: number, token: string): SkipCode | undefined {
    return (reason.get(id, token)?.stopped ?? undefined) as SkipCode | undefined;
  }

  return { stopFor, refuse, stoppedBy };
}
