/**
 * Checks our counting and checking of formats against vectors: `npm run check:formats -- FILE`. Each vector has `kind`, `id`,
 * `input` and `expect`; kinds we do not know are skipped. Ends with `N passed, N failed, N skipped`; fails when one failed.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { differences } from './formats/compare';
import { KINDS } from './formats/kinds';

interface Vector {
  kind: string;
  id: string;
  input: unknown;
  expect: Record<string, unknown>;
}

const DEFAULT_FILE = path.resolve(__dirname, '../../shared/facts/format-vectors.json');

function main(): void {
  const file = process.argv[2] ?? DEFAULT_FILE;
  if (process.argv[2] === undefined && !existsSync(file)) {
    process.stdout.write('The shared vectors are not here; nothing was checked.\n0 passed, 0 failed, 0 skipped\n');
    return;
  }
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const vector of readVectors(file)) {
    const found = Object.hasOwn(KINDS, vector.kind) ? KINDS[vector.kind]?.(vector.input) : undefined;
    if (!found) {
      count.skipped += 1;
      continue;
    }
    const wrong = differences(found, vector.expect);
    count[wrong.length === 0 ? 'passed' : 'failed'] += 1;
    for (const { name, found: own, expected } of wrong) {
      process.stdout.write(`${vector.kind} ${vector.id}: ${name} is ${own}, expected ${expected}\n`);
    }
  }
  process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  if (count.failed > 0) process.exitCode = 1;
}

function readVectors(file: string): Vector[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const list: unknown = Array.isArray(content) ? content : (content as { vectors?: unknown }).vectors;
  if (!Array.isArray(list)) throw new Error(`${file} holds no list of vectors`);
  return list as Vector[];
}

main();
