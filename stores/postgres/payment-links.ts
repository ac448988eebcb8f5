import { randomUUID } from 'node:crypto';

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
import type { Database, Session } from './database';

const MOST_FOUND = 100;

// pg gives bigint as text; ours (milliseconds, minor units) are exact as numbers.
interface LinkRow {
  place: string;
  generation: number;
  link_key: string;
  contact_key: string;
  account: string;
  customer_id: string;
  debt_id: string;
  scope: string;
  cycle: string;
  provider: string;
  merchant: string;
  reference: string;
  currency: string;
  minor: string;
  state: LinkLedgerState;
  token: string;
  lease_until: string;
  asked_at: string;
  expires_at: string | null;
  link_id: string | null;
  url: string | null;
  pix_code: string | null;
  ending: LinkEnding | null;
  called_until: string | null;
  doubtful: boolean;
}

function linkOf(row: LinkRow): StoredLink {
  return {
    place: row.place,
    generation: row.generation,
    linkKey: row.link_key,
    contactKey: row.contact_key,
    account: row.account,
    customerId: row.customer_id,
    debtId: row.debt_id,
    scope: JSON.parse(row.scope) as string[],
    cycle: row.cycle,
    provider: row.provider,
    merchant: row.merchant,
    reference: row.reference,
    currency: row.currency,
    minor: Number(row.minor),
    state: row.state,
    token: row.token,
    leaseUntil: Number(row.lease_until),
    askedAt: Number(row.asked_at),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    linkId: row.link_id,
    url: row.url,
    pixCode: row.pix_code,
    ending: row.ending,
    calledUntil: Number(row.called_until ?? row.lease_until),
    doubtful: row.doubtful,
  };
}

/** Whose payments events are about, by the links they were made with: of all these keys and references in one question each. */
export async function linkOwners(
  { rows }: Session,
  s: string,
  keys: readonly string[],
  references: readonly string[],
): Promise<{ byKey(key: string): LinkOwner | undefined; byReference(reference: string): LinkOwner | undefined }> {
  const prefixes = references.flatMap((reference) => keyPrefixIn(reference) ?? []);
  const found =
    keys.length + references.length === 0
      ? []
      : await rows<LinkRow>(
          `SELECT * FROM ${s}.payment_links WHERE contact_key = ANY ($1) OR link_key = ANY ($1) OR reference = ANY ($2)
             OR link_id = ANY ($2)
             OR EXISTS (SELECT 1 FROM unnest($3::text[]) AS p (f) WHERE link_key >= p.f AND link_key < p.f || 'g')
           ORDER BY id DESC`,
          [keys, references, prefixes],
        );
  const links = found.map(linkOf);
  return {
    byKey: (key) => ownerOfLinks(links.filter((one) => one.contactKey === key || one.linkKey === key)),
    byReference(reference) {
      const exact = links.filter((one) => one.reference === reference || one.linkId === reference);
      const prefix = exact.length === 0 ? keyPrefixIn(reference) : undefined;
      return ownerOfLinks(prefix === undefined ? exact : links.filter((one) => one.linkKey.startsWith(prefix)));
    },
  };
}

type LinkOwner = NonNullable<ReturnType<typeof ownerOfLinks>>;

