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

/**
 * The item with what was wrong beside its own fields.
 *
 * Never with n8n's `error` property: n8n would then throw the item's fields away. For a node with an error output the item holds
 * nothing but the error: that is the shape n8n looks for there, and it puts the fields of the input item back by itself.
 */
export function errorItem(
  context: Pick<IExecuteFunctions, 'getNode'>,
  item: INodeExecutionData,
  itemIndex: number,
  error: NodeOperationError,
): INodeExecutionData {
  if (context.getNode().onError !== 'continueErrorOutput') return problemItem(item, itemIndex, error);
  const details = error.description ? { details: error.description } : {};
  return { json: { error: error.message, ...details }, pairedItem: { item: itemIndex } };
}

/** The item with what was wrong beside its own fields, for an output of ours where such items belong. */
export function problemItem(
  item: INodeExecutionData,
  itemIndex: number,
  error: NodeOperationError,
): INodeExecutionData {
  const json: JsonObject = { ...(item.json as JsonObject), error: error.message };
  if (error.description) json.advice = error.description;
  return { json, ...(item.binary ? { binary: item.binary } : {}), pairedItem: { item: itemIndex } };
}
