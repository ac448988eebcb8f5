import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

import { toMillis } from '../../dunning/ledger/instant';
import {
  decideLink,
  keyPrefixIn,
  newLink,
  ownerOfLinks,
  placeOf,
  viewLink,
} from '../../dunning/payments/link-decision';
import type { StoredLink } from '../../dunning/payments/link-decision';
import type {
  LinkAnswer,
  LinkClaim,
  LinkEnding,
  LinkLedger,
  LinkLedgerState,
  LinkQuery,
} from '../../dunning/payments/link-ledger';
import { newLinkValues } from '../new-link';
import type { Row } from './rows';

const MOST_FOUND = 100;

function linkOf(row: Row): StoredLink {
  const text = (value: Row[string] | undefined) => (value === null || value === undefined ? null : String(value));
  return {
    place: String(row.place),
    generation: Number(row.generation),
    linkKey: String(row.link_key),
    contactKey: String(row.contact_key),
    account: String(row.account),
    customerId: String(row.customer_id),
    debtId: String(row.debt_id),
    scope: JSON.parse(String(row.scope)) as string[],
    cycle: String(row.cycle),
    provider: String(row.provider),
    merchant: String(row.merchant),
    reference: String(row.reference),
    currency: String(row.currency),
    minor: Number(row.minor),
    state: row.state as LinkLedgerState,
    token: String(row.token),
    leaseUntil: Number(row.lease_until),
    askedAt: Number(row.asked_at),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    linkId: text(row.link_id),
    url: text(row.url),
    pixCode: text(row.pix_code),
    ending: text(row.ending) as LinkEnding | null,
    calledUntil: Number(row.called_until ?? row.lease_until),
    doubtful: row.doubtful === 1,
  };
}

/** Whose payment an event is about, by the link it was made with. Runs inside a transaction that the caller holds. */
export function linkOwners(db: DatabaseSync) {
  // The latest of a customer is first: it tells best what the link was about.
  const byKey = db.prepare(
    'SELECT * FROM payment_links WHERE contact_key = :key OR link_key = :key ORDER BY id DESC LIMIT 20',
  );
  const byReference = db.prepare(
    'SELECT * FROM payment_links WHERE reference = :text OR link_id = :text ORDER BY id DESC LIMIT 20',
  );
  const byPrefix = db.prepare(
    "SELECT * FROM payment_links WHERE link_key >= :from AND link_key < :from || 'g' ORDER BY id DESC LIMIT 20",
  );
  return {
    byKey: (key: string) => ownerOfLinks(byKey.all({ key }).map(linkOf)),
    byReference(text: string) {
      const exact = byReference.all({ text });
      const from = exact.length === 0 ? keyPrefixIn(text) : undefined;
      return ownerOfLinks((from === undefined ? exact : byPrefix.all({ from })).map(linkOf));
    },
  };
}

/** How the ledger runs work in its transactions. */
interface Transactions {
  writing<T>(work: () => T): Promise<T>;
  reading<T>(work: () => T): Promise<T>;
}

