import type { IExecuteFunctions, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { InputError, problemText } from '../../dunning/errors';
import { LedgerError } from '../../dunning/ledger/ledger';
import { labelOf } from './field-labels';

/** The error that n8n shows: which item, which field, what was found, what to do. */
export function nodeError(
  context: Pick<IExecuteFunctions, 'getNode'>,
  error: unknown,
  itemIndex?: number,
): NodeOperationError {
  if (error instanceof NodeOperationError) return error;
  const where = itemIndex === undefined ? {} : { itemIndex };
  if (error instanceof InputError) {
    const text = problemText({ ...error.details, field: labelOf(error.details.field) });
    const message = itemIndex === undefined ? text : `Item ${itemIndex}: ${text}`;
    return new NodeOperationError(context.getNode(), message, { ...where, description: error.details.advice });
  }
  if (error instanceof LedgerError) {
    return new NodeOperationError(context.getNode(), error.message, { ...where, description: error.advice });
  }
  const cause = error instanceof Error ? error : new Error(String(error));
  return new NodeOperationError(context.getNode(), cause, where);
}

/** The item with what was wrong beside its own fields. n8n routes it to the error output when the node has one. */
export function errorItem(item: INodeExecutionData, itemIndex: number, error: NodeOperationError): INodeExecutionData {
  const json: JsonObject = { ...(item.json as JsonObject), error: error.message };
  if (error.description) json.advice = error.description;
  return { json, ...(item.binary ? { binary: item.binary } : {}), error, pairedItem: { item: itemIndex } };
}
