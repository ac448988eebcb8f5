import type { INodeProperties } from 'n8n-workflow';

import { ledgerChoice, ledgerFileOption } from '../shared/ledger-option';
import * as classify from './actions/classify.operation';
import * as simulate from './actions/simulate.operation';
import * as thank from './actions/thank.operation';
import { policyDetails, policyProperties } from './description/policy';
import { readingProperties, secondInput } from './description/reading';

const SIMULATE = { operation: ['simulate'] };
const CLASSIFY = { operation: ['classify'] };
const THANK = { operation: ['thank'] };

/** A thank-you follows no policy. */
const byPolicy = (property: INodeProperties): INodeProperties => ({
  ...property,
  displayOptions: { ...property.displayOptions, hide: { ...property.displayOptions?.hide, ...THANK } },
});

const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  options: [classify.option, simulate.option, thank.option],
  default: 'classify',
};

const days: INodeProperties[] = [
  {
    displayName: 'As Of',
    name: 'asOf',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-11-23',
    description:
      'The day to judge by, year first. Leave it empty for today, taken in each customer’s own time zone. A date given here makes a run that can be repeated exactly.',
    displayOptions: { show: { operation: ['classify', 'thank'] } },
  },
  {
    displayName: 'First Day',
    name: 'from',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 2026-01-01',
    displayOptions: { show: SIMULATE },
  },
  {
    displayName: 'Last Day',
    name: 'to',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 2026-12-31',
    displayOptions: { show: SIMULATE },
  },
];

const minimumBalance: INodeProperties = {
  displayName: 'Smallest Balance to Pursue',
  name: 'minimumBalance',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add currency',
  default: {},
  description: 'Invoices with less than this still open are left alone',
  options: [
    {
      displayName: 'Minimum',
      name: 'minimum',
      values: [
        { displayName: 'Currency', name: 'currency', type: 'string', default: '', placeholder: 'e.g. MXN' },
        { displayName: 'Amount', name: 'amount', type: 'string', default: '', placeholder: 'e.g. 100.00' },
      ],
    },
  ],
};

/** When the node reads the record of contacts. */
const LEDGER_USED = { ...CLASSIFY, earlierContacts: ['ledger'] };

const history: INodeProperties[] = [
  {
    displayName: 'Earlier Contacts',
    name: 'earlierContacts',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'From a Field of the Item',
        value: 'field',
        description: 'For a record of contacts that you keep yourself',
      },
      {
        name: 'From the Record of the Delivery Tracker',
        value: 'ledger',
        description: 'What each customer was already sent, by this or any other workflow',
      },
      { name: 'Take None Into Account', value: 'none' },
    ],
    default: 'ledger',
    displayOptions: { show: CLASSIFY },
  },
  {
    displayName: 'Field',
    name: 'historyField',
    type: 'string',
    default: 'contacts',
    required: true,
    description: 'Name of the field with the list of earlier contacts, each with its stage, channel and date',
    displayOptions: { show: { ...CLASSIFY, earlierContacts: ['field'] } },
  },
  ledgerChoice(LEDGER_USED),
  ledgerChoice(THANK),
];

const splitBy: INodeProperties = {
  displayName: 'Outputs',
  name: 'splitBy',
  type: 'options',
  noDataExpression: true,
  options: [
    { name: 'One for Everything That Is Due', value: 'outcome' },
    { name: 'One for Each Stage', value: 'stage' },
  ],
  default: 'outcome',
  displayOptions: { show: CLASSIFY },
};

const options: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options: [
    {
      displayName: 'Account',
      name: 'account',
      type: 'string',
      default: 'default',
      description: 'The company whose receivables these are. Give each company its own name when you run several.',
    },
    {
      displayName: 'Country of Customers Without One',
      name: 'country',
      type: 'string',
      default: '',
      placeholder: 'e.g. MX',
      description: 'Two-letter country code',
    },
    {
      displayName: 'Currency of Invoices Without One',
      name: 'currency',
      type: 'string',
      default: '',
      placeholder: 'e.g. MXN',
      description: 'Three-letter currency code',
    },
    {
      displayName: 'Customers Without a Type Are',
      name: 'customerKind',
      type: 'options',
      options: [
        { name: 'Businesses', value: 'business' },
        {
          name: 'Not Known',
          value: 'unknown',
          description: 'The Compliance Gate then protects them like consumers',
        },
        { name: 'Persons (Consumers)', value: 'consumer' },
      ],
      default: 'unknown',
    },
    {
      displayName: 'Dates Are Written',
      name: 'dateOrder',
      type: 'options',
      options: [
        { name: 'As the Rows Show', value: 'detect', description: 'A date that could be read two ways is refused' },
        { name: 'Day First (23/11/2026)', value: 'day_first' },
        { name: 'Month First (11/23/2026)', value: 'month_first' },
      ],
      default: 'detect',
    },
    ledgerFileOption,
    {
      displayName: 'Time Zone of Customers Without One',
      name: 'timeZone',
      type: 'string',
      default: '',
      placeholder: 'e.g. America/Mexico_City',
      description: 'Leave it empty to use the time zone of the workflow',
    },
    {
      displayName: 'XML From',
      name: 'xmlField',
      type: 'string',
      default: '',
      placeholder: 'e.g. data',
      description: 'Field or binary field that holds an e-invoice as XML. Leave it empty to find it.',
    },
  ],
};

/** What everybody sets stands first; what few ever open stands last. */
export const properties: INodeProperties[] = [
  operation,
  ...policyProperties.map(byPolicy),
  ...days,
  ...readingProperties,
  byPolicy(minimumBalance),
  ...history,
  ...thank.description,
  ...policyDetails.map(byPolicy),
  secondInput,
  splitBy,
  options,
];
