/**
 * `node scripts/inside.mjs COMMAND ARGUMENTS…` runs a command of node_modules/.bin with its temporary files and caches kept in
 * .cache/ of this project, so that nothing is written outside its folder.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const cache = path.join(root, '.cache');
const temporary = path.join(cache, 'tmp');
mkdirSync(temporary, { recursive: true });

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(path.join(root, 'node_modules', '.bin', command), args, {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary, XDG_CACHE_HOME: cache },
});
// Ctrl+C reaches the whole group; the command decides when it is done.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
