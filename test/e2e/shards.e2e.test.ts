import { shardRun } from '../../scripts/shards/run';
import type { ShardResult } from '../../scripts/shards/run';
import { hasQueueServices } from '../harness/queue-n8n';

const INVOICES = 600;

/** The workflows for large books as they are shipped; `npm run shards` is the long form. `.ci/run` installs what they need. */
const describeWithServices = hasQueueServices() ? describe : describe.skip;

describeWithServices('a large book on two workers, of which one is killed in the middle', () => {
  let result: ShardResult;

  beforeAll(async () => {
    const say = (line: string) => process.stdout.write(`${line}\n`);
    result = await shardRun({
      invoices: INVOICES,
      perCustomer: 3,
      workers: 2,
      messagesPerPart: 50,
      partsAtOnce: 4,
      patienceMs: 300_000,
      again: true,
      killAfterMails: 40,
      // n8n notices a dead worker after a minute and a half; the test does not want to wait that long.
      env: { QUEUE_WORKER_LOCK_DURATION: '15000', QUEUE_WORKER_STALLED_INTERVAL: '5000' },
      say,
    });
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }, 700_000);

  it('came to its end all the same, with every part answered or listed', () => {
    const { finished, progress } = result;
    expect(finished).toBe(true);
    expect(progress?.parts).toBeGreaterThanOrEqual(INVOICES / 50);
    if (progress?.state === 'finished') expect(progress.answered).toBe(progress.parts);
    else expect(result.summaries[0]).toMatch(/Parts without an answer/);
  });

  it('showed its progress meanwhile', () => {
    expect(result.progressSeen).toBeGreaterThanOrEqual(2);
  });

  it('used both workers', () => {
    expect(result.runsByWorker.filter((runs) => runs > 0).length).toBeGreaterThanOrEqual(2);
  });

  it('told the finance lead the true number', () => {
    const { summaries, progress } = result;
    expect(summaries).toHaveLength(2);
    expect(summaries[0]).toContain(`${progress?.sent} of ${INVOICES} sent`);
  });

  it('wrote to everybody by the end of the next run, and to nobody twice', () => {
    const { mails, mailsOfSecondRun = 0, keysTwice, addressesTooOften } = result;
    // A mail that was in the air when its worker died is known to no one, and is not sent again.
    const inTheAir = 5;
    expect(mails + mailsOfSecondRun).toBeGreaterThanOrEqual(INVOICES - inTheAir * 5);
    expect(mails + mailsOfSecondRun).toBeLessThanOrEqual(INVOICES);
    expect({ keysTwice, addressesTooOften }).toEqual({ keysTwice: 0, addressesTooOften: 0 });
  });
});
