import { createHash } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';

import type { Pool, PoolClient, QueryResultRow } from 'pg';

import { InputError } from '../../dunning/errors';
import { LedgerError } from '../../dunning/ledger/ledger';
import { retrying } from '../retry';
import type { RetryPolicy } from '../retry';
import { asLedgerError, isPassing } from './errors';
import { MIGRATIONS } from './migrations';

/** Where the ledger is and how to get there. */
export interface PostgresOptions {
  host: string;
  /** 5432 when absent. */
  port?: number;
  database: string;
  user: string;
  password?: string;
  /** `false` or absent: not encrypted. `true`: encrypted, the certificate must be valid. Else the options of Node's TLS. */
  ssl?: boolean | Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'rejectUnauthorized' | 'servername'>;
  /** The schema that holds the tables; made when missing. `dunning` when absent. */
  schema?: string;
  /** Most connections of this process; 4 when absent. */
  maxConnections?: number;
  /** How long to wait, in milliseconds, for a server that cannot be reached before giving up; 30 seconds when absent. */
  waitMs?: number;
  /**
   * How long the connections of this place are kept, in milliseconds, when the last user has closed the ledger, for the next
   * one to take over. Absent: not at all.
   */
  keepMs?: number;
}

const WAIT_MS = 30_000;
const CONNECT_WITHIN_MS = 10_000;
const BUCKETS = 64;
const LOCKS = { customer: 0, message: 1, payment: 3, address: 4 };
const MIGRATION_LOCK = 2 * BUCKETS;

/** What may be asked inside a transaction. */
export interface Session {
  rows<R extends QueryResultRow>(text: string, values?: unknown[]): Promise<R[]>;
  /** How many rows a statement changed. */
  change(text: string, values?: unknown[]): Promise<number>;
}

/** A pool of connections on which work runs in transactions, whole or not at all. */
export class Database {
  /** The schema's name, quoted for use in statements. */
  readonly schema: string;
  private readonly where: string;
  private readonly lockClass: number;
  private readonly waiting: RetryPolicy;

  private constructor(
    private readonly pool: Pool,
    options: PostgresOptions,
  ) {
    const name = schemaName(options);
    this.waiting = { forMs: options.waitMs ?? WAIT_MS, firstWaitMs: 50, longestWaitMs: 2_000 };
    this.schema = `"${name}"`;
    this.where = `${options.host}:${options.port ?? 5432}/${options.database}`;
    this.lockClass = createHash('sha256').update(`n8n-nodes-dunning/${name}`).digest().readInt32BE();
  }

