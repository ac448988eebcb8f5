import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { FORMULAS } from '../../../dunning/compliance/interest';

/** Places that the names of countries do not cover, or cover with more words than a list has room for. */
const PLACES: Readonly<Record<string, string>> = { EU: 'European Union', GB: 'United Kingdom' };
const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });
const WHO = { business: ', businesses', consumer: ', consumers', any: '' } as const;

/** The laws that set an interest, as the list of the panel shows them. */
const laws = FORMULAS.map(({ id, country, protects, text, citation }) => ({
  name: `${PLACES[country] ?? COUNTRY_NAMES.of(country) ?? country}${WHO[protects]} (${citation})`,
  value: id,
  description: text.en.replace(/\.$/, ''),
})).sort((a, b) => a.name.localeCompare(b.name, 'en'));

const fromDay: INodeProperties = {
  displayName: 'From Day Past Due',
  name: 'afterDays',
  type: 'number',
  typeOptions: { minValue: 0 },
  default: 0,
};

/** What can be charged beside the principal: fees, interest by contract or by law, and the most they may come to. */
export const CHARGES: INodePropertyCollection[] = [
  {
    displayName: 'Fee',
    name: 'fee',
    values: [
      { displayName: 'After Days Past Due', name: 'afterDays', type: 'number', default: 30 },
      { displayName: 'Amount', name: 'amount', type: 'string', default: '', placeholder: 'e.g. 150.00' },
      { displayName: 'Currency', name: 'currency', type: 'string', default: '', placeholder: 'e.g. MXN' },
      { displayName: 'Percent of What Is Open', name: 'percent', type: 'string', default: '', placeholder: 'e.g. 2' },
    ],
  },
  {
    displayName: 'Interest Agreed in the Contract',
    name: 'interest',
    values: [
      { displayName: 'Percent per Year', name: 'annualPercent', type: 'string', default: '', placeholder: 'e.g. 12.5' },
      {
        displayName: 'Year Has',
        name: 'dayCount',
        type: 'options',
        options: [
          { name: '360 Days', value: 'actual/360' },
          { name: '365 Days', value: 'actual/365' },
          { name: 'Its Own Number of Days', value: 'actual/actual' },
          { name: 'Twelve Months of 30 Days', value: '30/360' },
        ],
        default: 'actual/365',
      },
      fromDay,
    ],
  },
  {
    displayName: 'Interest Set by Law',
    name: 'statutory',
    values: [
      {
        displayName: 'Law',
        name: 'rate',
        type: 'options',
        options: laws,
        default: 'eu-business',
        description:
          'The rate in force on each day is used. Where it is not known, the invoice is pursued without interest and the item says so.',
      },
      fromDay,
    ],
  },
  {
    displayName: 'Reference Rate You Looked Up',
    name: 'referenceRate',
    values: [
      { displayName: 'From', name: 'from', type: 'string', default: '', placeholder: 'e.g. 2027-01-01' },
      {
        displayName: 'Percent per Year',
        name: 'percent',
        type: 'string',
        default: '',
        placeholder: 'e.g. 2.15',
        description: 'The rate that the law refers to, without the points it adds; it goes before the built-in one',
      },
      { displayName: 'Until', name: 'until', type: 'string', default: '', placeholder: 'e.g. 2027-06-30' },
    ],
  },
  {
    displayName: 'At Most',
    name: 'cap',
    values: [
      {
        displayName: 'Percent of the Invoice',
        name: 'percentOfTotal',
        type: 'string',
        default: '',
        placeholder: 'e.g. 10',
      },
    ],
  },
];
