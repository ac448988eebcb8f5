import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { LedgerError } from '../../dunning/ledger/ledger';
import { Database } from '../../stores/sqlite/database';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { MIGRATIONS } from '../../stores/sqlite/migrations';
import { request } from './requests';

const NOW = '2026-11-23T15:00:00Z';
const LEASE = 600_000;
const NOBODY = 65_534;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dunning-'));
  file = path.join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function problem(work: Promise<unknown>): Promise<LedgerError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LedgerError)) throw new Error(`no LedgerError but ${String(error)}`);
  return error;
}

describe('a full disk', () => {
  it('is said in words; nothing of the batch is kept, and the ledger goes on when there is room', async () => {
    const database = await Database.open(file);
    try {
      database.db.exec('PRAGMA max_page_count = 60');
      const insert = database.db.prepare('INSERT INTO customers (account, customer_id) VALUES (?, ?)');
      const many = () => {
        for (let n = 0; n < 10_000; n += 1) insert.run('acme', `customer number ${n}`);
      };
      const error = await problem(database.write(many));
      expect(error.message).toMatch(/^The disk is full: /);
      expect(error.advice).toMatch(/Free some space/);
      const count = database.db.prepare('SELECT count(*) AS n FROM customers');
      expect(count.get()).toEqual({ n: 0 });
      database.db.exec('PRAGMA max_page_count = 100000');
      await database.write(many);
      expect(count.get()).toEqual({ n: 10_000 });
    } finally {
      await database.close();
    }
  });

  it('as a process meets it leaves a whole ledger behind', async () => {
    const worker = path.join(__dirname, 'claim-worker.ts');
    const root = path.resolve(__dirname, '../..');
    // No file of this process may grow beyond 1,000 blocks of 1 KB.
    const limited = 'ulimit -f 1000; exec "$0" --no-warnings --import tsx "$@"';
    const { status, stderr, stdout } = spawnSync(
      'bash',
      ['-c', limited, process.execPath, worker, file, '50000', '500', '1'],
      { cwd: root, input: 'go\n', encoding: 'utf8' },
    );
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/LedgerError: The disk (is full|reported an error)/);
    const answered = stdout.split('\n').filter((line) => /^[0-9a-f]{40}$/.test(line));
    const ledger = await openSqliteLedger(file);
    const { contacts } = await ledger.findContacts({ limit: 100_000 }, NOW);
    await ledger.close();
    expect(contacts.map(({ key }) => key)).toEqual(answered);
    expect(answered.length % 500).toBe(0);
    expect(answered.length).toBeGreaterThan(0);
  });
});

describe('writes that come at the same moment', () => {
  it('fail alone: a bad one leaves no trace and the others are kept', async () => {
    const database = await Database.open(file);
    const insert = (name: string) =>
      database.write(() => {
        database.db.prepare('INSERT INTO customers (account, customer_id) VALUES (?, ?)').run('acme', name);
        if (name === 'bad') throw new Error('a mistake');
        return name;
      });
    const ends = await Promise.allSettled(['one', 'bad', 'two', 'one'].map(insert));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(ends[1]).toMatchObject({ reason: { message: 'a mistake' } });
    const names = database.db.prepare('SELECT customer_id FROM customers ORDER BY id').all();
    expect(names.map((row) => row.customer_id)).toEqual(['one', 'two']);
    await database.close();
  });
  it('are all on disk when the ledger is closed right behind them', async () => {
    const ledger = await openSqliteLedger(file);
    const claims = Array.from({ length: 20 }, (_, n) => ledger.claim([request({ customerId: `c-${n}` })], NOW, LEASE));
    await ledger.close();
    expect((await Promise.all(claims)).flat().every(({ decision }) => decision === 'send')).toBe(true);
    const again = await openSqliteLedger(file);
    expect((await again.findContacts({}, NOW)).contacts).toHaveLength(20);
    await again.close();
  });
  it('all fail when the disk is full, and none is half-written', async () => {
    const database = await Database.open(file);
    database.db.exec('PRAGMA max_page_count = 60');
    const insert = database.db.prepare('INSERT INTO customers (account, customer_id) VALUES (?, ?)');
    const write = (account: string, rows: number) =>
      database.write(() => {
        for (let n = 0; n < rows; n += 1) insert.run(account, `customer number ${n}`);
      });
    const ends = await Promise.allSettled([write('a', 10), write('b', 10_000)]);
    expect(ends[1]).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(/disk is full/) } });
    const left = database.db.prepare(`SELECT count(*) AS n FROM customers WHERE account = 'b'`).get();
    expect(left).toEqual({ n: 0 });
    const a = database.db.prepare(`SELECT count(*) AS n FROM customers WHERE account = 'a'`).get();
    expect(a).toEqual({ n: ends[0].status === 'fulfilled' ? 10 : 0 });
    await database.close();
  });
});

