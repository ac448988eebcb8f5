import type { Channel } from '../../dunning/common';
import { toInstant, toMillis } from '../../dunning/ledger/instant';
import type {
  ConsentChange,
  CustomerRef,
  CustomerStanding,
  HoldRecord,
  HoldSelector,
} from '../../dunning/ledger/records';
import { refusedChannels } from '../../dunning/ledger/standing';
import type { DeadAddress, Restrictions } from '../../dunning/ledger/standing';
import type { Database, Session } from './database';
import { putHolds, releaseSelected } from './holds';
import { consentOf, holdOf, paymentOf } from './rows';
import type { ConsentRow, ContactRow, HoldRow, PaymentRow } from './rows';
import { stopWaiting } from './stopping';

type Owner = [account: string, customerId: string];

/** What may forbid contact with a customer. */
export interface KnownOfCustomer extends Restrictions {
  consent: ConsentChange[];
  holds: HoldRecord[];
  unreachable: DeadAddress[];
  /** Payments that changed lately. */
  payments: Array<{ scope: string[]; revision: number }>;
}

/**
 * What may forbid contact with these customers, by `account\ncustomerId`; only customers that have anything.
 * @param owners each customer once
 * @param revisions from which revision on each customer's payments are asked for; null: not at all
 */
export async function restrictionsOf(
  { rows }: Session,
  s: string,
  owners: readonly Owner[],
  revisions: ReadonlyArray<number | null>,
): Promise<Map<string, KnownOfCustomer>> {
  const found = new Map<string, KnownOfCustomer>();
  const of = (account: string, customerId: string) => {
    const name = `${account}\n${customerId}`;
    const known = found.get(name) ?? { consent: [], holds: [], unreachable: [], payments: [] };
    found.set(name, known);
    return known;
  };
  // One statement and so one round trip; most of the time it finds nothing.
  type Known = Pick<PaymentRow, 'account' | 'customer_id' | 'scope' | 'revision'>;
  type Dead = Pick<ContactRow, 'account' | 'customer_id' | 'channel' | 'at'> & { hash: string };
  const restricted = await rows<{
    consent: ConsentRow | null;
    hold: HoldRow | null;
    payment: Known | null;
    dead: Dead | null;
  }>(
    `WITH u AS (SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS u (account, customer_id, seen))
     SELECT row_to_json(c) AS consent, NULL::json AS hold, NULL::json AS payment, NULL::json AS dead
       FROM ${s}.consent c
       JOIN u USING (account, customer_id)
     UNION ALL
     SELECT NULL, row_to_json(h), NULL, NULL FROM ${s}.holds h JOIN u USING (account, customer_id) WHERE h.released_at IS NULL
     UNION ALL
     SELECT NULL, NULL, row_to_json(p), NULL FROM ${s}.payments p JOIN u USING (account, customer_id)
       WHERE p.revision > u.seen
     UNION ALL
     SELECT NULL, NULL, NULL, row_to_json(d) FROM ${s}.unreachable d JOIN u USING (account, customer_id)`,
    [owners.map(([account]) => account), owners.map(([, customerId]) => customerId), revisions],
  );
  for (const { consent, hold, payment, dead } of restricted) {
    if (consent) of(consent.account, consent.customer_id).consent.push(consentOf(consent));
    if (hold) of(hold.account, hold.customer_id).holds.push(holdOf(hold));
    if (dead) {
      const { account, customer_id: customerId, channel, hash, at } = dead;
      of(account, customerId).unreachable.push({ channel: channel as Channel, hash, at: toInstant(Number(at)) });
    }
    if (!payment) continue;
    const scope = JSON.parse(payment.scope) as string[];
    of(payment.account, payment.customer_id).payments.push({ scope, revision: Number(payment.revision) });
  }
  return found;
}

/** Adds words of customers, known ones are left alone, and stops what they refuse. The customers' locks must be held. */
export async function addConsent(session: Session, s: string, changes: readonly ConsentChange[]): Promise<void> {
  if (changes.length === 0) return;
  await session.change(
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
  const refusing = changes.filter((one) => one.change === 'opt_out');
  if (refusing.length === 0) return;
  const said = await session.rows<ConsentRow>(
    `SELECT * FROM ${s}.consent WHERE (account, customer_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [refusing.map((c) => c.account), refusing.map((c) => c.customerId)],
  );
  const byCustomer = Map.groupBy(said.map(consentOf), ({ account, customerId }) => `${account}\n${customerId}`);
  await stopWaiting(
    session,
    s,
    [...byCustomer.values()].flatMap((consent) => {
      const [first] = consent;
      return first ? [{ ...first, news: { restrictions: { consent, holds: [] } } }] : [];
    }),
  );
}

/** What customers said, agreed and paid. */
export function recordStore(database: Database) {
  const s = database.schema;

  /** A claim that is being made must not miss what is said meanwhile. */
  const locksOf = (owners: readonly CustomerRef[]) =>
    database.locksFor(
      'customer',
      owners.map(({ account, customerId }) => `${account}\n${customerId}`),
    );

  function recordConsent(changes: ConsentChange[]): Promise<void> {
    return database.transaction(locksOf(changes), (session) => addConsent(session, s, changes));
  }

  function setHolds(holds: Array<Omit<HoldRecord, 'releasedAt'>>): Promise<void> {
    return database.transaction(locksOf(holds), (session) => putHolds(session, s, holds));
  }

  function releaseHolds(selectors: HoldSelector[], now: number): Promise<HoldRecord[]> {
    return database.transaction([], (session) => releaseSelected(session, s, selectors, now));
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
      found.set(customerId, { account, customerId, refused: [], consent: [], holds: [], payments: [], revision: 0 });
    }
    for (const row of consent) found.get(row.customer_id)?.consent.push(consentOf(row));
    for (const row of holds) found.get(row.customer_id)?.holds.push(holdOf(row));
    for (const row of payments) {
      const one = found.get(row.customer_id);
      one?.payments.push(paymentOf(row));
      if (one) one.revision = Math.max(one.revision, Number(row.revision));
    }
    for (const one of found.values()) one.refused = refusedChannels(one.consent);
    return found;
  }

  return { recordConsent, setHolds, releaseHolds, standing };
}
