import type { INodeProperties } from 'n8n-workflow';

import { ledgerChoice } from '../shared/ledger-option';
import * as claim from './actions/claim.operation';
import * as getTimeline from './actions/getTimeline.operation';
import * as recordResult from './actions/recordResult.operation';

/** Claim has two ways out; everything else has one. */
export const OUTPUTS =
  `={{ $parameter.operation === 'claim' ? [{ type: 'main', displayName: 'Send' }, { type: 'main', displayName: 'Skip' }] : ['main'] }}` as const;

export const properties: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Contact', value: 'contact', description: 'One message to one customer' },
      { name: 'Customer', value: 'customer', description: 'Everything that happened with one customer' },
    ],
    default: 'contact',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['contact'] } },
    options: [claim.option, recordResult.option],
    default: 'claim',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['customer'] } },
    options: [getTimeline.option],
    default: 'getTimeline',
  },
  ledgerChoice(),
  ...claim.description,
  ...recordResult.description,
  ...getTimeline.description,
];
