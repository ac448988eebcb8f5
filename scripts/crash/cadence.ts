import { dailyCadence, filledIn, nodeOfType } from '../demo/cadence';
import type { NodeJson, WorkflowJson } from '../host/n8n-types';
import { bindCredentials } from '../host/n8n-types';

/** A Monday on which every row is due for its first reminder and the gate lets it pass. */
const AS_OF = '2026-11-23';
const DUE = '2026-11-18';

/** The path at which the cadence takes rows. */
export const SHARD_PATH = 'dunning-shard';

interface CredentialRef {
  id: string;
  name: string;
}

/** One customer with one invoice, as a sheet would have it. */
export function row(customer: number): Record<string, string> {
  return {
    'Invoice Number': `F-${customer}`,
    'Customer ID': `C${customer}`,
    Customer: `Cliente ${customer}`,
    Email: address(customer),
    Country: 'MX',
    'Due Date': DUE,
    Amount: `${1_000 + customer}.50`,
    Currency: 'MXN',
    'Payment URL': `https://pay.example.com/f-${customer}`,
  };
}

export function address(customer: number): string {
  return `c${customer}@cliente.example`;
}

/**
 * The cadence that the package ships, with its record in PostgreSQL, taking its rows from a webhook: called once for each
 * part of the book, so that all workers share the work.
 */
export async function shardedCadence(smtp: CredentialRef, postgres: CredentialRef): Promise<WorkflowJson> {
  const own = filledIn({ ...(await dailyCadence()), name: 'Crash test' }, { asOf: AS_OF }, smtp);
  for (const node of own.nodes.filter(({ type }) => /deliveryTracker|dunningEmail|invoiceStageClassifier/.test(type))) {
    node.parameters.ledgerStore = 'postgres';
    node.credentials = { ...node.credentials, dunningPostgresApi: postgres };
  }
  const email = nodeOfType(own, 'dunningEmail');
  email.parameters.options = { ...(email.parameters.options as object), answerTimeout: 5, connections: 5 };
  const settings = own.nodes.find(({ name }) => name === 'Your settings');
  const classifier = nodeOfType(own, 'invoiceStageClassifier');
  if (!settings) throw new Error('The cadence has no settings node');
  const webhook = node('Rows of one part', 'n8n-nodes-base.webhook', 2, {
    httpMethod: 'POST',
    path: SHARD_PATH,
    responseMode: 'onReceived',
    options: {},
  });
  webhook.webhookId = 'c0ffee00-0000-4000-8000-000000000001';
  const rows = node('One row per invoice (part)', 'n8n-nodes-base.code', 2, {
    jsCode: "return $('Rows of one part').first().json.body.rows.map((json) => ({ json }));",
  });
  const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
  const kept = own.nodes.filter(({ type }) => !/trigger|readWriteFile|extractFromFile/i.test(type));
  const workflow: WorkflowJson = {
    ...own,
    nodes: [...kept, webhook, rows],
    connections: {
      ...Object.fromEntries(Object.entries(own.connections).filter(([from]) => kept.some(({ name }) => name === from))),
      [webhook.name]: to(settings.name),
      [settings.name]: to(rows.name),
      [rows.name]: to(classifier.name),
    },
    settings: { ...own.settings, saveDataSuccessExecution: 'none' },
  };
  return bindCredentials(workflow, { dunningSmtpApi: smtp, dunningPostgresApi: postgres });
}

function node(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): NodeJson {
  return { name, type, typeVersion, parameters, position: [0, 0] };
}
