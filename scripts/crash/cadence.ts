import type { QueueN8n } from '../../test/harness/queue-n8n';
import type { NodeJson, WorkflowJson } from '../host/n8n-types';
import { accounts, nodeNamed, SECRET_HEADER, shipped } from '../shards/shipped';
import { CLASSIFY } from '../workflows/cores/front';
import { SETTINGS } from '../workflows/parts';
import { PART_PATH } from '../workflows/sharded/settings';
import { AS_OF } from './book';

const STAGES_PATH = 'dunning-stages';
/** Rows of one question about stages; its answer stays far below what n8n takes. */
const ROWS_AT_ONCE = 1_000;
/** A worker that was killed with a call answers nothing; its part is left to the next run, as *share the work* leaves it. */
const PATIENCE_MS = 30_000;

/** What *Large book: share the work* hands to *one part*: the reminder of one customer, as the classifier put it out. */
export type Reminder = Record<string, unknown>;

/** Publishes the shipped *Large book: one part*, and the classifier of *share the work* behind a webhook of its own. */
export async function importCadence(queue: QueueN8n, smtpPort: number): Promise<void> {
  const credentials = await accounts(queue, smtpPort);
  const part = await shipped('sharded/part', credentials);
  // Servers that stay silent are part of the test; a minute for each would make it long.
  const email = nodeNamed(part, 'Send the e-mail');
  email.parameters.options = { ...(email.parameters.options as object), answerTimeout: 5 };
  const share = await shipped('sharded/share', credentials, { asOf: AS_OF });
  for (const workflow of [part, stagesOnly(share)]) {
    const { id } = await queue.client.importWorkflow(workflow);
    await queue.client.activate(id);
  }
}

/** The first half of *share the work*: rows in, reminders out. */
function stagesOnly(share: WorkflowJson): WorkflowJson {
  const webhook: NodeJson = {
    ...node('Rows', 'n8n-nodes-base.webhook', 2, {
      httpMethod: 'POST',
      path: STAGES_PATH,
      responseMode: 'responseNode',
      options: {},
    }),
    webhookId: 'c0ffee00-0000-4000-8000-000000000001',
  };
  const merge = node('Settings first', 'n8n-nodes-base.merge', 3.1, { mode: 'chooseBranch', useDataOfInput: 1 });
  const rows = node('One item for each row', 'n8n-nodes-base.splitOut', 1, {
    fieldToSplitOut: 'body.rows',
    options: {},
  });
  const classifier = nodeNamed(share, CLASSIFY);
  const answer = node('Reminders', 'n8n-nodes-base.respondToWebhook', 1.1, {
    respondWith: 'allIncomingItems',
    options: {},
  });
  const to = (...links: Array<[name: string, input?: number]>) => ({
    main: [links.map(([name, index = 0]) => ({ node: name, type: 'main', index }))],
  });
  return {
    name: 'Stages of the test',
    nodes: [webhook, nodeNamed(share, SETTINGS), merge, rows, { ...classifier, alwaysOutputData: true }, answer],
    connections: {
      [webhook.name]: to([SETTINGS], [merge.name]),
      [SETTINGS]: to([merge.name, 1]),
      [merge.name]: to([rows.name]),
      [rows.name]: to([classifier.name]),
      [classifier.name]: to([answer.name]),
    },
    settings: share.settings,
  };
}

/** Which reminders are due, by the shipped classifier and the record as it stands now. */
export async function reminders(queue: QueueN8n, rows: ReadonlyArray<Record<string, string>>): Promise<Reminder[]> {
  const due: Reminder[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const body = JSON.stringify({ rows: rows.slice(from, from + ROWS_AT_ONCE) });
    due.push(...(await ask(queue, body)).filter((one) => 'dunning' in one));
  }
  return due;
}

async function ask(queue: QueueN8n, body: string): Promise<Reminder[]> {
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  for (let left = 60; ; left -= 1) {
    const response = await queue.client.callWebhook(STAGES_PATH, call);
    if (response.ok) return (await response.json()) as Reminder[];
    // In queue mode a webhook is live a moment after its workflow was published.
    if (left === 0) throw new Error(`The stages were not told: ${response.status} ${await response.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Hands a part to *one part*. @returns whether n8n took it; a call that nobody answers in time counts as taken */
export async function handOver(queue: QueueN8n, part: Reminder[]): Promise<boolean> {
  const call = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...SECRET_HEADER },
    body: JSON.stringify({ run: 'crash', part: 1, of: 1, reminders: part }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  try {
    return (await queue.client.callWebhook(PART_PATH, call)).ok;
  } catch (error) {
    return error instanceof DOMException && error.name === 'TimeoutError';
  }
}

function node(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): NodeJson {
  return { name, type, typeVersion, parameters, position: [0, 0] };
}
