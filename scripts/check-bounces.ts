import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

import { readReturnedMail } from '../dunning/providers/mail/bounce';

/**
 * `npm run check:bounces -- DIR EXPECTED.json`: reads every mail of a folder and compares with what is expected. Prints each miss with
 * the field, what was expected and what was found, a percentage per field, and the count. A row passes when status, reason and
 * hard/soft are all right; the reply code is reported beside them. Exit code 1 when one of the three is below 95%: the rules are
 * to generalise, and a folder nobody has seen will always hold a mail that they read otherwise.
 */
const DEFAULT_DIR = path.resolve(__dirname, '../../shared/data/bounces');
const BAR = 0.95;
const FIELDS = ['status', 'reason', 'hardbounce', 'replycode'] as const;
const BINDING: ReadonlySet<string> = new Set(['status', 'reason', 'hardbounce']);

const expectation = z.object({
  file: z.string(),
  index: z.number().int().min(1),
  status: z.string(),
  replycode: z.string(),
  reason: z.string(),
  hardbounce: z.boolean(),
});
type Expectation = z.infer<typeof expectation>;

function found(dir: string, { file, index }: Expectation) {
  const mail = readReturnedMail(readFileSync(path.join(dir, file)));
  const one = mail.recipients[index - 1] ?? (index === 1 ? { ...mail } : undefined);
  return {
    status: one?.status ?? 'no such recipient',
    reason: one?.reason ?? 'no such recipient',
    hardbounce: one?.hard ?? 'no such recipient',
    replycode: one?.replyCode ?? 'no such recipient',
  };
}

function main(dir: string, file: string): number {
  if (!existsSync(dir) || !existsSync(file)) {
    process.stdout.write(`skipped: ${existsSync(dir) ? file : dir} is not there\n0 passed, 0 failed, 1 skipped\n`);
    return 0;
  }
  const rows = z.array(expectation).parse(JSON.parse(readFileSync(file, 'utf8')));
  const right: Record<string, number> = {};
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const row of rows) {
    if (!existsSync(path.join(dir, row.file))) {
      count.skipped++;
      process.stdout.write(`skipped ${row.file}: the file is not there\n`);
      continue;
    }
    const answer = found(dir, row);
    const wrong = FIELDS.filter((field) => answer[field] !== row[field]);
    for (const field of FIELDS) right[field] = (right[field] ?? 0) + (wrong.includes(field) ? 0 : 1);
    for (const field of wrong) {
      process.stdout.write(
        `MISS ${row.file} #${row.index} ${field}: expected ${JSON.stringify(row[field])}, found ${JSON.stringify(answer[field])}\n`,
      );
    }
    count[wrong.some((field) => BINDING.has(field)) ? 'failed' : 'passed']++;
  }
  const checked = count.passed + count.failed;
  let below = 0;
  for (const field of FIELDS) {
    const share = checked === 0 ? 1 : (right[field] ?? 0) / checked;
    if (BINDING.has(field) && share < BAR) below++;
    process.stdout.write(
      `${field}: ${right[field] ?? 0} of ${checked} (${(share * 100).toFixed(1)}%)${BINDING.has(field) ? '' : ', for information'}\n`,
    );
  }
  process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  return below > 0 ? 1 : 0;
}

const dir = process.argv[2] ?? DEFAULT_DIR;
try {
  process.exitCode = main(dir, process.argv[3] ?? path.join(dir, 'expected.json'));
} catch (error) {
  process.stderr.write(`${dir} could not be checked: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
