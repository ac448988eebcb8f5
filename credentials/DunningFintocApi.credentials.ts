import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

export class DunningFintocApi implements ICredentialType {
  name = 'dunningFintocApi';

  displayName = 'Dunning Fintoc API';

  icon: Icon = { light: 'file:dunningFintoc.svg', dark: 'file:dunningFintoc.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Secret Key',
      name: 'secretKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      placeholder: 'e.g. sk_live_… or sk_test_…',
      description: 'From the Fintoc dashboard, Developers, API keys. The key also decides between test and live.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.fintoc.com',
      description: 'Change it only for a test server or a proxy of your own',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      placeholder: 'whsec_…',
      description:
        'The secrets of your webhook endpoint in Fintoc. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '={{ $credentials.secretKey }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl }}',
      url: '/v1/payment_links',
      qs: { per_page: 1 },
    },
    rules: keyRules('Fintoc'),
  };
}
