import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Settlement } from '../../../dunning/ledger/records';
import { contactKeyOf } from '../../../dunning/providers/shared/events';
import { withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { optionsOf } from './customer';
import { keyOnItem } from './references';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Settle',
  value: 'settle',
  action: 'Settle an uncertain contact',
  description: 'Say of an uncertain message whether it went out, after a person has looked',
};

const displayOptions = { show: { resource: ['contact'], operation: ['settle'] } };

export const description: INodeProperties[] = [
  {
    displayName: 'It Was',
    name: 'outcome',
    type: 'options',
    options: [
      { name: 'Not Sent', value: 'not_sent', description: 'The next run may send it' },
      { name: 'Sent', value: 'sent', description: 'It is never sent again' },
    ],
    default: 'sent',
    displayOptions,
  },
  {
    displayName: 'Contact Key',
    name: 'contactKey',
    type: 'string',
    default: '',
    description: 'Leave it empty to take the contact on the item, as List Uncertain puts it out',
    displayOptions,
  },
  {
    displayName: 'Note',
    name: 'note',
    type: 'string',
    default: '',
    placeholder: 'e.g. Ana found it in the outbox',
    description: 'Who says so and why; kept as evidence',
    displayOptions,
  },
  optionsOf('settle', 'contact'),
];

/** Settles one contact for every item, all in one batch. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const outcomeOf = perItem<unknown>(context, 'outcome', 'sent');
  const keyOf = perItem<unknown>(context, 'contactKey', '');
  const noteOf = perItem<unknown>(context, 'note', '');
  const wrong = (field: string, found: unknown, problem: string, advice: string) =>
    new InputError({ field, found, problem, advice });

  const batch = batchOf(context, items, (item, index): Settlement => {
    const given = filled(keyOf(index));
    const key = given === undefined ? keyOnItem(item) : contactKeyOf(given);
    if (!key) throw wrong('Contact Key', given, 'is not the key of a contact', 'Use the operation List Uncertain.');
    const outcome = filled(outcomeOf(index));
    if (outcome !== 'sent' && outcome !== 'not_sent') {
      throw wrong('It Was', outcome, 'is neither of the choices', 'Give sent or not_sent.');
    }
    const note = filled(noteOf(index))?.replaceAll('\0', '');
    return { key, outcome, at: now, ...(note === undefined ? {} : { note }) };
  });
  const references = batch.entries.map(({ value: { key } }) => ({ key }));
  const before = await ledger.identify(references, now);
  const uncertain = batch.entries.filter((_, at) => before[at]?.status === 'uncertain');
  await ledger.settle(
    uncertain.map(({ value }) => value),
    now,
  );
  const after = await ledger.identify(references, now);
  batch.entries.forEach(({ index, item, value }, at) => {
    const record = after[at];
    const was = before[at]?.status;
    // Whoever settles the same contact twice in one batch, or again later with the same word, has what was asked for.
    const wanted = value.outcome === 'sent' ? record?.status !== 'released' : record?.status === 'released';
    if (record && (was === 'uncertain' || wanted)) batch.put(index, withDunning(item, index, { record }));
    else if (record) {
      batch.fail(
        index,
        wrong('Contact Key', value.key, `is not uncertain; it is ${record.status}`, 'Facts cannot be overruled.'),
      );
    } else batch.fail(index, wrong('Contact Key', value.key, 'is in no record', 'Use the operation List Uncertain.'));
  });
  return batch.outputs();
};
