import { LedgerError } from '../../dunning/ledger/ledger';
import { openPostgresLedger } from '../../stores/postgres/ledger';
import { describeLedger } from './conformance';
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

  beforeAll(async () => {
    server = await PostgresServer.start(bin ?? '');
  });
  afterAll(() => server.stop());

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

  describe('what goes wrong', () => {
    it('is said in words: no such database, no such user, nobody there', async () => {
      const options = fresh();
      await expect(openPostgresLedger({ ...options, database: 'nope' })).rejects.toThrow(/no such database/);
      await expect(openPostgresLedger({ ...options, user: 'nobody_here' })).rejects.toThrow(LedgerError);
      await expect(openPostgresLedger({ ...options, ssl: true })).rejects.toThrow(/does not offer an encrypted/);
      await expect(openPostgresLedger({ ...options, schema: 'Bad"; DROP' })).rejects.toThrow(/schema: found/);
    });
    it('a reply that came after it was closed is refused', async () => {
      const ledger = await openPostgresLedger(fresh());
      await ledger.close();
      await expect(ledger.claim([request()], NOW, LEASE)).rejects.toThrow(/closed/);
    });
  });
});
