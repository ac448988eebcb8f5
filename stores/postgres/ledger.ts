import type { PastContact } from '../../dunning/ledger/contact';
import { toMillis } from '../../dunning/ledger/instant';
import { LedgerError } from '../../dunning/ledger/ledger';
import type { Timeline } from '../../dunning/ledger/ledger';
import type { FullLedger } from '../../dunning/ledger/records';
import { viewContact, viewPast } from '../../dunning/ledger/stored';
import { sharing } from '../sharing';
import { contactStore } from './contacts';
import { contactsAt } from './addresses';
import { Database } from './database';
import type { PostgresOptions, Session } from './database';
import { eventStore } from './events';
import { paymentStore } from './payments';
import { paymentLinks } from './payment-links';
import { recordStore } from './records';
import { contactOf, eventOf } from './rows';
import type { ContactRow, EventRow } from './rows';
import { upkeepStore } from './upkeep';

const share = sharing<Database>((database) => database.close());

/**
 * Opens the ledger in a PostgreSQL database (13 or newer). The schema and its tables are made, or brought up to date, by
 * whoever comes first. Opening the same place again in one process shares its connections.
 * @throws LedgerError when the database cannot be used
 * @throws InputError when the schema's name is not usable
 */
export async function openPostgresLedger(options: PostgresOptions): Promise<FullLedger> {
  const { value, release } = await share(
    () => JSON.stringify(Object.entries(options).sort()),
    () => Database.open(options),
    options.keepMs,
  );
  return postgresLedger(value, release);
}

function postgresLedger(database: Database, release: () => Promise<void>): FullLedger {
  const s = database.schema;
  const contacts = contactStore(database);
  const payments = paymentStore(database);
  const events = eventStore(database, payments);
  const records = recordStore(database);
  const keeping = upkeepStore(database);

  const contactsOf = ({ rows }: Session, account: string, customerIds: readonly string[]) =>
    rows<ContactRow>(`SELECT * FROM ${s}.contacts WHERE account = $1 AND customer_id = ANY ($2) ORDER BY at, id`, [
      account,
      customerIds,
    ]);

  async function history(account: string, customerIds: string[], now: number): Promise<Map<string, PastContact[]>> {
    const histories = new Map<string, PastContact[]>(customerIds.map((customerId) => [customerId, []]));
    if (customerIds.length === 0) return histories;
    const found = await database.session((session) => contactsOf(session, account, customerIds));
    for (const row of found) histories.get(row.customer_id)?.push(viewPast(contactOf(row), now));
    return histories;
  }

  function timeline(account: string, customerId: string, now: number): Promise<Timeline> {
    return database.snapshot(async (session) => {
      const found = await contactsOf(session, account, [customerId]);
      const reported = await session.rows<EventRow>(
        `SELECT e.*, c.key FROM ${s}.events e JOIN ${s}.contacts c ON c.id = e.contact
         WHERE c.account = $1 AND c.customer_id = $2 ORDER BY e.at, e.id`,
        [account, customerId],
      );
      return {
        account,
        customerId,
        contacts: found.map((row) => viewContact(contactOf(row), now)),
        events: reported.map(eventOf),
        standing: (await records.standing(session, account, [customerId], true)).get(customerId),
      };
    });
  }

  let closed = false;
  /** Runs an operation at `now`, unless this user has closed the ledger. */
  const at = async <T>(now: string, work: (millis: number) => Promise<T>): Promise<T> => {
    if (closed) throw new LedgerError('The ledger is closed', 'Open it again before using it.');
    return work(toMillis(now, 'now'));
  };

  return {
    claim: (requests, now, leaseMs) => at(now, (millis) => contacts.claim(requests, millis, leaseMs)),
    takeOver: (claims, now, leaseMs) => at(now, (millis) => contacts.takeOver(claims, millis, leaseMs)),
    begin: (claim, now) => at(now, (millis) => contacts.begin(claim, millis)),
    stops: (claims, now) => at(now, () => contacts.stopsOf(claims)),
    recordResults: (results, now) =>
      at(now, async (millis) => (await events.recordResults(results)).map((stored) => viewContact(stored, millis))),
    storeEvents: (list, now) => at(now, (millis) => events.storeEvents(list, millis)),

    recordEvents: (list, now) => at(now, (millis) => events.recordEvents(list, millis)),
    history: (account, customerIds, now) => at(now, (millis) => history(account, customerIds, millis)),
    timeline: (account, customerId, now) => at(now, (millis) => timeline(account, customerId, millis)),
    recordConsent: (changes, now) => at(now, () => records.recordConsent(changes)),
    setHolds: (holds, now) => at(now, () => records.setHolds(holds)),
    releaseHolds: (selectors, now) => at(now, (millis) => records.releaseHolds(selectors, millis)),
    recordPayments: (list, now) => at(now, (millis) => payments.recordPayments(list, millis)),
    unknownPayments: (now) => at(now, () => database.session((session) => payments.unknown(session))),
    standing: (account, customerIds, now, everything = false) =>
      at(now, () => database.session((session) => records.standing(session, account, customerIds, everything))),
    identify: (references, now) =>
      at(now, async (millis) => {
        const found = await events.identify(references);
        return found.map((stored) => stored && viewContact(stored, millis));
      }),
    contactsAt: (list, now) =>
      at(now, async (millis) => {
        const found = await database.session((session) => contactsAt(session, database.schema, list));
        return found.map((stored) => stored && viewContact(stored, millis));
      }),
    findContacts: (filter, now) =>
      at(now, (millis) => database.snapshot((session) => keeping.find(session, filter, millis))),
    listUncertain: (account, now) =>
      at(now, async (millis) => {
        const found = await database.session((session) => keeping.uncertain(session, account, millis));
        return found.map((stored) => viewContact(stored, millis));
      }),
    settle: (settlements, now) =>
      at(now, async (millis) => (await events.settle(settlements, millis)).map((one) => viewContact(one, millis))),
    countContacts: (account, now) =>
      at(now, (millis) => database.session((session) => keeping.count(session, account, millis))),
    forgetCustomer: (account, customerId, now) => at(now, () => keeping.forgetCustomer(account, customerId)),
    forgetBefore: (account, before, now) => at(now, () => keeping.forgetBefore(account, toMillis(before, 'before'))),
    links: paymentLinks(database, at),
    close: async () => {
      if (closed) return;
      closed = true;
      await release();
    },
  };
}
