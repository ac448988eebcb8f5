import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { NODE, ROOT } from '../host/host';

/** `npm run pictures:first`: takes the pictures of docs/first-reminder.md anew, by the test that does what the page says. */
const { status } = spawnSync(
  NODE,
  [
    path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--config',
    path.join(ROOT, 'jest.e2e.config.js'),
    'test/e2e/first-ten-minutes',
  ],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PICTURES: path.join(ROOT, 'docs', 'pictures') } },
);
process.exitCode = status ?? 1;
