import os from 'node:os';
import path from 'node:path';

import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { FullLedger } from '../../dunning/ledger/records';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { filled } from './parameters';

/** Where the embedded ledger lives unless the user names a file: in n8n's own folder, so that it is backed up with it. */
export function defaultLedgerFile(): string {
  return path.join(process.env.N8N_USER_FOLDER ?? os.homedir(), '.n8n', 'dunning', 'ledger.sqlite');
}

/** Where a node runs that uses the ledger: in an execution, or when a provider's call arrives. */
export type LedgerContext = IExecuteFunctions | IWebhookFunctions | IHookFunctions;

/**
 * Opens the ledger that a node works with. The caller closes it.
 * @param collection the node's collection that has the option *Ledger File*
 * @throws LedgerError when the file cannot be used
 */
export async function openLedger(context: LedgerContext, collection = 'options'): Promise<FullLedger> {
  const { ledgerFile } = parameter<{ ledgerFile?: string }>(context, collection, {});
  return await openSqliteLedger(filled(ledgerFile) ?? defaultLedgerFile());
}

/** Reads a parameter where there are items, and where there are none. */
function parameter<T>(context: LedgerContext, name: string, fallback: T): T {
  // A node that runs on items is asked for one of them; a webhook takes the fallback in that place.
  if ('getInputData' in context) return context.getNodeParameter(name, 0, fallback) as T;
  return context.getNodeParameter(name, fallback) as T;
}

/** The wall clock, read once per run at the edge of the package: nothing inside reads it. */
export function wallClock(): string {
  return new Date().toISOString();
}
