import type { Client } from 'pg';

import { LedgerError } from '../../dunning/ledger/ledger';
import { schemaName } from './database';
import type { PostgresOptions } from './database';
import { asLedgerError } from './errors';
import { MIGRATIONS } from './migrations';

const OLDEST = 13;
const ANSWER_WITHIN_MS = 10_000;

/**
 * Connects once and finds out whether a ledger can be kept there, by doing what a run would do and taking it all back.
 * @returns `ready` when a ledger is there, `empty` when the first use will make one
 * @throws LedgerError when it cannot, saying what to change
 * @throws InputError when the schema's name is not usable
 */
export async function probePostgres(options: PostgresOptions): Promise<'ready' | 'empty'> {
  const { host, port = 5432, database, user, password, ssl = false } = options;
  const name = schemaName(options);
  const where = `${host}:${port}/${database}`;
  const limits = { connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS };
  const { Client } = await import('pg');
  const client = new Client({ host, port, database, user, password, ssl, ...limits });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkServer(client, where);
    await client.query('BEGIN');
    return (await hasLedger(client, name)) ? await tryLedger(client, name, where) : await tryCreating(client, name);
  } catch (error) {
    throw refusal(error, name, user, where);
  } finally {
    // Without a COMMIT nothing stays.
    await client.end().catch(() => undefined);
  }
}

async function checkServer(client: Client, where: string): Promise<void> {
  const { rows } = await client.query<{ version: number; copy: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version, pg_is_in_recovery() AS copy`,
  );
  const [server] = rows;
  if (server && server.version < OLDEST) {
    throw new LedgerError(
      `This PostgreSQL is of version ${server.version}: ${where}`,
      `The record needs PostgreSQL ${OLDEST} or newer.`,
    );
  }
  if (server?.copy) {
    throw new LedgerError(
      `This PostgreSQL is a read-only copy: ${where}`,
      'Connect to the primary server, not to a replica.',
    );
  }
}

async function hasLedger(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'ledger_version') AS there`,
    [name],
  );
  return rows[0]?.there === true;
}

/** Statements that change no row, but for which the user needs every right that a run needs. */
async function tryLedger(client: Client, name: string, where: string): Promise<'ready'> {
  const s = `"${name}"`;
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${s}.ledger_version`);
  if ((rows[0]?.version ?? 0) > MIGRATIONS.length) {
    throw new LedgerError(
      `The ledger was made by a newer version of this package: ${where}`,
      'Update n8n-nodes-dunning on this machine.',
    );
  }
  for (const table of ['contacts', 'events']) {
    await client.query(`INSERT INTO ${s}.${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${s}.${table} WHERE false`);
    await client.query(`UPDATE ${s}.${table} SET provider_message_id = NULL WHERE false`);
  }
  return 'ready';
}

async function tryCreating(client: Client, name: string): Promise<'empty'> {
  const { rows } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [name]);
  const s = `"${name}"`;
  if (rows.length === 0) await client.query(`CREATE SCHEMA ${s}`);
  await client.query(`CREATE TABLE ${s}.ledger_version (version integer NOT NULL)`);
  return 'empty';
}

function refusal(error: unknown, schema: string, user: string, where: string): unknown {
  const known = asLedgerError(error, where);
  const cause = known instanceof LedgerError ? known.cause : undefined;
  if (typeof cause !== 'object' || cause === null || Reflect.get(cause, 'code') !== '42501') return known;
  return new LedgerError(
    `The user ${user} may neither use nor create the schema ${schema}: ${where}`,
    `Let an administrator of the database run: CREATE SCHEMA "${schema}" AUTHORIZATION "${user.replaceAll('"', '""')}";`,
    { cause },
  );
}
