import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { nodeError } from '../../shared/errors';
import * as check from './check.operation';
import * as explain from './explain.operation';

/** Runs the chosen operation. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const operation = context.getNodeParameter('operation', 0, 'check') === 'explain' ? explain : check;
  try {
    return await operation.execute(context, context.getInputData());
  } catch (error) {
    throw nodeError(context, error);
  }
}
