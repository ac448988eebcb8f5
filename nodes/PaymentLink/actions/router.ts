import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { NodeOperationError } from 'n8n-workflow';

import { PaymentError } from '../../../dunning/payments/failure';
import { errorItem, nodeError } from '../../shared/errors';
import { openLedger } from '../../shared/ledger';
import { perRun } from '../../shared/parameters';
import { paymentError } from '../errors';
import { inPool } from '../pool';
import * as cancel from './cancel.operation';
import * as create from './create.operation';
import * as findByReference from './findByReference.operation';
import * as getStatus from './getStatus.operation';
import type { Prepare } from './types';

const OPERATIONS: Readonly<Record<string, Prepare>> = {
  cancel: cancel.prepare,
  create: create.prepare,
  findByReference: findByReference.prepare,
  getStatus: getStatus.prepare,
};
const AT_A_TIME = 4;

/** Opens the ledger, runs the chosen operation on every item, some at a time, and closes the ledger whatever happens. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
  const prepare = OPERATIONS[perRun<string>(context, 'operation')];
  if (!prepare) throw nodeError(context, new Error('This operation does not exist in this version of the node.'));
  const ledger = await openLedger(context).catch((error: unknown) => {
    throw nodeError(context, error);
  });
  try {
    const operate = await prepare(context, ledger);
    return await onEvery(context, operate);
  } catch (error) {
    throw nodeError(context, error);
  } finally {
    await ledger.close();
  }
}

async function onEvery(
  context: IExecuteFunctions,
  operate: Awaited<ReturnType<Prepare>>,
): Promise<INodeExecutionData[]> {
  const items = context.getInputData();
  const { atATime = AT_A_TIME } = perRun<{ atATime?: number }>(context, 'options', {});
  const done: Array<INodeExecutionData | undefined> = items.map(() => undefined);
  let first: NodeOperationError | undefined;
  // A key that is refused for one item is refused for all: asking again would only lock the account.
  let badKey: PaymentError | undefined;
  await inPool(
    items.length,
    atATime,
    () => first !== undefined,
    async (index) => {
      const item = items[index];
      if (!item) return;
      try {
        if (badKey) throw badKey;
        done[index] = await operate(item, index);
      } catch (error) {
        if (error instanceof PaymentError && error.failure.kind === 'bad_key') badKey = error;
        const shown = paymentError(context, error, index);
        if (context.continueOnFail()) done[index] = errorItem(context, item, index, shown);
        else first ??= shown;
      }
    },
  );
  if (first) throw first;
  return done.filter((item) => item !== undefined);
}
