import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import type { ContactStatus } from '../../dunning/ledger/contact';
import { FACT, statusOf } from '../../dunning/ledger/fold';
import type { ClaimState } from '../../dunning/ledger/fold';
import { toMillis } from '../../dunning/ledger/instant';
import { FORGOTTEN, PAGE_SIZE } from '../../dunning/ledger/records';
import type { ContactCount, ContactFilter, ContactPage, Forgotten } from '../../dunning/ledger/records';
import { addCounts } from '../../dunning/ledger/standing';
import { viewContact } from '../../dunning/ledger/stored';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { AddressTable } from './addresses';
import type { CustomerTable } from './customers';
import { CONTACT_COLUMNS, contactOf } from './rows';

const CONTACTS = `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer`;
const READ_AT_ONCE = 1_000;

/** Finding, counting and forgetting. Every function runs inside a transaction that the caller holds. */
export function upkeep(db: DatabaseSync, customers: CustomerTable, addresses: AddressTable) {
  const counts = db.prepare(
    `SELECT c.stage, c.channel, c.state, c.facts, count(*) AS n,
       :now < c.lease_until AND :now >= 2 * c.lease_from - c.lease_until AS runs
     FROM contacts c JOIN customers u ON u.id = c.customer WHERE u.account = :account GROUP BY 1, 2, 3, 4, 6`,
  );
  const unclear = `(c.state IN ('claimed', 'sending', 'uncertain') OR c.facts & ${FACT.maybeSent})`;
  const blankEvents = (which: string) =>
    db.prepare(
      `UPDATE events SET event_id = lower(hex(randomblob(16))), contact_key = NULL, provider_message_id = NULL,
         detail = NULL WHERE contact IN (SELECT id FROM contacts WHERE ${which})`,
    );
  const blankContacts = (which: string) =>
    db.prepare(
      `UPDATE contacts SET customer = :anonymous, key = lower(hex(randomblob(20))), debt_id = '', scope = '[]',
         cycle = '', token = '', demands = NULL, provider_message_id = NULL, detail = NULL WHERE ${which}`,
    );
  const OF_CUSTOMER = 'customer = :customer';
  const dropNames = db.prepare(
    'DELETE FROM contact_references WHERE contact IN (SELECT id FROM contacts WHERE customer = ?)',
  );
  const OLD = `customer IN (SELECT id FROM customers WHERE account = :account AND customer_id <> '${FORGOTTEN}')
    AND at < :before`;
  const dropOldNames = db.prepare(
    `DELETE FROM contact_references WHERE contact IN (SELECT id FROM contacts WHERE ${OLD})`,
  );
  const eventsOfCustomer = blankEvents(OF_CUSTOMER);
  const contactsOfCustomer = blankContacts(OF_CUSTOMER);
  const oldEvents = blankEvents(OLD);
  const oldContacts = blankContacts(OLD);
  // A refusal at an address that was theirs says who they are, too.
  const dropRefusals = db.prepare(
    `UPDATE events SET recipient = NULL, detail = NULL WHERE contact IS NULL AND recipient IN
       (SELECT hash FROM addresses WHERE customer = ?)`,
  );
  const dropAddresses = db.prepare('DELETE FROM addresses WHERE customer = ?');
  const IDLE = `customer IN (SELECT id FROM customers WHERE account = :account
    AND NOT EXISTS (SELECT 1 FROM contacts WHERE customer = customers.id))`;
  const dropIdleAddresses = db.prepare(`DELETE FROM addresses WHERE ${IDLE}`);
  const dropConsent = db.prepare('DELETE FROM consent WHERE customer = ?');
  const dropUnreachable = db.prepare('DELETE FROM unreachable WHERE customer = ?');
  const dropHolds = db.prepare('DELETE FROM holds WHERE customer = ?');
  const dropFacts = (which: string) =>
    db.prepare(
      `DELETE FROM payment_facts WHERE (provider, payment_id) IN (SELECT provider, payment_id FROM payments WHERE ${which})`,
    );
  const factsOfCustomer = dropFacts('customer = ?');
  const dropPayments = db.prepare('DELETE FROM payments WHERE customer = ?');
  const dropCustomer = db.prepare('DELETE FROM customers WHERE id = ?');
  const ofAccount = 'customer IN (SELECT id FROM customers WHERE account = ?)';
  const dropOldHolds = db.prepare(`DELETE FROM holds WHERE ${ofAccount} AND released_at < ?`);
  const dropOldUnreachable = db.prepare(`DELETE FROM unreachable WHERE ${ofAccount} AND at < ?`);
  const oldFacts = dropFacts(`${ofAccount} AND at < ?`);
  const dropOldPayments = db.prepare(`DELETE FROM payments WHERE ${ofAccount} AND at < ?`);
  const dropIdle = db.prepare(
    `DELETE FROM customers WHERE account = ? AND customer_id <> '${FORGOTTEN}'
       AND NOT EXISTS (SELECT 1 FROM contacts WHERE customer = customers.id)
       AND NOT EXISTS (SELECT 1 FROM consent WHERE customer = customers.id)
       AND NOT EXISTS (SELECT 1 FROM unreachable WHERE customer = customers.id)
       AND NOT EXISTS (SELECT 1 FROM holds WHERE customer = customers.id)
       AND NOT EXISTS (SELECT 1 FROM payments WHERE customer = customers.id)`,
  );

  function find(filter: ContactFilter, now: number): ContactPage {
    const where: string[] = ['c.id > ?'];
    const values: SQLInputValue[] = [];
    const narrow = (condition: string, value: SQLInputValue | undefined) => {
      if (value === undefined) return;
      where.push(condition);
      values.push(value);
    };
    narrow('u.account = ?', filter.account);
    narrow('u.customer_id = ?', filter.customerId);
    narrow('c.debt_id = ?', filter.debtId);
    narrow('c.stage = ?', filter.stage);
    narrow('c.channel = ?', filter.channel);
    narrow('c.at >= ?', filter.from === undefined ? undefined : toMillis(filter.from, 'from'));
    narrow('c.at < ?', filter.until === undefined ? undefined : toMillis(filter.until, 'until'));
    const page = db.prepare(`${CONTACTS} WHERE ${where.join(' AND ')} ORDER BY c.id LIMIT ${READ_AT_ONCE}`);

    const limit = filter.limit ?? PAGE_SIZE;
    const contacts: ContactPage['contacts'] = [];
    let after = Number(filter.after ?? 0);
    for (;;) {
      const rows = page.all(after, ...values);
      for (const row of rows) {
        const contact = viewContact(contactOf(row), now);
        if (filter.statuses && !filter.statuses.includes(contact.status)) continue;
        if (contacts.length === limit) return { contacts, next: String(after) };
        contacts.push(contact);
        after = Number(row.id);
      }
      const last = rows.at(-1);
      if (!last || rows.length < READ_AT_ONCE) return { contacts };
      after = Number(last.id);
    }
  }

  function uncertain(account: string | undefined, now: number): StoredContact[] {
    const which = account === undefined ? '' : ' AND u.account = ?';
    const rows = db
      .prepare(`${CONTACTS} WHERE ${unclear}${which} ORDER BY c.claimed_at, c.id`)
      .all(...(account === undefined ? [] : [account]));
    return rows.map(contactOf).filter((contact) => statusOf(contact, now) === 'uncertain');
  }

  function count(account: string, now: number): ContactCount[] {
    return addCounts(
      counts.all({ account, now }).map((row) => {
        const lease = row.runs === 1 ? { leaseFrom: now, leaseUntil: now + 1 } : { leaseFrom: now, leaseUntil: now };
        const status: ContactStatus = statusOf(
          { state: row.state as ClaimState, facts: Number(row.facts), ...lease },
          now,
        );
        return { stage: String(row.stage), channel: row.channel as Channel, status, count: Number(row.n) };
      }),
    );
  }

  // Without their customer, links say nothing of use: they go whole.
  const dropLinks = db.prepare('DELETE FROM payment_links WHERE account = ? AND customer_id = ?');
  const dropOldLinks = db.prepare('DELETE FROM payment_links WHERE account = ? AND changed_at < ?');

  function forgetCustomer(account: string, customerId: string): Forgotten {
    dropLinks.run(account, customerId);
    const customer = customerId === FORGOTTEN ? undefined : customers.find(account, customerId)?.id;
    if (customer === undefined) return { contacts: 0, events: 0, consent: 0, holds: 0, payments: 0 };
    const anonymous = customers.ensure(account, FORGOTTEN);
    addresses.catchUp();
    factsOfCustomer.run(customer);
    dropNames.run(customer);
    dropRefusals.run(customer);
    dropAddresses.run(customer);
    dropUnreachable.run(customer);
    const forgotten = {
      events: Number(eventsOfCustomer.run({ customer }).changes),
      contacts: Number(contactsOfCustomer.run({ customer, anonymous }).changes),
      consent: Number(dropConsent.run(customer).changes),
      holds: Number(dropHolds.run(customer).changes),
      payments: Number(dropPayments.run(customer).changes),
    };
    dropCustomer.run(customer);
    return forgotten;
  }

  function forgetBefore(account: string, before: number): Forgotten {
    const anonymous = customers.ensure(account, FORGOTTEN);
    addresses.catchUp();
    oldFacts.run(account, before);
    dropOldLinks.run(account, before);
    dropOldNames.run({ account, before });
    const forgotten = {
      events: Number(oldEvents.run({ account, before }).changes),
      contacts: Number(oldContacts.run({ account, before, anonymous }).changes),
      consent: 0,
      holds: Number(dropOldHolds.run(account, before).changes),
      payments: Number(dropOldPayments.run(account, before).changes),
    };
    dropIdleAddresses.run({ account });
    dropOldUnreachable.run(account, before);
    dropIdle.run(account);
    return forgotten;
  }

  return { find, uncertain, count, forgetCustomer, forgetBefore };
}
