import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { ROOT } from '../host/host';
import { closePanel, DESKTOP, openBrowser, openPanel, openWorkflow, PHONE, signIn } from './browser';
import { ensureBuilt, ensureHost } from './prepare';
import { DemoStage } from './run';
import { workflowPictures } from './workflow-pictures';

/**
 * `npm run pictures`: takes the pictures of docs/pictures anew, from a real n8n that has just run the cadence. With `-- --workflows`
 * it takes one of each workflow in `workflows/` instead, as the editor shows it right after the import; names after it
 * (`feeders/odoo`) narrow that down.
 */

const FOLDER = path.join(ROOT, 'docs', 'pictures');
const SAMPLE_DAY = '2026-11-23';

/** Our nodes in the order of the cadence: the file's name and the node's name in the workflow. */
const PANELS: Array<[string, string]> = [
  ['classifier', 'Which stage is each invoice at?'],
  ['renderer', 'Write the reminder'],
  ['gate', 'May we write now?'],
  ['tracker-claim', 'Claim'],
  ['email', 'Send the e-mail'],
  ['tracker-record', 'Record the result'],
];

const file = (name: string) => path.join(FOLDER, `${name}.png`);

async function editor(page: Page, stage: DemoStage, executionUrl: string): Promise<void> {
  await signIn(page, stage.n8n.url);
  await openWorkflow(page, stage.n8n.url, stage.workflow);
  await page.screenshot({ path: file('workflow') });
  for (const [name, nodeName] of PANELS) {
    const node = stage.workflow.nodes.find((candidate) => candidate.name === nodeName);
    if (!node) throw new Error(`The workflow has no node called “${nodeName}”`);
    await openPanel(page, node);
    await page.screenshot({ path: file(`panel-${name}`) });
    await closePanel(page);
  }
  await page.goto(executionUrl);
  await page.locator('[data-test-id="canvas-node-status-success"]').first().waitFor();
  await page.waitForTimeout(2000);
  await page.screenshot({ path: file('execution') });
}

async function mails(page: Page, stage: DemoStage): Promise<void> {
  const mail = stage.inbox.mails.find(({ parsed }) => parsed.html !== false);
  if (!mail) throw new Error('The run sent no mail to take a picture of');
  await page.goto(stage.inbox.url);
  await page.screenshot({ path: file('inbox') });
  for (const [name, size] of [
    ['desktop', { ...DESKTOP, width: 800 }],
    ['phone', PHONE],
  ] as const) {
    await page.setViewportSize(size);
    await page.goto(`${stage.inbox.url}/mail/${mail.number}/html`);
    await page.screenshot({ path: file(`mail-${name}`), fullPage: true });
  }
}

async function main(): Promise<void> {
  await ensureHost();
  await ensureBuilt();
  const asked = process.argv.indexOf('--workflows');
  if (asked >= 0) return await workflowPictures(process.argv.slice(asked + 1));
  await mkdir(FOLDER, { recursive: true });
  const stage = await DemoStage.set({ folder: path.join(ROOT, '.demo'), asOf: SAMPLE_DAY });
  try {
    const execution = await stage.run();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: DESKTOP });
      page.setDefaultTimeout(60_000);
      await editor(page, stage, stage.executionUrl(execution));
      await mails(page, stage);
    } finally {
      await browser.close();
    }
    process.stdout.write(`The pictures are in ${path.relative(ROOT, FOLDER)}.\n`);
  } finally {
    await stage.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