/** The payment links of a ledger in PostgreSQL. @param at runs work at a moment, unless the ledger is closed */
export function paymentLinks(
  database: Database,
  at: <T>(now: string, work: (millis: number) => Promise<T>) => Promise<T>,
): LinkLedger {
  const s = database.schema;

  function open(claim: LinkClaim, now: number, leaseMs: number): Promise<LinkAnswer> {
    const place = placeOf(claim);
    const token = randomUUID();
    // The lock of the place, taken together with the transaction, as for a customer's contacts.
    return database.transaction(database.locksFor('customer', [place]), async (session) => {
      const [row] = await session.rows<LinkRow>(
        `SELECT * FROM ${s}.payment_links WHERE place = $1 ORDER BY generation DESC LIMIT 1`,
        [place],
      );
      const last = row && linkOf(row);
      // The transaction may be repeated after a commit whose answer was lost: then the leave is already ours.
      if (last?.token === token) return answer(last, token, last.state === 'ending' ? 'end' : 'insert');
      const decision = decideLink(last, claim, now);
      if (decision.do === 'wait') return { do: 'wait', until: new Date(decision.until).toISOString() };
      if (decision.do === 'insert') {
        const link = newLink(claim, decision.generation, { now, leaseMs, token });
        await insert(session, link, now);
        return { ...answer(link, token, 'insert'), renews: decision.renews };
      }
      if (!last) throw new Error('Every other decision is about a link that is there.');
      if (decision.do === 'use') return { do: 'use', link: viewLink(last) };
      const state = decision.do === 'end' ? 'ending' : 'asked';
      await session.change(
        `UPDATE ${s}.payment_links SET state = $1, token = $2, lease_until = $3, changed_at = $4,
           doubtful = doubtful OR $1 = 'asked' WHERE place = $5 AND generation = $6`,
        [state, token, now + leaseMs, now, last.place, last.generation],
      );
      return answer({ ...last, state, doubtful: last.doubtful || state === 'asked' }, token, decision.do);
    });
  }

  function answer(link: StoredLink, token: string, what: 'insert' | 'retake' | 'end'): LinkAnswer {
    if (what === 'end') return { do: 'end', link: viewLink(link), token };
    return { do: 'make', link: viewLink(link), token, unsure: what === 'retake', renews: link.generation > 1 };
  }

  async function insert({ change }: Session, link: StoredLink, now: number): Promise<void> {
    await change(
      `INSERT INTO ${s}.payment_links (place, generation, link_key, contact_key, account, customer_id, debt_id, scope,
         cycle, provider, merchant, reference, currency, minor, state, token, lease_until, asked_at, expires_at, changed_at,
         called_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
      newLinkValues(link, now),
    );
  }

  const changed = (text: string, values: unknown[]) =>
    database.session(async ({ change }) => (await change(text, values)) > 0);

  async function find({ provider, linkKey, linkId, reference, contactKey, place }: LinkQuery) {
    const wanted = { provider, link_key: linkKey, link_id: linkId, reference, contact_key: contactKey, place };
    const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
    if (given.length === 0) return [];
    const where = given.map(([name], index) => `${name} = $${index + 1}`).join(' AND ');
    const rows = await database.session((session) =>
      session.rows<LinkRow>(
        `SELECT * FROM ${s}.payment_links WHERE ${where} ORDER BY id DESC LIMIT ${MOST_FOUND}`,
        given.map(([, value]) => value),
      ),
    );
    return rows.map((row) => viewLink(linkOf(row)));
  }

  return {
    open: (claim, now, leaseMs) => at(now, (millis) => open(claim, millis, leaseMs)),
    calling: ({ provider, linkKey, token }, now, leaseMs) =>
      at(now, (millis) =>
        changed(
          `UPDATE ${s}.payment_links SET called_until = $1, lease_until = $1, changed_at = $2
           WHERE provider = $3 AND link_key = $4 AND token = $5 AND state = 'asked'`,
          [millis + leaseMs, millis, provider, linkKey, token],
        ),
      ),
    made: ({ provider, linkKey, token }, link, now) =>
      at(now, (millis) => {
        const expiresAt = link.expiresAt === undefined ? null : toMillis(link.expiresAt, 'expiresAt');
        // Saying the same again (a repeated transaction) is a success too.
        return changed(
          `UPDATE ${s}.payment_links SET state = 'open', link_id = $1, url = $2, pix_code = $3,
             expires_at = coalesce($4, expires_at), changed_at = $5
           WHERE provider = $6 AND link_key = $7 AND token = $8 AND (state = 'asked' OR (state = 'open' AND link_id = $1))`,
          [link.id, link.url ?? null, link.pixCode ?? null, expiresAt, millis, provider, linkKey, token],
        );
      }),
    failed: ({ provider, linkKey, token }, now) =>
      at(now, (millis) =>
        changed(
          `UPDATE ${s}.payment_links SET state = 'void', changed_at = $1
           WHERE provider = $2 AND link_key = $3 AND token = $4 AND state IN ('asked', 'void')`,
          [millis, provider, linkKey, token],
        ),
      ),
    unsure: ({ provider, linkKey, token }, now) =>
      at(now, (millis) =>
        changed(
          `UPDATE ${s}.payment_links SET lease_until = $1, changed_at = $1,
             called_until = least(coalesce(called_until, lease_until), $1), doubtful = doubtful OR state = 'asked'
           WHERE provider = $2 AND link_key = $3 AND token = $4 AND state IN ('asked', 'ending')`,
          [millis, provider, linkKey, token],
        ),
      ),
    ended: ({ provider, linkKey, token }, how, now) =>
      at(now, (millis) =>
        changed(
          `UPDATE ${s}.payment_links SET state = 'ended', ending = $1, changed_at = $2
           WHERE provider = $3 AND link_key = $4
             AND (($5::text IS NULL AND state = 'open') OR (token = $5 AND state IN ('ending', 'ended')))`,
          [how, millis, provider, linkKey, token ?? null],
        ),
      ),
    find,
  };
}
