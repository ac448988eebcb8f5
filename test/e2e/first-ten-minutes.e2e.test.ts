import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { chromiumPath, DESKTOP, openBrowser, signIn } from '../../scripts/demo/browser';
import { Editor } from '../../scripts/demo/editor';
import { Inbox } from '../../scripts/demo/inbox';
import { ROOT } from '../../scripts/host/host';
import { startN8n } from '../harness/real-n8n';
import type { RealN8n } from '../harness/real-n8n';

/**
 * What docs/first-reminder.md tells a new user to do, done word by word: in a fresh n8n, with the mouse and the keyboard, and
 * then broken in the ways in which a new user breaks it. With `PICTURES=FOLDER` the run leaves the pictures of the page there.
 */

const PICTURES = process.env.PICTURES;
const CADENCE = path.join(ROOT, 'workflows', 'daily-cadence', 'workflow.json');
const SAMPLE = path.join(ROOT, 'docs', 'first-invoices.csv');
const PASSWORD = 'correct horse';
/** The day on which the sample's invoices are at different stages; the guide tells the user to enter it. */
const AS_OF = '2026-11-23';

/** As the list of nodes names them. n8n lists a trigger among the actions of the node whose name it bears. */
const NODES = [
  'Compliance Gate',
  'Delivery Tracker',
  'Dunning Email',
  'Dunning Template Renderer',
  'Invoice Stage Classifier',
  'Payment Link',
];

const suite = chromiumPath() === undefined ? describe.skip : describe;

