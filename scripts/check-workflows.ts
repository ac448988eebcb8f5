import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { format } from 'prettier';

import { committedCatalogue, COMMITTED_CATALOGUE, installedCatalogue, usedPart } from './workflows/check/catalogue';
import { problemsOf } from './workflows/check/check';
import { libraryFiles } from './workflows/check/library-files';
import { generatedFiles } from './workflows/library';
import { WORKFLOWS } from './workflows/folder';

/**
 * `npm run check:workflows`: checks every workflow of the library against the installed n8n (or, where there is none, against the
 * committed list of node types), and that the files are what the builders write. `-- --catalogue` writes that list anew.
 */
async function main(): Promise<void> {
  const files = libraryFiles();
  const used = files.flatMap(({ workflow }) => workflow.nodes);
  const installed = installedCatalogue();
  if (process.argv.includes('--catalogue')) {
    if (!installed) throw new Error('Run `npm run host` and `npm run build` first: the list is taken from them.');
    writeFileSync(
      COMMITTED_CATALOGUE,
      await format(JSON.stringify(usedPart(installed, used)), { parser: 'json', printWidth: 120 }),
    );
  }
  const catalogue = installed ?? committedCatalogue();
  let count = 0;
  const tell = (slug: string, problem: string) => {
    count += 1;
    process.stdout.write(`${slug}: ${problem}\n`);
  };
  for (const { slug, workflow, beside } of files) {
    for (const problem of problemsOf(workflow, catalogue, beside)) tell(slug, problem);
  }
  for (const { file, content } of await generatedFiles()) {
    if (readOrNothing(file) !== content) tell(file, 'is not what the builders write: run npm run build:workflows.');
  }
  const against = installed ? 'the installed n8n' : 'the committed list of node types';
  process.stdout.write(`${files.length} workflows checked against ${against}; ${count} problems.\n`);
  if (count > 0) process.exitCode = 1;
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(path.join(WORKFLOWS, file), 'utf8');
  } catch {
    return undefined;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
