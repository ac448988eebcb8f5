import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import { EVENT_TYPES } from '../../../dunning/ledger/events';
import type { EventType } from '../../../dunning/ledger/events';
import { makeEvent } from '../../../dunning/providers/shared/events';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { optionsOf } from './customer';
import { recordMeant } from './events';
import type { Meant } from './events';
import { whichReader } from './references';
import type { Execute } from './types';
import { idText, momentOf } from './values';

export const option: INodePropertyOptions = {
  name: 'Record Event',
  value: 'recordEvent',
  action: 'Record an event',
  description:
    'Note what became of a message when a provider reports it some other way than through the Delivery Tracker Trigger',
};

const displayOptions = { show: { resource: ['event'], operation: ['recordEvent'] } };

const WORDS: Partial<Record<EventType, string>> = {
  soft_bounced: 'Bounced for Now',
  bounced: 'Bounced for Good',
  complained: 'Complained (Marked as Spam)',
  dropped: 'Dropped by the Provider',
};

const named = (type: EventType): string =>
  WORDS[type] ?? type.replaceAll('_', ' ').replace(/(^| )\p{Ll}/gu, (letter) => letter.toUpperCase());

/** What can be said of a message; payments have an operation of their own. */
const TYPES = EVENT_TYPES.filter((type) => !/^paid$|payment|refunded|disputed|link_expired|unknown/.test(type));

export const description: INodeProperties[] = [
  {
    displayName: 'What Happened',
    name: 'eventType',
    type: 'options',
    options: TYPES.map((type) => ({ name: named(type), value: type })).sort((a, b) => a.name.localeCompare(b.name)),
    default: 'delivered',
    displayOptions,
  },
  {
    displayName: 'When',
    name: 'at',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-11-23T09:00:00-06:00',
    description: 'Date and time with its offset. Leave it empty for now.',
    displayOptions,
  },
  optionsOf(
    'recordEvent',
    'event',
    {
      displayName: 'Event ID',
      name: 'eventId',
      type: 'string',
      default: '',
      description:
        'The provider’s own number of the event; the same number is recorded once. Left empty, an event of one kind counts once for each message and time given.',
    },
    {
      displayName: 'Happened by a Machine',
      name: 'machine',
      type: 'boolean',
      default: false,
      description: 'Whether a scanner or a proxy caused it rather than a person. Such an opening never counts as read.',
    },
    {
      displayName: 'Provider',
      name: 'provider',
      type: 'string',
      default: 'manual',
      placeholder: 'e.g. sendgrid',
      description: 'Who reports it. A message that is named by a provider’s number is looked for at this provider.',
    },
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      description: 'The provider’s words; addresses in them are left out',
    },
  ),
];

interface Options {
  eventId?: unknown;
  machine?: boolean;
  provider?: unknown;
  reason?: unknown;
}

/** Records one event for every item, all in one batch. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const whichOf = whichReader(context);
  const typeOf = perItem<unknown>(context, 'eventType', 'delivered');
  const momentAt = perItem<unknown>(context, 'at', '');
  const optionsAt = perItem<Options>(context, 'options', {});
  const batch = batchOf(context, items, (item, index): Meant => {
    const type = TYPES.find((known) => known === filled(typeOf(index)));
    if (!type) {
      throw new InputError({
        field: 'What Happened',
        found: typeOf(index),
        problem: 'is not an event this node knows',
        advice: `Give ${TYPES.join(', ')}.`,
      });
    }
    const options = optionsAt(index);
    const provider = idText(options.provider, 'Provider') ?? 'manual';
    const id = filled(options.eventId)?.replaceAll('\0', '');
    const said = filled(momentAt(index));
    const at = momentOf(momentAt(index), 'When', now);
    const reason = filled(options.reason);
    return {
      which: whichOf(item, index, provider),
      event: (about) =>
        makeEvent({
          provider,
          type,
          at,
          receivedAt: now,
          fact: [about, said],
          ...(id === undefined ? {} : { id }),
          ...(reason === undefined ? {} : { reason }),
          ...(options.machine ? { machine: true } : {}),
          ...(type === 'bounced' ? { permanent: true } : {}),
        }),
    };
  });
  return await recordMeant(ledger, batch, now);
};
