import path from 'node:path';

import type { Channel } from '../../../dunning/common';
import type { FullLedger } from '../../../dunning/ledger/records';
import type { Execution } from '../../../scripts/host/n8n-types';
import { openSqliteLedger } from '../../../stores/sqlite/ledger';
import type { SignedCall } from '../../harness/senders';
import type { Imported, LibraryBench } from '../library/bench';
import { eventually } from '../stand-ins/debtors';
import { claimOf, deliver, sent } from '../webhook-bench';

/** The record in the folder of n8n: what every workflow uses when nobody names another place. */
export async function withRecord<T>(bench: LibraryBench, work: (ledger: FullLedger) => Promise<T>): Promise<T> {
  const ledger = await openSqliteLedger(path.join(bench.n8n.userFolder, '.n8n', 'dunning', 'ledger.sqlite'));
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** A reminder that went out to a customer; its key. */
export async function wroteTo(
  bench: LibraryBench,
  customer: string,
  channel: Channel,
  { provider, messageId, ...more }: { provider: string; messageId?: string; at?: string; scope?: string[] },
): Promise<string> {
  const claim = claimOf(customer, { account: 'default', channel, ...more });
  await withRecord(bench, (ledger) =>
    sent(ledger, [claim], provider, ({ key }) => messageId ?? `<${key}@mail.example.com>`),
  );
  return claim.key;
}

/** What the record says of a customer. */
export async function recordOf(bench: LibraryBench, customer: string) {
  const now = new Date().toISOString();
  return await withRecord(bench, async (ledger) => {
    const timeline = await ledger.timeline('default', customer, now);
    const standing = (await ledger.standing('default', [customer], now)).get(customer);
    return { contacts: timeline.contacts, events: timeline.events, standing };
  });
}

/** Publishes a workflow and waits until its address answers. */
export async function published(bench: LibraryBench, workflow: Imported): Promise<string> {
  await bench.n8n.client.activate(workflow.id);
  const trigger = workflow.workflow.nodes.find(({ type }) => type.endsWith('Trigger'));
  const url = `${bench.n8n.client.url}/webhook/${String(trigger?.webhookId)}/events`;
  await eventually(async () => (await fetch(url)).status !== 404);
  return url;
}

/** Sends a provider's call and waits for the run that it starts, if it starts one. */
export async function deliverTo(
  bench: LibraryBench,
  workflow: Imported,
  url: string,
  call: SignedCall,
): Promise<{ status: number; run(): Promise<Execution> }> {
  const { client } = bench.n8n;
  const before = (await client.executions(workflow.id)).length;
  const { status } = await deliver(url, call);
  return {
    status,
    async run() {
      await eventually(async () => (await client.executions(workflow.id)).length > before);
      return await bench.lastRunOf(workflow);
    },
  };
}
