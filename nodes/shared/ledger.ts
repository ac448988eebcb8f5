import os from 'node:os';
import path from 'node:path';

import type { IExecuteFunctions, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { FullLedger } from '../../dunning/ledger/records';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { LEDGER_CREDENTIAL } from './ledger-option';
import type { LedgerStore } from './ledger-option';
import { filled } from './parameters';
import { postgresSettings } from './postgres-settings';

/**
 * How long connections to PostgreSQL wait for the next node, in milliseconds. Every node of every execution opens the
 * ledger; all of one process share one pool for each credential, and this spares them connecting and signing in anew.
 */
const KEEP_CONNECTIONS_MS = 60_000;

/** Where a node runs that uses the ledger: in an execution, or when a provider's call arrives. */
export type LedgerContext = IExecuteFunctions | IWebhookFunctions | IHookFunctions;

/** Where the embedded ledger lives unless the user names a file: in n8n's own folder, so that it is backed up with it. */
export function defaultLedgerFile(): string {
  return path.join(process.env.N8N_USER_FOLDER ?? os.homedir(), '.n8n', 'dunning', 'ledger.sqlite');
}

/**
 * Opens the ledger that a node works with: the place that the parameter `ledgerStore` chooses (see `ledgerChoice`). The
 * caller closes it.
 * @param collection the node's collection that has the option *File of the Record*
 * @param keepMs how long a file stays open for the next one that asks for it, in milliseconds
 * @throws LedgerError when it cannot be used
 * @throws InputError when a field of the credential cannot be right
 */
export async function openLedger(context: LedgerContext, collection = 'options', keepMs = 0): Promise<FullLedger> {
  if (parameter<LedgerStore>(context, 'ledgerStore', 'sqlite') === 'postgres') {
    const settings = postgresSettings(await context.getCredentials(LEDGER_CREDENTIAL));
    return await openPostgresLedger({ ...settings, keepMs: KEEP_CONNECTIONS_MS });
  }
  const { ledgerFile } = parameter<{ ledgerFile?: string }>(context, collection, {});
  return await openSqliteLedger(filled(ledgerFile) ?? defaultLedgerFile(), keepMs);
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
