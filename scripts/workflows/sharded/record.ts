import type { NodeJson, WorkflowJson } from '../../host/n8n-types';

/** Nodes of ours that ask the record. */
const ASKS = /\.(deliveryTracker|dunningEmail|invoiceStageClassifier)$/;
const ACCOUNT = { dunningPostgresApi: { id: null, name: 'Record (PostgreSQL)' } };

/** The workflow with its record in PostgreSQL: several workers must ask one and the same. */
export function recordInPostgres(workflow: WorkflowJson): WorkflowJson {
  return { ...workflow, nodes: workflow.nodes.map((node) => (ASKS.test(node.type) ? inPostgres(node) : node)) };
}

function inPostgres(node: NodeJson): NodeJson {
  const options = Object.fromEntries(
    Object.entries((node.parameters.options ?? {}) as object).filter(([name]) => name !== 'ledgerFile'),
  ) as Record<string, unknown>;
  return {
    ...node,
    parameters: { ...node.parameters, ledgerStore: 'postgres', options },
    credentials: { ...node.credentials, ...ACCOUNT } as unknown as NodeJson['credentials'],
  };
}
