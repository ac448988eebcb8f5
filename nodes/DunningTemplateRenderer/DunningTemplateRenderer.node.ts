import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT, ONE_OUTPUT } from '../shared/connections';
import { properties } from './DunningTemplateRenderer.description';
import { route } from './actions/router';

export class DunningTemplateRenderer implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Dunning Template Renderer',
    name: 'dunningTemplateRenderer',
    icon: { light: 'file:dunningTemplateRenderer.svg', dark: 'file:dunningTemplateRenderer.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ { write: { auto: "best channel", email: "e-mail", whatsapp: "WhatsApp", sms: "SMS", call: "call script", letter: "letter" }[$parameter.channel], preview: "preview", validate: "validate", exportWhatsapp: "WhatsApp templates" }[$parameter.operation] }}',
    description: 'Write the reminder for each invoice: in the customer’s language, for the channel, at the right tone',
    defaults: { name: 'Dunning Template Renderer' },
    usableAsTool: true,
    inputs: ONE_INPUT,
    outputs: ONE_OUTPUT,
    properties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await route(this);
  }
}
