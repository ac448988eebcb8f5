import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { FORGOTTEN } from '../../dunning/ledger/records';
import type { ContactAddress } from '../../dunning/ledger/records';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { RecordTable } from './records';
import { CONTACT_COLUMNS, contactOf, eventOf } from './rows';

export type AddressTable = ReturnType<typeof addressTable>;

/**
 * Where customers were written to, as hashes. Whoever records only appends: an index over hashes is written all over the file, as
 * keys.ts says; it is brought up to date when somebody is looked for. A refusal that names no message (STOP by SMS) is a refusal of every customer who was
 * written to at that address on that channel; one that came before the address was known counts from when it was said.
 * Every function runs inside a transaction that the caller holds.
 */
export function addressTable(db: DatabaseSync, records: RecordTable) {
  const append = db.prepare('INSERT INTO addresses_ahead (contact, hash) VALUES (?, ?)');
  const ahead = db.prepare('SELECT 1 FROM addresses_ahead LIMIT 1');
  const take = db.prepare(
    `INSERT OR IGNORE INTO addresses
     SELECT DISTINCT a.hash, c.channel, c.customer FROM addresses_ahead a JOIN contacts c ON c.id = a.contact
       JOIN customers u ON u.id = c.customer
     WHERE u.customer_id <> '${FORGOTTEN}' ORDER BY 1, 2, 3`,
  );
  const taken = db.prepare('DELETE FROM addresses_ahead');
  const owners = db.prepare(
    'SELECT channel, customer FROM addresses WHERE hash = :hash AND (:channel IS NULL OR channel = :channel)',
  );
  const ownerOf = db.prepare('SELECT channel, customer FROM contacts WHERE id = ?');
  const latest = db.prepare(
    `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer
     WHERE c.customer = :customer AND (c.facts <> 0 OR c.state IN ('sending', 'uncertain', 'sent'))
       AND c.channel IN (SELECT channel FROM addresses
         WHERE hash = :hash AND customer = :customer AND (:channel IS NULL OR channel = :channel))
     ORDER BY c.at DESC, c.id DESC LIMIT 1`,
  );
  const isWaiting = db.prepare('SELECT 1 FROM events WHERE contact IS NULL AND recipient = ?');
  const waiting = db.prepare(
    `SELECT * FROM events WHERE contact IS NULL AND recipient = :hash AND (channel IS NULL OR channel = :channel)`,
  );

  function refuse(customer: unknown, channel: unknown, { type, provider, at }: ContactEvent): void {
    const source = `${type}, ${provider}`;
    records.addConsent(Number(customer), { channel: channel as Channel, change: 'opt_out', at, source });
  }

  /** Remembers that the customer of a contact was written to there. */
  function remember(contact: number, hash: string | undefined): void {
    if (hash === undefined) return;
    append.run(contact, hash);
    if (!isWaiting.get(hash)) return;
    const owner = ownerOf.get(contact);
    const channel = String(owner?.channel);
    for (const row of waiting.all({ hash, channel })) refuse(owner?.customer, channel, eventOf(row));
  }

  /** Brings the index up to date. */
  function catchUp(): void {
    if (!ahead.get()) return;
    take.run();
    taken.run();
  }

  /** Takes a refusal for every customer who was written to at its address. */
  function refuseAt(hash: string, event: ContactEvent): void {
    catchUp();
    for (const { customer, channel } of owners.all({ hash, channel: event.channel ?? null })) {
      refuse(customer, channel, event);
    }
  }

  /** The latest contact at an address that may have left; none when it is that of several customers. */
  function contactAt(address: ContactAddress): StoredContact | undefined {
    const { hash, channel = null }: { hash: string; channel?: Channel | null } = address;
    catchUp();
    const customers = new Set(owners.all({ hash, channel }).map(({ customer }) => Number(customer)));
    const [customer] = customers;
    const row = customers.size === 1 && customer !== undefined ? latest.get({ customer, hash, channel }) : undefined;
    return row && contactOf(row);
  }

  return { remember, refuseAt, contactAt, catchUp };
}
