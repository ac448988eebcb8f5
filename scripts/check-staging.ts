import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

import { stagingCase } from './staging-adapters/case';
import { check } from './staging-adapters/check';

/**
 * `npm run check:staging -- FILE`: puts the cases of other dunning systems to the classifier and compares the answers. Prints each miss with
 * what was expected and found, and each case that was left out with the reason; ends with exit code 1 when one failed.
 */
const DEFAULT_FILE = path.resolve(__dirname, '../../shared/facts/staging-cases.json');

function main(file: string): number {
  const cases = z.array(z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [index, entry] of cases.entries()) {
    const parsed = stagingCase.safeParse(entry);
    if (!parsed.success) {
      count.skipped++;
      process.stdout.write(
        `skipped entry ${index}: is not a case, ${parsed.error.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`).join('; ')}\n`,
      );
      continue;
    }
    const given = parsed.data;
    const verdict = check(given);
    count[verdict.state]++;
    if (verdict.state === 'skipped') process.stdout.write(`skipped ${given.id}: ${verdict.reason}\n`);
    if (verdict.state !== 'failed') continue;
    process.stdout.write(`FAILED  ${given.id}: ${given.description}\n`);
    process.stdout.write(`  expected ${JSON.stringify(given.expected)}\n  found    ${JSON.stringify(verdict.found)}\n`);
  }
  process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  return count.failed > 0 ? 1 : 0;
}

const file = process.argv[2] ?? DEFAULT_FILE;
try {
  process.exitCode = main(file);
} catch (error) {
  process.stderr.write(`${file} could not be checked: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
