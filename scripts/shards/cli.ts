import { shardRun } from './run';
import type { ShardResult } from './run';

/**
 * `npm run shards -- [INVOICES] [WORKERS,WORKERS…] [MINUTES]`: a book of so many invoices, all due on one day, through the shipped workflows for
 * large books, once for each number of workers. Prints how long it took, which process spent what, and whether anybody was written to
 * twice; fails when somebody was, or when a mail is missing. A run that is not finished after MINUTES is told as such.
 */
async function main(): Promise<void> {
  const invoices = Number(process.argv[2] ?? 50_000);
  const counts = (process.argv[3] ?? '1,3').split(',').map(Number);
  const minutes = Number(process.argv[4] ?? 9);
  const say = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  const results: ShardResult[] = [];
  for (const workers of counts) {
    const options = { invoices, perCustomer: 2, workers, messagesPerPart: 250, partsAtOnce: 4 * workers };
    const result = await shardRun({ ...options, patienceMs: minutes * 60_000, again: invoices <= 5_000, say });
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    results.push(result);
  }
  for (const { workers, seconds, finished, mails, keysTwice, addressesTooOften } of results) {
    const ended = finished ? `in ${seconds.toFixed(0)} s` : `not finished after ${seconds.toFixed(0)} s`;
    say(
      `${workers} worker(s): ${mails} of ${invoices} mails ${ended}, ${Math.round(mails / seconds)} a second; ${keysTwice} twice`,
    );
    if (keysTwice + addressesTooOften > 0 || (finished && mails !== invoices)) process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
