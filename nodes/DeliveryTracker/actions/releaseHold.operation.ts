import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Hold } from '../../../dunning/invoice/invoice';
import { InputError } from '../../../dunning/errors';
import type { HoldRecord, HoldSelector } from '../../../dunning/ledger/records';
import { selects } from '../../../dunning/ledger/standing';
import { withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { customerReader, optionsOf } from './customer';
import { HOLD_KINDS } from './holds';
import type { Execute } from './types';
import { idList, idText } from './values';

export const option: INodePropertyOptions = {
  name: 'Release Hold',
  value: 'releaseHold',
  action: 'Release a hold',
  description: 'End holds or promises of a customer, so that reminders go on',
};

const show = { resource: ['hold'], operation: ['releaseHold'] };
const KINDS = [...HOLD_KINDS, { name: 'Promise to Pay', value: 'promise' }];

export const description: INodeProperties[] = [
  {
    displayName: 'Which Holds',
    name: 'whichHolds',
    type: 'options',
    options: [
      { name: 'All of This Customer', value: 'all' },
      { name: 'Of One Kind', value: 'kind' },
      { name: 'On Some Invoices', value: 'invoices' },
      { name: 'The One With This ID', value: 'id' },
    ],
    default: 'id',
    displayOptions: { show },
  },
  {
    displayName: 'Hold ID',
    name: 'holdId',
    type: 'string',
    default: '',
    required: true,
    displayOptions: { show: { ...show, whichHolds: ['id'] } },
  },
  {
    displayName: 'Kind',
    name: 'holdKind',
    type: 'options',
    options: KINDS,
    default: 'dispute',
    displayOptions: { show: { ...show, whichHolds: ['kind'] } },
  },
  {
    displayName: 'Invoice IDs',
    name: 'invoiceIds',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. F-1001, F-1002',
    description: 'Separated by commas',
    displayOptions: { show: { ...show, whichHolds: ['invoices'] } },
  },
  optionsOf('releaseHold', 'hold'),
];

const isOf = ({ account, customerId }: HoldSelector, hold: HoldRecord): boolean =>
  hold.account === account && hold.customerId === customerId;

function needed<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new InputError({
    field,
    found: undefined,
    problem: 'does not say which holds are meant',
    advice: 'Fill it in, or choose all holds of this customer.',
  });
}

/** Releases holds and lists on every item the ones that stood until now. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const customerOf = customerReader(context);
  const whichOf = perItem<unknown>(context, 'whichHolds', 'id');
  const idOf = perItem<unknown>(context, 'holdId', '');
  const kindOf = perItem<unknown>(context, 'holdKind', '');
  const invoicesOf = perItem<unknown>(context, 'invoiceIds', '');
  const batch = batchOf(context, items, (item, index): HoldSelector => {
    const customer = customerOf(item, index);
    switch (whichOf(index)) {
      case 'all':
        return customer;
      case 'kind': {
        const kind = KINDS.find(({ value }) => value === filled(kindOf(index)))?.value as Hold['kind'] | undefined;
        return { ...customer, kind: needed(kind, 'Kind') };
      }
      case 'invoices': {
        const scope = idList(invoicesOf(index), 'Invoice IDs');
        return { ...customer, scope: needed(scope.length > 0 ? scope : undefined, 'Invoice IDs') };
      }
      default:
        return { ...customer, id: needed(idText(idOf(index), 'Hold ID'), 'Hold ID') };
    }
  });
  const released = await ledger.releaseHolds(
    batch.entries.map(({ value }) => value),
    now,
  );
  // Each hold is shown on the first item that asked for it.
  for (const { index, item, value } of batch.entries) {
    const own = released.filter((hold) => isOf(value, hold) && selects(value, hold));
    for (const hold of own) released.splice(released.indexOf(hold), 1);
    batch.put(index, withDunning(item, index, { holds: own }));
  }
  return batch.outputs();
};
