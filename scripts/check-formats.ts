/**
 * Checks our counting and checking of formats against vectors: `npm run check:formats -- FILE`. Each vector has `kind`, `id`,
 * `input` and `expect`; kinds we do not know are skipped. Ends with `N passed, N failed, N skipped`; fails when one failed.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { countSms } from '../dunning/message/sms-count';
import { checkTemplateBody } from '../dunning/message/whatsapp-export';

interface Vector {
  kind: string;
  id: string;
  input: unknown;
  expect: Record<string, unknown>;
}

const KINDS: Readonly<Record<string, (input: string) => Record<string, unknown>>> = {
  sms: (input) => ({ ...countSms(input) }),
  'wa-template-body': (input) => ({ errors: checkTemplateBody(input) }),
};

const DEFAULT_FILE = path.resolve(__dirname, '../../shared/facts/format-vectors.json');

function main(): void {
  const file = process.argv[2] ?? DEFAULT_FILE;
  if (process.argv[2] === undefined && !existsSync(file)) {
    process.stdout.write('The shared vectors are not here; nothing was checked.\n0 passed, 0 failed, 0 skipped\n');
    return;
  }
  const vectors = readVectors(file);
  let passed = 0;
  let skipped = 0;
  let failed = 0;
  for (const vector of vectors) {
    const check = KINDS[vector.kind];
    if (!check || typeof vector.input !== 'string') {
      skipped += 1;
      continue;
    }
    const found = check(vector.input);
    const wrong = Object.entries(vector.expect).filter(([name, value]) => canonical(found[name]) !== canonical(value));
    if (wrong.length === 0) {
      passed += 1;
      continue;
    }
    failed += 1;
    for (const [name, value] of wrong) {
      const text = `${vector.kind} ${vector.id}: ${name} is ${canonical(found[name])}, expected ${canonical(value)}\n`;
      process.stdout.write(text);
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  if (failed > 0) process.exitCode = 1;
}

function readVectors(file: string): Vector[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const list: unknown = Array.isArray(content) ? content : (content as { vectors?: unknown }).vectors;
  if (!Array.isArray(list)) throw new Error(`${file} holds no list of vectors`);
  return list as Vector[];
}

/** The order of error codes says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : value) ?? 'nothing';
}

main();
