import { writeFileSync } from 'node:fs';
import path from 'node:path';

import * as prettier from 'prettier';

import { GENERATED } from './compliance/generated';

/** `tsx scripts/compliance-docs.ts` writes docs/packs.md and the published schemas anew; a test checks that they are current. */
const ROOT = path.resolve(__dirname, '..');

async function main(): Promise<void> {
  for (const { file, parser, content } of GENERATED) {
    const target = path.join(ROOT, file);
    const options = await prettier.resolveConfig(target);
    writeFileSync(target, await prettier.format(content(), { ...options, parser }));
    process.stdout.write(`wrote ${file}\n`);
  }
}

void main();
