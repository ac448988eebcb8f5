import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { placePackage } from '../host/community-package';
import { N8nClient } from '../host/n8n-client';
import { N8nProcess } from '../host/n8n-process';
import { libraryFiles } from '../workflows/check/library-files';
import { WORKFLOWS } from '../workflows/folder';
import { openBrowser, signIn } from './browser';

/** Wide, because workflows are; small enough for a README. */
const SIZE = { width: 1600, height: 720 };

/** What stands around the canvas and is the same in every picture. */
const HIDDEN = `
  [data-test-id="project-sidebar"], #sidebar, .n8n-sidebar, [data-test-id="main-sidebar"], header, [data-test-id="canvas-controls"],
  [data-test-id="canvas-minimap"], .vue-flow__minimap, .vue-flow__controls, [data-test-id="canvas-execute-workflow-button"],
  [data-test-id="logs-panel"], [data-test-id="logs-overview"], [data-test-id="ask-assistant-floating-button"],
  [class*="executionButtons"], [class*="nodeButtonsWrapper"], [data-test-id="execute-workflow-button"] { display: none !important; }
`;

/**
 * Takes a picture of each workflow of the library as the editor shows it, into its folder.
 * @param only slugs to be taken; all when empty
 */
export async function workflowPictures(only: readonly string[] = []): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pictures-'));
  await placePackage(folder);
  const n8n = await N8nProcess.start({ userFolder: folder });
  try {
    const client = new N8nClient(n8n.url);
    await client.signIn();
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: SIZE });
      page.setDefaultTimeout(60_000);
      await signIn(page, n8n.url);
      for (const { slug, workflow } of libraryFiles()) {
        if (only.length > 0 && !only.includes(slug)) continue;
        const { id } = await client.importWorkflow(workflow);
        await takePicture(page, `${n8n.url}/workflow/${id}`, path.join(WORKFLOWS, slug, 'picture.png'));
        process.stdout.write(`${slug}\n`);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await n8n.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function takePicture(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url);
  await page.locator('[data-test-id="canvas-node"]').first().waitFor();
  await page.addStyleTag({ content: HIDDEN });
  // The editor lays its canvas out anew for the room it now has, then fits the workflow into it.
  await page.setViewportSize({ ...SIZE, height: SIZE.height + 1 });
  await page.setViewportSize(SIZE);
  await page.waitForTimeout(500);
  await page.keyboard.press('1');
  await page.waitForTimeout(1200);
  await page.screenshot({ path: file });
}
