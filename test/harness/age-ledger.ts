import { DatabaseSync } from 'node:sqlite';

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