  /** Connects and brings the schema up to date. */
  static async open(options: PostgresOptions): Promise<Database> {
    const { host, port = 5432, database, user, password, ssl = false, maxConnections = 4 } = options;
    // Loaded on first use: who keeps the ledger in a file does not pay for it.
    const { Pool } = await import('pg');
    const pool = new Pool({
      host,
      port,
      database,
      user,
      password,
      ssl,
      max: maxConnections,
      application_name: 'n8n-nodes-dunning',
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
      allowExitOnIdle: true,
    });
    // An idle connection that breaks is replaced at the next use; unheard, its error would end the process.
    pool.on('error', () => undefined);
    try {
      const opened = new Database(pool, options);
      await opened.migrate();
      return opened;
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  /**
   * Runs `work` in one transaction, after taking the given locks. When the connection breaks or two workers collide, the
   * whole is repeated, so `work` must come to the same when it had already been committed.
   * @throws LedgerError when the store cannot be used; then nothing was half-written
   */
  transaction<T>(locks: readonly number[], work: (session: Session) => Promise<T>): Promise<T> {
    // The numbers are our own, so they may stand in the text; that saves a round trip.
    const lock = locks.length === 0 ? '' : `; SELECT ${this.lockCalls(locks)}`;
    return this.repeated(async (client) => {
      try {
        await client.query(`BEGIN${lock}`);
        const result = await work(sessionOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** Runs `work`, which is one statement or only reads. */
  session<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.repeated((client) => work(sessionOn(client)));
  }

  /** Runs `work`, which only reads, on one consistent state. */
  snapshot<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.transaction([], async (session) => {
      await session.rows('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return work(session);
    });
  }

  /** Takes further locks in a running transaction. */
  async lock({ rows }: Session, locks: readonly number[]): Promise<void> {
    if (locks.length > 0) await rows(`SELECT ${this.lockCalls(locks)}`);
  }

  /**
   * The locks that stand for these names (customers, provider messages, payments, or addresses). There are few, each for many names: a lock for
   * every customer of a large batch would overflow PostgreSQL's lock table. Sorted, so that no two workers can wait for
   * each other.
   */
  locksFor(kind: keyof typeof LOCKS, names: Iterable<string>): number[] {
    const offset = LOCKS[kind] * BUCKETS;
    const buckets = new Set<number>();
    for (const name of names) {
      let hash = 0;
      for (let i = 0; i < name.length; i += 1) hash = (hash * 31 + name.charCodeAt(i)) | 0;
      buckets.add(offset + (hash & (BUCKETS - 1)));
      if (buckets.size === BUCKETS) break;
    }
    return [...buckets].sort((a, b) => a - b);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private lockCalls(locks: readonly number[]): string {
    return locks.map((lock) => `pg_advisory_xact_lock(${this.lockClass}, ${lock})`).join(', ');
  }

  private async repeated<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      return await retrying(this.waiting, isPassing, async () => {
        const client = await this.pool.connect();
        let broken: Error | undefined;
        const onError = (error: Error) => (broken = error);
        client.on('error', onError);
        try {
          return await work(client);
        } catch (error) {
          if (isPassing(error)) broken ??= error instanceof Error ? error : new Error('broken');
          throw error;
        } finally {
          client.off('error', onError);
          client.release(broken);
        }
      });
    } catch (error) {
      throw asLedgerError(error, this.where);
    }
  }

  private async migrate(): Promise<void> {
    const s = this.schema;
    const version = await this.session(async ({ rows }) => {
      const [found] = await rows<{ found: string | null }>('SELECT to_regclass($1) AS found', [`${s}.ledger_version`]);
      return found?.found ? versionIn(await rows<{ version: number }>(`SELECT version FROM ${s}.ledger_version`)) : -1;
    });
    if (version > MIGRATIONS.length) {
      throw new LedgerError(
        `The ledger was made by a newer version of this package: ${this.where}`,
        'Update n8n-nodes-dunning on this machine.',
      );
    }
    if (version === MIGRATIONS.length) return;
    // Whoever gets the lock first migrates; the others find it done.
    await this.transaction([MIGRATION_LOCK], async ({ rows }) => {
      const [schema] = await rows('SELECT 1 FROM pg_namespace WHERE quote_ident(nspname) = $1 OR nspname = $2', [
        s,
        s.slice(1, -1),
      ]);
      if (!schema) await rows(`CREATE SCHEMA ${s}`);
      await rows(`CREATE TABLE IF NOT EXISTS ${s}.ledger_version (version integer NOT NULL)`);
      const now = versionIn(await rows<{ version: number }>(`SELECT version FROM ${s}.ledger_version`));
      for (const step of MIGRATIONS.slice(now)) await rows(step(s));
      await rows(`DELETE FROM ${s}.ledger_version`);
      await rows(`INSERT INTO ${s}.ledger_version VALUES ($1)`, [MIGRATIONS.length]);
    });
  }
}

/**
 * The schema's name.
 * @throws InputError when it cannot be one
 */
export function schemaName({ schema = 'dunning' }: Pick<PostgresOptions, 'schema'>): string {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema) && !schema.startsWith('pg_')) return schema;
  throw new InputError({
    field: 'schema',
    found: schema,
    problem: 'is not a name that can be used for a schema',
    advice: 'Use small letters, digits and underscores, for example dunning.',
  });
}

function versionIn(rows: ReadonlyArray<{ version: number }>): number {
  return rows[0]?.version ?? 0;
}

function sessionOn(client: PoolClient): Session {
  return {
    rows: async <R extends QueryResultRow>(text: string, values?: unknown[]) =>
      (await client.query<R>(text, values)).rows,
    change: async (text, values) => (await client.query(text, values)).rowCount ?? 0,
  };
}
