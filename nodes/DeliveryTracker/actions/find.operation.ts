import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CHANNELS } from '../../../dunning/common';
import { CONTACT_STATUSES } from '../../../dunning/ledger/contact';
import type { Contact } from '../../../dunning/ledger/contact';
import type { ContactFilter, FullLedger } from '../../../dunning/ledger/records';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { batchOf } from './batch';
import { CHANNEL_OPTIONS } from './channels';
import { optionsOf } from './customer';
import { shownContact } from './shown';
import type { Execute } from './types';
import { idText, momentOf } from './values';

/** What the less obvious ones mean. */
const STATUS_WORDS: Partial<Record<(typeof CONTACT_STATUSES)[number], string>> = {
  claimed: 'Allowed to go out, and not handed over yet',
  sending: 'Being handed over right now',
  queued: 'Taken by the provider, which has not sent it yet',
  released: 'Given back before it was sent; a later run may send it',
  uncertain: 'A run broke off, and nobody knows whether it went out',
};

export const option: INodePropertyOptions = {
  name: 'Find',
  value: 'find',
  action: 'Find contacts',
  description: 'List messages by customer, stage, channel, day or what became of them, in the order they were claimed',
};

const show = { resource: ['contact'], operation: ['find'] };
const PAGE = 1_000;

export const description: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: { show },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: { show: { ...show, returnAll: [false] } },
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add filter',
    default: {},
    displayOptions: { show },
    options: [
      { displayName: 'Channel', name: 'channel', type: 'options', options: CHANNEL_OPTIONS, default: 'email' },
      { displayName: 'Customer ID', name: 'customerId', type: 'string', default: '', placeholder: 'e.g. C-1042' },
      {
        displayName: 'Debt ID',
        name: 'debtId',
        type: 'string',
        default: '',
        description: 'What the Invoice Stage Classifier calls the debt: the invoice, or customer and currency',
      },
      {
        displayName: 'From',
        name: 'from',
        type: 'string',
        default: '',
        placeholder: 'e.g. 2026-11-01T00:00:00-06:00',
        description: 'The first moment, with its offset',
      },
      { displayName: 'Stage', name: 'stage', type: 'string', default: '', placeholder: 'e.g. first_reminder' },
      {
        displayName: 'Status',
        name: 'statuses',
        type: 'multiOptions',
        options: CONTACT_STATUSES.map((value) => ({
          name: value.charAt(0).toUpperCase() + value.slice(1),
          value,
          ...(STATUS_WORDS[value] === undefined ? {} : { description: STATUS_WORDS[value] }),
        })).sort((a, b) => a.name.localeCompare(b.name)),
        default: [],
        description: 'Any of these',
      },
      {
        displayName: 'Until',
        name: 'until',
        type: 'string',
        default: '',
        placeholder: 'e.g. 2026-12-01T00:00:00-06:00',
        description: 'The moment before which they were sent, with its offset',
      },
    ],
  },
  optionsOf('find', 'contact'),
];

function filterOf(filters: Record<string, unknown>, account: string | undefined): ContactFilter {
  const ids = (name: 'customerId' | 'debtId' | 'stage', label: string) => {
    const value = idText(filters[name], label);
    return value === undefined ? {} : { [name]: value };
  };
  const channel = CHANNELS.find((known) => known === filters.channel);
  const asked = Array.isArray(filters.statuses) ? filters.statuses : [];
  const statuses = CONTACT_STATUSES.filter((status) => asked.includes(status));
  return {
    ...(account ? { account } : {}),
    ...ids('customerId', 'Customer ID'),
    ...ids('debtId', 'Debt ID'),
    ...ids('stage', 'Stage'),
    ...(channel ? { channel } : {}),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(filled(filters.from) ? { from: momentOf(filters.from, 'From', '') } : {}),
    ...(filled(filters.until) ? { until: momentOf(filters.until, 'Until', '') } : {}),
  };
}

async function found(ledger: FullLedger, filter: ContactFilter, most: number, now: string): Promise<Contact[]> {
  const contacts: Contact[] = [];
  let after: string | undefined;
  do {
    const limit = Math.min(PAGE, most - contacts.length);
    const page = await ledger.findContacts({ ...filter, limit, ...(after === undefined ? {} : { after }) }, now);
    for (const contact of page.contacts) contacts.push(contact);
    after = page.next;
  } while (after !== undefined && contacts.length < most);
  return contacts;
}

/** One item for every contact that is found. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const allOf = perItem<unknown>(context, 'returnAll', false);
  const limitOf = perItem<unknown>(context, 'limit', 50);
  const filtersOf = perItem<Record<string, unknown>>(context, 'filters', {});
  const accountOf = perItem<unknown>(context, 'account', 'default');
  const batch = batchOf(context, items, (_item, index) => ({
    filter: filterOf(filtersOf(index), idText(accountOf(index), 'Account')),
    most: allOf(index) === true ? Infinity : Math.max(1, Math.trunc(Number(limitOf(index)) || 50)),
  }));
  for (const { index, value } of batch.entries) {
    for (const contact of await found(ledger, value.filter, value.most, now)) {
      batch.put(index, { json: shownContact(contact), pairedItem: { item: index } });
    }
  }
  return batch.outputs();
};
