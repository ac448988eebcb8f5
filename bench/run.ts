/**
 * `npm run bench`: runs every file in bench/ that exports `run`, one line a figure. `-- --json` prints one JSON object a
 * line: name, value, unit, against, ratio. `-- NAME` runs only the files whose name contains NAME.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { Figure } from './figure';

const SELF = new Set(['run.ts', 'figure.ts', 'mails.ts']);

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const json = args.includes('--json');
  const wanted = args.filter((arg) => !arg.startsWith('--'));
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !SELF.has(file));
  for (const file of files.sort()) {
    if (wanted.length > 0 && !wanted.some((name) => file.includes(name))) continue;
    try {
      const { run } = (await import(path.join(__dirname, file))) as { run: () => Promise<Figure[]> };
      for (const figure of await run()) print(figure, json);
    } catch (error) {
      // One measurement that needs what is not there (a build, n8n) does not take the others with it.
      console.error(`${file} could not be measured: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
}

function print(figure: Figure, json: boolean): void {
  const { name, value, unit, against, ratio } = figure;
  if (json) {
    process.stdout.write(`${JSON.stringify({ name, value, unit, against, ratio })}\n`);
    return;
  }
  const shown = Number.isInteger(value) ? value.toLocaleString('en-US') : value.toPrecision(4);
  const compared = against === undefined ? '' : `  (${ratio?.toPrecision(3) ?? '?'} x ${against})`;
  process.stdout.write(`${name.padEnd(64)} ${shown.padStart(14)} ${unit}${compared}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
