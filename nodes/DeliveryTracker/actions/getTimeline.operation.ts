import type { IDataObject, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import { errorItem, nodeError } from '../../shared/errors';
import { dunningOf } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { ledgerFileOption } from '../../shared/ledger-option';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Get Timeline',
  value: 'getTimeline',
  action: 'Get the timeline of a customer',
  description: 'List everything that was sent to one customer and what became of it, oldest first',
};

const show = { resource: ['customer'], operation: ['getTimeline'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Customer ID',
    name: 'customerId',
    type: 'string',
    default: '',
    placeholder: 'e.g. C-1042',
    description: 'Leave it empty to take the customer that the Invoice Stage Classifier found on the item',
    displayOptions: { show },
  },
  {
    displayName: 'Account',
    name: 'account',
    type: 'string',
    default: 'default',
    description: 'The company whose receivables these are, as named in the Invoice Stage Classifier',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [ledgerFileOption],
  },
];

/** One item per input item: the customer's contacts and events. */
export const execute: Execute = async (context, ledger, items) => {
  const customerOf = perItem<string>(context, 'customerId', '');
  const accountOf = perItem<string>(context, 'account', 'default');
  const now = wallClock();
  const found: INodeExecutionData[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const { debt } = dunningOf(item);
      const customerId = filled(customerOf(index)) ?? debt?.customer.id;
      if (!customerId) {
        throw new InputError({
          field: 'Customer ID',
          found: undefined,
          problem: 'does not say whose timeline to get',
          advice: 'Enter the customer’s id, or put the Invoice Stage Classifier before this node.',
        });
      }
      const timeline = await ledger.timeline(debt?.account ?? accountOf(index), customerId, now);
      found.push({ json: timeline as unknown as IDataObject, pairedItem: { item: index } });
    } catch (error) {
      const shown = nodeError(context, error, index);
      if (!context.continueOnFail()) throw shown;
      found.push(errorItem(context, item, index, shown));
    }
  }
  return [found];
};