describe('a file that may only be read', () => {
  it('is said in words', async () => {
    await (await openSqliteLedger(file)).close();
    // Root may write anything, so the test steps down.
    const root = process.getuid?.() === 0;
    chmodSync(file, root ? 0o644 : 0o444);
    chmodSync(folder, 0o555);
    if (root) {
      chownSync(folder, 0, 0);
      process.seteuid?.(NOBODY);
    }
    try {
      const error = await problem(
        openSqliteLedger(file).then(async (ledger) =>
          ledger.claim([request()], NOW, LEASE).finally(() => ledger.close()),
        ),
      );
      expect(error.message).toMatch(/The ledger cannot be (written to|opened)/);
      expect(error.advice).toMatch(/n8n/);
    } finally {
      if (root) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    }
  });
});

describe('a file that stays locked', () => {
  it('is said in words after a while, and n8n is not blocked meanwhile', async () => {
    const database = await Database.open(file, 400);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 10);
    try {
      const error = await problem(database.write(() => undefined));
      expect(error.message).toMatch(/^The ledger is locked by another process/);
      expect(turns).toBeGreaterThan(5);
    } finally {
      clearInterval(clock);
      other.close();
      await database.close();
    }
  });
});

describe('a path that cannot be a ledger', () => {
  it.each([
    ['nothing', '  ', /path of the ledger is empty/],
    ['a folder', '.', /cannot be opened/],
    ['a file in a file', '/dev/null/ledger.db', /cannot be opened/],
    ['a name that is too long', 'x'.repeat(300), /cannot be opened/],
  ])('%s is said in words', async (_, given, words) => {
    const where = given.trim() === '' || given.startsWith('/') ? given : path.join(folder, given);
    expect((await problem(openSqliteLedger(where))).message).toMatch(words);
  });
});

describe('a ledger of an earlier version', () => {
  it.each(MIGRATIONS.map((_, done) => [done]))('%i is brought up to date with everything in it', async (done) => {
    const old = new DatabaseSync(file);
    for (const step of MIGRATIONS.slice(0, done)) old.exec(step);
    const { key } = request();
    if (done > 0) {
      old.exec(`PRAGMA application_id = ${0x44554e4e}; PRAGMA user_version = ${done}`);
      old.exec(`INSERT INTO customers (account, customer_id) VALUES ('acme', 'c-1')`);
      old.exec(
        `INSERT INTO contacts (key, customer, debt_id, scope, cycle, stage, level, channel, attempt, at, state, facts,
           claimed_at, lease_from, lease_until, token)
         VALUES ('${key}', 1, 'd', '["inv-1"]', 'c', 's', 1, 'email', 1, 1, 'sent', 1, 1, 1, 2, '1.x')`,
      );
    }
    if (done > 1) {
      old.exec(
        `INSERT INTO payments (customer, provider, payment_id, scope, currency, minor, at, status)
         VALUES (1, 'stripe', 'pi_1', '["inv-1"]', 'MXN', 1000, 5, 'paid'), (1, 'bank', 't-1', '[]', 'MXN', 7, 6, 'refunded')`,
      );
    }
    old.close();
    const ledger = await openSqliteLedger(file);
    const [answer] = await ledger.claim([request()], NOW, LEASE);
    expect(answer?.decision).toBe(done > 0 ? 'skip' : 'send');
    await ledger.setHolds(
      [{ account: 'acme', customerId: 'c-1', id: 'h', scope: [], hold: { kind: 'manual' }, setAt: NOW }],
      NOW,
    );
    const { contacts, standing } = await ledger.timeline('acme', 'c-1', NOW);
    expect(contacts).toHaveLength(1);
    const [paid] = standing?.payments ?? [];
    expect(standing?.payments.map(({ status }) => status)).toEqual(done > 1 ? ['paid', 'refunded'] : []);
    // What was kept of a payment is a fact among those that are told later.
    if (paid) {
      expect(await ledger.recordPayments([paid], NOW)).toBe(0);
      const amount = { currency: 'MXN', minor: 400 };
      expect(await ledger.recordPayments([{ ...paid, status: 'refunded', amount, at: NOW }], NOW)).toBe(1);
      expect((await ledger.standing('acme', ['c-1'], NOW)).get('c-1')?.payments).toMatchObject([
        { status: 'paid', amount: { minor: 1000 }, refunded: 400 },
        { status: 'refunded' },
      ]);
    }
    await ledger.close();
  });
  it('of a newer version is left alone', async () => {
    await (await openSqliteLedger(file)).close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect((await problem(openSqliteLedger(file))).message).toMatch(/newer version/);
  });
});