/** The payment links of a ledger in SQLite. */
export function paymentLinks(db: DatabaseSync, { writing, reading }: Transactions): LinkLedger {
  const latest = db.prepare('SELECT * FROM payment_links WHERE place = ? ORDER BY generation DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO payment_links (place, generation, link_key, contact_key, account, customer_id, debt_id, scope, cycle,
       provider, merchant, reference, currency, minor, state, token, lease_until, asked_at, expires_at, changed_at,
       called_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const take = db.prepare(
    `UPDATE payment_links SET state = :state, token = :token, lease_until = :until, changed_at = :now,
       doubtful = doubtful OR :state = 'asked' WHERE place = :place AND generation = :generation`,
  );
  const calling = db.prepare(
    `UPDATE payment_links SET called_until = :until, lease_until = :until, changed_at = :now
     WHERE provider = :provider AND link_key = :linkKey AND token = :token AND state = 'asked'`,
  );
  const made = db.prepare(
    `UPDATE payment_links SET state = 'open', link_id = ?, url = ?, pix_code = ?, expires_at = coalesce(?, expires_at),
       changed_at = ? WHERE provider = ? AND link_key = ? AND token = ?
       AND (state = 'asked' OR (state = 'open' AND link_id = ?))`,
  );
  const failed = db.prepare(
    `UPDATE payment_links SET state = 'void', changed_at = ?
     WHERE provider = ? AND link_key = ? AND token = ? AND state IN ('asked', 'void')`,
  );
  const free = db.prepare(
    `UPDATE payment_links SET lease_until = :now, changed_at = :now,
       called_until = min(coalesce(called_until, lease_until), :now), doubtful = doubtful OR state = 'asked'
     WHERE provider = :provider AND link_key = :linkKey AND token = :token AND state IN ('asked', 'ending')`,
  );
  const ended = db.prepare(
    `UPDATE payment_links SET state = 'ended', ending = ?, changed_at = ?
     WHERE provider = ? AND link_key = ? AND ((? IS NULL AND state = 'open') OR (token = ? AND state IN ('ending', 'ended')))`,
  );

  function open(claim: LinkClaim, now: number, leaseMs: number): LinkAnswer {
    const row = latest.get(placeOf(claim));
    const last = row && linkOf(row);
    const decision = decideLink(last, claim, now);
    const token = randomUUID();
    if (decision.do === 'wait') return { do: 'wait', until: new Date(decision.until).toISOString() };
    if (decision.do === 'insert') {
      const link = newLink(claim, decision.generation, { now, leaseMs, token });
      insertLink(link, now);
      return { do: 'make', link: viewLink(link), token, unsure: false, renews: decision.renews };
    }
    if (!last) throw new Error('Every other decision is about a link that is there.');
    if (decision.do === 'use') return { do: 'use', link: viewLink(last) };
    const state = decision.do === 'end' ? 'ending' : 'asked';
    const { place, generation } = last;
    take.run({ state, token, until: now + leaseMs, now, place, generation });
    const link = viewLink({ ...last, state, doubtful: last.doubtful || state === 'asked' });
    return decision.do === 'end'
      ? { do: 'end', link, token }
      : { do: 'make', link, token, unsure: true, renews: last.generation > 1 };
  }

  function insertLink(link: StoredLink, now: number): void {
    insert.run(...newLinkValues(link, now));
  }

  function find({ provider, linkKey, linkId, reference, contactKey, place }: LinkQuery) {
    const wanted: Array<[string, string | undefined]> = [
      ['provider', provider],
      ['link_key', linkKey],
      ['link_id', linkId],
      ['reference', reference],
      ['contact_key', contactKey],
      ['place', place],
    ];
    const given = wanted.filter((one): one is [string, string] => one[1] !== undefined);
    if (given.length === 0) return [];
    const where = given.map(([name]) => `${name} = ?`).join(' AND ');
    const statement = db.prepare(`SELECT * FROM payment_links WHERE ${where} ORDER BY id DESC LIMIT ${MOST_FOUND}`);
    return statement.all(...given.map(([, value]) => value)).map((row) => viewLink(linkOf(row)));
  }

  return {
    open: (claim, now, leaseMs) => writing(() => open(claim, toMillis(now, 'now'), leaseMs)),
    calling: ({ provider, linkKey, token }, now, leaseMs) =>
      writing(() => {
        const at = toMillis(now, 'now');
        return calling.run({ now: at, until: at + leaseMs, provider, linkKey, token }).changes === 1;
      }),
    made: (leave, link, now) =>
      writing(() => {
        const expiresAt = link.expiresAt === undefined ? null : toMillis(link.expiresAt, 'expiresAt');
        const { provider, linkKey, token } = leave;
        const at = toMillis(now, 'now');
        const { url, pixCode } = link;
        const result = made.run(
          link.id,
          url ?? null,
          pixCode ?? null,
          expiresAt,
          at,
          provider,
          linkKey,
          token,
          link.id,
        );
        return result.changes === 1;
      }),
    failed: ({ provider, linkKey, token }, now) =>
      writing(() => failed.run(toMillis(now, 'now'), provider, linkKey, token).changes === 1),
    unsure: ({ provider, linkKey, token }, now) =>
      writing(() => {
        return free.run({ now: toMillis(now, 'now'), provider, linkKey, token }).changes === 1;
      }),
    ended: (
      { provider, linkKey, token = null }: { provider: string; linkKey: string; token?: string | null },
      how,
      now,
    ) => writing(() => ended.run(how, toMillis(now, 'now'), provider, linkKey, token, token).changes > 0),
    find: (query) => reading(() => find(query)),
  };
}
