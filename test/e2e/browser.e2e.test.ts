import type { Browser, Page } from 'playwright-core';

import {
  chromiumPath,
  closePanel,
  DESKTOP,
  nodesWithPanels,
  openBrowser,
  openPanel,
  openWorkflow,
  PHONE,
  signIn,
} from '../../scripts/demo/browser';
import type { Execution } from '../../scripts/host/n8n-types';
import { generateBook } from '../../scripts/sample-book/book';
import { CadenceBench } from './cadence-bench';
import type { Imported } from './cadence-bench';

const AS_OF = '2026-11-23';
const WAIT = 60_000;

const suite = chromiumPath() === undefined ? describe.skip : describe;

suite('in a browser', () => {
  let bench: CadenceBench;
  let browser: Browser;
  let page: Page;
  let workflow: Imported;
  let execution: Execution;
  const complaints: string[] = [];

  beforeAll(async () => {
    bench = await CadenceBench.start();
    workflow = await bench.prepare({ name: 'Daily cadence', csv: generateBook(5, AS_OF), asOf: AS_OF });
    ({ execution } = await bench.run(workflow));
    browser = await openBrowser();
    page = await browser.newPage({ viewport: DESKTOP });
    page.setDefaultTimeout(WAIT);
    page.on('pageerror', ({ message }) => complaints.push(message));
    await signIn(page, bench.n8n.process.url);
  });

  afterAll(async () => {
    await browser?.close();
    await bench?.stop();
  });

  it('the editor draws every node of the cadence, and knows all of them', async () => {
    await openWorkflow(page, bench.n8n.process.url, workflow);
    const drawn = await page
      .locator('[data-test-id="canvas-node"]')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name')));
    expect(drawn).toEqual(expect.arrayContaining(nodesWithPanels(workflow).map(({ name }) => name)));
    expect(await page.getByText('Install this node to use it').count()).toBe(0);
    expect(await page.locator('[data-test-id="node-not-installed"]').count()).toBe(0);
  });

  it('each of our nodes opens its panel with parameters that a person can read', async () => {
    await openWorkflow(page, bench.n8n.process.url, workflow);
    const ours = nodesWithPanels(workflow).filter(({ type }) => type.startsWith('n8n-nodes-dunning.'));
    expect(ours).toHaveLength(6);
    for (const node of ours) {
      await openPanel(page, node);
      const panel = page.locator('[data-test-id="ndv"]');
      expect(await panel.innerText()).toContain(node.name);
      expect(
        await panel.locator('[data-test-id="parameter-item"], [data-test-id^="parameter-input-"]').count(),
      ).toBeGreaterThan(0);
      // Neither a parameter without a value nor a credential that is missing.
      expect(await panel.locator('[data-test-id="parameter-issues"], [data-test-id="node-issues"]').count()).toBe(0);
      await closePanel(page);
    }
  });

  it('a finished run can be opened, and shows what each node put out', async () => {
    await page.goto(`${bench.n8n.process.url}/workflow/${workflow.id}/executions/${execution.id}`);
    const done = page.locator('[data-test-id="canvas-node-status-success"]');
    await done.first().waitFor();
    expect(await done.count()).toBeGreaterThan(8);
  });

  it.each([
    ['a phone', PHONE],
    ['a desktop', DESKTOP],
  ])('a mail fits the width of %s: nothing sticks out to the side', async (_device, size) => {
    await page.setViewportSize(size);
    for (const { number } of bench.inbox.mails.slice(0, 5)) {
      await page.goto(`${bench.inbox.url}/mail/${number}/html`);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(size.width);
      expect((await page.locator('body').innerText()).length).toBeGreaterThan(100);
    }
  });

  it('the inbox lists every mail and opens one with its text and headers', async () => {
    await page.setViewportSize(DESKTOP);
    await page.goto(bench.inbox.url);
    expect(await page.locator('tbody tr').count()).toBe(bench.inbox.mails.length);
    await page.locator('tbody a').first().click();
    await page.locator('iframe').waitFor();
    expect(await page.locator('body').innerText()).toMatch(/message-id/i);
  });

  it('no page complained of an error in its scripts', () => {
    expect(complaints).toEqual([]);
  });
});
