import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { CHANNELS } from '../../../dunning/common';
import type { Channel } from '../../../dunning/common';
import { InputError } from '../../../dunning/errors';
import { shortened } from '../../../dunning/ledger/recording';
import type { ConsentChange, FullLedger } from '../../../dunning/ledger/records';
import { withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { CHANNEL_OPTIONS } from './channels';
import { customerReader } from './customer';
import { momentOf } from './values';

/** What both operations ask for. */
export function consentFields(operation: 'optOut' | 'optIn'): INodeProperties[] {
  const displayOptions = { show: { resource: ['customer'], operation: [operation] } };
  return [
    {
      displayName: 'Channel',
      name: 'consentChannel',
      type: 'options',
      options: [{ name: 'All Channels', value: 'all' }, ...CHANNEL_OPTIONS],
      default: 'all',
      description: 'What the customer said it about',
      displayOptions,
    },
    {
      displayName: 'Said Where',
      name: 'consentSource',
      type: 'string',
      default: '',
      placeholder: 'e.g. phone call, STOP by SMS',
      description: 'Kept as evidence',
      displayOptions,
    },
    {
      displayName: 'Said When',
      name: 'at',
      type: 'string',
      default: '',
      placeholder: 'e.g. 2026-11-23T09:00:00-06:00',
      description: 'Date and time with its offset. Leave it empty for now. The latest word holds.',
      displayOptions,
    },
  ];
}

function channelOf(value: unknown): Channel | 'all' {
  const text = filled(value);
  const known = ['all' as const, ...CHANNELS].find((channel) => channel === text);
  if (known) return known;
  throw new InputError({
    field: 'Channel',
    found: value,
    problem: 'is not a channel',
    advice: `Give all, ${CHANNELS.join(', ')}.`,
  });
}

/** Notes what customers said; saying the same again changes nothing. */
export async function recordConsent(
  context: IExecuteFunctions,
  ledger: FullLedger,
  items: INodeExecutionData[],
  change: ConsentChange['change'],
): Promise<INodeExecutionData[][]> {
  const now = wallClock();
  const customerOf = customerReader(context);
  const channelAt = perItem<unknown>(context, 'consentChannel', 'all');
  const sourceAt = perItem<unknown>(context, 'consentSource', '');
  const momentAt = perItem<unknown>(context, 'at', '');
  const batch = batchOf(context, items, (item, index): ConsentChange => {
    const source = shortened(filled(sourceAt(index)));
    return {
      ...customerOf(item, index),
      channel: channelOf(channelAt(index)),
      change,
      at: momentOf(momentAt(index), 'Said When', now),
      ...(source === null ? {} : { source }),
    };
  });
  await ledger.recordConsent(
    batch.entries.map(({ value }) => value),
    now,
  );
  for (const { index, item, value } of batch.entries) batch.put(index, withDunning(item, index, { consent: value }));
  return batch.outputs();
}
