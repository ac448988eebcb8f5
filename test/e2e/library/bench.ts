import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Contact } from '../../../dunning/ledger/contact';
import { Inbox } from '../../../scripts/demo/inbox';
import type { InboxOptions } from '../../../scripts/demo/inbox';
import { bindCredentials } from '../../../scripts/host/n8n-types';
import type { Execution, WorkflowJson } from '../../../scripts/host/n8n-types';
import { fillSettings } from '../../../scripts/workflows/fill-settings';
import { WORKFLOWS } from '../../../scripts/workflows/folder';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import { startN8n } from '../../harness/real-n8n';
import type { RealN8n } from '../../harness/real-n8n';
import { AS_OF, eventually } from '../stand-ins/debtors';
import { OutsideWorld } from '../stand-ins/outside-world';

type Credential = { id: string; name: string };
export type Settings = Record<string, string>;
/** What a user changes in a node’s panel: by the node’s name, the parameters. */
export type Edit = Record<string, Record<string, unknown>>;

export interface UseOptions {
  name?: string;
  settings?: Settings;
  /** The core that the user chooses in a feeder’s last node. */
  core?: Imported;
  edit?: Edit;
  /** What a user chooses in the workflow’s own settings. */
  workflowSettings?: Record<string, unknown>;
}

/** How far n8n is with publishing a workflow. */
interface Publication {
  status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
  triggers: Array<{ status: string; errorMessage: string | null }>;
}

export interface Imported {
  id: string;
  name: string;
  workflow: WorkflowJson;
}

/** One real n8n whose only outside world is the stand-ins and a local inbox; workflows of the library are tried in it. */
export class LibraryBench {
  readonly #credentials: Record<string, Credential> = {};

  private constructor(
    public n8n: RealN8n,
    readonly world: OutsideWorld,
    readonly inbox: Inbox,
    private readonly folder: string,
    private readonly startAgain: () => Promise<RealN8n>,
  ) {}

  /** @param env more of n8n’s environment */
  static async start(inboxOptions: InboxOptions = {}, env: Record<string, string> = {}): Promise<LibraryBench> {
    const folder = await mkdtemp(path.join(tmpdir(), 'library-'));
    const world = await OutsideWorld.open(folder);
    const inbox = await Inbox.start(inboxOptions);
    const options = {
      userFolder: path.join(folder, 'n8n'),
      env: { ...world.environment, N8N_RESTRICT_FILE_ACCESS_TO: path.join(folder, 'n8n', 'files'), ...env },
    };
    const n8n = await startN8n(options);
    await mkdir(n8n.files, { recursive: true });
    const bench = new LibraryBench(n8n, world, inbox, folder, async () => await startN8n(options));
    await bench.credential('dunningSmtpApi', {
      host: '127.0.0.1',
      port: inbox.smtpPort,
      security: 'none',
      user: '',
      password: '',
    });
    return bench;
  }

  /** Stops n8n, does something meanwhile, and starts it again on what it left behind. */
  async whileDown(work: () => void | Promise<void>): Promise<void> {
    await this.n8n.stop();
    await work();
    this.n8n = await this.startAgain();
  }

  /** Creates the credential that nodes of this type are bound to from now on. */
  async credential(type: string, data: Record<string, unknown>): Promise<void> {
    this.#credentials[type] = await this.n8n.client.importCredential({ name: `${type} of the test`, type, data });
  }

  ledgerFile(name: string): string {
    return path.join(this.folder, 'ledgers', `${name}.sqlite`);
  }

