import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { generateBook } from '../sample-book/book';
import { placePackage } from '../host/community-package';
import { N8nClient } from '../host/n8n-client';
import { N8nProcess } from '../host/n8n-process';
import type { Execution, WorkflowJson } from '../host/n8n-types';
import { portIsFree } from '../host/ports';
import { dailyCadence, filledIn, MANUAL_TRIGGER } from './cadence';
import { Inbox } from './inbox';

/** n8n's own port, which its users know; another one when that is taken. */
const EDITOR_PORT = 5678;
const INBOX_PORT = 8025;
const RUN_TIMEOUT = 10 * 60_000;

export interface StageOptions {
  /** Where all of it lives; emptied first. */
  folder: string;
  /** A CSV file of one's own instead of the sample book. */
  csv?: string;
  asOf: string;
  seed?: number;
}

/** A real n8n with the cadence in it and an inbox beside it. */
export class DemoStage {
  private constructor(
    readonly n8n: N8nProcess,
    readonly client: N8nClient,
    readonly inbox: Inbox,
    readonly workflow: WorkflowJson & { id: string },
  ) {}

  /** Starts both servers and imports the cadence, filled in for this file and this day. */
  static async set({ folder, csv, asOf, seed = 1 }: StageOptions): Promise<DemoStage> {
    await rm(folder, { recursive: true, force: true });
    const files = path.join(folder, 'files');
    await mkdir(files, { recursive: true });
    const invoices = path.join(files, csv ? path.basename(csv) : 'sample-book.csv');
    if (csv) await copyFile(csv, invoices);
    else await writeFile(invoices, generateBook(seed, asOf));

    const userFolder = path.join(folder, 'n8n');
    await placePackage(userFolder);
    const inbox = await Inbox.start((await portIsFree(INBOX_PORT)) ? { webPort: INBOX_PORT } : {});
    const n8n = await N8nProcess.start({
      userFolder,
      ...((await portIsFree(EDITOR_PORT)) ? { port: EDITOR_PORT } : {}),
      env: { N8N_RESTRICT_FILE_ACCESS_TO: files },
    });
    const client = new N8nClient(n8n.url);
    await client.signIn();
    const smtp = await client.importCredential({
      name: 'Local inbox',
      type: 'dunningSmtpApi',
      data: { host: '127.0.0.1', port: inbox.smtpPort, security: 'none', user: '', password: '' },
    });
    const cadence = filledIn(await dailyCadence(), { invoicesFile: invoices, asOf }, smtp);
    const workflow = { ...cadence, ...(await client.importWorkflow(cadence)) };
    return new DemoStage(n8n, client, inbox, workflow);
  }

  /** Runs the cadence once, as its button in the editor does. */
  async run(): Promise<Execution> {
    const execution = await this.client.run(this.workflow.id, MANUAL_TRIGGER, RUN_TIMEOUT);
    const { error } = execution.data.resultData;
    if (execution.status !== 'success') {
      throw new Error(`The run ended with “${execution.status}”. ${error?.message ?? ''} ${error?.description ?? ''}`);
    }
    return execution;
  }

  /** Where the editor shows one execution. */
  executionUrl(execution: Execution): string {
    return `${this.n8n.url}/workflow/${this.workflow.id}/executions/${execution.id}`;
  }

  async stop(): Promise<void> {
    await Promise.all([this.n8n.stop(), this.inbox.stop()]);
  }
}
