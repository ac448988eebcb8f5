import { writeFileSync } from 'node:fs';
import path from 'node:path';

import * as prettier from 'prettier';

import { packsPage } from './compliance/packs-page';
import { holidaysJsonSchema, packJsonSchema } from './compliance/pack-schema';

/** `tsx scripts/compliance-docs.ts` writes docs/packs.md and the published schemas anew; a test checks that they are current. */
const ROOT = path.resolve(__dirname, '..');

export const GENERATED: ReadonlyArray<{ file: string; parser: 'markdown' | 'json'; content: () => string }> = [
  { file: 'docs/packs.md', parser: 'markdown', content: packsPage },
  {
    file: 'dunning/compliance/packs/pack.schema.json',
    parser: 'json',
    content: () => JSON.stringify(packJsonSchema(), null, 2),
  },
  {
    file: 'dunning/compliance/packs/holidays.schema.json',
    parser: 'json',
    content: () => JSON.stringify(holidaysJsonSchema(), null, 2),
  },
];

/** The content as it stands in the repository: formatted like everything else. */
export async function formatted({ file, parser, content }: (typeof GENERATED)[number]): Promise<string> {
  const options = await prettier.resolveConfig(path.join(ROOT, file));
  return prettier.format(content(), { ...options, parser });
}

async function main(): Promise<void> {
  for (const generated of GENERATED) {
    writeFileSync(path.join(ROOT, generated.file), await formatted(generated));
    process.stdout.write(`wrote ${generated.file}\n`);
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve(__filename)) void main();
