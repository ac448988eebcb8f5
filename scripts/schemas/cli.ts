import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { ensureBuilt } from '../demo/prepare';
import { ROOT } from '../host/host';
import { schemaFiles } from './files';
import type { Classes } from './samples';

/** `npm run build:schemas`: writes the `__schema__` files of all nodes anew, from what the built nodes put out. */
async function main(): Promise<void> {
  await ensureBuilt();
  const nodes = (await import(path.join(ROOT, 'dist', 'bundle.js'))) as Classes;
  const files = await schemaFiles(nodes);
  const options = { ...(await resolveConfig(path.join(ROOT, 'package.json'))), parser: 'json' };
  for (const [file, schema] of files) {
    const target = path.join(ROOT, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, await format(JSON.stringify(schema), options));
  }
  process.stdout.write(`${files.size} schemas are written.\n`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
