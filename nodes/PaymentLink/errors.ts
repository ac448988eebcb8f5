import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { PaymentError } from '../../dunning/payments/failure';
import { nodeError } from '../shared/errors';

/** The error that n8n shows for one item: what the provider said, in words, and what to do. */
export function paymentError(
  context: Pick<IExecuteFunctions, 'getNode'>,
  error: unknown,
  itemIndex: number,
): NodeOperationError {
  if (!(error instanceof PaymentError)) return nodeError(context, error, itemIndex);
  return new NodeOperationError(context.getNode(), `Item ${itemIndex}: ${error.message}`, {
    itemIndex,
    description: error.advice,
  });
}
