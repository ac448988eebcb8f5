import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

export class DunningWompiApi implements ICredentialType {
  name = 'dunningWompiApi';

  displayName = 'Dunning Wompi API';

  icon: Icon = { light: 'file:dunningWompi.svg', dark: 'file:dunningWompi.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Environment',
      name: 'environment',
      type: 'options',
      options: [
        { name: 'Production', value: 'production' },
        { name: 'Sandbox', value: 'sandbox' },
      ],
      default: 'production',
      description: 'Whose keys these are: a key of one does not work in the other',
    },
    {
      displayName: 'Private Key',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      placeholder: 'e.g. prv_prod_… or prv_test_…',
      description: 'From the Wompi panel, Developers, Keys',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      description:
        'Leave it empty for the address of the environment. Fill it in only for a test server or a proxy of your own.',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      placeholder: 'prod_events_…',
      description:
        'The events secrets of your business in Wompi. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.privateKey }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL:
        '={{ $credentials.baseUrl || ($credentials.environment === "sandbox" ? "https://sandbox.wompi.co" : "https://production.wompi.co") }}',
      url: '/v1/transactions',
      qs: { reference: 'dunning-connection-test' },
    },
    rules: keyRules('Wompi'),
  };
}