suite('the first ten minutes of a new user', () => {
  let n8n: RealN8n;
  let inbox: Inbox;
  let browser: Browser;
  let page: Page;
  let editor: Editor;
  let sample: string;
  let invoicesFile: string;
  const complaints: string[] = [];

  const recipients = () => inbox.mails.flatMap((mail) => mail.recipients).sort();

  const picture = async (name: string) => {
    if (!PICTURES) return;
    // The dots of the ground double the size of a picture.
    await page.addStyleTag({ content: '[data-test-id="canvas-background"] { display: none }' });
    // Buttons and messages slide into their places.
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: path.join(PICTURES, `first-${name}.png`) });
  };

  beforeAll(async () => {
    [n8n, inbox, sample] = await Promise.all([
      startN8n(),
      Inbox.start({ password: PASSWORD }),
      readFile(SAMPLE, 'utf8'),
    ]);
    await mkdir(n8n.files, { recursive: true });
    invoicesFile = path.join(n8n.files, 'invoices.csv');
    await writeFile(invoicesFile, sample);
    browser = await openBrowser();
    page = await browser.newPage({ viewport: DESKTOP });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    await signIn(page, n8n.process.url);
    editor = new Editor(page, n8n.process.url);
  });

  afterAll(async () => {
    await browser?.close();
    await n8n?.stop();
    await inbox?.stop();
  });

  // A step that failed leaves its panel open; the next one is about something else.
  afterEach(async () => {
    if (await editor.panel.isVisible()) await editor.close();
  });

  it('imports the workflow through the menu, without a warning', async () => {
    await editor.newWorkflow();
    await editor.openImportMenu();
    await picture('import');
    await editor.importFile(CADENCE);
    expect(await page.locator('.el-notification').count()).toBe(0);
    expect(await page.getByText('Install this node to use it').count()).toBe(0);
    await picture('workflow');
  });

  it('shows the fields of our nodes, to be dragged, before anything has run', async () => {
    const panel = await editor.open('Claim');
    const input = panel.locator('[data-test-id="ndv-input-panel"]');
    await input.getByText('Usually outputs the following fields').first().waitFor();
    await editor.settle();
    // What the gate before it puts out: the debt, the customer and so on. The list is drawn in pieces, in any order.
    const fields = (await input.innerText()).split('\n').map((line) => line.trim());
    expect(fields).toEqual(expect.arrayContaining(['May we write now?', 'dunning', 'debt', 'customer', 'email']));
    await picture('fields');
    await editor.close();
  });

  it.each(['dunning', 'cobranza', 'invoice reminder', 'cobrança'])('finds every node of ours by “%s”', async (word) => {
    const found = await editor.searchNodes(word);
    for (const name of NODES) expect(found).toContain(name);
  });

  it('lists the trigger among the actions of the Delivery Tracker', async () => {
    expect(await editor.actionsOf('Delivery Tracker')).toMatch(/Triggers/);
  });

  it('takes the settings', async () => {
    await editor.open('Your settings');
    await picture('settings');
    await editor.fillSettings({ 'Invoices file': invoicesFile, 'As of date': AS_OF, CLABE: '002010077777777771' });
    await editor.close();
  });

  it('says what is wrong with the mail account, until it is right', async () => {
    const panel = await editor.open('Send the e-mail');
    await panel.getByText('Connect to Dunning SMTP').click();
    await editor.fillCredential({
      host: 'smtp.example.com',
      user: 'cobranza@example.com',
      password: 'wrong password',
    });
    await picture('smtp');

    await editor.fillCredential({ host: '127.0.0.1', security: 'None', port: '1' });
    expect(await editor.saveCredential()).toMatch(/Nothing answers at 127\.0\.0\.1:1\..*Check the host and the port/s);
    await editor.fillCredential({ port: String(inbox.smtpPort) });
    expect(await editor.saveCredential()).toMatch(/does not accept this user and password.*app password/s);
    await picture('smtp-refused');
    await editor.fillCredential({ password: PASSWORD });
    expect(await editor.saveCredential()).toBeUndefined();
    await editor.close();
  });

  it('sends the reminders that are due, and says of each invoice why', async () => {
    expect((await editor.execute()).title).toBe('Workflow executed successfully');
    await picture('done');
    expect(recipients()).toEqual(['lupita@example.com', 'pagos@norte.example']);
    await editor.open('Which stage is each invoice at?');
    expect(await editor.readOutput('reason')).toContain('15 días de atraso');
    await picture('why');
    await editor.close();
    if (PICTURES) await pictureOfTheMail();
  });

  it('does not write twice when it is run again', async () => {
    expect((await editor.execute()).title).toBe('Workflow executed successfully');
    expect(inbox.mails).toHaveLength(2);
  });

  it('puts a row that cannot be read aside, says which and why, and goes on with the rest', async () => {
    const more = 'F-1004,Taller Ruiz,ruiz@example.com,soon,800.00,800.00,MXN\n';
    await writeFile(invoicesFile, `${sample}${more}F-1005,Taller Paz,paz@example.com,2026-11-20,900.00,900.00,MXN\n`);
    expect((await editor.execute()).title).toBe('Workflow executed successfully');
    expect(recipients()).toEqual(['lupita@example.com', 'pagos@norte.example', 'paz@example.com']);
    await editor.open('A person must look');
    expect(await editor.readOutput()).toMatch(
      /Due Date.*found “soon”, which is not a date.*Write dates as 2026-11-23/s,
    );
    await picture('aside');
    await editor.close();
    await writeFile(invoicesFile, sample);
  });

  it('sends nothing without the company’s name, and says so', async () => {
    await editor.open('Your settings');
    await editor.fillSettings({ 'Company name': '', 'As of date': '2026-12-08' });
    await editor.close();
    await editor.execute();
    expect(inbox.mails).toHaveLength(3);
    await editor.open('A person must look');
    expect(await editor.readOutput('error')).toMatch(/Your Company.*Name.*found an empty value/s);
    await editor.close();
  });

  it('names the file that is not there', async () => {
    await editor.open('Your settings');
    await editor.fillSettings({ 'Company name': 'Comercial Ejemplo', 'Invoices file': `${invoicesFile}.txt` });
    await editor.close();
    const { title, text } = await editor.execute();
    expect(title).toMatch(/No file found/);
    expect(text).toMatch(/There is no file .*invoices\.csv\.txt .*correct “Invoices file” in “Your settings”/s);
  });

  it('shows what would be sent without sending it', async () => {
    await editor.open('Your settings');
    await editor.fillSettings({ 'Invoices file': invoicesFile });
    await editor.close();
    await editor.open('May we write now?');
    await editor.executeStep();
    expect(await editor.readOutput('subject')).toMatch(/subject.*Comercial Ejemplo: /s);
    await editor.close();
    expect(inbox.mails).toHaveLength(3);
  });

  it('recovers: with everything right again the next reminders go out, and it can be published', async () => {
    expect((await editor.execute()).title).toBe('Workflow executed successfully');
    expect(inbox.mails).toHaveLength(5);
    await editor.publish();
    const [workflow] = await n8n.client.workflows();
    const stored = await n8n.client.request<{ active: boolean }>('GET', `/rest/workflows/${workflow?.id}`);
    expect(stored.active).toBe(true);
  });

  it('shows the operation and the provider of Payment Link, which n8n hides where it takes them for a way to sign in', async () => {
    const parameters = { operation: 'cancel', provider: 'wompi' };
    const node = { id: '1', name: 'Link', type: 'n8n-nodes-dunning.paymentLink', typeVersion: 1, parameters };
    const { id } = await n8n.client.importWorkflow({
      name: 'A link',
      nodes: [{ ...node, position: [0, 0] }],
      connections: {},
    });
    await page.goto(`${n8n.process.url}/workflow/${id}`);
    const panel = await editor.open('Link');
    const labels = await panel.locator('[data-test-id="input-label"]').allInnerTexts();
    expect(labels.map((label) => label.trim())).toEqual(expect.arrayContaining(['Operation', 'Provider']));
    expect(await panel.innerText()).toContain('Connect to Dunning Wompi');
  });

  it('no page complained of an error in its scripts', () => {
    expect(complaints).toEqual([]);
  });

  async function pictureOfTheMail(): Promise<void> {
    const mail = inbox.mails.find((one) => one.recipients.includes('pagos@norte.example'));
    const tab = await browser.newPage({ viewport: { width: 800, height: 900 } });
    await tab.goto(`${inbox.url}/mail/${mail?.number}/html`);
    await tab.screenshot({ path: path.join(PICTURES ?? '', 'first-mail.png') });
    await tab.close();
  }
});
