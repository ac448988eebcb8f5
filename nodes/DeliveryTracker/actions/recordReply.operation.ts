import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

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
  name: 'Record Reply',
  value: 'recordReply',
  action: 'Record a reply',
  description:
    'Note that the customer answered a message, so that nobody sends the next one as if nothing had happened',
};

const displayOptions = { show: { resource: ['event'], operation: ['recordReply'] } };

export const description: INodeProperties[] = [
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
    'recordReply',
    'event',
    {
      displayName: 'Note',
      name: 'note',
      type: 'string',
      default: '',
      placeholder: 'e.g. asks for a copy of the invoice',
      description: 'What it was about, in a few words. The text of the reply itself is not kept.',
    },
    {
      displayName: 'Provider',
      name: 'provider',
      type: 'string',
      default: '',
      placeholder: 'e.g. whatsapp',
      description: 'Where the message was sent from, when it is named by the provider’s number',
    },
    {
      displayName: 'Reply ID',
      name: 'eventId',
      type: 'string',
      default: '',
      description: 'The number or Message-ID of the reply itself; the same reply is recorded once',
    },
  ),
];

interface Options {
  note?: unknown;
  provider?: unknown;
  eventId?: unknown;
}

/** Records one reply for every item, all in one batch. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const whichOf = whichReader(context);
  const momentAt = perItem<unknown>(context, 'at', '');
  const optionsAt = perItem<Options>(context, 'options', {});
  const batch = batchOf(context, items, (item, index): Meant => {
    const options = optionsAt(index);
    const provider = idText(options.provider, 'Provider');
    const id = filled(options.eventId)?.replaceAll('\0', '');
    const said = filled(momentAt(index));
    const at = momentOf(momentAt(index), 'When', now);
    const reason = filled(options.note);
    return {
      which: whichOf(item, index, provider),
      event: (about) =>
        makeEvent({
          provider: provider ?? 'manual',
          type: 'replied',
          at,
          receivedAt: now,
          fact: [about, said],
          ...(id === undefined ? {} : { id }),
          ...(reason === undefined ? {} : { reason }),
        }),
    };
  });
  return await recordMeant(ledger, batch, now);
};
