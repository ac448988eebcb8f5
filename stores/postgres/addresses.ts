import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { FORGOTTEN } from '../../dunning/ledger/records';
import type { ConsentChange } from '../../dunning/ledger/records';
import type { Session } from './database';
import { eventOf } from './rows';
import type { EventRow } from './rows';

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
