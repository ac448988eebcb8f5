import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT, ONE_OUTPUT } from '../shared/connections';
import { properties } from './PaymentLink.description';
import { route } from './actions/router';
import { credentials } from './description/providers';

export class PaymentLink implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Payment Link',
    name: 'paymentLink',
    icon: { light: 'file:paymentLink.svg', dark: 'file:paymentLink.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ { create: "Make a link", getStatus: "See how a link stands", cancel: "Close a link", findByReference: "Find a link" }[$parameter.operation] }}',
    description: 'Give each debt one link, or one Pix code, by which it can be paid, and never two',
    defaults: { name: 'Payment Link' },
    usableAsTool: undefined,
    inputs: ONE_INPUT,
    outputs: ONE_OUTPUT,
    credentials,
    properties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return [await route(this)];
  }
}
