import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { ROOT } from '../host/host';
import { bindCredentials } from '../host/n8n-types';
import type { NodeJson, WorkflowJson } from '../host/n8n-types';
import { fillSettings } from '../workflows/fill-settings';

/** The trigger that a person presses in the editor. */
export const MANUAL_TRIGGER = 'Run it now';

/** The workflow that the package ships, as it is. */
export async function dailyCadence(): Promise<WorkflowJson> {
  const file = path.join(ROOT, 'workflows', 'daily-cadence', 'workflow.json');
  return JSON.parse(await readFile(file, 'utf8')) as WorkflowJson;
}

/** The one node of this type, by the end of its type's name: `complianceGate`. */
export function nodeOfType(workflow: WorkflowJson, type: string, parameters: Record<string, unknown> = {}): NodeJson {
  const found = workflow.nodes.filter(
    (node) =>
      node.type.endsWith(`.${type}`) &&
      Object.entries(parameters).every(([name, value]) => node.parameters[name] === value),
  );
  const [node] = found;
  if (!node || found.length > 1) throw new Error(`The workflow has ${found.length} nodes of the type ${type}`);
  return node;
}

/**
 * Fills in the workflow's settings as a user does in the editor, and binds its mail node to a credential.
 * @param settings values by the names of `scripts/workflows/setting-names.ts`
 * @throws Error for a setting that the workflow does not have
 */
export function filledIn(
  workflow: WorkflowJson,
  settings: Record<string, string>,
  smtp: { id: string; name: string },
): WorkflowJson {
  const filled = structuredClone(workflow);
  fillSettings(filled, settings);
  nodeOfType(filled, 'dunningEmail').credentials ??= { dunningSmtpApi: smtp };
  return bindCredentials(filled, { dunningSmtpApi: smtp });
}
