import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { LedgerError } from '../../dunning/ledger/ledger';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import { MIGRATIONS } from '../../stores/postgres/migrations';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { describeLedger } from './conformance';
import { expectTrueAtOnce } from './conformance-at-once';
import { expectNoReminderAfterPayment, payElsewhere, payHere } from './payment-race';
import { expectSameAnswers } from './same-answers';
import { expectSameLinkAnswers } from './same-answers-links';
import { PostgresServer, postgresPrograms } from './postgres-server';
import { request } from './requests';
import { startWorker } from './workers';

const NOW = '2026-11-23T15:00:00Z';
const LEASE = 600_000;
const bin = postgresPrograms();
const there = bin ? describe : describe.skip;

there(bin ? 'with PostgreSQL' : 'with PostgreSQL (not installed here)', () => {
  let server: PostgresServer;
  let schemas = 0;
  const fresh = () => server.options(`ledger_${(schemas += 1)}`);

  const sql = async (text: string) => {
    const client = new Client(server.options(''));
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dunning-'));
    server = await PostgresServer.start(bin ?? '', 'fsync=off');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.stop();
  });

  describeLedger('the ledger in PostgreSQL', () => openPostgresLedger(fresh()));

  describe('several processes', () => {
    it('win each of 50,000 keys exactly once between them, and migrate the new schema once', async () => {
      const address = JSON.stringify(fresh());
      const workers = [startWorker(address, 50_000, 1_000), startWorker(address, 50_000, 1_000)];
      await Promise.all(workers.map((worker) => worker.ready));
      workers.forEach((worker) => worker.go());
      expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0]);
      const won = workers.flatMap((worker) => worker.won);
      expect(won).toHaveLength(50_000);
      expect(new Set(won).size).toBe(50_000);
    });
    it('together never exceed a customer’s cap', async () => {
      const address = JSON.stringify(fresh());
      const workers = [startWorker(address, 4_000, 50, 4), startWorker(address, 4_000, 50, 4)];
      await Promise.all(workers.map((worker) => worker.ready));
      workers.forEach((worker) => worker.go());
      await Promise.all(workers.map((worker) => worker.ended));
      expect(workers.flatMap((worker) => worker.won)).toHaveLength(1_000);
    });
  });

  describe('a server that is restarted in the middle', () => {
    it('loses no claim, doubles none, and the run goes on', async () => {
      const options = fresh();
      const address = JSON.stringify(options);
      const worker = startWorker(address, 20_000, 200);
      await worker.ready;
      worker.go();
      await worker.firstWin;
      await server.restart();
      expect(worker.won.length).toBeLessThan(20_000);
      expect(await worker.ended).toBe(0);
      expect(new Set(worker.won).size).toBe(20_000);
      const ledger = await openPostgresLedger(options);
      const counts = await ledger.countContacts('acme', NOW);
      expect(counts).toMatchObject([{ status: 'claimed', count: 20_000 }]);
      await ledger.close();
    });
  });

  it('keeps claims and payments, holds and refusals true when two workers do them at the same moment', async () => {
    const options = fresh();
    const ledgers = await Promise.all([
      openPostgresLedger(options),
      openPostgresLedger({ ...options, maxConnections: 3 }),
    ]);
    await expectTrueAtOnce(...ledgers).finally(() => Promise.all(ledgers.map((ledger) => ledger.close())));
  });

  describe('200 payments at random moments of a run, with a real mail server', () => {
    it('let no reminder leave after them', async () => {
      const ledger = await openPostgresLedger(fresh());
      await expectNoReminderAfterPayment(ledger, payHere(ledger), { account: 'acme', count: 200, seed: 4 }).finally(
        () => ledger.close(),
      );
    });
    it('let no reminder leave after them when another process stores them', async () => {
      const options = fresh();
      const ledger = await openPostgresLedger(options);
      const payer = await payElsewhere(JSON.stringify(options));
      try {
        await expectNoReminderAfterPayment(ledger, payer, { account: 'acme', count: 200, seed: 5 });
      } finally {
        await payer.close();
        await ledger.close();
      }
    });
  });

  describe('a ledger of an earlier version', () => {
    it.each(MIGRATIONS.map((_, done) => [done]))('%i is brought up to date with everything in it', async (done) => {
      const options = fresh();
      const s = options.schema ?? '';
      await sql(`CREATE SCHEMA ${s}; CREATE TABLE ${s}.ledger_version (version integer NOT NULL)`);
      await sql(`INSERT INTO ${s}.ledger_version VALUES (${done})`);
      for (const step of MIGRATIONS.slice(0, done)) await sql(step(s));
      if (done > 0) {
        await sql(
          `INSERT INTO ${s}.contacts (key, account, customer_id, debt_id, scope, cycle, stage, level, channel, attempt,
             at, state, facts, claimed_at, lease_from, lease_until, token)
           VALUES ('${request().key}', 'acme', 'c-1', 'd', '["inv-1"]', 'c', 's', 1, 'email', 1, 1, 'sent', 1, 1, 1, 2, 'x')`,
        );
      }
      if (done > 1) {
        await sql(
          `INSERT INTO ${s}.payments (account, customer_id, provider, payment_id, scope, currency, minor, at, status)
           VALUES ('acme', 'c-1', 'stripe', 'pi_1', '["inv-1"]', 'MXN', 1000, 5, 'paid')`,
        );
      }
      // All workers of a new version start at once.
      const ledgers = await Promise.all([1, 2, 3].map((n) => openPostgresLedger({ ...options, maxConnections: n })));
      const answers = await Promise.all(ledgers.map((ledger) => ledger.claim([request()], NOW, LEASE)));
      const sent = answers.flat().filter((answer) => answer.decision === 'send');
      expect(sent).toHaveLength(done > 0 ? 0 : 1);
      const [ledger] = ledgers;
      const [paid] = (await ledger?.standing('acme', ['c-1'], NOW))?.get('c-1')?.payments ?? [];
      expect(paid?.status).toBe(done > 1 ? 'paid' : undefined);
      if (paid) {
        expect(await ledger?.recordPayments([paid], NOW)).toBe(0);
        const amount = { currency: 'MXN', minor: 400 };
        expect(await ledger?.recordPayments([{ ...paid, status: 'refunded', amount, at: NOW }], NOW)).toBe(1);
      }
      await Promise.all(ledgers.map((ledger) => ledger.close()));
    });
    it('that is newer is left alone', async () => {
      const options = fresh();
      await (await openPostgresLedger(options)).close();
      await sql(`UPDATE ${options.schema}.ledger_version SET version = 99`);
      await expect(openPostgresLedger(options)).rejects.toThrow(/newer version/);
    });
  });

  it('gives the same answers as SQLite, whatever is asked in whatever order', async () => {
    const ledgers = await Promise.all([openSqliteLedger(join(folder, 'same.db')), openPostgresLedger(fresh())]);
    await expectSameAnswers(...ledgers).finally(() => Promise.all(ledgers.map((ledger) => ledger.close())));
  });

  it('gives the same answers about payment links as SQLite, whatever is asked in whatever order', async () => {
    const ledgers = await Promise.all([openSqliteLedger(join(folder, 'links.db')), openPostgresLedger(fresh())]);
    await expectSameLinkAnswers(...ledgers).finally(() => Promise.all(ledgers.map((ledger) => ledger.close())));
  });

  describe('what goes wrong', () => {
    it('is said in words: no such database, no such user, nobody there', async () => {
      const options = fresh();
      await expect(openPostgresLedger({ ...options, database: 'nope' })).rejects.toThrow(/no such database/);
      await expect(openPostgresLedger({ ...options, user: 'nobody_here' })).rejects.toThrow(LedgerError);
      await expect(openPostgresLedger({ ...options, ssl: true })).rejects.toThrow(/does not offer an encrypted/);
      await expect(openPostgresLedger({ ...options, schema: 'Bad"; DROP' })).rejects.toThrow(/schema: found/);
    });
    it('is said in words: a server that may only be read', async () => {
      const options = fresh();
      await (await openPostgresLedger(options)).close();
      await sql(`CREATE ROLE reader LOGIN SUPERUSER; ALTER ROLE reader SET default_transaction_read_only = on`);
      const ledger = await openPostgresLedger({ ...options, user: 'reader' });
      await expect(ledger.claim([request()], NOW, LEASE)).rejects.toThrow(/read-only/);
      await ledger.close();
    });
    it('is said in words: a user without rights', async () => {
      await sql('CREATE ROLE stranger LOGIN');
      await expect(openPostgresLedger({ ...fresh(), user: 'stranger' })).rejects.toThrow(/may not use the ledger/);
    });
    it('is said in words after a while: a server that does not come back', async () => {
      const gone = { ...fresh(), port: 1, waitMs: 300 };
      await expect(openPostgresLedger(gone)).rejects.toThrow(/cannot be reached/);
    });
    it('a reply that came after it was closed is refused', async () => {
      const ledger = await openPostgresLedger(fresh());
      await ledger.close();
      await expect(ledger.claim([request()], NOW, LEASE)).rejects.toThrow(/closed/);
    });
  });
});
