import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import { toInstant, toMillis } from '../../dunning/ledger/instant';
import { FORGOTTEN } from '../../dunning/ledger/records';
import type {
  ConsentChange,
  CustomerRef,
  CustomerStanding,
  HoldRecord,
  HoldSelector,
} from '../../dunning/ledger/records';
import { refusedChannels, selects } from '../../dunning/ledger/standing';
import type { Restrictions } from '../../dunning/ledger/standing';
import type { CustomerTable } from './customers';
import { consentOf, holdOf, paymentOf } from './rows';
import type { StopTable } from './stopping';

export type RecordTable = ReturnType<typeof recordTable>;

/** What customers said, agreed and paid. Every function runs inside a transaction that the caller holds. */
export function recordTable(db: DatabaseSync, customers: CustomerTable, stops: StopTable) {
  const addChange = db.prepare(
    'INSERT INTO consent (customer, channel, change, at, source) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const putHold = db.prepare(
    `INSERT INTO holds (customer, hold_id, scope, hold, set_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (customer, hold_id) DO UPDATE SET scope = excluded.scope, hold = excluded.hold,
       set_at = excluded.set_at, released_at = NULL`,
  );
  const release = db.prepare('UPDATE holds SET released_at = ? WHERE customer = ? AND hold_id = ?');
  const restrict = db.prepare(
    `UPDATE customers SET restricted = EXISTS (SELECT 1 FROM consent WHERE customer = :id)
       OR EXISTS (SELECT 1 FROM unreachable WHERE customer = :id)
       OR EXISTS (SELECT 1 FROM holds WHERE customer = :id AND released_at IS NULL) WHERE id = :id`,
  );
  const owner = db.prepare(
    `SELECT c.customer FROM contacts c JOIN customers u ON u.id = c.customer WHERE c.id = ? AND u.customer_id <> '${FORGOTTEN}'`,
  );
  const addUnreachable = db.prepare(
    `INSERT INTO unreachable SELECT customer, channel, :hash, :at FROM contacts WHERE id = :contact
     ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`,
  );
  const unreachableOf = db.prepare('SELECT channel, hash, at FROM unreachable WHERE customer = ?');
  const consentBy = db.prepare('SELECT * FROM consent WHERE customer = ? ORDER BY at, id');
  const standingHolds = db.prepare(
    'SELECT * FROM holds WHERE customer = ? AND released_at IS NULL ORDER BY set_at, id',
  );
  const allHolds = db.prepare('SELECT * FROM holds WHERE customer = ? ORDER BY set_at, id');
  const paymentsBy = db.prepare('SELECT * FROM payments WHERE customer = ? ORDER BY at, id');

  function addConsent(customer: number, { channel, change, at, source }: Omit<ConsentChange, keyof CustomerRef>): void {
    addChange.run(customer, channel, change, toMillis(at, 'at'), source ?? '');
    restrict.run({ id: customer });
    if (change === 'opt_out') stops.stopFor(customer, { restrictions: { consent: consentOn(customer), holds: [] } });
  }

  /** Remembers that nobody is at the address, as a hash, to which a contact went. @param at milliseconds */
  function markUnreachable(contact: number, hash: string, at: number): void {
    const customer = owner.get(contact)?.customer;
    if (customer === undefined) return;
    addUnreachable.run({ contact, hash, at });
    restrict.run({ id: Number(customer) });
  }

  function recordConsent(changes: ConsentChange[]): void {
    for (const change of changes) addConsent(customers.ensure(change.account, change.customerId), change);
  }

  function setHolds(holds: Array<Omit<HoldRecord, 'releasedAt'>>): void {
    for (const { account, customerId, id, scope, hold, setAt } of holds) {
      const customer = customers.ensure(account, customerId);
      putHold.run(customer, id, JSON.stringify(scope), JSON.stringify(hold), toMillis(setAt, 'setAt'));
      restrict.run({ id: customer });
      const record = { account, customerId, id, scope, hold, setAt };
      stops.stopFor(customer, { restrictions: { consent: [], holds: [record] } });
    }
  }

  function releaseHolds(selectors: HoldSelector[], now: number): HoldRecord[] {
    const released: HoldRecord[] = [];
    for (const selector of selectors) {
      const { account, customerId } = selector;
      const customer = customers.find(account, customerId)?.id;
      if (customer === undefined) continue;
      for (const row of standingHolds.all(customer)) {
        const record = holdOf(row, { account, customerId });
        if (!selects(selector, record)) continue;
        release.run(now, customer, record.id);
        released.push(record);
      }
      restrict.run({ id: customer });
    }
    return released;
  }

  function consentOn(customer: number): Restrictions['consent'] {
    return consentBy.all(customer).map((row) => consentOf(row, { account: '', customerId: '' }));
  }

  function restrictions(customer: number, owner: CustomerRef): Restrictions {
    return {
      consent: consentBy.all(customer).map((row) => consentOf(row, owner)),
      holds: standingHolds.all(customer).map((row) => holdOf(row, owner)),
      unreachable: unreachableOf.all(customer).map(({ channel, hash, at }) => ({
        channel: channel as Channel,
        hash: String(hash),
        at: toInstant(Number(at)),
      })),
    };
  }

  /** @param everything also holds that were released, as evidence */
  function standing({ account, customerId }: CustomerRef, everything: boolean): CustomerStanding {
    const owner = { account, customerId };
    const known = customers.find(account, customerId);
    if (known === undefined) return { ...owner, refused: [], consent: [], holds: [], payments: [], revision: 0 };
    const { id: customer, revision } = known;
    const consent = consentBy.all(customer).map((row) => consentOf(row, owner));
    return {
      ...owner,
      refused: refusedChannels(consent),
      consent,
      holds: (everything ? allHolds : standingHolds).all(customer).map((row) => holdOf(row, owner)),
      payments: paymentsBy.all(customer).map((row) => paymentOf(row, owner)),
      revision,
    };
  }

  return { addConsent, markUnreachable, recordConsent, setHolds, releaseHolds, restrictions, standing };
}
