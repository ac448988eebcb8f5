import type { INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CHANNELS } from '../../../dunning/common';
import type { Channel } from '../../../dunning/common';
import { InputError } from '../../../dunning/errors';
import type { DunningData } from '../../../dunning/item';
import type { PastContact } from '../../../dunning/ledger/contact';
import { explainNext, nextChannel } from '../../../dunning/ledger/next-channel';
import type { ExplainedNextChannel } from '../../../dunning/ledger/next-channel';
import { dunningOf, withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { moments } from '../../shared/moment';
import { perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { CHANNEL_OPTIONS } from './channels';
import { optionsOf } from './customer';
import { historiesOf } from './references';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Next Channel',
  value: 'nextChannel',
  action: 'Choose the next channel of a stage',
  description:
    'When a message was not delivered, or not read in time, name the next channel of its stage. The same limits count for it: let the item go through the Compliance Gate and Claim again.',
};

/** Where an item goes by what was decided. */
export const NEXT_OUTPUTS = ['Next Channel', 'Wait', 'Nothing to Do'];

const show = { resource: ['contact'], operation: ['nextChannel'] };
const UNITS = { hours: 3_600_000, days: 86_400_000 };

export const description: INodeProperties[] = [
  {
    displayName: 'Change Channel Unless It Was',
    name: 'need',
    type: 'options',
    options: [
      { name: 'Delivered', value: 'delivered', description: 'It arrived' },
      { name: 'Read', value: 'read', description: 'A person opened it, clicked in it or answered' },
    ],
    default: 'delivered',
    displayOptions: { show },
  },
  {
    displayName: 'Within',
    name: 'within',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 24,
    description: 'How long to wait after the message. One that failed or bounced is not waited for.',
    displayOptions: { show },
  },
  {
    displayName: 'Unit',
    name: 'unit',
    type: 'options',
    options: [
      { name: 'Days', value: 'days' },
      { name: 'Hours', value: 'hours' },
    ],
    default: 'hours',
    displayOptions: { show },
  },
  optionsOf('nextChannel', 'contact', {
    displayName: 'Channels',
    name: 'channels',
    type: 'multiOptions',
    options: CHANNEL_OPTIONS,
    default: [],
    description: 'In this order. Leave it empty to take the channels of the stage.',
  }),
];

type Staged = Required<Pick<DunningData, 'debt' | 'stage'>>;

function staged({ debt, stage }: DunningData): Staged & { key: string } {
  if (debt && stage?.key) return { debt, stage, key: stage.key };
  throw new InputError({
    field: debt ? 'dunning.stage.key' : 'dunning.debt',
    found: undefined,
    problem: 'leaves open which stage is meant',
    advice: 'Put the Invoice Stage Classifier before this node, or use the items that came from Claim or a sender.',
  });
}

/** The contacts about this debt in this round and at this stage; of its attempts, the latest. */
function ofStage({ debt, key }: Staged & { key: string }, history: readonly PastContact[]): PastContact[] {
  const scope = JSON.stringify([...debt.scope].sort());
  const made = history.filter(
    (past) => past.stage === key && past.cycle === debt.cycle && JSON.stringify([...past.scope].sort()) === scope,
  );
  const latest = Math.max(...made.map(({ attempt }) => attempt ?? 1));
  return made.filter(({ attempt }) => (attempt ?? 1) === latest);
}

/** What was written, decided and recorded for the earlier channel; none of it holds for the next one. */
const OF_ONE_CHANNEL = ['message', 'verdict', 'explanation', 'contact', 'delivery', 'record', 'event'] as const;

/** The item, ready for the Template Renderer; what was written for the earlier channel is taken off. */
function moved(
  item: INodeExecutionData,
  index: number,
  next: ExplainedNextChannel,
  channels: Channel[],
  attempt: number | undefined,
): INodeExecutionData {
  if (next.decision !== 'next') return withDunning(item, index, { next });
  const kept = { ...dunningOf(item), next };
  for (const part of OF_ONE_CHANNEL) delete kept[part];
  const from = channels.indexOf(next.channel);
  if (kept.stage)
    kept.stage = { ...kept.stage, channels: channels.slice(from), attempt: attempt ?? kept.stage.attempt ?? 1 };
  return withDunning({ ...item, json: { ...item.json, dunning: {} } }, index, kept);
}

/** Decides for every item; the ledger is asked once for each account. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const momentOf = moments(now);
  const needOf = perItem<unknown>(context, 'need', 'delivered');
  const withinOf = perItem<unknown>(context, 'within', 24);
  const unitOf = perItem<unknown>(context, 'unit', 'hours');
  const optionsAt = perItem<{ channels?: unknown }>(context, 'options', {});
  const batch = batchOf(
    context,
    items,
    (item, index) => {
      const dunning = dunningOf(item);
      const subject = staged(dunning);
      // A run that replays a day must not find that more time has passed than by that day.
      const at = momentOf(dunning.asOf, dunning.stage?.timeZone);
      const within = Number(withinOf(index));
      if (!Number.isFinite(within) || within < 0) {
        throw new InputError({
          field: 'Within',
          found: withinOf(index),
          problem: 'is not a length of time',
          advice: 'Enter a number of hours or days.',
        });
      }
      const chosen = optionsAt(index).channels;
      const named = (Array.isArray(chosen) ? chosen : []).flatMap(
        (one) => CHANNELS.find((known) => known === one) ?? [],
      );
      const need = needOf(index) === 'read' ? ('read' as const) : ('delivered' as const);
      const withinMs = within * UNITS[unitOf(index) === 'days' ? 'days' : 'hours'];
      return {
        subject,
        channels: named.length > 0 ? named : (subject.stage.channels ?? []),
        rule: { need, withinMs },
        at,
      };
    },
    NEXT_OUTPUTS.length - 1,
  );
  const known = await historiesOf(
    ledger,
    batch.entries.map(({ value: { subject } }) => ({
      account: subject.debt.account,
      customerId: subject.debt.customer.id,
    })),
    now,
  );
  for (const { index, item, value } of batch.entries) {
    const { subject, channels, rule, at } = value;
    const history = known.get(subject.debt.account)?.get(subject.debt.customer.id) ?? [];
    const made = ofStage(subject, history);
    const next = explainNext(nextChannel(channels, made, rule, at));
    const output = { next: 0, wait: 1, none: 2, exhausted: 2 }[next.decision];
    batch.put(index, moved(item, index, next, channels, made[0]?.attempt), output);
  }
  return batch.outputs(NEXT_OUTPUTS.length);
};
