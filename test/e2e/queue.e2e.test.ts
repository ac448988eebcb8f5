import { crashRun } from '../../scripts/crash/run';
import type { CrashResult } from '../../scripts/crash/run';
import { hasQueueServices } from '../harness/queue-n8n';

const CONTACTS = 1_500;

/** The short form of `npm run crash`; `.ci/run` installs what it needs. */
const describeWithServices = hasQueueServices() ? describe : describe.skip;

describeWithServices('n8n in queue mode, disturbed as badly as can be', () => {
  let result: CrashResult;

  beforeAll(async () => {
    const say = (line: string) => process.stdout.write(`${line}\n`);
    result = await crashRun({ contacts: CONTACTS, shard: 50, workers: 2, killEveryMs: 4_000, phaseMs: 180_000, say });
    process.stdout.write(`${JSON.stringify({ ...result, missing: result.missing.length })}\n`);
  }, 600_000);

  it('was really disturbed', () => {
    expect(result.workersKilled).toBeGreaterThanOrEqual(2);
  });

  it('wrote to nobody twice', () => {
    expect(result.keysTwice).toEqual([]);
    expect(result.addressesTwice).toEqual([]);
  });

  it('lost nobody, and every status is true', () => {
    expect(result.missing).toEqual([]);
    expect(result.untrue).toEqual([]);
    expect(Object.keys(result.statuses).filter((status) => !/^(sent|failed|bounced|uncertain)$/.test(status))).toEqual(
      [],
    );
  });

  it('has a sum that matches: whoever is in the inbox was sent to, or is listed for a person to look at', () => {
    const { kept, statuses, uncertainInInbox } = result;
    expect(kept).toBe((statuses.sent ?? 0) + uncertainInInbox);
  });

  it('had nothing left to send at the end', () => {
    expect(result.afterwards).toBe(0);
  });
});
