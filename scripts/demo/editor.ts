import type { Locator, Page } from 'playwright-core';

import { closePanel, openPanel } from './browser';

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
    await closePanel(this.page);
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

  /** Saves the open credential, which n8n tests at once, and returns what it says of the test. */
  async saveCredential(): Promise<'connected' | string> {
    await this.id('credential-save-button').click();
    const failed = this.credential.getByText('More details');
    const done = this.page.getByText(/Connection tested successfully|Credential saved|successfully created/).first();
    await Promise.race([failed.waitFor(), done.waitFor()]);
    return 'connected';
  }

  /** Presses the orange button and waits for the end of the run. */
  async execute(): Promise<Notice> {
    await this.dismissNotices();
    await this.id('execute-workflow-button').first().click();
    return await this.notice();
  }

  /** The next notification. */
  async notice(): Promise<Notice> {
    const box = this.page.locator('.el-notification').first();
    await box.waitFor();
    const title = (await box.locator('.el-notification__title').innerText()).trim();
    const text = (await box.locator('.el-notification__content').innerText()).trim();
    return { title, text };
  }

  async dismissNotices(): Promise<void> {
    const close = this.page.locator('.el-notification__closeBtn');
    while ((await close.count()) > 0) {
      await close.first().click();
      await this.page.waitForTimeout(300);
    }
  }

  /** Waits until the drawing has come to rest. */
  async settle(): Promise<void> {
    await this.page.waitForTimeout(1500);
  }
}
