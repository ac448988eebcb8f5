import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import { decideClaims } from '../../dunning/ledger/claiming';
import type { ClaimView } from '../../dunning/ledger/claiming';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import { countsTowardsCaps, statusOf } from '../../dunning/ledger/fold';
import type { ClaimState } from '../../dunning/ledger/fold';
import type { ClaimRef, ClaimResult } from '../../dunning/ledger/ledger';
import type { SkipCode } from '../../dunning/ledger/reasons';
import type { CustomerRow, CustomerTable } from './customers';
import { tokenFor } from './keys';
import type { KeyTable } from './keys';
import type { PaymentTable } from './payments';
import type { RecordTable } from './records';
import { CONTACT_COLUMNS, contactOf } from './rows';
import type { StopTable } from './stopping';

// The lease runs; the same rule as `leaseRuns` in the domain.
const LEASE_RUNS = ':now < lease_until AND :now >= 2 * lease_from - lease_until';

/** What claiming needs to look at besides the contacts. */
export interface ContactTables {
  keys: KeyTable;
  customers: CustomerTable;
  records: RecordTable;
  payments: PaymentTable;
  stops: StopTable;
}

/** Claims and what becomes of them. Every function runs inside a transaction that the caller holds. */
export function contactTable(db: DatabaseSync, tables: ContactTables) {
  const { keys, customers, records, payments, stops } = tables;
  const ofCustomer = db.prepare(
    `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer WHERE c.customer = ? AND c.key = ?`,
  );
  const near = db.prepare(
    `SELECT at, channel, debt_id, state, facts, lease_from, lease_until FROM contacts
     WHERE customer = ? AND at BETWEEN ? AND ?`,
  );
  const put = db.prepare(
    `INSERT INTO contacts (id, key, customer, debt_id, scope, cycle, stage, level, channel, attempt, at, state, facts,
       claimed_at, lease_from, lease_until, token, demands)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (customer, key) DO UPDATE SET debt_id = excluded.debt_id, level = excluded.level, at = excluded.at,
       state = excluded.state, facts = excluded.facts, claimed_at = excluded.claimed_at,
       lease_from = excluded.lease_from, lease_until = excluded.lease_until, token = excluded.token,
       demands = excluded.demands, provider = NULL, provider_message_id = NULL, detail = NULL, stopped = NULL`,
  );
  const queue = db.prepare(
    `UPDATE contacts SET state = 'queued', lease_from = :now, lease_until = :now + :lease
     WHERE id = :id AND token = :token AND state IN ('claimed', 'queued') AND facts = 0 AND stopped IS NULL AND ${LEASE_RUNS}`,
  );
  const start = db.prepare(
    `UPDATE contacts SET state = 'sending', lease_from = :now, lease_until = :now + (lease_until - lease_from)
     WHERE id = :id AND token = :token AND state IN ('claimed', 'queued') AND facts = 0 AND stopped IS NULL AND ${LEASE_RUNS}`,
  );

  function claim(requests: ClaimRequest[], now: number, leaseMs: number): ClaimResult[] {
    // A batch asks for the same customer several times.
    const seen = new Map<string, CustomerRow | undefined>();
    const known = (account: string, customerId: string): CustomerRow | undefined => {
      const name = `${account}\n${customerId}`;
      if (seen.has(name)) return seen.get(name);
      const row = customers.find(account, customerId);
      seen.set(name, row);
      return row;
    };
    const view: ClaimView = {
      stored({ key, account, customerId }) {
        const customer = known(account, customerId);
        const row = customer && ofCustomer.get(customer.id, key);
        return row && contactOf(row);
      },
      restrictions(account, customerId) {
        const customer = known(account, customerId);
        return customer?.restricted ? records.restrictions(customer.id, { account, customerId }) : undefined;
      },
      paymentsSince(account, customerId, revision) {
        const customer = known(account, customerId);
        return customer && customer.revision > revision ? payments.since(customer.id, revision) : [];
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
          .map((row) => ({ at: Number(row.at), channel: row.channel as Channel, debtId: String(row.debt_id) }));
      },
    };
    const first = keys.nextId();
    const tokens = requests.map((_, index) => tokenFor(first + index, randomUUID()));
    const { results, writes } = decideClaims(requests, view, { now, leaseMs, tokens });
    let index = 0;
    for (const c of writes) {
      // Writes come in the order of the requests, and with their tokens.
      while (tokens[index] !== c.token) index += 1;
      let owner = known(c.account, c.customerId);
      if (!owner) {
        owner = { id: customers.add(c.account, c.customerId), restricted: false, revision: 0 };
        seen.set(`${c.account}\n${c.customerId}`, owner);
      }
      put.run(
        first + index,
        c.key,
        owner.id,
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
        c.demands && (isSame(c.demands, c.scope) ? '' : JSON.stringify(c.demands)),
      );
    }
    return results;
  }

  function takeOver(claims: ClaimRef[], now: number, leaseMs: number): Set<string> {
    const rows = keys.finder();
    const taken = new Set<string>();
    for (const claim of claims) {
      const id = rows.byClaim(claim);
      if (id === undefined) continue;
      if (queue.run({ id, token: claim.token, now, lease: leaseMs }).changes > 0) taken.add(claim.key);
      else stops.refuse(id, claim.token);
    }
    return taken;
  }

  function begin(claim: ClaimRef, now: number): boolean {
    const id = keys.finder().byClaim(claim);
    if (id === undefined) return false;
    if (start.run({ id, token: claim.token, now }).changes > 0) return true;
    stops.refuse(id, claim.token);
    return false;
  }

  function stopsOf(claims: ClaimRef[]): Map<string, SkipCode> {
    const rows = keys.finder();
    const found = new Map<string, SkipCode>();
    for (const claim of claims) {
      const id = rows.byClaim(claim);
      const why = id === undefined ? undefined : stops.stoppedBy(id, claim.token);
      if (why) found.set(claim.key, why);
    }
    return found;
  }

  return { claim, takeOver, begin, stopsOf };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, n) => id === other[n]);
}
