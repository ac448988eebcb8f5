import type { NodeSpec } from './builder';
import type { Setting } from './definition';
import { plainName } from './setting-names';

/** The node in which a workflow keeps everything that its user sets. */
export const SETTINGS = 'Your settings';

/** Reads one setting, inside of a longer expression or a Code node. */
export const settingRef = (name: string): string => `$('${SETTINGS}').first().json['${plainName(name)}']`;

/** An expression that reads one setting; cheap where the node reads it once per run. */
export const setting = (name: string): string => `={{ ${settingRef(name)} }}`;

type Place = [number, number];

/** *Your settings*: a form of names and values. */
export function settingsNode(settings: readonly Setting[], position: Place): NodeSpec {
  const assignments = settings.map(({ name, value }, index) => ({
    id: `s${index + 1}`,
    name: plainName(name),
    value,
    type: typeof value,
  }));
  return {
    parameters: { assignments: { assignments }, options: {} },
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    position,
    executeOnce: true,
  };
}

/** Every weekday at this hour, by the workflow's time zone. */
export const weekdays = (hour: number, position: Place): NodeSpec => ({
  parameters: { rule: { interval: [{ field: 'cronExpression', expression: `0 ${hour} * * 1-5` }] } },
  type: 'n8n-nodes-base.scheduleTrigger',
  typeVersion: 1.2,
  position,
});

export const manual = (position: Place): NodeSpec => ({
  parameters: {},
  type: 'n8n-nodes-base.manualTrigger',
  typeVersion: 1,
  position,
});

/** Where a path ends on purpose. */
export const end = (position: Place): NodeSpec => ({
  parameters: {},
  type: 'n8n-nodes-base.noOp',
  typeVersion: 1,
  position,
});

/** Hands all items to the core, which the user chooses once from the list. */
export const handOver = (position: Place): NodeSpec => ({
  parameters: { workflowId: { __rl: true, mode: 'list', value: '' }, options: {} },
  type: 'n8n-nodes-base.executeWorkflow',
  typeVersion: 1.3,
  position,
});

/** The entrance of a core: takes the items of whichever feeder calls it, as they are. */
export const entrance = (position: Place): NodeSpec => ({
  parameters: { inputSource: 'passthrough' },
  type: 'n8n-nodes-base.executeWorkflowTrigger',
  typeVersion: 1.1,
  position,
});

/** Ends the run as failed, with words that say what to do. */
export const stopWith = (message: string, position: Place): NodeSpec => ({
  parameters: { errorMessage: message },
  type: 'n8n-nodes-base.stopAndError',
  typeVersion: 1,
  position,
});

/** An n8n node of ours. */
export const ours = (type: string, parameters: Record<string, unknown>, position: Place): NodeSpec => ({
  parameters,
  type: `n8n-nodes-dunning.${type}`,
  typeVersion: 1,
  position,
});

/** A node of n8n's own. */
export const n8n = (
  type: string,
  typeVersion: number,
  parameters: Record<string, unknown>,
  position: Place,
  more: Partial<NodeSpec> = {},
): NodeSpec => ({ parameters, type: `n8n-nodes-base.${type}`, typeVersion, position, ...more });
