import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT } from '../shared/connections';
import { postgresConnectionTest } from '../shared/ledger-credential-test';
import { OUTPUTS, properties } from './DeliveryTracker.description';
import { route } from './actions/router';

export class DeliveryTracker implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Delivery Tracker',
    name: 'deliveryTracker',
    icon: { light: 'file:deliveryTracker.svg', dark: 'file:deliveryTracker.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ ({ claim: "Claim before sending", recordResult: "Record the result", getTimeline: "Get a timeline", find: "Find contacts" })[$parameter.operation] || $parameter.operation.replace(/([A-Z])/g, " $1").toLowerCase() }}',
    description:
      'Remember who was contacted about what, so that nobody is written to twice, and see what became of every message',
    defaults: { name: 'Delivery Tracker' },
    usableAsTool: true,
    inputs: ONE_INPUT,
    outputs: OUTPUTS,
    credentials: [
      {
        name: 'dunningPostgresApi',
        required: true,
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
