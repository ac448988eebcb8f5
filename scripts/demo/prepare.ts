import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { hostIsInstalled, NODE, ROOT } from '../host/host';

const BUILT = path.join(ROOT, 'dist', 'bundle.js');
const SOURCES = ['dunning', 'stores', 'nodes', 'credentials', 'scripts/build', 'gulpfile.js', 'package.json'];

function run(args: string[], quiet: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(NODE, args, {
      cwd: ROOT,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(output.trim() || `${path.basename(args[0] ?? '')} failed`));
    });
  });
}

function newest(entry: string): number {
  if (!existsSync(entry)) return 0;
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(entry).map((name) => newest(path.join(entry, name))));
}

/** Whether `dist` is there and no source is younger than it. */
export function isBuilt(): boolean {
  if (!existsSync(BUILT)) return false;
  const built = statSync(BUILT).mtimeMs;
  return SOURCES.every((source) => newest(path.join(ROOT, source)) <= built);
}

/** Builds the package unless it is built already. Returns whether there was something to do. */
export async function ensureBuilt(): Promise<boolean> {
  if (isBuilt()) return false;
  await run([path.join(ROOT, 'node_modules/gulp/bin/gulp.js'), 'build'], true);
  return true;
}

/** Installs the pinned n8n unless it is there; says what it does while it lasts. */
export async function ensureHost(): Promise<void> {
  if (!hostIsInstalled()) await run([path.join(ROOT, 'scripts/host/install.mjs')], false);
  if (!hostIsInstalled()) throw new Error('n8n could not be installed; see the message above.');
}
