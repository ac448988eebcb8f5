import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wallClock } from '../../shared/ledger';
import { batchOf } from './batch';
import { customerReader, optionsOf } from './customer';
import { shownContact } from './shown';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Get Timeline',
  value: 'getTimeline',
  action: 'Get the timeline of a customer',
  description: 'List everything that was sent to one customer and what became of it, oldest first',
};

export const description: INodeProperties[] = [optionsOf('getTimeline', 'customer')];

/** One item per input item: the customer's contacts and events. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const batch = batchOf(context, items, customerReader(context));
  for (const { index, value } of batch.entries) {
    const timeline = await ledger.timeline(value.account, value.customerId, now);
    const json = { ...timeline, contacts: timeline.contacts.map(shownContact) } as unknown as IDataObject;
    batch.put(index, { json, pairedItem: { item: index } });
  }
  return batch.outputs();
};
