import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

export class DunningKhipuApi implements ICredentialType {
  name = 'dunningKhipuApi';

  displayName = 'Dunning Khipu API';

  icon: Icon = { light: 'file:dunningKhipu.svg', dark: 'file:dunningKhipu.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'From the options of your collection account in Khipu, For integrating Khipu to your website',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://payment-api.khipu.com',
      description: 'Change it only for a test server or a proxy of your own',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      description:
        'The merchant secrets of your collection account in Khipu. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { 'x-api-key': '={{ $credentials.apiKey }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl }}',
      url: '/v3/banks',
    },
    rules: keyRules('Khipu'),
  };
}
