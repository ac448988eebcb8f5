import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { route } from './actions/router';
import { postgresConnectionTest } from '../shared/ledger-credential-test';
import { INPUTS, OUTPUTS } from './description/connections';
import { properties } from './InvoiceStageClassifier.description';

export class InvoiceStageClassifier implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Invoice Stage Classifier',
    name: 'invoiceStageClassifier',
    icon: { light: 'file:invoiceStageClassifier.svg', dark: 'file:invoiceStageClassifier.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter.operation === "simulate" ? "simulate" : $parameter.operation === "thank" ? "thank for payments" : "as of " + ($parameter.asOf || "today") }}',
    description: 'Find out which invoice needs which reminder today, and say why',
    defaults: { name: 'Invoice Stage Classifier' },
    usableAsTool: true,
    inputs: INPUTS,
    outputs: OUTPUTS,
    credentials: [
      {
        name: 'dunningPostgresApi',
        required: true,
        // The choice itself is shown only where the record is used.
        displayOptions: { show: { ledgerStore: ['postgres'] } },
        testedBy: 'postgresConnectionTest',
      },
    ],
    properties,
  };

  methods = { credentialTest: { postgresConnectionTest } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await route(this);
  }
}
