/** The parts of n8n's JSON that the demo and the tests touch. */

export interface OwnerAccount {
  email: string;
  firstName: string;
  lastName: string;
  password: string;
}

export interface NodeJson {
  id?: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
  [setting: string]: unknown;
}

export interface WorkflowJson {
  id?: string;
  name: string;
  nodes: NodeJson[];
  connections: Record<string, unknown>;
  settings?: Record<string, unknown>;
  pinData?: Record<string, unknown>;
}

export interface Item {
  json: Record<string, unknown>;
  error?: unknown;
  pairedItem?: unknown;
}

/** One run of one node: per output, the items it put out. */
export interface NodeRun {
  startTime: number;
  executionTime: number;
  executionStatus?: string;
  data?: { main: Array<Item[] | null> };
  error?: { message: string; description?: string };
}

export interface Execution {
  id: string;
  status: string;
  workflowId: string;
  data: {
    resultData: {
      runData: Record<string, NodeRun[]>;
      error?: { message: string; description?: string };
      lastNodeExecuted?: string;
    };
  };
}

/** All items that a node put out in an execution, over all its runs; of one output, or of all. */
export function itemsOf(execution: Execution, node: string, output?: number): Item[] {
  const runs = execution.data.resultData.runData[node] ?? [];
  return runs.flatMap((run) => {
    const outputs = run.data?.main ?? [];
    const chosen = output === undefined ? outputs : [outputs[output] ?? null];
    return chosen.flatMap((items) => items ?? []);
  });
}

/** The workflow with every node that needs a credential of one of these types bound to it. */
export function bindCredentials(
  workflow: WorkflowJson,
  credentials: Record<string, { id: string; name: string }>,
): WorkflowJson {
  return {
    ...workflow,
    nodes: workflow.nodes.map((node) => {
      if (!node.credentials) return node;
      const bound = Object.entries(node.credentials).map(([type, current]) => [type, credentials[type] ?? current]);
      return { ...node, credentials: Object.fromEntries(bound) as NodeJson['credentials'] };
    }),
  };
}
