import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import { decideClaims } from '../../dunning/ledger/claiming';
import type { ClaimView } from '../../dunning/ledger/claiming';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import { countsTowardsCaps, statusOf } from '../../dunning/ledger/fold';
import type { ClaimState } from '../../dunning/ledger/fold';
import type { ClaimRef, ClaimResult } from '../../dunning/ledger/ledger';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { CustomerRow, CustomerTable } from './customers';
import type { RecordTable } from './records';
import { CONTACT_COLUMNS, contactOf } from './rows';

// The lease runs; the same rule as `leaseRuns` in the domain.
const LEASE_RUNS = ':now < lease_until AND :now >= 2 * lease_from - lease_until';

/** Claims and what becomes of them. Every function runs inside a transaction that the caller holds. */
export function contactTable(db: DatabaseSync, customers: CustomerTable, records: RecordTable) {
  const byKey = db.prepare(
    `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer WHERE c.key = ?`,
  );
  const near = db.prepare(
    `SELECT at, channel, state, facts, lease_from, lease_until FROM contacts
     WHERE customer = ? AND at BETWEEN ? AND ?`,
  );
  const put = db.prepare(
    `INSERT INTO contacts (key, customer, debt_id, scope, cycle, stage, level, channel, attempt, at, state, facts,
       claimed_at, lease_from, lease_until, token)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET debt_id = excluded.debt_id, level = excluded.level, at = excluded.at,
       state = excluded.state, facts = excluded.facts, claimed_at = excluded.claimed_at,
       lease_from = excluded.lease_from, lease_until = excluded.lease_until, token = excluded.token,
       provider = NULL, provider_message_id = NULL, detail = NULL`,
  );
  const queue = db.prepare(
    `UPDATE contacts SET state = 'queued', lease_from = :now, lease_until = :now + :lease
     WHERE key = :key AND token = :token AND state IN ('claimed', 'queued') AND facts = 0 AND ${LEASE_RUNS}`,
  );
  const start = db.prepare(
    `UPDATE contacts SET state = 'sending', lease_from = :now, lease_until = :now + (lease_until - lease_from)
     WHERE key = :key AND token = :token AND state IN ('claimed', 'queued') AND facts = 0 AND ${LEASE_RUNS}`,
  );

  function find(key: string): StoredContact | undefined {
    const row = byKey.get(key);
    return row && contactOf(row);
  }

  function claim(requests: ClaimRequest[], now: number, leaseMs: number): ClaimResult[] {
    // A batch asks for the same customer several times.
    const seen = new Map<string, CustomerRow>();
    const known = (account: string, customerId: string): CustomerRow | undefined => {
      const name = `${account}\n${customerId}`;
      const row = seen.get(name) ?? customers.find(account, customerId);
      if (row) seen.set(name, row);
      return row;
    };
    const view: ClaimView = {
      stored: find,
      restrictions(account, customerId) {
        const customer = known(account, customerId);
        return customer?.restricted ? records.restrictions(customer.id, { account, customerId }) : undefined;
      },
      counted(account, customerId, window) {
        const customer = known(account, customerId);
        if (!customer) return [];
        return near
          .all(customer.id, window.from, window.until)
          .filter((row) =>
            countsTowardsCaps(
              statusOf(
                {
                  state: row.state as ClaimState,
                  facts: Number(row.facts),
                  leaseFrom: Number(row.lease_from),
                  leaseUntil: Number(row.lease_until),
                },
                now,
              ),
            ),
          )
          .map((row) => ({ at: Number(row.at), channel: row.channel as Channel }));
      },
    };
    const tokens = requests.map(() => randomUUID());
    const { results, writes } = decideClaims(requests, view, { now, leaseMs, tokens });
    for (const c of writes) {
      const owner = known(c.account, c.customerId)?.id ?? customers.ensure(c.account, c.customerId);
      put.run(
        c.key,
        owner,
        c.debtId,
        JSON.stringify(c.scope),
        c.cycle,
        c.stage,
        c.level,
        c.channel,
        c.attempt,
        c.at,
        c.state,
        c.facts,
        c.claimedAt,
        c.leaseFrom,
        c.leaseUntil,
        c.token,
      );
    }
    return results;
  }

  function takeOver(claims: ClaimRef[], now: number, leaseMs: number): Set<string> {
    const taken = new Set<string>();
    for (const { key, token } of claims) {
      if (queue.run({ key, token, now, lease: leaseMs }).changes > 0) taken.add(key);
    }
    return taken;
  }

  function begin({ key, token }: ClaimRef, now: number): boolean {
    return start.run({ key, token, now }).changes > 0;
  }

  return { find, claim, takeOver, begin };
}
