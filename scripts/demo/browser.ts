import { existsSync } from 'node:fs';

import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

import { OWNER } from '../host/n8n-client';
import type { NodeJson, WorkflowJson } from '../host/n8n-types';

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Quiet and offline: a browser for one page on loopback. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1440, height: 900 };
/** The width of a common phone in CSS pixels. */
export const PHONE = { width: 390, height: 844 };

/** Where a Chromium is on this machine, if there is one. */
export function chromiumPath(): string | undefined {
  return PLACES.find((place) => place !== undefined && existsSync(place));
}

/**
 * Starts the machine's Chromium without a window.
 * @throws Error that says how to get one
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) {
    throw new Error(
      'No Chromium was found. On Debian and Ubuntu: apt-get install chromium; or set CHROMIUM to its path.',
    );
  }
  return await chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/signin`);
  await page.locator('input[autocomplete="email"], input[name="emailOrLdapLoginId"]').first().fill(OWNER.email);
  await page.locator('input[type="password"]').fill(OWNER.password);
  await page.locator('[data-test-id="form-submit-button"], button[type="submit"]').first().click();
  await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

/** Opens a workflow and waits until its nodes are drawn. */
export async function openWorkflow(page: Page, url: string, workflow: WorkflowJson & { id: string }): Promise<void> {
  await page.goto(`${url}/workflow/${workflow.id}`);
  await page.locator('[data-test-id="canvas-node"]').first().waitFor();
  await page.keyboard.press('1');
  await page.waitForTimeout(1000);
}

/** The nodes that have a panel of their own to look at: everything but the sticky notes. */
export function nodesWithPanels(workflow: WorkflowJson): NodeJson[] {
  return workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
}

/** Opens a node's panel from the canvas by its name. */
export async function openPanel(page: Page, node: Pick<NodeJson, 'name'>): Promise<void> {
  await page.locator(`[data-test-id="canvas-node"][data-node-name="${node.name}"]`).dblclick();
  await page.locator('[data-test-id="ndv"]').waitFor();
}

export async function closePanel(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[data-test-id="ndv"]').waitFor({ state: 'detached' });
}
