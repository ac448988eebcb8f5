import type { Locator, Page } from 'playwright-core';

import { openPanel } from './browser';

const byTest = (id: string) => `[data-test-id="${id}"]`;

/** What a notification in the corner of the editor says. */
export interface Notice {
  title: string;
  text: string;
}

/** The editor as a person uses it: menus, panels, buttons; nothing goes past the screen. */
export class Editor {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  private id(id: string): Locator {
    return this.page.locator(byTest(id));
  }

  node(name: string): Locator {
    return this.page.locator(`${byTest('canvas-node')}[data-node-name="${name}"]`);
  }

  get panel(): Locator {
    return this.id('ndv');
  }

  async newWorkflow(): Promise<void> {
    await this.page.goto(`${this.url}/workflow/new`);
    await this.id('workflow-menu').first().waitFor();
  }

  /** Opens the menu beside the workflow's name and, in it, *Import*. */
  async openImportMenu(): Promise<void> {
    await this.id('workflow-menu').first().click();
    await this.id('workflow-menu-item-import').hover();
    await this.id('workflow-menu-item-import-from-file').waitFor();
  }

  /** Chooses *From file* in the open menu and the file in the dialog of the browser. */
  async importFile(file: string): Promise<void> {
    const dialog = this.page.waitForEvent('filechooser');
    await this.id('workflow-menu-item-import-from-file').click();
    await (await dialog).setFiles(file);
    await this.id('canvas-node').nth(1).waitFor();
    await this.settle();
  }

  async open(name: string): Promise<Locator> {
    await openPanel(this.page, { name });
    return this.panel;
  }

  async close(): Promise<void> {
    await this.id('ndv-close-button').click();
    await this.panel.waitFor({ state: 'detached' });
  }

  /** Types a word into the list of nodes and returns the names that it finds. */
  async searchNodes(word: string): Promise<string[]> {
    await this.openNodes(word);
    const names = await this.id('node-creator-item-name').allInnerTexts();
    await this.closeNodes();
    return names.map((name) => name.trim());
  }

  /** What the list of nodes shows of one node: its actions, and its triggers. */
  async actionsOf(name: string): Promise<string> {
    await this.openNodes(name);
    await this.id('node-creator-item-name')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .click();
    await this.settle();
    const shown = await this.id('node-creator').first().innerText();
    await this.closeNodes();
    return shown;
  }

  private async openNodes(word: string): Promise<void> {
    await this.id('node-creator-plus-button').click();
    await this.id('node-creator-search-bar').fill(word);
    await this.settle();
  }

  private async closeNodes(): Promise<void> {
    const list = this.id('node-creator-search-bar');
    while ((await list.count()) > 0) {
      await this.page.keyboard.press('Escape');
      await this.page.waitForTimeout(500);
    }
  }

  /** Types values into the open panel of an Edit Fields node, each beside its name. */
  async fillSettings(values: Record<string, string>): Promise<void> {
    const rows = this.panel.locator(byTest('assignment'));
    const names = await rows
      .locator(`${byTest('assignment-name')} input`)
      .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value));
    for (const [name, value] of Object.entries(values)) {
      const place = names.indexOf(name);
      if (place < 0) throw new Error(`There is no setting “${name}” in the panel, only ${names.join(', ')}`);
      const field = rows.nth(place).locator(byTest('assignment-value')).locator('input, textarea').first();
      await field.fill(value);
      await field.blur();
    }
  }

  /** Fills in the open form of a credential. Values of a list are chosen by the words a person reads. */
  async fillCredential(values: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const parameter = this.credential.locator(byTest(`parameter-input-${name}`));
      const input = parameter.locator('input').first();
      if (await parameter.locator('.el-select').count()) {
        await parameter.click();
        await this.page.locator(`${byTest('parameter-input-item')}:visible`, { hasText: value }).click();
      } else {
        await input.fill(value);
        await input.blur();
      }
    }
  }

  get credential(): Locator {
    return this.id('editCredential-modal');
  }

  /**
   * Saves the open credential, which n8n tests at once.
   * @returns what is wrong with it, as the form says it; undefined when it works, and the form is gone then
   */
  async saveCredential(): Promise<string | undefined> {
    const tested = this.page.waitForResponse((response) => response.url().endsWith('/credentials/test'));
    await this.id('credential-save-button').click();
    const { data } = (await (await tested).json()) as { data: { status: string } };
    if (data.status === 'OK') {
      await this.credential.waitFor({ state: 'detached' });
      return undefined;
    }
    await this.page.waitForTimeout(500);
    // Once opened, the details stay open for the next attempt.
    const details = this.credential.getByText('More details');
    if ((await details.count()) > 0) await details.click();
    await this.page.waitForTimeout(300);
    return await this.credential.innerText();
  }

  /**
   * What the open panel shows at its right side, in the form that n8n calls *Schema*: fields with their values. The panel draws
   * only what fits; a word typed into its search brings the fields of that name up.
   */
  async readOutput(word = ''): Promise<string> {
    const output = this.id('output-panel');
    await output.locator(byTest('radio-button-schema')).click();
    if (word !== '') {
      const search = output.locator(byTest('ndv-search'));
      await search.click();
      await search.locator('input').or(search).last().pressSequentially(word);
    }
    await this.settle();
    return await output.innerText();
  }

  /** Presses the orange button and waits for the end of the run. */
  async execute(): Promise<Notice> {
    await this.dismissNotices();
    await this.id('execute-workflow-button').first().click();
    return await this.notice();
  }

  /** Presses *Execute step* in the open panel and waits for its output. */
  async executeStep(): Promise<void> {
    const done = this.page.waitForResponse((response) => /\/rest\/workflows\/[^/]+\/run/.test(response.url()));
    // The run itself is waited for; the page goes nowhere.
    await this.panel.locator(byTest('node-execute-button')).click({ noWaitAfter: true });
    await done;
    await this.panel.locator(`${byTest('output-panel')} ${byTest('radio-button-schema')}`).waitFor();
  }

  /** Presses *Publish*, and once more in the window that asks for a name of the version. */
  async publish(): Promise<void> {
    await this.id('workflow-open-publish-modal-button').first().click();
    await this.id('workflow-publish-button').click();
    await this.settle();
  }

  /** What the notification at the end of a run says. */
  private async notice(): Promise<Notice> {
    const box = this.page.locator('.el-notification', { hasText: /^(Workflow executed|Problem in)/ }).last();
    await box.waitFor();
    const title = (await box.locator('.el-notification__title').innerText()).trim();
    const text = (await box.locator('.el-notification__content').innerText()).trim();
    return { title, text };
  }

  /** Closes the notifications; one that goes by itself in this moment is as good. */
  private async dismissNotices(): Promise<void> {
    const boxes = this.page.locator('.el-notification');
    while ((await boxes.count()) > 0) {
      await boxes
        .first()
        .locator('.el-notification__closeBtn')
        .click({ timeout: 1000 })
        .catch(() => undefined);
      await this.page.waitForTimeout(300);
    }
  }

  /** Waits until the drawing has come to rest. */
  async settle(): Promise<void> {
    await this.page.waitForTimeout(1500);
  }
}