  /** Imports a workflow of the library as it is, but for what a user sets: the settings, the accounts and the core. */
  async use(
    slug: string,
    { name = slug, settings = {}, core, edit = {}, workflowSettings = {} }: UseOptions = {},
  ): Promise<Imported> {
    const shipped = JSON.parse(await readFile(path.join(WORKFLOWS, slug, 'workflow.json'), 'utf8')) as WorkflowJson;
    const workflow = bindCredentials({ ...shipped, name }, this.#credentials);
    fillSettings(workflow, settings);
    for (const node of workflow.nodes) Object.assign(node.parameters, edit[node.name]);
    for (const node of workflow.nodes) {
      if (node.type !== 'n8n-nodes-base.executeWorkflow' || !core) continue;
      node.parameters.workflowId = { __rl: true, mode: 'list', value: core.id, cachedResultName: core.name };
    }
    workflow.settings = { ...workflow.settings, ...workflowSettings };
    const { id } = await this.n8n.client.importWorkflow(workflow);
    return { id, name, workflow };
  }

  /** A core with a ledger of its own, published, replaying the day of the test. */
  async core(slug: string, name: string, settings: Settings = {}, edit?: Edit): Promise<Imported> {
    await mkdir(path.dirname(this.ledgerFile(name)), { recursive: true });
    const core = await this.use(slug, {
      name,
      settings: { asOf: AS_OF, ledgerFile: this.ledgerFile(name), ...settings },
      edit,
    });
    await this.n8n.client.activate(core.id);
    return core;
  }

  /** Publishes a workflow and waits until its trigger listens; n8n does that in its own time. */
  async publish(workflow: Imported): Promise<void> {
    const { client } = this.n8n;
    await client.activate(workflow.id);
    await eventually(async () => (await this.publication(workflow)).status === 'published', 60_000);
  }

  /** Whether a workflow’s triggers listen, and why not. */
  async publication({ id }: Imported): Promise<Publication> {
    return await this.n8n.client.request('GET', `/rest/workflows/${id}/publication-status`);
  }

  /** Presses the button; the execution as it ended, well or not. */
  async press(workflow: Imported, trigger = 'Run it now'): Promise<Execution> {
    return await this.n8n.client.run(workflow.id, trigger);
  }

  /** Hands items to a core as a feeder of the user's own does; the feeder's execution as it ended. */
  async handOver(core: Imported, items: readonly object[]): Promise<Execution> {
    const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
      ...{ id: randomUUID(), name, type: `n8n-nodes-base.${type}`, typeVersion, parameters },
      position: [0, 0] as [number, number],
    });
    const [start, rows, last] = ['Run it now', 'Rows of the test', 'Write the reminders'];
    const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
    const { id } = await this.n8n.client.importWorkflow({
      name: `items for ${core.name}`,
      nodes: [
        node(start, 'manualTrigger', 1, {}),
        node(rows, 'code', 2, { jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};` }),
        node(last, 'executeWorkflow', 1.3, {
          workflowId: { __rl: true, mode: 'list', value: core.id, cachedResultName: core.name },
          options: {},
        }),
      ],
      connections: { [start]: to(rows), [rows]: to(last) },
    });
    return await this.n8n.client.run(id, start);
  }

  /** The execution of the core that a feeder's run called. */
  async lastRunOf(workflow: Imported): Promise<Execution> {
    const [last] = await this.n8n.client.executions(workflow.id);
    if (!last) throw new Error(`“${workflow.name}” was never run`);
    return await this.n8n.client.finished(last.id);
  }

  /** What the record of this core says. */
  async contacts(name: string): Promise<Contact[]> {
    const ledger = await openSqliteLedger(this.ledgerFile(name));
    try {
      const { contacts } = await ledger.findContacts({ account: 'default' }, new Date().toISOString());
      return contacts;
    } finally {
      await ledger.close();
    }
  }

  /** To whom mails went since `from`, sorted. */
  recipients(from = 0): string[] {
    return this.inbox.mails
      .slice(from)
      .flatMap(({ recipients }) => recipients)
      .sort();
  }

  async stop(): Promise<void> {
    await this.n8n.stop();
    await Promise.all([this.inbox.stop(), this.world.close()]);
    await rm(this.folder, { recursive: true, force: true });
  }
}
