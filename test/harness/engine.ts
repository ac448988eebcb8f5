import 'reflect-metadata';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  ICredentialsHelper,
  INode,
  INodeExecutionData,
  INodeType,
  INodeTypes,
  IRun,
  IWorkflowBase,
  IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** The node that every workflow of this harness starts with; it puts out the items of the test. */
export const START = 'Start';

const START_TYPE = 'test.start';

export interface EngineWorkflow {
  nodes: Array<Partial<INode> & Pick<INode, 'name' | 'type'>>;
  /** As in n8n's JSON. `Start` is added by the harness; connect it to the first node. */
  connections: IWorkflowBase['connections'];
}

export interface EngineOptions {
  /** The node classes by type name: `n8n-nodes-dunning.complianceGate`. */
  types: Record<string, INodeType>;
  items: INodeExecutionData[];
  /** Decrypted credential data by credential type. */
  credentials?: Record<string, ICredentialDataDecryptedObject>;
  /** The credential classes, where a node sends requests with them. */
  credentialTypes?: ICredentialType[];
  timezone?: string;
}

/** A finished run: the items each node put out, and the error that ended it, if one did. */
export interface EngineRun {
  run: IRun;
  /** Items of one output of a node; of the first unless said otherwise. */
  output(node: string, output?: number): INodeExecutionData[];
  error?: Error;
}

function startNode(items: INodeExecutionData[]): INodeType {
  return {
    description: {
      displayName: 'Start',
      name: START_TYPE,
      group: ['trigger'],
      version: 1,
      description: 'Puts out the items of a test',
      defaults: { name: START },
      inputs: [],
      outputs: ['main'],
      properties: [],
    },
    execute: async () => [items],
  };
}

function nodeTypes(types: Record<string, INodeType>): INodeTypes {
  const find = (name: string): INodeType => {
    const type = types[name];
    if (!type) throw new Error(`The test gave no node class for ${name}`);
    return type;
  };
  return {
    getByName: find,
    getByNameAndVersion: (name, version) => NodeHelpers.getVersionedNodeType(find(name), version),
    getKnownTypes: () => ({}),
  };
}

/** Only what the engine asks for while a node with credentials runs. */
function credentialsHelper(
  credentials: Record<string, ICredentialDataDecryptedObject>,
  types: ICredentialType[],
): ICredentialsHelper {
  const typeOf = (name: string) => types.find((type) => type.name === name);
  const filledIn = (value: unknown, data: ICredentialDataDecryptedObject) =>
    String(value)
      .replace(/^=/, '')
      .replace(/\{\{ \$credentials\.(\w+) \}\}/g, (_match, name: string) => String(data[name]));
  const helper: Partial<ICredentialsHelper> = {
    getParentTypes: () => [],
    isCredentialUsableByNode: () => true,
    // As n8n does it: a token is fetched when there is none, or when the last one was refused.
    preAuthentication: async (helpers, data, name, _node, expired) => {
      const fetchToken = typeOf(name)?.preAuthentication;
      return fetchToken && (expired || !data.accessToken)
        ? ((await fetchToken.call(helpers, data)) as never)
        : undefined;
    },
    authenticate: async (data, name, request) => {
      const how = typeOf(name)?.authenticate;
      if (typeof how === 'function') return await how(data, request as never);
      const headers = Object.entries((how?.properties.headers ?? {}) as Record<string, unknown>);
      const added = Object.fromEntries(headers.map(([header, value]) => [header, filledIn(value, data)]));
      return { ...request, headers: { ...request.headers, ...added } } as never;
    },
    getDecrypted: async (_additionalData, _node, type) => {
      const data = credentials[type];
      if (!data) throw new Error(`The test gave no credential of the type ${type}`);
      return data;
    },
  };
  return helper as ICredentialsHelper;
}

/** Runs a workflow through n8n's own engine with the given node classes. An error of a node is returned, not thrown. */
export async function runWorkflow({ nodes, connections }: EngineWorkflow, options: EngineOptions): Promise<EngineRun> {
  const { items, credentials = {}, credentialTypes = [], timezone = 'UTC' } = options;
  const workflow = new Workflow({
    id: 'test',
    name: 'test',
    active: false,
    settings: { executionOrder: 'v1', timezone },
    nodes: [{ name: START, type: START_TYPE }, ...nodes].map((node, index): INode => {
      const bound = Object.keys(credentials).map((type) => [type, { id: '1', name: type }] as const);
      const base = {
        id: String(index),
        typeVersion: 1,
        position: [index * 200, 0] as [number, number],
        parameters: {},
      };
      return { ...base, credentials: Object.fromEntries(bound), ...node };
    }),
    connections,
    nodeTypes: nodeTypes({ ...options.types, [START_TYPE]: startNode(items) }),
  });
  const { nodes: all } = workflow;
  const workflowData = {
    id: 'test',
    name: 'test',
    active: false,
    nodes: Object.values(all),
    connections,
  } as IWorkflowBase;
  const additionalData = {
    credentialsHelper: credentialsHelper(credentials, credentialTypes),
    hooks: new ExecutionLifecycleHooks('manual', '1', workflowData),
    executionId: '1',
    instanceBaseUrl: 'http://localhost/',
    webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
    formWaitingBaseUrl: 'http://localhost/form-waiting',
    variables: {},
    currentNodeExecutionIndex: 0,
  } as unknown as IWorkflowExecuteAdditionalData;

  const first = all[START];
  if (!first) throw new Error('The workflow has no start');
  const run = await new WorkflowExecute(additionalData, 'manual').run({ workflow, startNode: first });
  const { runData, error } = run.data.resultData;
  return {
    run,
    output: (node, output = 0) => (runData[node] ?? []).flatMap(({ data }) => data?.main?.[output] ?? []),
    ...(error ? { error: error as Error } : {}),
  };
}

/** Runs one node on some items, as n8n does, and returns the items of each of its outputs. */
export async function runNode(
  type: INodeType,
  parameters: INode['parameters'],
  options: Omit<EngineOptions, 'types'> & { node?: Partial<INode> },
): Promise<{ outputs: INodeExecutionData[][]; error?: Error }> {
  const name = type.description.displayName;
  const typeName = `test.${type.description.name}`;
  const { run, error } = await runWorkflow(
    {
      nodes: [{ name, type: typeName, parameters, ...options.node }],
      connections: { [START]: { main: [[{ node: name, type: 'main', index: 0 }]] } },
    },
    { ...options, types: { [typeName]: type } },
  );
  const main = run.data.resultData.runData[name]?.[0]?.data?.main ?? [];
  return { outputs: main.map((items) => items ?? []), ...(error ? { error } : {}) };
}
