import { DatabaseSync } from 'node:sqlite';

import { Client } from 'pg';

import type { PostgresOptions } from '../../stores/postgres/database';

/**
 * Makes every claim in a ledger older, as if `ms` milliseconds had passed since: what would take a quarter of an hour of
 * waiting (a claim's lease running out) can be tried at once. For a ledger that nobody has open.
 */
export function ageLedger(file: string, ms: number): void {
  const database = new DatabaseSync(file);
  try {
    database
      .prepare(
        'UPDATE contacts SET claimed_at = claimed_at - :ms, lease_from = lease_from - :ms, lease_until = lease_until - :ms',
      )
      .run({ ms });
  } finally {
    database.close();
  }
}

/** The same for a ledger in PostgreSQL, which may be in use. */
export async function agePostgresLedger(place: PostgresOptions, ms: number): Promise<void> {
  const { host, port, database, user, schema } = place;
  const client = new Client({ host, port, database, user });
  await client.connect();
  try {
    await client.query(
      `UPDATE ${client.escapeIdentifier(schema ?? 'dunning')}.contacts
      SET claimed_at = claimed_at - $1, lease_from = lease_from - $1, lease_until = lease_until - $1`,
      [ms],
    );
  } finally {
    await client.end();
  }
}
