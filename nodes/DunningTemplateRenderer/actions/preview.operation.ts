import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { preview } from '../../../dunning/message/preview';
import { filled, perRun } from '../../shared/parameters';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Preview',
  value: 'preview',
  action: 'Preview every message on one page',
  description: 'Every stage and channel for a sample customer, with your company’s details, as one HTML page',
};

const show = { operation: ['preview'] };

export const description: INodeProperties[] = [
  {
    displayName: 'Language to Show',
    name: 'previewLocale',
    type: 'string',
    default: 'es-MX',
    placeholder: 'e.g. pt-BR',
    displayOptions: { show },
  },
  {
    displayName: 'Invoices of the Sample Customer',
    name: 'previewInvoices',
    type: 'number',
    typeOptions: { minValue: 1, maxValue: 50 },
    default: 1,
    displayOptions: { show },
  },
];

/** One item with the page as the binary field `preview`. */
export const execute: Execute = async (context, settings) => {
  const locale = filled(perRun(context, 'previewLocale')) ?? 'es-MX';
  const page = preview(settings, { locale, invoices: perRun<number>(context, 'previewInvoices') });
  const file = await context.helpers.prepareBinaryData(Buffer.from(page), `preview-${locale}.html`, 'text/html');
  return [{ json: { locale, fileName: `preview-${locale}.html` }, binary: { preview: file }, pairedItem: { item: 0 } }];
};
