import type { INodeProperties } from 'n8n-workflow';

import { ledgerFileOption } from '../../shared/ledger-option';
import { API_PROVIDERS } from './providers';

const EXISTING = ['cancel', 'findByReference', 'getStatus'];

/** What the operations on links that are there read from the panel. */
export const existingProperties: INodeProperties[] = [
  {
    displayName: 'Provider',
    name: 'provider',
    type: 'options',
    noDataExpression: true,
    options: API_PROVIDERS,
    default: 'stripe',
    description: 'Who made the link',
    displayOptions: { show: { operation: EXISTING } },
  },
  {
    displayName: 'Link ID Field',
    name: 'linkIdField',
    type: 'string',
    default: 'dunning.payment.id',
    description: 'Field of the item with the provider’s ID of the link, as “Create” writes it',
    displayOptions: { show: { operation: ['cancel', 'getStatus'] } },
  },
  {
    displayName: 'Reference Field',
    name: 'referenceField',
    type: 'string',
    default: 'dunning.payment.reference',
    description: 'Field of the item with the reference that “Create” gave the link',
    displayOptions: { show: { operation: ['findByReference'] } },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { operation: EXISTING } },
    options: [ledgerFileOption],
  },
];
