import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

export class DunningConektaApi implements ICredentialType {
  name = 'dunningConektaApi';

  displayName = 'Dunning Conekta API';

  icon: Icon = { light: 'file:dunningConekta.svg', dark: 'file:dunningConekta.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Private Key',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      placeholder: 'e.g. key_…',
      description: 'From the Conekta panel, Developers, API keys. The key also decides between test and production.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.conekta.io',
      description: 'Change it only for a test server or a proxy of your own',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      placeholder: '-----BEGIN PUBLIC KEY-----',
      description:
        'The public keys of your webhook key in Conekta, whole, with their BEGIN and END lines. Several may stand one below the other while you change them. Needed only by the Delivery Tracker Trigger.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.privateKey }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl }}',
      url: '/checkouts',
      qs: { limit: 1 },
      headers: { Accept: 'application/vnd.conekta-v2.3.0+json' },
    },
    rules: keyRules('Conekta'),
  };
}
