import { crashRun } from './run';

/**
 * `npm run crash -- [CONTACTS]`: the crash test at full length, 20,000 contacts and three workers. Prints the account of every
 * contact; fails when one was written to twice, is missing, or has a status that cannot be true.
 */
async function main(): Promise<void> {
  const contacts = Number(process.argv[2] ?? 20_000);
  const say = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  const result = await crashRun({ contacts, shard: 200, workers: 3, killEveryMs: 6_000, phaseMs: 900_000, say });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  const { keysTwice, addressesTwice, missing, untrue } = result;
  if (keysTwice.length + addressesTwice.length + missing.length + untrue.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
