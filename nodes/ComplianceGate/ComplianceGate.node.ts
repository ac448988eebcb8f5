import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT } from '../shared/connections';
import { nodeError } from '../shared/errors';
import { OUTPUTS, OUTPUT_NAMES, properties } from './ComplianceGate.description';
import { judgeItems } from './judge-items';

export class ComplianceGate implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Compliance Gate',
    name: 'complianceGate',
    icon: { light: 'file:complianceGate.svg', dark: 'file:complianceGate.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ { conservative: "cautious profile", statute: "the law’s minimum" }[$parameter.profile] }}',
    description:
      'Check whether the law and the customer allow this message now; otherwise say until when to wait, or no',
    defaults: { name: 'Compliance Gate' },
    usableAsTool: true,
    inputs: ONE_INPUT,
    outputs: OUTPUTS,
    outputNames: OUTPUT_NAMES,
    properties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    try {
      return await judgeItems(this, this.getInputData());
    } catch (error) {
      throw nodeError(this, error);
    }
  }
}
