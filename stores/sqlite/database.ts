import type { DatabaseSync } from 'node:sqlite';

import { LedgerError } from '../../dunning/ledger/ledger';
import { retrying } from '../retry';
import type { RetryPolicy } from '../retry';
import { asLedgerError, isBusy } from './errors';
import { APPLICATION_ID, MIGRATIONS } from './migrations';
import { WriteQueue } from './write-queue';

// SQLite waits for a lock by blocking the thread, and with it all of n8n. So it waits briefly, and the rest of the
// waiting is done between tries, where n8n can go on.
const BLOCKING_WAIT_MS = 20;
const WAIT_MS = 15_000;

/** A connection on which work runs in transactions, whole or not at all. */
export class Database {
  private readonly waiting: RetryPolicy;
  private readonly queue: WriteQueue;

  private constructor(
    readonly db: DatabaseSync,
    private readonly path: string,
    waitMs: number,
  ) {
    this.waiting = { forMs: waitMs, firstWaitMs: 2, longestWaitMs: 50 };
    this.queue = new WriteQueue(db, this.waiting);
  }

  /**
   * Opens the file and brings its schema up to date.
   * @param waitMs how long to wait for another process's lock before giving up
   */
  static async open(path: string, waitMs = WAIT_MS): Promise<Database> {
    const { DatabaseSync } = loadSqlite();
    try {
      const database = new Database(new DatabaseSync(path, { timeout: BLOCKING_WAIT_MS }), path, waitMs);
      try {
        await database.prepare();
        return database;
      } catch (error) {
        database.db.close();
        throw error;
      }
    } catch (error) {
      throw asLedgerError(error, path);
    }
  }

  /**
   * Runs `work` whole or not at all, in a transaction that holds the write lock from its beginning and that works which come
   * at the same time share; while another process has the lock, waits.
   * @throws LedgerError when the store cannot be used; then nothing of `work` was written
   */
  async write<T>(work: () => T): Promise<T> {
    try {
      return await this.queue.add(work);
    } catch (error) {
      throw asLedgerError(error, this.path);
    }
  }

  /** Runs `work`, which only reads, on one consistent state. */
  async read<T>(work: () => T): Promise<T> {
    try {
      return await retrying(this.waiting, isBusy, () => {
        this.db.exec('BEGIN');
        try {
          return work();
        } finally {
          if (this.db.isTransaction) this.db.exec('COMMIT');
        }
      });
    } catch (error) {
      throw asLedgerError(error, this.path);
    }
  }

  /** Closes the file once everything that was asked to be written is. */
  async close(): Promise<void> {
    await this.queue.settled();
    this.db.close();
  }

  private async prepare(): Promise<void> {
    const mode = await retrying(this.waiting, isBusy, () => {
      this.refuseForeign();
      return this.pragma('journal_mode = WAL');
    });
    if (mode !== 'wal') {
      throw new LedgerError(
        `The ledger cannot use its write-ahead log: ${this.path}`,
        'Keep the file on a local disk; network drives cannot be shared safely. For several machines use PostgreSQL.',
      );
    }
    // FULL: a claim that was answered with "send" survives a power cut. NORMAL could forget it, and send twice.
    this.db.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536');
    if (this.version() < MIGRATIONS.length) {
      await this.write(() => {
        // Whoever gets the lock first migrates; the others find it done.
        for (const step of MIGRATIONS.slice(this.version())) this.db.exec(step);
        this.db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
      });
    }
  }

  /** Refuses a database that another program made, or a newer version of this one. */
  private refuseForeign(): void {
    const tables = this.db.prepare('SELECT count(*) AS n FROM sqlite_schema').get();
    const owner = this.pragma('application_id');
    if (owner !== APPLICATION_ID && (owner !== 0 || tables?.n !== 0)) {
      throw new LedgerError(
        `The file is a database of another program: ${this.path}`,
        'Give the path of a ledger, or of a file that does not exist yet.',
      );
    }
    if (this.version() > MIGRATIONS.length) {
      throw new LedgerError(
        `The ledger was made by a newer version of this package: ${this.path}`,
        'Update n8n-nodes-dunning on this machine.',
      );
    }
  }

  private version(): number {
    return Number(this.pragma('user_version'));
  }

  private pragma(text: string): unknown {
    const row = this.db.prepare(`PRAGMA ${text}`).get();
    return row && Object.values(row)[0];
  }
}

// Asked for here rather than imported above: a ledger in PostgreSQL must work where there is no SQLite.
function loadSqlite() {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (!sqlite) {
    throw new LedgerError(
      `This Node.js (${process.version}) has no built-in SQLite`,
      'Run n8n on Node.js 24 or newer, or keep the ledger in PostgreSQL.',
    );
  }
  return sqlite;
}
