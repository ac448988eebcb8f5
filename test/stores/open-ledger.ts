import type { Ledger } from '../../dunning/ledger/ledger';
import { openSqliteLedger } from '../../stores/sqlite/ledger';

/** Opens the ledger at an address as tests write it: the path of a SQLite file. */
export function openTestLedger(address: string): Promise<Ledger> {
  return openSqliteLedger(address);
}
