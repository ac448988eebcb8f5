import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Hold } from '../../../dunning/invoice/invoice';
import { shortened } from '../../../dunning/ledger/recording';
import { dunningOf } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { customerReader, optionsOf, scopeReader } from './customer';
import { holdId, holdIdField, setHolds } from './holds';
import type { Execute } from './types';
import { amountOf, dayOf, idText, momentOf } from './values';

export const option: INodePropertyOptions = {
  name: 'Record Promise',
  value: 'recordPromise',
  action: 'Record a promise to pay',
  description: 'Note that a customer promised to pay by a day; until then there are no reminders about it',
};

const displayOptions = { show: { resource: ['hold'], operation: ['recordPromise'] } };

export const description: INodeProperties[] = [
  {
    displayName: 'Promised Day',
    name: 'promisedDay',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 2026-12-15',
    description: 'The day by which the customer says the money is there',
    displayOptions,
  },
  {
    displayName: 'Amount',
    name: 'amount',
    type: 'string',
    default: '',
    placeholder: 'e.g. 1500.50',
    description: 'What was promised. Leave it empty when no amount was named: any payment then keeps the promise.',
    displayOptions,
  },
  {
    displayName: 'Currency',
    name: 'currency',
    type: 'string',
    default: '',
    placeholder: 'e.g. MXN',
    description: 'Leave it empty to take the currency of the item’s debt',
    displayOptions,
  },
  {
    displayName: 'Made When',
    name: 'at',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-11-23T09:00:00-06:00',
    description: 'Date and time with its offset. Leave it empty for now. Payments count from that day on.',
    displayOptions,
  },
  holdIdField(
    'recordPromise',
    'Recording the same ID again replaces the promise. Leave it empty for one promise to a day.',
  ),
  optionsOf('recordPromise', 'hold', {
    displayName: 'Words of the Customer',
    name: 'reason',
    type: 'string',
    default: '',
    placeholder: 'e.g. Transfer on Friday',
  }),
];

/** Records one promise for every item, all in one batch. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const timeZone = context.getTimezone();
  const customerOf = customerReader(context);
  const scopeOf = scopeReader(context);
  const dayAt = perItem<unknown>(context, 'promisedDay', '');
  const amountAt = perItem<unknown>(context, 'amount', '');
  const currencyAt = perItem<unknown>(context, 'currency', '');
  const momentAt = perItem<unknown>(context, 'at', '');
  const idOf = perItem<unknown>(context, 'holdId', '');
  const optionsAt = perItem<{ reason?: unknown }>(context, 'options', {});
  const batch = batchOf(context, items, (item, index) => {
    const until = dayOf(dayAt(index), 'Promised Day', timeZone);
    if (!until) {
      throw new InputError({
        field: 'Promised Day',
        found: undefined,
        problem: 'leaves the promise without an end',
        advice: 'Enter the day by which the customer says the money is there.',
      });
    }
    const amount = amountOf(amountAt(index), currencyAt(index), dunningOf(item).debt?.currency);
    const reason = shortened(filled(optionsAt(index).reason));
    const hold: Hold = {
      kind: 'promise',
      ...(reason === null ? {} : { reason }),
      until,
      ...(amount ? { amount } : {}),
    };
    const scope = scopeOf(item, index);
    const id = idText(idOf(index), 'Hold ID') ?? holdId(hold, scope);
    const setAt = momentOf(momentAt(index), 'Made When', now);
    return { ...customerOf(item, index), id, scope, hold, setAt, timed: filled(momentAt(index)) !== undefined };
  });
  return await setHolds(ledger, batch, now);
};
