import os from 'node:os';
import path from 'node:path';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { FullLedger } from '../../dunning/ledger/records';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { filled } from './parameters';

/** Where the embedded ledger lives unless the user names a file: in n8n's own folder, so that it is backed up with it. */
export function defaultLedgerFile(): string {
  return path.join(process.env.N8N_USER_FOLDER ?? os.homedir(), '.n8n', 'dunning', 'ledger.sqlite');
}

/**
 * Opens the ledger that a node works with. The caller closes it.
 * @throws LedgerError when the file cannot be used
 */
export async function openLedger(context: IExecuteFunctions): Promise<FullLedger> {
  const options = context.getNodeParameter('options', 0, {}) as { ledgerFile?: string };
  return await openSqliteLedger(filled(options.ledgerFile) ?? defaultLedgerFile());
}

/** The wall clock, read once per run at the edge of the package: nothing inside reads it. */
export function wallClock(): string {
  return new Date().toISOString();
}
