import { randomUUID } from 'node:crypto';
import path from 'node:path';

import type { WorkflowJson } from '../../scripts/host/n8n-types';
import { nodeOfType } from '../../scripts/demo/cadence';
import { setting } from '../../scripts/workflows/parts';
import type { ProviderServer } from '../contracts/base/provider';
import { CadenceBench } from './cadence-bench';
import type { Imported } from './cadence-bench';

const LINK_NODE = 'How it can be paid';

/** One overdue invoice of one customer, who pays by one provider. */
export interface Case {
  /** Names the customer, the invoice, the mailbox and the ledger. */
  label: string;
  server: ProviderServer;
  provider: string;
  country: string;
  region: string;
  currency: string;
  /** What Payment Link is set to, where that is not the name of the provider alone. */
  link?: { provider?: string; [parameter: string]: unknown };
  /** As it stands in the file. */
  balance: string;
  /** The day on which the invoice is twenty days past due: `2026-11-23`. */
  today: string;
}

const HEAD =
  'customerID,customerName,email,city,region,country,currency,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Email Consent';

const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);

/** The file of the finance team: one invoice, past due for twenty days on a day. It does not learn of the payment. */
function bookOf({ label, country, region, currency, balance, today }: Case): string {
  const row = [
    ...[`c-${label}`, `Cliente de ${label}`, `pagos@${label}.example`, 'Ciudad', region, country, currency],
    ...[`F-${label}`, daysBefore(today, 50), daysBefore(today, 20), balance, 'yes'],
  ];
  return `${HEAD}\n${row.join(',')}`;
}

/** What is connected to each output of a node. */
function outputsOf({ connections }: WorkflowJson, node: string): unknown[] {
  return (connections[node] as { main?: unknown[] } | undefined)?.main ?? [];
}

/** Puts Payment Link between the stage and the message, as a user does in the editor. */
function withLink(
  workflow: WorkflowJson,
  { provider, link = {} }: Case,
  credential: { type: string; id: string; name: string },
): void {
  const classifier = nodeOfType(workflow, 'invoiceStageClassifier');
  const [toRenderer, ...others] = outputsOf(workflow, classifier.name);
  const ledgerFile = setting('ledgerFile');
  workflow.nodes.push({
    id: randomUUID(),
    name: LINK_NODE,
    type: 'n8n-nodes-dunning.paymentLink',
    typeVersion: 1,
    position: [0, 600],
    parameters: { operation: 'create', provider, ...link, options: { ledgerFile } },
    credentials: { [credential.type]: { id: credential.id, name: credential.name } },
  });
  workflow.connections[classifier.name] = { main: [[{ node: LINK_NODE, type: 'main', index: 0 }], ...others] };
  workflow.connections[LINK_NODE] = { main: [toRenderer ?? []] };
}

/** The same chain, begun by who has paid instead of by who is late. */
function thanking(workflow: WorkflowJson): void {
  const classifier = nodeOfType(workflow, 'invoiceStageClassifier');
  classifier.parameters = { ...classifier.parameters, operation: 'thank' };
  const [toRenderer] = outputsOf(workflow, classifier.name);
  workflow.connections[classifier.name] = { main: [toRenderer ?? []] };
}

/** A real n8n with a cadence, a thank-you and a trigger for one provider, all on one ledger. */
export class PaymentsBench {
  private constructor(private readonly bench: CadenceBench) {}

  static async start(): Promise<PaymentsBench> {
    return new PaymentsBench(await CadenceBench.start());
  }

  get inbox() {
    return this.bench.inbox;
  }

  get log(): string {
    return this.bench.n8n.process.log;
  }

  /** The mails to the customer of a case, oldest first. */
  mailsTo({ label }: Case) {
    return this.inbox.mails.filter(({ recipients }) => recipients.includes(`pagos@${label}.example`));
  }

  async credential({ server }: Case) {
    const { credentialType: type, credential: data, provider: name } = server;
    const { id } = await this.bench.n8n.client.importCredential({ name, type, data });
    return { type, id, name };
  }

  async reminders(of: Case, asOf: string, credential: { type: string; id: string; name: string }): Promise<Imported> {
    return await this.prepare(of, asOf, `reminders ${of.label} ${asOf}`, (workflow) =>
      withLink(workflow, of, credential),
    );
  }

  async thanks(of: Case, asOf: string): Promise<Imported> {
    return await this.prepare(of, asOf, `thanks ${of.label} ${asOf}`, thanking);
  }

  private async prepare(of: Case, asOf: string, name: string, edit: (workflow: WorkflowJson) => void) {
    const ledgerFile = this.ledgerFile(of);
    const settings = { ledgerFile, country: of.country, currency: of.currency };
    return await this.bench.prepare({ name, csv: bookOf(of), asOf, settings, edit });
  }

  ledgerFile({ label }: Case): string {
    return path.join(this.bench.n8n.userFolder, 'ledgers', `${label}.sqlite`);
  }

  /** Presses the button; what became of the items by the figures of the cadence. */
  async run(workflow: Imported) {
    return await this.bench.run(workflow);
  }

  /** Publishes a trigger for the provider, and gives its production address. */
  async trigger(of: Case, credential: { type: string; id: string; name: string }): Promise<string> {
    const { client } = this.bench.n8n;
    const webhookId = randomUUID();
    const { id } = await client.importWorkflow({
      name: `events of ${of.label}`,
      nodes: [
        {
          id: randomUUID(),
          name: 'Events',
          type: 'n8n-nodes-dunning.deliveryTrackerTrigger',
          typeVersion: 1,
          position: [0, 0],
          webhookId,
          parameters: { provider: of.provider, settings: { ledgerFile: this.ledgerFile(of) } },
          credentials: { [credential.type]: { id: credential.id, name: credential.name } },
        },
      ],
      connections: {},
    });
    await client.activate(id);
    const url = `${client.url}/webhook/${webhookId}/events`;
    const deadline = Date.now() + 20_000;
    while ((await fetch(url)).status === 404) {
      if (Date.now() > deadline) throw new Error(`Nothing answers at ${url}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return url;
  }

  /** What the Delivery Tracker shows of the customer. */
  async timeline(of: Case): Promise<Record<string, unknown>> {
    const { client } = this.bench.n8n;
    const trigger = 'Press';
    const workflow = await client.importWorkflow({
      name: `timeline ${of.label}`,
      nodes: [
        {
          id: randomUUID(),
          name: trigger,
          type: 'n8n-nodes-base.manualTrigger',
          typeVersion: 1,
          position: [0, 0],
          parameters: {},
        },
        {
          id: randomUUID(),
          name: 'Timeline',
          type: 'n8n-nodes-dunning.deliveryTracker',
          typeVersion: 1,
          position: [200, 0],
          parameters: {
            resource: 'customer',
            operation: 'getTimeline',
            customerId: `c-${of.label}`,
            options: { ledgerFile: this.ledgerFile(of) },
          },
        },
      ],
      connections: { [trigger]: { main: [[{ node: 'Timeline', type: 'main', index: 0 }]] } },
    });
    const execution = await client.run(workflow.id, trigger);
    const [item] = execution.data.resultData.runData['Timeline']?.[0]?.data?.main[0] ?? [];
    if (!item) throw new Error(`No timeline: ${execution.data.resultData.error?.message}`);
    return item.json;
  }

  async stop(): Promise<void> {
    await this.bench.stop();
  }
}
