import type { FullLedger } from '../../dunning/ledger/records';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import type { PostgresOptions } from '../../stores/postgres/database';
import { openSqliteLedger } from '../../stores/sqlite/ledger';

/** Opens the ledger at an address as tests write it: the path of a SQLite file, or the options of PostgreSQL as JSON. */
export function openTestLedger(address: string): Promise<FullLedger> {
  if (!address.startsWith('{')) return openSqliteLedger(address);
  return openPostgresLedger(JSON.parse(address) as PostgresOptions);
}
