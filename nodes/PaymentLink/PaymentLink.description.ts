import type { INodeProperties } from 'n8n-workflow';

import * as cancel from './actions/cancel.operation';
import * as create from './actions/create.operation';
import * as findByReference from './actions/findByReference.operation';
import * as getStatus from './actions/getStatus.operation';
import { ledgerChoice } from '../shared/ledger-option';
import { existingProperties } from './description/existing';

export const properties: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    options: [cancel.option, create.option, findByReference.option, getStatus.option],
    default: 'create',
  },
  ledgerChoice(),
  ...create.description,
  ...existingProperties,
];
