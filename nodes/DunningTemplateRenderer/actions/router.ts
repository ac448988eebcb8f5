import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, nodeError } from '../../shared/errors';
import { renderSettings } from '../settings';
import * as exportWhatsapp from './exportWhatsapp.operation';
import * as preview from './preview.operation';
import type { Execute } from './types';
import * as validate from './validate.operation';
import * as write from './write.operation';

const OPERATIONS: Readonly<Record<string, Execute>> = {
  write: write.execute,
  preview: preview.execute,
  validate: validate.execute,
  exportWhatsapp: exportWhatsapp.execute,
};

/**
 * Reads the panel and runs the chosen operation. A mistake in the panel concerns every item: with *On Error: Continue* each item
 * says so. Were it thrown, n8n would pass the items on at the first output as if they had been written.
 */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const operation = OPERATIONS[context.getNodeParameter('operation', 0, 'write') as string];
  if (!operation) throw nodeError(context, new Error('This operation does not exist in this version of the node.'));
  const items = context.getInputData();
  try {
    return [await operation(context, await renderSettings(context, items[0]), items)];
  } catch (error) {
    const shown = nodeError(context, error);
    if (!context.continueOnFail()) throw shown;
    return [items.map((item, index) => errorItem(context, item, index, shown))];
  }
}
