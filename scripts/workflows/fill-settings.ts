import type { WorkflowJson } from '../host/n8n-types';
import { SETTINGS } from './parts';
import { plainName } from './setting-names';

/**
 * Writes values into *Your settings* of a workflow, as a user does in the editor. The workflow is changed in place.
 * @param values by the names of `setting-names.ts`
 * @throws Error for a setting that the workflow does not have
 */
export function fillSettings(workflow: WorkflowJson, values: Readonly<Record<string, unknown>>): void {
  const node = workflow.nodes.find(({ name }) => name === SETTINGS);
  const { assignments = [] } = (node?.parameters.assignments ?? {}) as {
    assignments?: Array<{ name: string; value: unknown }>;
  };
  for (const [name, value] of Object.entries(values)) {
    const assignment = assignments.find((candidate) => candidate.name === plainName(name));
    if (!assignment) throw new Error(`“${workflow.name}” has no setting called “${plainName(name)}”`);
    assignment.value = value;
  }
}
