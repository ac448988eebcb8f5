import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { request } from './requests';
import { startWorker } from './workers';

const NOW = '2026-11-23T15:00:01Z';
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunning-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('several processes on one SQLite file', () => {
  it('win each of 50,000 keys exactly once between them, and both migrate the new file', async () => {
    const workers = [startWorker(file, 50_000, 500), startWorker(file, 50_000, 500)];
    await Promise.all(workers.map((worker) => worker.ready));
    workers.forEach((worker) => worker.go());
    expect(await Promise.all(workers.map((worker) => worker.ended))).toEqual([0, 0]);
    const won = workers.flatMap((worker) => worker.won);
    expect(won).toHaveLength(50_000);
    expect(new Set(won).size).toBe(50_000);
  });

  it('together never exceed a customer’s cap', async () => {
    const workers = [startWorker(file, 4_000, 50, 4), startWorker(file, 4_000, 50, 4)];
    await Promise.all(workers.map((worker) => worker.ready));
    workers.forEach((worker) => worker.go());
    await Promise.all(workers.map((worker) => worker.ended));
    expect(workers.flatMap((worker) => worker.won)).toHaveLength(1_000);
  });

  it('lose nothing that was answered when one is killed in the middle, and the rest can go on', async () => {
    const victim = startWorker(file, 100_000, 200);
    await victim.ready;
    victim.go();
    await victim.firstWin;
    victim.kill();
    expect(await victim.ended).toBe('SIGKILL');
    const ledger = await openSqliteLedger(file);
    try {
      const again = victim.won.length;
      const batch = Array.from({ length: again + 5_000 }, (_, n) =>
        request({ customerId: `c-${n}`, scope: [`inv-${n}`] }),
      );
      const answers = await ledger.claim(batch, NOW, 600_000);
      const answered = new Set(victim.won);
      expect(answers.filter((answer) => answer.decision === 'send' && answered.has(answer.key))).toEqual([]);
      // At most the batch that was committed but not yet printed is claimed without an answer; batches are whole.
      const skipped = answers.filter((answer) => answer.decision === 'skip').length;
      expect(skipped % 200).toBe(0);
      expect(answers.at(-1)?.decision).toBe('send');
    } finally {
      await ledger.close();
    }
  });
});
