import type { INodeProperties } from 'n8n-workflow';

import type { FieldKey } from '../../../dunning/invoice/readers/generic';
import { readers } from '../../../dunning/invoice/readers/index';

/** Values of the parameter *Source* that are not the id of a reader. */
export const RECOGNISE = 'recognise';
export const COLUMNS = 'columns';

/** The columns a user is likely to name, with the words for them. Every other field is still recognised by its name. */
const NAMED_COLUMNS: Array<{ name: FieldKey; label: string; example: string }> = [
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

const sources = Object.values(readers)
  .map(({ id, name }) => ({ name, value: id }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The panel's part about where invoices come from and how they are read. */
export const readingProperties: INodeProperties[] = [
  {
    displayName: 'Source',
    name: 'source',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Recognise It',
        value: RECOGNISE,
        description: 'Each item tells by its shape where it comes from; the answer is written on the item',
      },
      { name: 'Rows of a Sheet, CSV or Database', value: COLUMNS },
      ...sources,
    ],
    default: RECOGNISE,
    description: 'The system or the format that the invoices come in',
  },
  {
    displayName: 'Column Names',
    name: 'columns',
    type: 'collection',
    placeholder: 'Name a column',
    default: {},
    description:
      'Columns are recognised by their names in English, Spanish and Portuguese. Name one here only when it is not recognised.',
    displayOptions: { show: { source: [RECOGNISE, COLUMNS] } },
    options: NAMED_COLUMNS.map(({ name, label, example }) => ({
      displayName: label,
      name,
      type: 'string' as const,
      default: '',
      placeholder: `e.g. ${example}`,
    })),
  },
];

/** A list of customers or of payments beside the invoices. */
export const secondInput: INodeProperties = {
  displayName: 'Second Input',
  name: 'secondInput',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Customers',
      value: 'customers',
      description: 'A list of customers with their addresses, matched by customer ID',
    },
    { name: 'None', value: 'none', description: 'Each item holds the invoice and its customer' },
    { name: 'Payments', value: 'payments', description: 'A list of payments, matched by invoice number' },
  ],
  default: 'none',
};
