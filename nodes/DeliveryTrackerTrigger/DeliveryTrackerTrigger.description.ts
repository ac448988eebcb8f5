import type { INodeProperties } from 'n8n-workflow';

import { PROVIDERS } from '../../dunning/providers';
import { ledgerChoice } from '../shared/ledger-option';
import { providerNotices } from './description/notices';
import { eventTypes } from './description/event-types';
import { optionsCollection } from './description/options';

/** The choice that is not a provider of somebody else's. */
export const OWN_LINKS = 'tracking';

const providerChoices = [
  ...Object.values(PROVIDERS).map(({ id, name }) => ({ name, value: id as string })),
  { name: 'Our Own Links', value: OWN_LINKS, description: 'Opens, clicks, unsubscribing and the preferences page' },
].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

/** What the node shows below its name. */
export const PROVIDER_NAMES = Object.fromEntries(providerChoices.map(({ value, name }) => [value, name]));

export const properties: INodeProperties[] = [
  {
    displayName: 'Provider',
    name: 'provider',
    type: 'options',
    noDataExpression: true,
    options: providerChoices,
    default: 'whatsapp',
    description: 'Whose events arrive at this address. Use one node for each provider.',
  },
  ...providerNotices,
  {
    displayName: 'Topics (ARN)',
    name: 'topics',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. arn:aws:sns:us-east-1:123456789012:ses-events',
    description:
      'The names of the SNS topics that may call, separated by commas. Calls of any other topic are refused, as anybody can have one.',
    displayOptions: { show: { provider: ['amazon_ses'] } },
  },
  {
    displayName: 'Sender Name',
    name: 'senderName',
    type: 'string',
    default: '',
    placeholder: 'e.g. Example Ltd',
    description: 'Who writes, as customers know you. It stands on the pages they see.',
    displayOptions: { show: { provider: [OWN_LINKS] } },
  },
  {
    displayName: 'Language of the Pages',
    name: 'pageLanguage',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'As the Customer’s Browser Asks', value: 'auto' },
      { name: 'English', value: 'en' },
      { name: 'Portuguese', value: 'pt' },
      { name: 'Spanish', value: 'es' },
    ],
    default: 'auto',
    displayOptions: { show: { provider: [OWN_LINKS] } },
  },
  {
    displayName: 'Event Types',
    name: 'eventTypes',
    type: 'multiOptions',
    options: eventTypes,
    default: [],
    description:
      'Which events start the workflow. Leave it empty for all. Every event is recorded, whether it starts the workflow or not.',
  },
  ledgerChoice(),
  optionsCollection,
  {
    // Named so that n8n hands the body over as it came: what is signed are its bytes, and one that is not JSON needs an answer of ours.
    displayName: 'Raw Body',
    name: 'options',
    type: 'hidden',
    default: { binaryData: true },
  },
];
