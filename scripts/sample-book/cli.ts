import { parseArgs } from 'node:util';

import { generateBook } from './book';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    'as-of': { type: 'string', default: '2026-11-23' },
  },
});

process.stdout.write(generateBook(Number(values.seed), values['as-of']));
