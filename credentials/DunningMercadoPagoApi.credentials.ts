import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

export class DunningMercadoPagoApi implements ICredentialType {
  name = 'dunningMercadoPagoApi';

  displayName = 'Dunning Mercado Pago API';

  icon: Icon = { light: 'file:dunningMercadoPago.svg', dark: 'file:dunningMercadoPago.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      placeholder: 'e.g. APP_USR-…',
      description: 'From Your integrations in Mercado Pago, Production or Test credentials of the application',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://api.mercadopago.com',
      description: 'Change it only for a test server or a proxy of your own',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      description:
        'The secret signature of the webhooks of your application in Mercado Pago. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.accessToken }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl }}',
      url: '/v1/payments/search',
      qs: { limit: 1 },
    },
    rules: keyRules('Mercado Pago'),
  };
}
