import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Hold } from '../../../dunning/invoice/invoice';
import { shortened } from '../../../dunning/ledger/recording';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { customerReader, optionsOf, scopeReader } from './customer';
import { HOLD_KINDS, holdId, holdIdField, setHolds } from './holds';
import type { Execute } from './types';
import { dayOf, idText } from './values';

export const option: INodePropertyOptions = {
  name: 'Set Hold',
  value: 'setHold',
  action: 'Set a hold',
  description:
    'Stop reminders about some invoices, or to a customer altogether, until a day or until the hold is released',
};

const displayOptions = { show: { resource: ['hold'], operation: ['setHold'] } };

export const description: INodeProperties[] = [
  {
    displayName: 'Kind',
    name: 'holdKind',
    type: 'options',
    options: HOLD_KINDS,
    default: 'dispute',
    displayOptions,
  },
  {
    displayName: 'Reason',
    name: 'reason',
    type: 'string',
    default: '',
    placeholder: 'e.g. Customer says the goods arrived damaged',
    displayOptions,
  },
  {
    displayName: 'Until',
    name: 'until',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-12-15',
    description: 'The last day on hold. Leave it empty to hold until somebody releases it.',
    displayOptions,
  },
  holdIdField(
    'setHold',
    'Setting the same ID again replaces the hold. Leave it empty for one hold of each kind on the same invoices.',
  ),
  optionsOf('setHold', 'hold', {
    displayName: 'From',
    name: 'from',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-12-01',
    description: 'The first day on hold. Leave it empty to hold from now on.',
  }),
];

const KINDS = HOLD_KINDS.map(({ value }) => value as Hold['kind']);

/** Sets one hold for every item, all in one batch. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const timeZone = context.getTimezone();
  const customerOf = customerReader(context);
  const scopeOf = scopeReader(context);
  const kindOf = perItem<unknown>(context, 'holdKind', 'dispute');
  const reasonOf = perItem<unknown>(context, 'reason', '');
  const untilOf = perItem<unknown>(context, 'until', '');
  const idOf = perItem<unknown>(context, 'holdId', '');
  const optionsAt = perItem<{ from?: unknown }>(context, 'options', {});
  const batch = batchOf(context, items, (item, index) => {
    const kind = KINDS.find((known) => known === filled(kindOf(index)));
    if (!kind) {
      throw new InputError({
        field: 'Kind',
        found: kindOf(index),
        problem: 'is not a kind of hold',
        advice: `Give ${KINDS.join(', ')}.`,
      });
    }
    const from = dayOf(optionsAt(index).from, 'From', timeZone);
    const until = dayOf(untilOf(index), 'Until', timeZone);
    if (from && until && until < from) {
      throw new InputError({
        field: 'Until',
        found: until,
        problem: `is before the first day on hold, ${from}`,
        advice: 'Swap the two, or correct one of them.',
      });
    }
    const reason = shortened(filled(reasonOf(index)));
    const hold: Hold = {
      kind,
      ...(reason === null ? {} : { reason }),
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
    };
    const scope = scopeOf(item, index);
    const id = idText(idOf(index), 'Hold ID') ?? holdId(hold, scope);
    return { ...customerOf(item, index), id, scope, hold, setAt: now, timed: false };
  });
  return await setHolds(ledger, batch, now);
};
