import type { DatabaseSync } from 'node:sqlite';

export interface CustomerRow {
  id: number;
  /** Whether there may be refusals or holds. */
  restricted: boolean;
  /** See `CustomerStanding.revision`. */
  revision: number;
}

export type CustomerTable = ReturnType<typeof customerTable>;

/** The customers that the ledger has met. Every function runs inside a transaction that the caller holds. */
export function customerTable(db: DatabaseSync) {
  const byName = db.prepare('SELECT id, restricted, revision FROM customers WHERE account = ? AND customer_id = ?');
  const insert = db.prepare('INSERT INTO customers (account, customer_id) VALUES (?, ?)');

  function find(account: string, customerId: string): CustomerRow | undefined {
    const row = byName.get(account, customerId);
    return row && { id: Number(row.id), restricted: row.restricted === 1, revision: Number(row.revision) };
  }

  /** The customer's row id; the row is made when missing. */
  function ensure(account: string, customerId: string): number {
    return find(account, customerId)?.id ?? add(account, customerId);
  }

  /** Makes the row of a customer that is known to have none. */
  function add(account: string, customerId: string): number {
    return Number(insert.run(account, customerId).lastInsertRowid);
  }

  return { find, ensure, add };
}
