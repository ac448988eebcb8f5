import type { Locator, Page } from 'playwright-core';

const byTest = (id: string) => `[data-test-id="${id}"]`;

/** The canvas of the editor: workflows that are pasted, and what it says about their nodes. */
export class Canvas {
  constructor(private readonly page: Page) {}

  private get nodes(): Locator {
    return this.page.locator(byTest('canvas-node'));
  }

  /**
   * Pastes a workflow into the empty canvas, which n8n imports just as a file.
   * @param nodes how many nodes it has, without the sticky notes; it is waited for all
   */
  async paste(json: string, nodes: number): Promise<void> {
    // While n8n still puts away what was deleted, it hears no paste.
    for (let attempt = 0; attempt < 5 && (await this.nodes.count()) === 0; attempt += 1) {
      await this.page.evaluate(`{
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${JSON.stringify(json)});
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      }`);
      await this.nodes
        .first()
        .waitFor({ state: 'attached', timeout: 4000 })
        .catch(() => undefined);
    }
    await this.nodes.nth(nodes - 1).waitFor({ state: 'attached' });
    await this.page.waitForTimeout(300);
  }

  /** Empties the canvas as a person does: all is marked, and deleted. */
  async clear(): Promise<void> {
    await this.page.keyboard.press('Control+a');
    await this.page.waitForTimeout(100);
    await this.page.keyboard.press('Delete');
    await this.nodes.first().waitFor({ state: 'detached' });
  }

  get notes(): Locator {
    return this.page.locator(byTest('sticky'));
  }

  /** Names of the nodes that are drawn. */
  async drawn(): Promise<string[]> {
    return await this.nodes.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? ''));
  }

  /** What the little red triangles say when the mouse is over them, one text for each node. */
  async issues(): Promise<string[]> {
    const marks = this.page.locator(byTest('node-issues'));
    const texts: string[] = [];
    for (let mark = 0; mark < (await marks.count()); mark += 1) {
      // The bubble of the one before goes while the mouse is elsewhere.
      await this.page.mouse.move(5, 5);
      await this.page.waitForTimeout(150);
      await marks.nth(mark).hover({ force: true });
      const bubble = this.page.locator('.n8n-tooltip', { hasText: 'Issues' }).last();
      await bubble.waitFor();
      texts.push((await bubble.innerText()).replace(/\s+/g, ' ').trim());
    }
    return texts;
  }

  /** Titles of the sticky notes whose text does not fit into them. */
  async notesCut(): Promise<string[]> {
    return await this.page.evaluate<string[]>(`
      [...document.querySelectorAll('${byTest('sticky')}')].flatMap((note) =>
        [note, ...note.querySelectorAll('*')].some((part) => part.clientHeight > 40 && part.scrollHeight > part.clientHeight + 4)
          ? [note.innerText.slice(0, 60)]
          : [])`);
  }

  /** Drags a field of the input onto a parameter, in the open panel. */
  async drag(path: string, parameter: string): Promise<string> {
    const panel = this.page.locator(byTest('ndv'));
    const pill = panel.locator(`${byTest('ndv-input-panel')} [data-path="${path}"]`).first();
    const target = panel.locator(byTest(`parameter-input-${parameter}`)).first();
    const [from, to] = [await pill.boundingBox(), await target.boundingBox()];
    if (!from || !to) throw new Error(`“${path}” or the parameter “${parameter}” is not drawn`);
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 80, from.y + 20, { steps: 5 });
    await this.page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
    await this.page.waitForTimeout(300);
    await this.page.mouse.up();
    await this.page.waitForTimeout(700);
    return (await target.innerText()).trim();
  }
}
