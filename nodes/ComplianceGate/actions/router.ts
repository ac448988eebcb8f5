import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, nodeError } from '../../shared/errors';
import * as check from './check.operation';
import * as explain from './explain.operation';

/**
 * Runs the chosen operation. A mistake in the panel concerns every item: with *On Error: Continue* each is blocked and says so. Were it
 * thrown, n8n would pass the items on at the first output, as if they were allowed.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const explains = context.getNodeParameter('operation', 0, 'check') === 'explain';
  const items = context.getInputData();
  try {
    return await (explains ? explain : check).execute(context, items);
  } catch (error) {
    const shown = nodeError(context, error);
    if (!context.continueOnFail()) throw shown;
    const blocked = items.map((item, index) => errorItem(context, item, index, shown));
    return explains ? [blocked] : [[], [], blocked];
  }
}
