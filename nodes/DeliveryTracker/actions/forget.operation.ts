import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wallClock } from '../../shared/ledger';
import { batchOf } from './batch';
import { customerReader, optionsOf } from './customer';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Forget',
  value: 'forget',
  action: 'Forget a customer',
  description:
    'Erase who a customer was and what they said; their contacts stay as bare counts. This cannot be undone, and opt-outs are erased as well.',
};

export const description: INodeProperties[] = [optionsOf('forget', 'customer')];

/** Forgets one customer for every item. Forgetting twice erases nothing more. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const batch = batchOf(context, items, customerReader(context));
  for (const { index, value } of batch.entries) {
    const erased = await ledger.forgetCustomer(value.account, value.customerId, now);
    // The item itself is not passed on: it is the person who asked to be forgotten.
    batch.put(index, {
      json: { account: value.account, erased: { ...erased } as IDataObject },
      pairedItem: { item: index },
    });
  }
  return batch.outputs();
};
