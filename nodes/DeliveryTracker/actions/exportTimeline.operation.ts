import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { IANAZone } from 'luxon';

import { InputError } from '../../../dunning/errors';
import { timelineCsv, timelineJson } from '../../../dunning/ledger/export';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { customerReader, optionsOf } from './customer';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Export Timeline',
  value: 'exportTimeline',
  action: 'Export the timeline of a customer as a file',
  description: 'Make a file of everything that happened with one customer: the evidence for a dispute or an agency',
};

const displayOptions = { show: { resource: ['customer'], operation: ['exportTimeline'] } };

export const description: INodeProperties[] = [
  {
    displayName: 'Format',
    name: 'format',
    type: 'options',
    options: [
      { name: 'CSV', value: 'csv', description: 'For a spreadsheet' },
      { name: 'JSON', value: 'json', description: 'For another system' },
    ],
    default: 'csv',
    displayOptions,
  },
  {
    displayName: 'Put Output File in Field',
    name: 'binaryPropertyName',
    type: 'string',
    default: 'data',
    required: true,
    hint: 'The name of the output binary field to put the file in',
    displayOptions,
  },
  optionsOf('exportTimeline', 'customer', {
    displayName: 'Time Zone',
    name: 'timeZone',
    type: 'string',
    default: '',
    placeholder: 'e.g. America/Mexico_City',
    description: 'In which the times of a CSV file are written. Leave it empty to use the time zone of the workflow.',
  }),
];

function zoneOf(value: unknown, fallback: string): string {
  const zone = filled(value) ?? fallback;
  if (IANAZone.isValidZone(zone)) return zone;
  throw new InputError({
    field: 'Time Zone',
    found: zone,
    problem: 'is not a time zone',
    advice: 'Give an IANA name, for example America/Mexico_City.',
  });
}

/** A name that every file system takes. */
const fileName = (customerId: string, format: string) =>
  `timeline-${customerId.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 80)}.${format}`;

/** One file for every item. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const customerOf = customerReader(context);
  const formatOf = perItem<unknown>(context, 'format', 'csv');
  const fieldOf = perItem<unknown>(context, 'binaryPropertyName', 'data');
  const optionsAt = perItem<{ timeZone?: unknown }>(context, 'options', {});
  const batch = batchOf(context, items, (item, index) => ({
    ...customerOf(item, index),
    format: formatOf(index) === 'json' ? ('json' as const) : ('csv' as const),
    field: filled(fieldOf(index)) ?? 'data',
    zone: zoneOf(optionsAt(index).timeZone, context.getTimezone()),
  }));
  for (const { index, item, value } of batch.entries) {
    const { account, customerId, format, field, zone } = value;
    const timeline = await ledger.timeline(account, customerId, now);
    // A byte order mark tells Excel that the file is UTF-8.
    const text = format === 'csv' ? `\ufeff${timelineCsv(timeline, zone)}` : timelineJson(timeline);
    const mime = format === 'csv' ? 'text/csv' : 'application/json';
    const file = await context.helpers.prepareBinaryData(Buffer.from(text), fileName(customerId, format), mime);
    batch.put(index, { json: item.json, binary: { ...item.binary, [field]: file }, pairedItem: { item: index } });
  }
  return batch.outputs();
};
