import { randomUUID } from 'node:crypto';

import type { Channel } from '../../dunning/common';
import { capWindow, decideClaims } from '../../dunning/ledger/claiming';
import type { CapWindow, ClaimView } from '../../dunning/ledger/claiming';
import type { CountedContact } from '../../dunning/ledger/caps';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import { countsTowardsCaps, statusOf } from '../../dunning/ledger/fold';
import type { ClaimState } from '../../dunning/ledger/fold';
import type { ClaimRef, ClaimResult } from '../../dunning/ledger/ledger';
import type { SkipCode } from '../../dunning/ledger/reasons';
import type { StoredContact } from '../../dunning/ledger/stored';
import { Collision } from './errors';
import type { Database, Session } from './database';
import { restrictionsOf } from './records';
import { contactOf, demandsColumn } from './rows';
import type { ContactRow } from './rows';

/** The name of a customer in maps and locks. */
export const nameOf = (account: string, customerId: string): string => `${account}\n${customerId}`;

/** Claims and what becomes of them. */
export function contactStore(database: Database) {
  const s = database.schema;
  // The lease runs; the same rule as `leaseRuns` in the domain.
  const startable = (now: string) =>
    `state IN ('claimed', 'queued') AND facts = 0 AND stopped IS NULL AND ${now} < lease_until AND ${now} >= 2 * lease_from - lease_until`;

  async function claim(requests: ClaimRequest[], now: number, leaseMs: number): Promise<ClaimResult[]> {
    if (requests.length === 0) return [];
    // Made once: when a commit's answer was lost, the repeated transaction recognises its own claims by them.
    const tokens = requests.map(() => randomUUID());
    const customers = new Map<string, [account: string, customerId: string]>();
    for (const { account, customerId } of requests) {
      customers.set(nameOf(account, customerId), [account, customerId]);
    }
    const window = capWindow(requests);
    return database.transaction(database.locksFor('customer', customers.keys()), async (session) => {
      const owners = [...customers.values()];
      const stored = await byKey(session, requests);
      const counted = window ? await countedBy(session, owners, window, now) : new Map<string, CountedContact[]>();
      const known = await restrictionsOf(session, s, owners, earliestSeen(requests, customers.keys()));
      const view: ClaimView = {
        stored: ({ key }) => stored.get(key),
        counted: (account, customerId) => counted.get(nameOf(account, customerId)) ?? [],
        restrictions: (account, customerId) => known.get(nameOf(account, customerId)),
        paymentsSince: (account, customerId, seen) =>
          (known.get(nameOf(account, customerId))?.payments ?? []).filter(({ revision }) => revision > seen),
      };
      const { results, writes } = decideClaims(requests, view, { now, leaseMs, tokens });
      await insert(
        session,
        writes.filter(({ key }) => !stored.has(key)),
      );
      await replace(
        session,
        writes.filter(({ key }) => stored.has(key)),
      );
      return results;
    });
  }

  /** Locks what it finds, so that a sender's `begin` on an expired claim cannot slip in before the key is given away. */
  async function byKey({ rows }: Session, requests: ClaimRequest[]): Promise<Map<string, StoredContact>> {
    const found = await rows<ContactRow>(`SELECT * FROM ${s}.contacts WHERE key = ANY ($1) FOR UPDATE`, [
      requests.map(({ key }) => key),
    ]);
    return new Map(found.map((row) => [row.key, contactOf(row)]));
  }

  async function countedBy(
    { rows }: Session,
    owners: Array<[string, string]>,
    window: CapWindow,
    now: number,
  ): Promise<Map<string, CountedContact[]>> {
    type Row = Pick<
      ContactRow,
      'account' | 'customer_id' | 'debt_id' | 'at' | 'channel' | 'state' | 'facts' | 'lease_from' | 'lease_until'
    >;
    const near = await rows<Row>(
      `SELECT c.account, c.customer_id, c.debt_id, c.at, c.channel, c.state, c.facts, c.lease_from, c.lease_until
       FROM unnest($1::text[], $2::text[]) AS u (account, customer_id)
       JOIN ${s}.contacts c ON c.account = u.account AND c.customer_id = u.customer_id AND c.at BETWEEN $3 AND $4`,
      [owners.map(([account]) => account), owners.map(([, customerId]) => customerId), window.from, window.until],
    );
    const counted = new Map<string, CountedContact[]>();
    for (const row of near) {
      const claim = {
        state: row.state as ClaimState,
        facts: row.facts,
        leaseFrom: Number(row.lease_from),
        leaseUntil: Number(row.lease_until),
      };
      if (!countsTowardsCaps(statusOf(claim, now))) continue;
      const name = nameOf(row.account, row.customer_id);
      const list = counted.get(name) ?? [];
      list.push({ at: Number(row.at), channel: row.channel as Channel, debtId: row.debt_id });
      counted.set(name, list);
    }
    return counted;
  }

  async function insert({ change }: Session, contacts: StoredContact[]): Promise<void> {
    const first = contacts[0];
    if (!first) return;
    const inserted = await change(
      `INSERT INTO ${s}.contacts (key, account, customer_id, debt_id, scope, cycle, stage, level, channel, attempt, at,
         token, demands, state, facts, claimed_at, lease_from, lease_until)
       SELECT u.*, 'claimed', 0, $14::bigint, $14::bigint, $15::bigint
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
         $9::text[], $10::int[], $11::bigint[], $12::text[], $13::text[]) AS u
       ON CONFLICT (key) DO NOTHING`,
      [
        contacts.map((c) => c.key),
        contacts.map((c) => c.account),
        contacts.map((c) => c.customerId),
        contacts.map((c) => c.debtId),
        contacts.map((c) => JSON.stringify(c.scope)),
        contacts.map((c) => c.cycle),
        contacts.map((c) => c.stage),
        contacts.map((c) => c.level),
        contacts.map((c) => c.channel),
        contacts.map((c) => c.attempt),
        contacts.map((c) => c.at),
        contacts.map((c) => c.token),
        contacts.map(demandsColumn),
        first.claimedAt,
        first.leaseUntil,
      ],
    );
    // Only a caller that uses one key for two customers gets here: their locks differ, the key does not.
    if (inserted !== contacts.length) throw new Collision('A key was claimed in between.');
  }

  async function replace({ change }: Session, contacts: StoredContact[]): Promise<void> {
    const first = contacts[0];
    if (!first) return;
    await change(
      `UPDATE ${s}.contacts c SET debt_id = u.debt_id, level = u.level, at = u.at, token = u.token, state = 'claimed',
         facts = 0, claimed_at = $7, lease_from = $7, lease_until = $8, provider = NULL, provider_message_id = NULL,
         detail = NULL, demands = u.demands, stopped = NULL
       FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[])
         AS u (key, debt_id, level, at, token, demands)
       WHERE c.key = u.key`,
      [
        contacts.map((c) => c.key),
        contacts.map((c) => c.debtId),
        contacts.map((c) => c.level),
        contacts.map((c) => c.at),
        contacts.map((c) => c.token),
        contacts.map(demandsColumn),
        first.claimedAt,
        first.leaseUntil,
      ],
    );
  }

  async function takeOver(claims: ClaimRef[], now: number, leaseMs: number): Promise<Set<string>> {
    if (claims.length === 0) return new Set();
    const taken = await database.session(({ rows }) =>
      rows<{ key: string }>(
        `UPDATE ${s}.contacts c SET state = 'queued', lease_from = $3::bigint, lease_until = $3::bigint + $4::bigint
         FROM unnest($1::text[], $2::text[]) AS u (key, token)
         WHERE c.key = u.key AND c.token = u.token AND ${startable('$3::bigint')} RETURNING c.key`,
        [claims.map(({ key }) => key), claims.map(({ token }) => token), now, leaseMs],
      ),
    );
    const ours = new Set(taken.map(({ key }) => key));
    await refuse(claims.filter(({ key }) => !ours.has(key)));
    return ours;
  }

  /** A sender that was told not to send has not sent. */
  async function refuse(claims: readonly ClaimRef[]): Promise<void> {
    if (claims.length === 0) return;
    await database.session(({ change }) =>
      change(
        `UPDATE ${s}.contacts c SET state = 'released' FROM unnest($1::text[], $2::text[]) AS u (key, token)
         WHERE c.key = u.key AND c.token = u.token AND c.state = 'claimed' AND c.stopped IS NOT NULL`,
        [claims.map(({ key }) => key), claims.map(({ token }) => token)],
      ),
    );
  }

  async function stopsOf(claims: readonly ClaimRef[]): Promise<Map<string, SkipCode>> {
    if (claims.length === 0) return new Map();
    const found = await database.session(({ rows }) =>
      rows<{ key: string; stopped: string }>(
        `SELECT c.key, c.stopped FROM ${s}.contacts c JOIN unnest($1::text[], $2::text[]) AS u (key, token)
           ON c.key = u.key AND c.token = u.token WHERE c.stopped IS NOT NULL`,
        [claims.map(({ key }) => key), claims.map(({ token }) => token)],
      ),
    );
    return new Map(found.map(({ key, stopped }) => [key, stopped as SkipCode]));
  }

  async function begin(claim: ClaimRef, now: number): Promise<boolean> {
    const begun = await database.session(({ change }) =>
      change(
        `UPDATE ${s}.contacts SET state = 'sending', lease_from = $3::bigint,
           lease_until = $3::bigint + (lease_until - lease_from)
         WHERE key = $1 AND token = $2 AND ${startable('$3::bigint')}`,
        [claim.key, claim.token, now],
      ),
    );
    if (begun > 0) return true;
    await refuse([claim]);
    return false;
  }

  return { claim, takeOver, begin, stopsOf };
}

/** From which revision on the payments of each customer matter to a batch; null where it asks them for nothing. */
function earliestSeen(requests: readonly ClaimRequest[], customers: Iterable<string>): Array<number | null> {
  const seen = new Map<string, number>();
  for (const { account, customerId, demand } of requests) {
    if (!demand) continue;
    const name = nameOf(account, customerId);
    seen.set(name, Math.min(demand.revision, seen.get(name) ?? Infinity));
  }
  return [...customers].map((name) => seen.get(name) ?? null);
}
