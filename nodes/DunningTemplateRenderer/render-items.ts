import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Channel } from '../../dunning/common';
import { InputError } from '../../dunning/errors';
import type { DunningData } from '../../dunning/item';
import { bestChannel } from '../../dunning/message/reach';
import { createRenderer } from '../../dunning/message/render';
import { errorItem, nodeError } from '../shared/errors';
import { dunningOf, withDunning } from '../shared/items';
import { perRun } from '../shared/parameters';
import { renderSettings } from './settings';

/**
 * Writes one message for each item.
 * @throws NodeOperationError at the first item that cannot be written, unless the node is to continue on errors
 */
export async function renderItems(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
  const chosen = perRun<Channel | 'auto'>(context, 'channel');
  const renderer = createRenderer(renderSettings(context));
  return items.map((item, index) => {
    try {
      const { debt, stage } = dueDebt(dunningOf(item));
      const channel = chosen === 'auto' ? bestChannel(debt.customer, stage.channels ?? []) : chosen;
      if (!channel) throw unreachable(debt, stage);
      return withDunning(item, index, { message: renderer.render({ debt, stage, channel, asOf: stage.asOf }) });
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      return errorItem(item, index, shown);
    }
  });
}

function dueDebt({ debt, stage }: DunningData): Required<Pick<DunningData, 'debt' | 'stage'>> {
  if (debt && stage) return { debt, stage };
  throw new InputError({
    field: debt ? 'dunning.stage' : 'dunning.debt',
    found: undefined,
    problem: 'leaves nothing to write about',
    advice: 'Connect the output “Due for Contact” of the Invoice Stage Classifier to this node.',
  });
}

function unreachable(debt: NonNullable<DunningData['debt']>, stage: NonNullable<DunningData['stage']>): InputError {
  return new InputError({
    field: 'channel',
    found: (stage.channels ?? []).join(', '),
    problem: `finds no address of ${debt.customer.name}, or the customer refused each of these channels`,
    advice: 'Add an e-mail address or a phone number to the customer in your system, or contact them by other means.',
  });
}
