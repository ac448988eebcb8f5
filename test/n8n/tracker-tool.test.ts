import path from 'node:path';

import { NodeHelpers } from 'n8n-workflow';
import type { INodeTypeDescription } from 'n8n-workflow';

import { DeliveryTracker } from '../../nodes/DeliveryTracker/DeliveryTracker.node';
import { SAFE_FOR_AGENTS } from '../../nodes/DeliveryTracker/actions/tools';
import { runWorkflow, START } from '../harness/engine';
import { tracker } from './tracker';
import { claimable } from './tracker-items';

/** What n8n makes of a node that is usable as a tool (n8n 2.41, `tool-generation/ai-tools`): the same class under another name. */
function asTool(): DeliveryTracker {
  const tool = new DeliveryTracker();
  tool.description = {
    ...tool.description,
    name: `${tool.description.name}Tool`,
    displayName: 'Delivery Tracker Tool',
  };
  return tool;
}

/** The operations that the panel offers for each resource. */
function offered(description: INodeTypeDescription): Record<string, string[]> {
  const shown = (parameters: Record<string, string>, name: string) =>
    description.properties.filter(
      (property) =>
        property.name === name &&
        NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description, parameters),
    );
  const values = (list: ReturnType<typeof shown>) =>
    list.flatMap(({ options = [] }) => options.map((one) => ('value' in one ? String(one.value) : '')));
  return Object.fromEntries(
    values(shown({}, 'resource')).map((resource) => [resource, values(shown({ resource }, 'operation'))]),
  );
}

describe('the tracker as the tool of an AI agent', () => {
  let t: ReturnType<typeof tracker>;
  const { N8N_USER_FOLDER: home } = process.env;
  beforeEach(() => {
    t = tracker();
    // An operation that is asked for under the wrong resource knows no options: its record is the one in n8n's folder.
    process.env.N8N_USER_FOLDER = path.dirname(t.ledgerFile);
  });
  afterEach(() => {
    if (home === undefined) delete process.env.N8N_USER_FOLDER;
    else process.env.N8N_USER_FOLDER = home;
    t.remove();
  });

  const run = (operation: string) => {
    const tool = asTool();
    const type = 'n8n-nodes-dunning.deliveryTrackerTool';
    const parameters = { resource: 'contact', operation, customerId: 'C1', options: { ledgerFile: t.ledgerFile } };
    return runWorkflow(
      {
        nodes: [{ name: 'Tool', type, parameters }],
        connections: { [START]: { main: [[{ node: 'Tool', type: 'main', index: 0 }]] } },
      },
      { types: { [type]: tool }, items: [claimable()] },
    );
  };

  it('offers only what reads; the node offers everything', () => {
    const tool = offered(asTool().description);
    expect(tool).toEqual({ contact: ['find', 'listUncertain'], customer: ['getTimeline'] });
    expect(
      Object.values(tool)
        .flat()
        .every((name) => SAFE_FOR_AGENTS.has(name)),
    ).toBe(true);
    expect(Object.values(offered(new DeliveryTracker().description)).flat()).toHaveLength(18);
  });

  it('refuses what writes, whatever the workflow says, and does what reads', async () => {
    for (const operation of Object.values(offered(new DeliveryTracker().description)).flat()) {
      const { error } = await run(operation);
      if (SAFE_FOR_AGENTS.has(operation)) expect(error).toBeUndefined();
      else
        expect(error?.message).toContain(
          `found “${operation}”, which is not for an AI agent: it may only read the record`,
        );
    }
    const { outputs } = await t.run('find', { returnAll: true });
    expect(outputs[0]).toEqual([]);
  });
});
