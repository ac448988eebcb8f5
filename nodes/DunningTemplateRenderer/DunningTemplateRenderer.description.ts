import type { INodeProperties } from 'n8n-workflow';

import * as exportWhatsapp from './actions/exportWhatsapp.operation';
import * as preview from './actions/preview.operation';
import * as validate from './actions/validate.operation';
import * as write from './actions/write.operation';
import { companyProperties, text } from './description/company';
import { templateOptions } from './description/templates';

const options: INodeProperties = {
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options: [
    {
      displayName: 'Accents in SMS',
      name: 'smsAccents',
      type: 'options',
      options: [
        { name: 'Keep Them', value: 'keep', description: 'Reads best; á, í, ó and ú make a message cost more' },
        { name: 'Leave Them Out', value: 'strip' },
        { name: 'Leave Them Out Where It Saves a Segment', value: 'auto' },
      ],
      default: 'keep',
    },
    {
      displayName: 'Days to Pay After a Final Notice',
      name: 'noticeDays',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: 7,
      description: 'The final notice names a day until which the invoice can still be paid: this many days later',
    },
    text('Language', 'locale', 'es-MX', 'For customers whose row names no language'),
    text(
      'Link Where Any Invoice Can Be Paid',
      'paymentLink',
      'https://pay.example.com/{reference}',
      'Used when an invoice brings no payment link of its own. {reference} becomes the invoice number.',
    ),
    ...templateOptions,
    text('Unsubscribe Link', 'unsubscribeUrl', 'https://www.example.com/unsubscribe', 'Put into the header of mails'),
    text(
      'WhatsApp Link Base',
      'whatsappLinkBase',
      'https://pay.example.com/',
      'Start of the payment links, as approved in the button of the WhatsApp templates',
    ),
    {
      displayName: 'WhatsApp Parameters',
      name: 'whatsappParameters',
      type: 'options',
      options: [
        { name: 'With Names', value: 'named', description: 'What Meta recommends: {{amount}}, {{due_date}}' },
        {
          name: 'With Numbers',
          value: 'positional',
          description:
            'What n8n’s own WhatsApp node can fill: {{1}}, {{2}}; the templates must be submitted like this too',
        },
      ],
      default: 'named',
      description: 'How the blanks of the approved templates are called',
    },
    text('WhatsApp Template Prefix', 'whatsappPrefix', 'acme_', 'Put before the name of every WhatsApp template'),
  ],
};

export const properties: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    options: [exportWhatsapp.option, preview.option, validate.option, write.option],
    default: 'write',
  },
  ...write.description,
  ...preview.description,
  ...exportWhatsapp.description,
  ...companyProperties,
  options,
];
