import type { Browser, Page } from 'playwright-core';

import { chromiumPath, DESKTOP, nodesWithPanels, openBrowser, signIn } from '../../scripts/demo/browser';
import { Canvas } from '../../scripts/demo/canvas';
import { Editor } from '../../scripts/demo/editor';
import type { WorkflowJson } from '../../scripts/host/n8n-types';
import { libraryFiles } from '../../scripts/workflows/check/library-files';
import { startN8n } from '../harness/real-n8n';
import type { RealN8n } from '../harness/real-n8n';

/**
 * Every workflow of the library goes into a real editor, without a warning: n8n knows each node and each value, and what it asks for is
 * what the README tells the user to choose.
 */
const LIBRARY = libraryFiles();

/** As the list of nodes names them. n8n lists a trigger under the node whose name it bears. */
const NODES = [
  'Compliance Gate',
  'Delivery Tracker',
  'Dunning Email',
  'Dunning Template Renderer',
  'Invoice Stage Classifier',
  'Payment Link',
];

/** What a fresh import may lack: an account, and the core that the user chooses in the last node. */
const ANNOUNCED = /^Issues (Credentials for ('[^']+'|[\w ]+) are not set\.|Parameter "Workflow" is required\.?)$/;

const suite = chromiumPath() === undefined ? describe.skip : describe;

suite('the library in a browser', () => {
  let n8n: RealN8n;
  let browser: Browser;
  let page: Page;
  let editor: Editor;
  let canvas: Canvas;
  const complaints: string[] = [];

  const workflowOf = (slug: string): WorkflowJson => {
    const found = LIBRARY.find((one) => one.slug === slug);
    if (!found) throw new Error(`there is no ${slug}`);
    return found.workflow;
  };
  const paste = async (workflow: WorkflowJson) =>
    await canvas.paste(JSON.stringify(workflow), nodesWithPanels(workflow).length);

  beforeAll(async () => {
    n8n = await startN8n();
    browser = await openBrowser();
    page = await browser.newPage({ viewport: DESKTOP });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    await signIn(page, n8n.process.url);
    editor = new Editor(page, n8n.process.url);
    canvas = new Canvas(page);
    await editor.newWorkflow();
  });

  afterAll(async () => {
    await browser?.close();
    await n8n?.stop();
  });

  afterEach(async () => {
    if (await editor.panel.isVisible()) await editor.close();
    if ((await canvas.drawn()).length > 0) await canvas.clear();
  });

  it.each(LIBRARY.map(({ slug }) => slug))('%s is imported without a warning', async (slug) => {
    const workflow = workflowOf(slug);
    await paste(workflow);
    const drawn = await canvas.drawn();
    const found = {
      missing: nodesWithPanels(workflow).flatMap(({ name }) => (drawn.includes(name) ? [] : [name])),
      notes: await canvas.notes.count(),
      notices: await page.locator('.el-notification').allInnerTexts(),
      unknown: await page.locator('[data-test-id="node-not-installed"]').count(),
      issues: (await canvas.issues()).filter((issue) => !ANNOUNCED.test(issue)),
      notesCut: await canvas.notesCut(),
    };
    const notes = workflow.nodes.length - nodesWithPanels(workflow).length;
    expect(found).toEqual({ missing: [], notes, notices: [], unknown: 0, issues: [], notesCut: [] });
  });

  it.each([
    ['Write the reminder', '.dunning.debt.customer.email', 'extrasField'],
    ['Send the e-mail', '.dunning.debt.customer.name', 'attachments'],
  ])('fields can be dragged into %s before anything has run', async (node, field, parameter) => {
    await paste(workflowOf('cores/email'));
    await editor.open(node);
    await editor.settle();
    const dropped = await canvas.drag(field, parameter);
    await editor.close();
    expect(dropped).toContain(`$json${field}`);
  });

  it.each(['dunning', 'cobranza', 'invoice reminder', 'cobrança'])(
    'every node is found by “%s”, also where a workflow begins',
    async (word) => {
      expect(await editor.searchNodes(word)).toEqual(expect.arrayContaining(NODES));
    },
  );

  it.each(['delivery tracker trigger', 'on webhook', 'webhook', 'payment received'])(
    'the trigger is found by “%s”, under the name of its node',
    async (word) => {
      expect(await editor.searchNodes(word)).toContain('Delivery Tracker');
    },
  );

  it('the trigger stands first under the Delivery Tracker, and begins a workflow', async () => {
    expect(await editor.actionsOf('Delivery Tracker')).toMatch(/Triggers \(1\)\s+On new Delivery Tracker event/);
  });

  it('no page complained of an error in its scripts', () => {
    expect(complaints).toEqual([]);
  });
});
