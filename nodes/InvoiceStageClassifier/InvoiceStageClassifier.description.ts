import type { INodeProperties } from 'n8n-workflow';

import type { FieldKey } from '../../dunning/invoice/readers/generic';
import { outputs } from '../shared/connections';
import { ledgerFileOption } from '../shared/ledger-option';

export const OUTPUT_NAMES = ['Due for Contact', 'Waiting', 'On Hold', 'Needs Review', 'Closed'];
export const OUTPUTS = outputs(OUTPUT_NAMES.length);

/** The columns a user is likely to name, with the words for them. Every other field is still recognised by its name. */
const COLUMNS: Array<{ name: FieldKey; label: string; example: string }> = [
  { name: 'paid', label: 'Amount Already Paid', example: 'Amount Paid' },
  { name: 'balance', label: 'Balance Still Open', example: 'Balance' },
  { name: 'city', label: 'City', example: 'City' },
  { name: 'country', label: 'Country', example: 'Country' },
  { name: 'currency', label: 'Currency', example: 'Currency' },
  { name: 'customerId', label: 'Customer ID', example: 'Customer ID' },
  { name: 'customerName', label: 'Customer Name', example: 'Customer' },
  { name: 'customerKind', label: 'Customer Type (Business or Consumer)', example: 'Customer Type' },
  { name: 'disputed', label: 'Disputed', example: 'Disputed' },
  { name: 'dueDate', label: 'Due Date', example: 'Due Date' },
  { name: 'email', label: 'Email', example: 'Email' },
  { name: 'number', label: 'Invoice Number', example: 'Invoice Number' },
  { name: 'total', label: 'Invoice Total', example: 'Amount' },
  { name: 'issueDate', label: 'Issue Date', example: 'Invoice Date' },
  { name: 'language', label: 'Language', example: 'Language' },
  { name: 'hold', label: 'On Hold', example: 'On Hold' },
  { name: 'paymentUrl', label: 'Payment Link', example: 'Payment Link' },
  { name: 'phone', label: 'Phone', example: 'Phone' },
  { name: 'region', label: 'Region or State', example: 'State' },
  { name: 'settledOn', label: 'Settled On', example: 'Settled Date' },
  { name: 'taxId', label: 'Tax ID', example: 'RFC' },
  { name: 'timeZone', label: 'Time Zone', example: 'Time Zone' },
  { name: 'whatsapp', label: 'WhatsApp Number', example: 'WhatsApp' },
];

export const properties: INodeProperties[] = [
  {
    displayName: 'Policy',
    name: 'policy',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'B2B Standard',
        value: 'b2b_standard',
        description:
          'Five stages: 5 days before the due date, on the day, 3 and 15 days after it, final notice after 30 days',
      },
    ],
    default: 'b2b_standard',
    description: 'Which reminder is sent how many days before or after the due date',
  },
  {
    displayName: 'As Of',
    name: 'asOf',
    type: 'string',
    default: '',
    placeholder: 'e.g. 2026-11-23',
    description:
      'The day to judge by, year first. Leave it empty for today, taken in each customer’s own time zone. A date given here makes a run that can be repeated exactly.',
  },
  {
    displayName: 'Column Names',
    name: 'columns',
    type: 'collection',
    placeholder: 'Name a column',
    default: {},
    description:
      'Columns are recognised by their names in English, Spanish and Portuguese. Name one here only when it is not recognised.',
    options: COLUMNS.map(({ name, label, example }) => ({
      displayName: label,
      name,
      type: 'string' as const,
      default: '',
      placeholder: `e.g. ${example}`,
    })),
  },
  {
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
  },
  {
    displayName: 'Remember Earlier Contacts',
    name: 'useLedger',
    type: 'boolean',
    default: true,
    description:
      'Whether to look up, in the record that the Delivery Tracker keeps, what each customer has already been sent',
  },
  {
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
    ],
  },
];
