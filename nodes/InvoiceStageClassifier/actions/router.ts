import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { nodeError } from '../../shared/errors';
import * as classify from './classify.operation';
import * as simulate from './simulate.operation';

/** Runs the chosen operation. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const operation = context.getNodeParameter('operation', 0, 'classify') === 'simulate' ? simulate : classify;
  try {
    return await operation.execute(context, context.getInputData());
  } catch (error) {
    throw nodeError(context, error);
  }
}
