import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { LocaleFormat } from '../../../dunning/message/format';
import { exportWhatsappTemplates } from '../../../dunning/message/whatsapp-export';
import { filled, perRun } from '../../shared/parameters';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Export WhatsApp Templates',
  value: 'exportWhatsapp',
  action: 'Export the templates to submit to Meta',
  description: 'The definitions of all WhatsApp templates, ready to be submitted to Meta for approval',
};

export const description: INodeProperties[] = [
  {
    displayName: 'Languages',
    name: 'exportLocales',
    type: 'string',
    default: 'es-MX',
    placeholder: 'e.g. es-MX, pt-BR',
    description: 'Separated by commas',
    displayOptions: { show: { operation: ['exportWhatsapp'] } },
  },
];

/** One item per template: the body of Meta’s call that creates it. */
export const execute: Execute = async (context, settings) => {
  const locales = (filled(perRun(context, 'exportLocales')) ?? 'es-MX').split(',').map((locale) => locale.trim());
  return exportWhatsappTemplates(settings.whatsapp, (locale) => new LocaleFormat(locale), locales).map((json) => ({
    json: json as unknown as IDataObject,
    pairedItem: { item: 0 },
  }));
};
