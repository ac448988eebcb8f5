/**
 * What the package weighs: its size as n8n downloads it, what n8n's start pays for it (the lazy loader reads the metadata
 * only), and what the first use of a node pays. Each load is timed in a fresh process, empty-handed otherwise.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Figure } from './figure';
import { median } from './figure';

const ROOT = path.join(__dirname, '..');
const ROUNDS = 9;

/** Milliseconds that the last statement takes in a fresh process, after `before` has run. */
function freshMilliseconds(before: string, timed: string): number {
  const script = `(async () => { ${before}; const start = performance.now(); ${timed}; process.stdout.write(String(performance.now() - start)); })()`;
  const times = Array.from({ length: ROUNDS }, () =>
    Number(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }).trim()),
  );
  return median(times);
}

/** Sizes and loading times of the built package; needs `npm run build` before. */
export async function run(): Promise<Figure[]> {
  if (!existsSync(path.join(ROOT, 'dist', 'bundle.js'))) throw new Error('Run npm run build first.');
  const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const answer = JSON.parse(packed) as
    Array<{ size: number; unpackedSize: number }> | Record<string, { size: number; unpackedSize: number }>;
  const [tarball] = Object.values(answer);
  if (!tarball) throw new Error('npm pack named no tarball');
  const loader = `require('reflect-metadata'); const { LazyPackageDirectoryLoader } = require('n8n-core')`;
  const bundle = JSON.stringify(path.join(ROOT, 'dist', 'bundle.js'));
  return [
    { name: 'package: packed size', value: tarball.size / 1e6, unit: 'MB' },
    { name: 'package: unpacked size', value: tarball.unpackedSize / 1e6, unit: 'MB' },
    {
      name: 'package: added to n8n’s start (lazy loader)',
      value: freshMilliseconds(loader, `await new LazyPackageDirectoryLoader(${JSON.stringify(ROOT)}).loadAll()`),
      unit: 'ms',
    },
    {
      name: 'package: first use of a node (whole bundle)',
      value: freshMilliseconds(`require('n8n-workflow')`, `require(${bundle}).ComplianceGate`),
      unit: 'ms',
    },
  ];
}
