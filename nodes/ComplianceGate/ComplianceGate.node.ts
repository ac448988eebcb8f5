import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT } from '../shared/connections';
import { route } from './actions/router';
import { OUTPUTS, properties } from './ComplianceGate.description';

export class ComplianceGate implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Compliance Gate',
    name: 'complianceGate',
    icon: { light: 'file:complianceGate.svg', dark: 'file:complianceGate.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter.operation === "explain" ? "explain" : { conservative: "cautious", statute: "the law’s minimum" }[$parameter.profile] }}',
    description:
      'Check whether the law and the customer allow this message now; otherwise say until when to wait, or no',
    defaults: { name: 'Compliance Gate' },
    usableAsTool: true,
    inputs: ONE_INPUT,
    outputs: OUTPUTS,
    properties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await route(this);
  }
}
