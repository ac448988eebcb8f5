/**
 * Renders every stage, channel and language for sample customers: `npm run gallery -- [DIRECTORY] [--pictures] [--spam]`.
 * `--pictures` photographs the mails on a phone, a desktop and in the dark (needs Chromium on the PATH, or CHROMIUM); `--spam`
 * scores them with SpamAssassin, without network tests, and fails above 1.0.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import MailComposer from 'nodemailer/lib/mail-composer';
import { chromium } from 'playwright-core';

import type { EmailMessage } from '../dunning/message/message';
import { preview } from '../dunning/message/preview';
import { createRenderer } from '../dunning/message/render';
import { sampleFor } from '../dunning/message/sample';
import { TEXT_LOCALES } from '../dunning/message/texts';
import { STAGES } from '../dunning/message/texts/types';

const LOOKS = [
  { name: 'phone', width: 390, dark: false },
  { name: 'desktop', width: 1000, dark: false },
  { name: 'dark', width: 390, dark: true },
] as const;

const HIGHEST_SCORE = 1;

interface Mail {
  name: string;
  html: string;
  eml: string;
}

async function main(): Promise<void> {
  const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
  const folder = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '.demo/gallery';
  const directory = path.resolve(folder);
  mkdirSync(directory, { recursive: true });
  const mails: Mail[] = [];
  for (const locale of TEXT_LOCALES) mails.push(...(await writeLocale(directory, locale)));
  writeFileSync(path.join(directory, 'index.html'), index());
  process.stdout.write(`${mails.length} mails and every other channel in ${folder}\n`);
  if (flags.includes('--pictures')) await photograph(directory, mails);
  if (flags.includes('--spam')) score(mails);
}

async function writeLocale(directory: string, locale: string): Promise<Mail[]> {
  const sample = sampleFor(locale);
  const renderer = createRenderer(sample.settings);
  writeFileSync(path.join(directory, `${locale}.html`), preview(sample.settings, { locale }));
  const mails: Mail[] = [];
  for (const stage of STAGES) {
    for (const invoices of [1, 3]) {
      const debt = sample.debt(stage, invoices);
      const request = {
        debt,
        stage: sample.stage(stage, debt),
        asOf: sample.asOf,
        locale,
        extras: sample.extras(stage),
      };
      const message = renderer.render({ ...request, channel: 'email' });
      if (message.channel !== 'email') continue;
      const name = `${locale}-${stage}-${invoices}`;
      const html = path.join(directory, `${name}.html`);
      const eml = path.join(directory, `${name}.eml`);
      writeFileSync(html, message.html);
      writeFileSync(eml, await compose(message, sample.settings.contact.email ?? ''));
      mails.push({ name, html, eml });
      if (stage === 'formal_notice' || stage === 'statement') {
        const pdf = await renderer.pdf(request, { qr: true });
        writeFileSync(path.join(directory, `${name}.pdf`), pdf.content);
      }
    }
  }
  return mails;
}

async function compose({ subject, html, text, headers, to, toName }: EmailMessage, from: string): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: { name: toName ?? '', address: to },
    subject,
    html,
    text,
    headers,
    messageId: '<sample@supplier.example>',
    date: new Date(),
  });
  return new Promise((resolve, reject) => {
    composer.compile().build((error, mail) => (error ? reject(error) : resolve(mail)));
  });
}

async function photograph(directory: string, mails: Mail[]): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? execFileSync('which', ['chromium']).toString().trim(),
    args: ['--no-sandbox'],
  });
  for (const { name, html } of mails) {
    for (const look of LOOKS) {
      const page = await browser.newPage({
        viewport: { width: look.width, height: 600 },
        colorScheme: look.dark ? 'dark' : 'light',
      });
      await page.goto(pathToFileURL(html).href);
      await page.screenshot({ path: path.join(directory, `${name}-${look.name}.png`), fullPage: true });
      await page.close();
    }
  }
  await browser.close();
  process.stdout.write(`${mails.length * LOOKS.length} pictures\n`);
}

function score(mails: Mail[]): void {
  const files = mails.map(({ eml }) => eml);
  // One process for all: starting it costs more than a mail.
  const report = execFileSync('spamassassin', ['--local', '--test-mode', ...files], { maxBuffer: 1e9 }).toString();
  const statuses = [...report.matchAll(/^X-Spam-Status:[^\n]*(?:\n[ \t][^\n]*)*/gm)].map(([status]) => status);
  if (statuses.length !== mails.length)
    throw new Error(`SpamAssassin scored ${statuses.length} of ${mails.length} mails`);
  let worst = { name: '', score: Number.NEGATIVE_INFINITY, tests: '' };
  for (const [index, status] of statuses.entries()) {
    const line = status.replace(/\s+/g, ' ').replace(/, (?=[A-Z])/g, ',');
    const found = Number(/score=(-?[\d.]+)/.exec(line)?.[1]);
    const name = mails[index]?.name ?? '';
    if (found > worst.score) worst = { name, score: found, tests: /tests=([^ ]+)/.exec(line)?.[1] ?? '' };
  }
  process.stdout.write(`SpamAssassin, worst of ${mails.length}: ${worst.score} (${worst.name}; ${worst.tests})\n`);
  if (!(worst.score <= HIGHEST_SCORE)) process.exitCode = 1;
}

function index(): string {
  const links = TEXT_LOCALES.map((locale) => `<li><a href="${locale}.html">${locale}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Gallery</title></head><body><h1>Gallery</h1><ul>${links}</ul></body></html>`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
