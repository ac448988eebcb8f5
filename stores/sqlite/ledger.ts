import { resolve } from 'node:path';

import { toMillis } from '../../dunning/ledger/instant';
import { LedgerError } from '../../dunning/ledger/ledger';
import type { Timeline } from '../../dunning/ledger/ledger';
import type { FullLedger } from '../../dunning/ledger/records';
import type { PastContact } from '../../dunning/ledger/contact';
import { factOfRecord } from '../../dunning/ledger/payment-events';
import { viewContact, viewPast } from '../../dunning/ledger/stored';
import { sharing } from '../sharing';
import { addressTable } from './addresses';
import { contactTable } from './contacts';
import { Database } from './database';
import { customerTable } from './customers';
import { asLedgerError } from './errors';
import { eventTable } from './events';
import { prepareFile } from './files';
import { keyTable } from './keys';
import { paymentTable } from './payments';
import { paymentLinks } from './payment-links';
import { recordTable } from './records';
import { referenceTable } from './references';
import { CONTACT_COLUMNS, contactOf, eventOf } from './rows';
import { stopTable } from './stopping';
import { upkeep } from './upkeep';

const share = sharing<Database>((database) => database.close());

/**
 * Opens the ledger in a SQLite file; file and folders are made when missing, readable by their owner only. Opening the
 * same file again in one process shares it, and it is closed when the last one closes it. Several processes on one
 * machine may use one file at once.
 * @param keepMs how long it stays open for the next one after the last has closed it, in milliseconds
 * @throws LedgerError when the file cannot be used
 */
export async function openSqliteLedger(path: string, keepMs = 0): Promise<FullLedger> {
  if (path.trim() === '') {
    throw new LedgerError('The path of the ledger is empty', 'Give the path of a file, for example dunning/ledger.db.');
  }
  const file = resolve(path);
  const { value, release } = await share(
    () => fileId(file),
    () => Database.open(file),
    keepMs,
  );
  return sqliteLedger(value, release);
}

function fileId(file: string): string {
  try {
    return prepareFile(file);
  } catch (error) {
    throw asLedgerError(error, file);
  }
}

function sqliteLedger(database: Database, release: () => Promise<void>): FullLedger {
  const { db } = database;
  const keys = keyTable(db);
  const customers = customerTable(db);
  const stops = stopTable(db);
  const records = recordTable(db, customers, stops);
  const payments = paymentTable(db, customers, records, stops);
  const contacts = contactTable(db, { keys, customers, records, payments, stops });
  const addresses = addressTable(db, records);
  const events = eventTable(db, { keys, records, payments, addresses, references: referenceTable(db) });
  const keeping = upkeep(db, customers, addresses);
  const contactsOf = db.prepare(
    `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer
     WHERE u.account = ? AND u.customer_id = ? ORDER BY c.at, c.id`,
  );
  const eventsOf = db.prepare(
    `SELECT e.*, c.key FROM events e JOIN contacts c ON c.id = e.contact JOIN customers u ON u.id = c.customer
     WHERE u.account = ? AND u.customer_id = ? ORDER BY e.at, e.id`,
  );

  let closed = false;
  const writing = async <T>(work: () => T): Promise<T> => {
    refuseClosed();
    return database.write(work);
  };
  const reading = async <T>(work: () => T): Promise<T> => {
    refuseClosed();
    return database.read(work);
  };
  function refuseClosed(): void {
    if (closed) throw new LedgerError('The ledger is closed', 'Open it again before using it.');
  }

  return {
    claim: (requests, now, leaseMs) => writing(() => contacts.claim(requests, toMillis(now, 'now'), leaseMs)),

    takeOver: (claims, now, leaseMs) => writing(() => contacts.takeOver(claims, toMillis(now, 'now'), leaseMs)),

    begin: (claim, now) => writing(() => contacts.begin(claim, toMillis(now, 'now'))),

    // A write, because it may have to bring the index of keys up to date.
    stops: (claims) => writing(() => contacts.stopsOf(claims)),

    recordResults: (results, now) =>
      writing(() => {
        const at = toMillis(now, 'now');
        return events.recordResults(results).map((stored) => viewContact(stored, at));
      }),

    storeEvents: (list, now) => writing(() => events.storeEvents(list, toMillis(now, 'now'))),

    recordEvents: (list, now) => writing(() => events.recordEvents(list, toMillis(now, 'now'))),

    history: (account, customerIds, now) =>
      reading(() => {
        const at = toMillis(now, 'now');
        const histories = new Map<string, PastContact[]>();
        for (const customerId of customerIds) {
          if (histories.has(customerId)) continue;
          const rows = contactsOf.all(account, customerId);
          histories.set(
            customerId,
            rows.map((row) => viewPast(contactOf(row), at)),
          );
        }
        return histories;
      }),

    timeline: (account, customerId, now) =>
      reading((): Timeline => {
        const at = toMillis(now, 'now');
        return {
          account,
          customerId,
          contacts: contactsOf.all(account, customerId).map((row) => viewContact(contactOf(row), at)),
          events: eventsOf.all(account, customerId).map(eventOf),
          standing: records.standing({ account, customerId }, true),
        };
      }),

    recordConsent: (changes) => writing(() => records.recordConsent(changes)),

    setHolds: (holds) => writing(() => records.setHolds(holds)),

    releaseHolds: (selectors, now) => writing(() => records.releaseHolds(selectors, toMillis(now, 'now'))),

    recordPayments: (list, now) => writing(() => payments.add(list.map(factOfRecord), toMillis(now, 'now'))),

    unknownPayments: () => reading(() => payments.unknown()),

    standing: (account, customerIds, _now, everything = false) =>
      reading(
        () =>
          new Map(customerIds.map((customerId) => [customerId, records.standing({ account, customerId }, everything)])),
      ),

    // A write, because it may have to bring the index of keys up to date.
    identify: (references, now) =>
      writing(() => {
        const at = toMillis(now, 'now');
        return events.identify(references).map((stored) => stored && viewContact(stored, at));
      }),

    // A write, because it may have to bring the index of addresses up to date.
    contactsAt: (list, now) =>
      writing(() => {
        const at = toMillis(now, 'now');
        return list.map((one) => {
          const stored = addresses.contactAt(one);
          return stored && viewContact(stored, at);
        });
      }),

    findContacts: (filter, now) => reading(() => keeping.find(filter, toMillis(now, 'now'))),

    listUncertain: (account, now) =>
      reading(() => {
        const at = toMillis(now, 'now');
        return keeping.uncertain(account, at).map((stored) => viewContact(stored, at));
      }),

    settle: (settlements, now) =>
      writing(() => {
        const at = toMillis(now, 'now');
        return events.settle(settlements, at).map((stored) => viewContact(stored, at));
      }),

    countContacts: (account, now) => reading(() => keeping.count(account, toMillis(now, 'now'))),

    forgetCustomer: (account, customerId) => writing(() => keeping.forgetCustomer(account, customerId)),

    forgetBefore: (account, before) => writing(() => keeping.forgetBefore(account, toMillis(before, 'before'))),

    links: paymentLinks(db, { writing, reading }),

    close: async () => {
      if (closed) return;
      closed = true;
      await release();
    },
  };
}
