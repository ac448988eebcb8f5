/**
 * Writes the fonts of letters into `dunning/message/pdf/fonts.ts`, so that the domain reads no file. With `--check` it writes
 * nothing and fails when the file there is not what the font package gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

const target = path.join(__dirname, '../../dunning/message/pdf/fonts.ts');
const fromHere = createRequire(__filename);

const HEADER = `/**
 * Noto Sans, Latin subset, regular and bold (Copyright 2022 The Noto Project Authors, SIL Open Font License 1.1), as WOFF in
 * base64. Made from @fontsource/noto-sans by scripts/mjml/fonts.ts; change it there.
 */
`;

async function main(): Promise<void> {
  const font = (weight: number) =>
    readFileSync(fromHere.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`)).toString(
      'base64',
    );
  const source = `${HEADER}export const REGULAR = '${font(400)}';\n\nexport const BOLD = '${font(700)}';\n`;
  const code = await format(source, { ...(await resolveConfig(target)), parser: 'typescript' });
  if (!process.argv.includes('--check')) return writeFileSync(target, code);
  if (readFileSync(target, 'utf8') !== code)
    throw new Error('dunning/message/pdf/fonts.ts is stale: run scripts/mjml/fonts.ts');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
