import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { dailyCadence, filledIn, MANUAL_TRIGGER } from '../../scripts/demo/cadence';
import { figuresOf } from '../../scripts/demo/figures';
import type { Figures } from '../../scripts/demo/figures';
import { Inbox } from '../../scripts/demo/inbox';
import type { InboxOptions } from '../../scripts/demo/inbox';
import type { Execution, WorkflowJson } from '../../scripts/host/n8n-types';
import { startN8n } from '../harness/real-n8n';
import type { RealN8n, RealN8nOptions } from '../harness/real-n8n';

export type Imported = WorkflowJson & { id: string };

export interface Book {
  /** Names the files and the workflow, so that one n8n can hold several books. */
  name: string;
  csv: string | Buffer;
  asOf: string;
  /** More settings of the cadence, by their names. */
  settings?: Record<string, string>;
  /** Changes to the workflow before it is imported. */
  edit?: (workflow: WorkflowJson) => void;
}

/** A real n8n beside a local inbox, into which cadences are imported, each with a book and a ledger of its own. */
export class CadenceBench {
  private constructor(
    readonly n8n: RealN8n,
    readonly inbox: Inbox,
  ) {}

  static async start(options: RealN8nOptions = {}, inbox: Inbox | InboxOptions = {}): Promise<CadenceBench> {
    const ownInbox = inbox instanceof Inbox ? inbox : await Inbox.start(inbox);
    return new CadenceBench(await startN8n(options), ownInbox);
  }

  ledgerFile(name: string): string {
    return path.join(this.n8n.userFolder, 'ledgers', `${name}.sqlite`);
  }

  /** Writes the book where n8n may read it and imports the cadence, filled in for it. */
  async prepare({ name, csv, asOf, settings, edit }: Book): Promise<Imported> {
    await Promise.all(
      [this.n8n.files, path.dirname(this.ledgerFile(name))].map((dir) => mkdir(dir, { recursive: true })),
    );
    const invoicesFile = path.join(this.n8n.files, `${name}.csv`);
    await writeFile(invoicesFile, csv);
    const smtp = await this.n8n.client.importCredential({
      name: `Inbox for ${name}`,
      type: 'dunningSmtpApi',
      data: { host: '127.0.0.1', port: this.inbox.smtpPort, security: 'none', user: '', password: '' },
    });
    const own = { invoicesFile, asOf, ledgerFile: this.ledgerFile(name), ...settings };
    const workflow = filledIn({ ...(await dailyCadence()), name }, own, smtp);
    edit?.(workflow);
    const { id } = await this.n8n.client.importWorkflow(workflow);
    return { ...workflow, id };
  }

  /** Presses the workflow's button and waits for the end, which must be a success. */
  async run(workflow: Imported): Promise<{ execution: Execution; figures: Figures }> {
    const execution = await this.n8n.client.run(workflow.id, MANUAL_TRIGGER);
    const { error, lastNodeExecuted } = execution.data.resultData;
    if (execution.status !== 'success') {
      const why = error ? `${error.message} ${error.description ?? ''}` : this.n8n.process.log.slice(-2000);
      throw new Error(`“${workflow.name}” ended with ${execution.status} at ${lastNodeExecuted}: ${why}`);
    }
    return { execution, figures: figuresOf(workflow, execution) };
  }

  async stop(): Promise<void> {
    await Promise.all([this.n8n.stop(), this.inbox.stop()]);
  }
}
