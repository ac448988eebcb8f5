/**
 * Compiles the MJML of the mail layout into `dunning/message/layout/email-frame.ts`. With `--check` it writes nothing and
 * fails when the file there is not what the MJML gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import mjml2html from 'mjml';
import { format, resolveConfig } from 'prettier';

const source = path.join(__dirname, 'email.mjml');
const target = path.join(__dirname, '../../dunning/message/layout/email-frame.ts');

const HEADER = '/** Made from scripts/mjml/email.mjml by `npm run build:mjml`; change it there. */\n';

async function main(): Promise<void> {
  // No fonts from elsewhere: a mail that calls a font server tells it who opened what.
  const result = await mjml2html(readFileSync(source, 'utf8'), {
    validationLevel: 'strict',
    keepComments: false,
    fonts: {},
  });
  if (result.errors.length > 0) throw new Error(result.errors.map((error) => error.formattedMessage).join('\n'));
  const html = result.html
    // The hidden preheader would be white on white, which spam filters hold against a mail.
    .replace(/(display:\s*none;[^"]*?color:\s*)#ffffff/, '$1#1f2933')
    .replaceAll('BRANDCOLOR', '{{company.ink}}')
    .replaceAll('LOCALE', '{{> locale}}')
    .replaceAll('SUBJECT', '{{> subject}}')
    .replaceAll('PREHEADER', '{{> preheader}}')
    .replace(/^[ \t]+/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
  const code = await format(`${HEADER}export const EMAIL_FRAME = ${JSON.stringify(html)};\n`, {
    ...(await resolveConfig(target)),
    parser: 'typescript',
  });
  if (!process.argv.includes('--check')) return writeFileSync(target, code);
  if (readFileSync(target, 'utf8') !== code) {
    throw new Error(
      'dunning/message/layout/email-frame.ts is not what scripts/mjml/email.mjml gives: run npm run build:mjml',
    );
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
