import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { nodeError } from '../../shared/errors';
import * as classify from './classify.operation';
import * as simulate from './simulate.operation';
import * as thank from './thank.operation';

const OPERATIONS: Readonly<Record<string, Pick<typeof classify, 'execute'>>> = { classify, simulate, thank };

/** Runs the chosen operation. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const operation = OPERATIONS[context.getNodeParameter('operation', 0, 'classify') as string] ?? classify;
  try {
    return await operation.execute(context, context.getInputData());
  } catch (error) {
    throw nodeError(context, error);
  }
}
