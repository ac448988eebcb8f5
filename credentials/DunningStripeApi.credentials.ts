import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

export class DunningStripeApi implements ICredentialType {
  name = 'dunningStripeApi';

  displayName = 'Dunning Stripe API';

  icon: Icon = { light: 'file:dunningStripe.svg', dark: 'file:dunningStripe.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Secret Key',
      name: 'secretKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      placeholder: 'e.g. rk_live_… or sk_test_…',
      description:
        'From the Stripe dashboard, Developers, API keys. A restricted key needs write access to Payment Links and Checkout Sessions.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.stripe.com',
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
        'The signing secrets of your webhook endpoint in Stripe. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.secretKey }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl }}',
      url: '/v1/checkout/sessions',
      qs: { limit: 1 },
    },
    rules: keyRules('Stripe'),
  };
}
