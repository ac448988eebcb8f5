import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { QueueN8n } from '../../test/harness/queue-n8n';
import { row } from '../crash/book';
import type { NodeJson, WorkflowJson } from '../host/n8n-types';

const START = 'Start';
export const BOOK_PATH = 'dunning-book';

/**
 * Writes a book as a CSV file into the folder that n8n may read.
 * @param perCustomer invoices of one customer
 */
export async function writeBook(queue: QueueN8n, invoices: number, perCustomer: number): Promise<string> {
  const file = path.join(queue.userFolder, '.n8n-files', 'book.csv');
  await mkdir(path.dirname(file), { recursive: true });
  const out = createWriteStream(file);
  out.write(`${Object.keys(row(0)).join(',')}\n`);
  for (let invoice = 0; invoice < invoices; invoice += 1) {
    const line = { ...row(Math.floor(invoice / perCustomer)), 'Invoice Number': `F-${invoice}` };
    out.write(`${Object.values(line).join(',')}\n`);
  }
  out.end();
  await once(out, 'finish');
  return file;
}

/** A feeder like the library’s, which reads the file when it is called, so that a worker runs it as it would on a schedule. */
export function feederOf(file: string, share: { id: string; name: string }): WorkflowJson {
  const nodes: NodeJson[] = [
    {
      ...node(START, 'webhook', 2, { httpMethod: 'POST', path: BOOK_PATH, responseMode: 'onReceived', options: {} }),
      webhookId: 'c0ffee00-0000-4000-8000-000000000002',
    },
    node('Read the file', 'readWriteFile', 1, { operation: 'read', fileSelector: file, options: {} }),
    node('One row per invoice', 'extractFromFile', 1, { operation: 'csv', options: {} }),
    node('Write the reminders', 'executeWorkflow', 1.3, {
      workflowId: { __rl: true, mode: 'list', value: share.id, cachedResultName: share.name },
      options: {},
    }),
  ];
  const links = nodes
    .slice(1)
    .map(({ name }, index) => [nodes[index]?.name ?? '', { main: [[{ node: name, type: 'main', index: 0 }]] }]);
  return {
    name: 'The book of the test',
    nodes,
    connections: Object.fromEntries(links) as Record<string, unknown>,
    // What it read need not be kept; when it fails, the reason is.
    settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
  };
}

function node(name: string, type: string, typeVersion: number, parameters: Record<string, unknown>): NodeJson {
  return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters, position: [0, 0] };
}
