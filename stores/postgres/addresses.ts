import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { FORGOTTEN } from '../../dunning/ledger/records';
import type { ConsentChange, ContactAddress } from '../../dunning/ledger/records';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { Session } from './database';
import { contactOf, eventOf } from './rows';
import type { ContactRow, EventRow } from './rows';

/** Where the customer of a contact was written to; `contact` is its row id. */
export interface KnownAddress {
  contact: string;
  hash: string;
}

interface AddressRow {
  hash: string;
  channel: string;
  account: string;
  customer_id: string;
}

function refusalOf({ channel, account, customer_id: customerId }: AddressRow, event: ContactEvent): ConsentChange {
  const source = `${event.type}, ${event.provider}`;
  return { account, customerId, channel: channel as Channel, change: 'opt_out', at: event.at, source };
}

/**
 * Remembers where customers were written to. Returns the refusals that came from there before that was known. The locks of the
 * addresses must be held.
 */
export async function rememberAddresses(
  { rows }: Session,
  s: string,
  known: readonly KnownAddress[],
): Promise<ConsentChange[]> {
  if (known.length === 0) return [];
  const added = await rows<AddressRow>(
    `INSERT INTO ${s}.addresses
     SELECT DISTINCT u.hash, c.channel, c.account, c.customer_id
     FROM unnest($1::text[], $2::bigint[]) AS u (hash, contact) JOIN ${s}.contacts c ON c.id = u.contact
     WHERE c.customer_id <> '${FORGOTTEN}'
     ON CONFLICT DO NOTHING RETURNING *`,
    [known.map(({ hash }) => hash), known.map(({ contact }) => contact)],
  );
  if (added.length === 0) return [];
  const waiting = await rows<EventRow>(
    `SELECT * FROM ${s}.events WHERE contact IS NULL AND recipient = ANY ($1) ORDER BY id`,
    [added.map(({ hash }) => hash)],
  );
  const byHash = Map.groupBy(waiting, ({ recipient }) => recipient);
  return added.flatMap((address) =>
    (byHash.get(address.hash) ?? [])
      .filter(({ channel }) => channel === null || channel === address.channel)
      .map((row) => refusalOf(address, eventOf(row))),
  );
}

/** The refusals of all customers who were written to where these events came from. The locks of the addresses must be held. */
export async function refusalsAt(
  { rows }: Session,
  s: string,
  events: readonly ContactEvent[],
): Promise<ConsentChange[]> {
  const hashes = events.flatMap(({ recipientHash }) => recipientHash ?? []);
  if (hashes.length === 0) return [];
  const found = await rows<AddressRow>(`SELECT * FROM ${s}.addresses WHERE hash = ANY ($1)`, [hashes]);
  const byHash = Map.groupBy(found, ({ hash }) => hash);
  return events.flatMap((event) =>
    (byHash.get(event.recipientHash ?? '') ?? [])
      .filter(({ channel }) => event.channel === undefined || channel === event.channel)
      .map((address) => refusalOf(address, event)),
  );
}

/** Remembers of each address, as a hash, to which a contact went that nobody is there. `at` in milliseconds. */
export async function markUnreachable(
  { change }: Session,
  s: string,
  dead: ReadonlyArray<KnownAddress & { at: number }>,
): Promise<void> {
  if (dead.length === 0) return;
  await change(
    `INSERT INTO ${s}.unreachable AS known
     SELECT c.account, c.customer_id, c.channel, u.hash, max(u.at)
     FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS u (contact, hash, at) JOIN ${s}.contacts c ON c.id = u.contact
     WHERE c.customer_id <> '${FORGOTTEN}' GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
     ON CONFLICT (account, customer_id, channel, hash) DO UPDATE SET at = greatest(known.at, excluded.at)`,
    [dead.map(({ contact }) => contact), dead.map(({ hash }) => hash), dead.map(({ at }) => at)],
  );
}

/** The latest contact at each address that may have left; none at one of several customers. */
export async function contactsAt(
  { rows }: Session,
  s: string,
  addresses: readonly ContactAddress[],
): Promise<Array<StoredContact | undefined>> {
  if (addresses.length === 0) return [];
  const found = await rows<ContactRow & { n: string }>(
    `SELECT u.n, c.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS u (hash, channel, n)
     CROSS JOIN LATERAL (
       SELECT min(account) AS account, min(customer_id) AS customer_id, array_agg(channel) AS channels
       FROM ${s}.addresses a WHERE a.hash = u.hash AND (u.channel IS NULL OR a.channel = u.channel)
       HAVING count(DISTINCT (account, customer_id)) = 1
     ) a
     CROSS JOIN LATERAL (
       SELECT * FROM ${s}.contacts c
       WHERE c.account = a.account AND c.customer_id = a.customer_id AND c.channel = ANY (a.channels)
         AND (c.facts <> 0 OR c.state IN ('sending', 'uncertain', 'sent'))
       ORDER BY c.at DESC, c.id DESC LIMIT 1
     ) c`,
    [addresses.map(({ hash }) => hash), addresses.map(({ channel }) => channel ?? null)],
  );
  const byNumber = new Map(found.map((row) => [Number(row.n), contactOf(row)]));
  return addresses.map((_, index) => byNumber.get(index + 1));
}
