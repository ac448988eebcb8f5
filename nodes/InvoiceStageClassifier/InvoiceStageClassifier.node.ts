import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT } from '../shared/connections';
import { nodeError } from '../shared/errors';
import { classifyItems } from './classify-items';
import { OUTPUTS, OUTPUT_NAMES, properties } from './InvoiceStageClassifier.description';

export class InvoiceStageClassifier implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Stage Classifier',
    name: 'invoiceStageClassifier',
    icon: { light: 'file:invoiceStageClassifier.svg', dark: 'file:invoiceStageClassifier.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter.asOf ? "as of " + $parameter.asOf : "as of today" }}',
    description: 'Find out which invoice needs which reminder today, and say why',
    defaults: { name: 'Invoice Stage Classifier' },
    usableAsTool: true,
    inputs: ONE_INPUT,
    outputs: OUTPUTS,
    outputNames: OUTPUT_NAMES,
    properties,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    try {
      return await classifyItems(this, this.getInputData());
    } catch (error) {
      throw nodeError(this, error);
    }
  }
}
