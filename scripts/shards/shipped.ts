import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { QueueN8n } from '../../test/harness/queue-n8n';
import { bindCredentials } from '../host/n8n-types';
import type { NodeJson, WorkflowJson } from '../host/n8n-types';
import { fillSettings } from '../workflows/fill-settings';
import { WORKFLOWS } from '../workflows/folder';
import { PART_PATH } from '../workflows/sharded/settings';

/** The schema of the record in the database that n8n uses too. */
export const SCHEMA = 'dunning';
/** The header in which the parts of a test carry their secret. */
export const SECRET_HEADER = { 'X-Dunning-Secret': 'only-for-this-test' };

type Credentials = Record<string, { id: string; name: string }>;

/** Creates the accounts that the two workflows name: the mail server, the record, the secret. */
export async function accounts(queue: QueueN8n, smtpPort: number): Promise<Credentials> {
  const { host, port, database, user } = queue.postgres.options(SCHEMA);
  const [[name, value] = ['', '']] = Object.entries(SECRET_HEADER);
  const mail = { host: '127.0.0.1', port: smtpPort, user: '', password: '' };
  const data: Record<string, Record<string, unknown>> = {
    dunningSmtpApi: { ...mail, security: 'none' },
    smtp: { ...mail, secure: false, disableStartTls: true },
    dunningPostgresApi: { host, port, database, user, password: 'any', schema: SCHEMA, tls: 'off', maxConnections: 4 },
    httpHeaderAuth: { name, value },
  };
  const made: Credentials = {};
  for (const [type, values] of Object.entries(data)) {
    made[type] = await queue.client.importCredential({ name: `${type} of the test`, type, data: values });
  }
  return made;
}

/**
 * A workflow of the library as a user has it after setting it up.
 * @param settings values by their names in *Your settings*
 * @throws Error for a setting that it does not have
 */
export async function shipped(
  slug: string,
  credentials: Credentials,
  settings: Record<string, unknown> = {},
): Promise<WorkflowJson> {
  const text = await readFile(path.join(WORKFLOWS, slug, 'workflow.json'), 'utf8');
  const workflow = bindCredentials(JSON.parse(text) as WorkflowJson, credentials);
  fillSettings(workflow, settings);
  return workflow;
}

export function nodeNamed(workflow: WorkflowJson, name: string): NodeJson {
  const found = workflow.nodes.find((node) => node.name === name);
  if (!found) throw new Error(`“${workflow.name}” has no node called “${name}”`);
  return found;
}

/** Imports and publishes *Large book: one part*, and *share the work* with its calls going to it. */
export async function importShared(
  queue: QueueN8n,
  credentials: Credentials,
  settings: Record<string, unknown>,
): Promise<{ id: string; workflow: WorkflowJson }> {
  const part = await queue.client.importWorkflow(await shipped('sharded/part', credentials));
  await queue.client.activate(part.id);
  const workflow = await shipped('sharded/share', credentials, {
    partAddress: `${queue.main.url}/webhook/${PART_PATH}`,
    ...settings,
  });
  const { id } = await queue.client.importWorkflow(workflow);
  await queue.client.activate(id);
  return { id, workflow };
}
