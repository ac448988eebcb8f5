import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wallClock } from '../../shared/ledger';
import { perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { optionsOf } from './customer';
import { shownContact } from './shown';
import type { Execute } from './types';
import { idText } from './values';

export const option: INodePropertyOptions = {
  name: 'List Uncertain',
  value: 'listUncertain',
  action: 'List contacts that may or may not have been sent',
  description:
    'Messages of runs that broke off in the middle, oldest first. Look whether they went out, then use Settle; until then they are not sent again.',
};

export const description: INodeProperties[] = [optionsOf('listUncertain', 'contact')];

/** One item for every uncertain contact. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const accountOf = perItem<unknown>(context, 'account', 'default');
  const batch = batchOf(context, items, (_item, index) => idText(accountOf(index), 'Account'));
  for (const { index, value } of batch.entries) {
    for (const contact of await ledger.listUncertain(value, now)) {
      batch.put(index, { json: shownContact(contact), pairedItem: { item: index } });
    }
  }
  return batch.outputs();
};
