import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { CustomerRef } from '../../../dunning/ledger/records';
import { dunningOf } from '../../shared/items';
import { ledgerFileOption } from '../../shared/ledger-option';
import { perItem } from '../../shared/parameters';
import { idList, idText } from './values';

/** The operations that are about one customer. */
const ABOUT_A_CUSTOMER = [
  'exportTimeline',
  'forget',
  'getTimeline',
  'optIn',
  'optOut',
  'recordPayment',
  'recordPromise',
  'releaseHold',
  'setHold',
];
const ABOUT_INVOICES = ['recordPayment', 'recordPromise', 'setHold'];

export const customerFields: INodeProperties[] = [
  {
    displayName: 'Customer ID',
    name: 'customerId',
    type: 'string',
    default: '',
    placeholder: 'e.g. C-1042',
    description: 'Leave it empty to take the customer that the Invoice Stage Classifier found on the item',
    displayOptions: { show: { operation: ABOUT_A_CUSTOMER } },
  },
  {
    displayName: 'Account',
    name: 'account',
    type: 'string',
    default: 'default',
    description:
      'The company whose receivables these are, as named in the Invoice Stage Classifier. On an item that comes from there, its own account is taken.',
    displayOptions: { show: { operation: [...ABOUT_A_CUSTOMER, 'find', 'listUncertain'] } },
  },
  {
    displayName: 'About',
    name: 'about',
    type: 'options',
    options: [
      { name: 'Everything of This Customer', value: 'everything' },
      {
        name: 'The Invoices of the Item',
        value: 'item',
        description: 'The ones that the Invoice Stage Classifier put together',
      },
      { name: 'The Invoices I Name', value: 'named' },
    ],
    default: 'item',
    displayOptions: { show: { operation: ABOUT_INVOICES } },
  },
  {
    displayName: 'Invoice IDs',
    name: 'invoiceIds',
    type: 'string',
    default: '',
    placeholder: 'e.g. F-1001, F-1002',
    description: 'Separated by commas',
    displayOptions: { show: { operation: ABOUT_INVOICES, about: ['named'] } },
  },
];

/** The collection of options of an operation, which always has the file of the record. */
export function optionsOf(operation: string, resource: string, ...more: INodeProperties[]): INodeProperties {
  const options = [...more, ledgerFileOption].sort((a, b) => a.displayName.localeCompare(b.displayName));
  return {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show: { resource: [resource], operation: [operation] } },
    options,
  };
}

/** Reads whose record an item is about. @throws InputError when nothing says so */
export function customerReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => CustomerRef {
  const idOf = perItem<unknown>(context, 'customerId', '');
  const accountOf = perItem<unknown>(context, 'account', 'default');
  return (item, index) => {
    const { debt, record } = dunningOf(item);
    const customerId =
      idText(idOf(index), 'Customer ID') ?? idText(debt?.customer?.id ?? record?.customerId, 'dunning.debt');
    if (!customerId) {
      throw new InputError({
        field: 'Customer ID',
        found: undefined,
        problem: 'does not say which customer is meant',
        advice: 'Enter the customer’s id, or put the Invoice Stage Classifier before this node.',
      });
    }
    return {
      account: debt?.account ?? record?.account ?? idText(accountOf(index), 'Account') ?? 'default',
      customerId,
    };
  };
}

/** Reads which invoices an item is about; an empty list means everything. @throws InputError when nothing says so */
export function scopeReader(context: IExecuteFunctions): (item: INodeExecutionData, index: number) => string[] {
  const aboutOf = perItem<unknown>(context, 'about', 'item');
  const idsOf = perItem<unknown>(context, 'invoiceIds', '');
  return (item, index) => {
    const about = aboutOf(index);
    if (about === 'everything') return [];
    const { debt, record } = dunningOf(item);
    const scope = about === 'named' ? idList(idsOf(index), 'Invoice IDs') : (debt?.scope ?? record?.scope ?? []);
    if (scope.length > 0) return scope;
    throw new InputError({
      field: about === 'named' ? 'Invoice IDs' : 'dunning.debt',
      found: undefined,
      problem: 'does not say which invoices are meant',
      advice:
        'Name the invoices, put the Invoice Stage Classifier before this node, or choose everything of this customer.',
    });
  };
}
