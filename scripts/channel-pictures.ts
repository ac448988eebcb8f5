/**
 * `npm run pictures:channels`: one picture per channel for the README, from the preview page and the letter's PDF. Needs Chromium
 * and, for the letter, pdftoppm (Debian: poppler-utils).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { preview } from '../dunning/message/preview';
import { createRenderer } from '../dunning/message/render';
import { sampleFor } from '../dunning/message/sample';
import { openBrowser } from './demo/browser';
import { ROOT } from './host/host';

const FOLDER = path.join(ROOT, 'docs', 'pictures');

/** File name, language, stage and the article of the preview page that is photographed. */
const PICTURES: ReadonlyArray<[name: string, locale: string, stage: string, article: string]> = [
  ['channel-whatsapp', 'es-CO', 'first_reminder', 'article.whatsapp'],
  ['channel-sms', 'pt-BR', 'due_today', 'article.sms'],
  ['channel-call', 'es-CL', 'second_reminder', 'article.call'],
];

const picture = (name: string) => path.join(FOLDER, `${name}.png`);

async function fromPreview(folder: string): Promise<void> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 400, height: 900 } });
    for (const [name, locale, stage, article] of PICTURES) {
      const file = path.join(folder, `${name}.html`);
      writeFileSync(file, preview(sampleFor(locale).settings, { locale, stages: [stage] }));
      await page.goto(pathToFileURL(file).href);
      await page
        .locator(article)
        .first()
        .screenshot({ path: picture(name) });
    }
  } finally {
    await browser.close();
  }
}

async function letter(folder: string): Promise<void> {
  const sample = sampleFor('es-PE');
  const debt = sample.debt('formal_notice', 3);
  const request = { debt, stage: sample.stage('formal_notice', debt), asOf: sample.asOf, locale: 'es-PE' };
  const { content } = await createRenderer(sample.settings).pdf(request, { size: 'A4', qr: true });
  const file = path.join(folder, 'letter.pdf');
  writeFileSync(file, content);
  const target = picture('channel-letter').replace(/\.png$/, '');
  execFileSync('pdftoppm', ['-png', '-r', '70', '-singlefile', '-f', '1', '-l', '1', file, target]);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'channels-'));
  try {
    await fromPreview(folder);
    await letter(folder);
    process.stdout.write(`The pictures are in ${path.relative(ROOT, FOLDER)}.\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
