import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { ONE_INPUT, ONE_OUTPUT } from '../shared/connections';
import { linksCredentialTest } from '../shared/links-credential-test';
import { postgresConnectionTest } from '../shared/ledger-credential-test';
import { properties } from './DunningEmail.description';
import { smtpConnectionTest } from './credential-test';
import { run } from './run';

export class DunningEmail implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Dunning Email',
    name: 'dunningEmail',
    icon: { light: 'file:dunningEmail.svg', dark: 'file:dunningEmail.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter.fromEmail }}',
    description: 'Send each claimed payment reminder by e-mail exactly once and note at once how it ended',
    defaults: { name: 'Dunning Email' },
    usableAsTool: undefined,
    inputs: ONE_INPUT,
    outputs: ONE_OUTPUT,
    credentials: [
      { name: 'dunningSmtpApi', required: true, testedBy: 'smtpConnectionTest' },
      {
        name: 'dunningPostgresApi',
        required: true,
        displayOptions: { show: { ledgerStore: ['postgres'] } },
        testedBy: 'postgresConnectionTest',
      },
      {
        name: 'dunningLinksApi',
        required: true,
        displayOptions: { show: { trackingLinks: [true] } },
        testedBy: 'linksCredentialTest',
      },
    ],
    properties,
  };

  methods = { credentialTest: { smtpConnectionTest, postgresConnectionTest, linksCredentialTest } };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return [await run(this)];
  }
}
