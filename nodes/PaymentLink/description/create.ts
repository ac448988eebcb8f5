import type { INodeProperties } from 'n8n-workflow';

import { companyProperties } from '../../DunningTemplateRenderer/description/company';
import { ledgerFileOption } from '../../shared/ledger-option';
import { API_PROVIDERS, INSTRUCTION_PROVIDERS } from './providers';

const show = { operation: ['create'] };
/** The same accounts as in the renderer, asked for in the same words. */
const accountsProperty = companyProperties.filter(({ name }) => name === 'accounts');
const api = { ...show, provider: API_PROVIDERS.map(({ value }) => value) };
const fields = { ...show, subject: ['fields'] };

const field = (displayName: string, name: string, fallback: string, description: string): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: fallback,
  description,
  displayOptions: { show: fields },
});

/** What *Create* reads from the panel. */
export const createProperties: INodeProperties[] = [
  {
    displayName: 'Provider',
    name: 'provider',
    type: 'options',
    noDataExpression: true,
    options: [...API_PROVIDERS, ...INSTRUCTION_PROVIDERS].sort((one, other) => one.name.localeCompare(other.name)),
    default: 'stripe',
    description: 'By whom the customer pays',
    displayOptions: { show },
  },
  {
    displayName: 'What Is to Be Paid',
    name: 'subject',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Fields of the Item',
        value: 'fields',
        description: 'For items that no Invoice Stage Classifier has seen',
      },
      {
        name: 'The Debt of the Invoice Stage Classifier',
        value: 'debt',
        description: 'Invoices, amount and customer as the classifier wrote them on the item',
      },
    ],
    default: 'debt',
    displayOptions: { show },
  },
  {
    displayName: 'Amount',
    name: 'askFor',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'What the Reminder Asks For', value: 'stage', description: 'With fees and interest of the stage' },
      { name: 'What Is Past Due', value: 'overdue' },
      { name: 'Whole Balance', value: 'balance' },
    ],
    default: 'stage',
    displayOptions: { show: { ...show, subject: ['debt'] } },
  },
  field('Amount Field', 'amountField', 'amount', 'Field of the item with the amount, as a decimal: 1234.50'),
  field('Currency Field', 'currencyField', 'currency', 'Field with the currency code, or the code itself: MXN'),
  field('Invoice Number Field', 'invoiceField', 'invoiceNumber', 'Field with the invoice number, or a list of them'),
  field('Customer ID Field', 'customerIdField', 'customerId', 'Field with your own ID of the customer'),
  field('Customer Name Field', 'customerNameField', 'customerName', 'Field with the customer’s name'),
  field('Customer Email Field', 'customerEmailField', 'customerEmail', 'Field with the customer’s e-mail address'),
  field(
    'Contact Key Field',
    'contactKeyField',
    'dunning.contact.key',
    'Field with the key of the reminder that the payment belongs to. Without one, customer and invoices make the key.',
  ),
  field('Customer Tax ID Field', 'taxIdField', 'taxId', 'Field with CPF or CNPJ, for a Pix charge with a due date'),
  field('Due Date Field', 'dueDateField', 'dueDate', 'Field with the due date (2026-11-30), for the same'),
  {
    displayName: 'Days the Link Works',
    name: 'days',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 365 },
    default: 30,
    description:
      'How long it can be paid. Stripe and PayPal do not end a link by themselves; there the next run after this time ends it. A Stripe Checkout Session always ends within a day.',
    displayOptions: { show: { ...api, provider: api.provider.filter((one) => one !== 'stripe_checkout') } },
  },
  {
    displayName: 'Page After Paying',
    name: 'returnUrl',
    type: 'string',
    default: '',
    placeholder: 'e.g. https://www.example.com/gracias',
    description: 'Where the customer comes back to. Stripe Checkout and Flow cannot do without it.',
    displayOptions: { show: { ...api, provider: api.provider.filter((one) => !one.startsWith('pix')) } },
  },
  {
    displayName: 'Webhook Address for Payments',
    name: 'notificationUrl',
    type: 'string',
    default: '',
    placeholder: 'e.g. the production address of your Delivery Tracker Trigger',
    description:
      'Where the provider reports the payment, for those that want it with every link: Flow needs it, Khipu and Mercado Pago take it',
    displayOptions: { show: { ...show, provider: ['flow', 'khipu', 'mercadopago'] } },
  },
  {
    displayName: 'Pix Key',
    name: 'pixKey',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. financeiro@example.com',
    description: 'Your Pix key (chave): CNPJ, CPF, e-mail, phone with +55, or a random key',
    displayOptions: { show: { ...show, provider: ['pix_cob', 'pix_cobv', 'pix_static'] } },
  },
  {
    displayName: 'Receiver',
    name: 'beneficiary',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. Comercial Ejemplo SA de CV',
    description: 'Your company as the bank has it. In a Pix code at most 25 letters are shown.',
    displayOptions: { show: { ...show, provider: ['pix_static', 'spei'] } },
  },
  {
    displayName: 'City of the Receiver',
    name: 'city',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. São Paulo',
    description: 'Every Pix code names one; at most 15 letters are shown',
    displayOptions: { show: { ...show, provider: ['pix_static'] } },
  },
  {
    displayName: 'CLABE',
    name: 'clabe',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 18 digits',
    description: 'Your account, or the one the bank gave you for this customer',
    displayOptions: { show: { ...show, provider: ['spei'] } },
  },
  ...accountsProperty.map((property) => ({
    ...property,
    displayOptions: { show: { ...show, provider: ['bank_transfer'] } },
  })),
  {
    displayName: 'Fine in Percent',
    name: 'finePercent',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
    default: 0,
    description: 'Multa, added once when it is paid after the due date. Zero for none.',
    displayOptions: { show: { ...show, provider: ['pix_cobv'] } },
  },
  {
    displayName: 'Interest in Percent a Month',
    name: 'interestPercent',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
    default: 0,
    description: 'Juros de mora, counted by the day after the due date. Zero for none.',
    displayOptions: { show: { ...show, provider: ['pix_cobv'] } },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [
      {
        displayName: 'Ask How a Link Stands Before Using It Again',
        name: 'checkAgain',
        type: 'boolean',
        default: true,
        description:
          'Whether a link that an earlier run made is checked at the provider first: it may have been paid or closed since. One more request for each item.',
      },
      {
        displayName: 'Let the Customer Pay Less at a Time',
        name: 'partial',
        type: 'boolean',
        default: false,
        description: 'Whether the link takes part of the amount, where the provider can: PayPal only',
      },
      ledgerFileOption,
      {
        displayName: 'Links at a Time',
        name: 'atATime',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 20 },
        default: 4,
        description: 'How many links are asked for at once',
      },
      {
        displayName: 'Make a New Link Although One Is There',
        name: 'replace',
        type: 'boolean',
        default: false,
        description: 'Whether the earlier link is closed and another one made, even for the same amount',
      },
      {
        displayName: 'QR Picture',
        name: 'qrPicture',
        type: 'boolean',
        default: false,
        description: 'Whether the item also gets the link or Pix code as a picture, in the binary field paymentQr',
      },
      {
        displayName: 'Text on the Payment Page',
        name: 'description',
        type: 'string',
        default: '',
        placeholder: 'e.g. Factura F-123',
        description:
          'What the customer reads beside the amount. Empty: the invoice numbers in the customer’s language.',
      },
    ],
  },
];
