import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { nodeError } from '../../shared/errors';
import { openLedger } from '../../shared/ledger';
import * as claim from './claim.operation';
import * as getTimeline from './getTimeline.operation';
import * as recordResult from './recordResult.operation';
import type { Execute } from './types';

const OPERATIONS: Readonly<Record<string, Execute>> = {
  claim: claim.execute,
  recordResult: recordResult.execute,
  getTimeline: getTimeline.execute,
};

/** Opens the ledger for the chosen operation and closes it whatever happens. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const operation = OPERATIONS[context.getNodeParameter('operation', 0) as string];
  if (!operation) throw nodeError(context, new Error('This operation does not exist in this version of the node.'));
  const ledger = await openLedger(context).catch((error: unknown) => {
    throw nodeError(context, error);
  });
  try {
    return await operation(context, ledger, context.getInputData());
  } catch (error) {
    throw nodeError(context, error);
  } finally {
    await ledger.close();
  }
}
