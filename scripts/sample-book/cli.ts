import { parseArgs } from 'node:util';

import { generateBook } from './book';

const USAGE = 'Usage: tsx scripts/sample-book/cli.ts [--seed 1] [--as-of 2026-11-23] > book.csv';

try {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      'as-of': { type: 'string', default: '2026-11-23' },
    },
  });
  process.stdout.write(generateBook(Number(values.seed), values['as-of']));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
