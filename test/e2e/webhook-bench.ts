import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';

import type { FullLedger } from '../../dunning/ledger/records';
import type { ClaimRequest } from '../../dunning/ledger/contact';
import { contactKey } from '../../dunning/ledger/key';
import { openSqliteLedger } from '../../stores/sqlite/ledger';
import { startN8n } from '../harness/real-n8n';
import type { RealN8n, RealN8nOptions } from '../harness/real-n8n';
import type { SignedCall } from '../harness/senders';

/** A published workflow that begins with our trigger. */
export interface Published {
  workflowId: string;
  /** Its production address. */
  url: string;
}

export interface TriggerOptions {
  provider: string;
  parameters?: Record<string, unknown>;
  credential?: { type: string; data: Record<string, unknown> };
}

/** A real n8n with triggers in it, and the ledger it writes to. */
export class WebhookBench {
  private readonly folders: string[] = [];

  private constructor(public n8n: RealN8n) {}

  static async start(options: RealN8nOptions = {}): Promise<WebhookBench> {
    return new WebhookBench(await startN8n(options));
  }

  get ledgerFile(): string {
    return path.join(this.n8n.userFolder, '.n8n', 'dunning', 'ledger.sqlite');
  }

  /** Runs work with the ledger that n8n uses, as another process. */
  async withLedger<T>(work: (ledger: FullLedger) => Promise<T>): Promise<T> {
    const ledger = await openSqliteLedger(this.ledgerFile);
    try {
      return await work(ledger);
    } finally {
      await ledger.close();
    }
  }

  /** Makes a workflow with the trigger and a node behind it; not yet published. */
  async workflow({ provider, parameters = {}, credential }: TriggerOptions): Promise<Published> {
    const { client } = this.n8n;
    const { type = '', data = {} } = credential ?? {};
    const bound = credential && {
      credentials: { [type]: await client.importCredential({ name: `${provider} ${randomUUID()}`, type, data }) },
    };
    const webhookId = randomUUID();
    const trigger = {
      name: 'Events',
      type: 'n8n-nodes-dunning.deliveryTrackerTrigger',
      typeVersion: 1,
      position: [0, 0] as [number, number],
      webhookId,
      parameters: { provider, ...parameters },
      ...bound,
    };
    const next = {
      name: 'Next',
      type: 'n8n-nodes-base.noOp',
      typeVersion: 1,
      position: [220, 0] as [number, number],
      parameters: {},
    };
    const { id } = await client.importWorkflow({
      name: provider,
      nodes: [trigger, next],
      connections: { Events: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
    });
    return { workflowId: id, url: `${this.n8n.client.url}/webhook/${webhookId}/events` };
  }

  /** The same, published. */
  async publish(options: TriggerOptions): Promise<Published> {
    const made = await this.workflow(options);
    await this.n8n.client.activate(made.workflowId);
    await this.untilLive(made);
    return made;
  }

  /** n8n says that a workflow is published a moment before its addresses answer. */
  async untilLive({ url }: Published): Promise<void> {
    const deadline = Date.now() + 20_000;
    while ((await fetch(url)).status === 404) {
      if (Date.now() > deadline) throw new Error(`Nothing answers at ${url}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The items that a workflow's executions put out so far, oldest first, once as many executions as expected have ended. */
  async items({ workflowId }: Published, executions: number): Promise<Array<Record<string, unknown>>> {
    const { client } = this.n8n;
    const deadline = Date.now() + 20_000;
    let ended = await client.executions(workflowId);
    while (Date.now() < deadline && ended.filter(({ status }) => status === 'success').length < executions) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      ended = await client.executions(workflowId);
    }
    const items: Array<Record<string, unknown>> = [];
    for (const { id } of ended.reverse()) {
      const { data } = await client.execution(id);
      const runs = data.resultData.runData.Events ?? [];
      items.push(
        ...runs.flatMap((run) => run.data?.main.flatMap((list) => (list ?? []).map(({ json }) => json)) ?? []),
      );
    }
    return items;
  }

  /** Kills n8n without a warning and starts it again on the same port, on what it left behind. */
  async killAndStartAgain(): Promise<void> {
    const { userFolder, process: n8n } = this.n8n;
    await n8n.kill();
    this.folders.push(userFolder);
    this.n8n = await startN8n({ userFolder, port: n8n.port });
  }

  async stop(): Promise<void> {
    await this.n8n.stop();
    // A folder that was given to n8n is not its own to remove.
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }
}

/** Sends a call as its provider would. */
export async function deliver(url: string, { search = '', ...call }: SignedCall): Promise<Response> {
  return await fetch(url + search, { ...call, redirect: 'manual' });
}

/** A claim of one message, with its key. */
export function claimOf(customer: string, more: Partial<ClaimRequest> = {}): ClaimRequest {
  const identity = {
    account: 'acme',
    customerId: customer,
    scope: [`INV-${customer}`],
    cycle: '1',
    stage: 'first_reminder',
    channel: 'email' as const,
    attempt: 1,
    ...more,
  };
  return {
    ...identity,
    debtId: `INV-${customer}`,
    level: 1,
    at: '2026-11-23T15:00:00.000Z',
    caps: [],
    key: contactKey(identity),
    ...more,
  };
}

/** Claims messages and records that each was handed over, with the id that its provider gave it. */
export async function sent(
  ledger: FullLedger,
  requests: ClaimRequest[],
  provider: string,
  messageIdOf: (request: ClaimRequest) => string,
): Promise<void> {
  const at = '2026-11-23T15:00:00.000Z';
  const claims = await ledger.claim(requests, at, 3_600_000);
  await ledger.recordResults(
    claims.flatMap((claim, index) => {
      const request = requests[index];
      if (claim.decision !== 'send' || !request) return [];
      const { key, token } = claim;
      return [{ key, token, outcome: 'sent' as const, at, provider, providerMessageId: messageIdOf(request) }];
    }),
    at,
  );
}
