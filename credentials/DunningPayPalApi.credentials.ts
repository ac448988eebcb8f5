import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IDataObject,
  IHttpRequestHelper,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

function payPalBaseUrl({ baseUrl, environment }: ICredentialDataDecryptedObject): string {
  const own = typeof baseUrl === 'string' ? baseUrl.trim().replace(/\/+$/, '') : '';
  if (own !== '') return own;
  return environment === 'sandbox' ? 'https://api-m.sandbox.paypal.com' : 'https://api-m.paypal.com';
}

export class DunningPayPalApi implements ICredentialType {
  name = 'dunningPayPalApi';

  displayName = 'Dunning PayPal API';

  icon: Icon = { light: 'file:dunningPayPal.svg', dark: 'file:dunningPayPal.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Environment',
      name: 'environment',
      type: 'options',
      options: [
        { name: 'Live', value: 'live' },
        { name: 'Sandbox', value: 'sandbox' },
      ],
      default: 'live',
      description: 'Whose keys these are: a key of one does not work in the other',
    },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
      description: 'From the PayPal developer dashboard, Apps and credentials. The app needs the feature Invoicing.',
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'Of the same app',
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
      description:
        'The IDs of your webhooks in PayPal, as the app shows them: with them the calls are checked. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'hidden',
      typeOptions: { password: true, expirable: true },
      default: '',
    },
  ];

  /** PayPal gives a token for some hours against the id and the secret; n8n asks again when it has run out. */
  async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
    const answer = (await this.helpers.httpRequest({
      method: 'POST',
      url: `${payPalBaseUrl(credentials)}/v1/oauth2/token`,
      auth: { username: String(credentials.clientId), password: String(credentials.clientSecret) },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    })) as IDataObject;
    return { accessToken: answer.access_token };
  }

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { Authorization: '=Bearer {{ $credentials.accessToken }}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      method: 'POST',
      baseURL:
        '={{ $credentials.baseUrl || ($credentials.environment === "sandbox" ? "https://api-m.sandbox.paypal.com" : "https://api-m.paypal.com") }}',
      url: '/v2/invoicing/search-invoices',
      qs: { page: 1, page_size: 1 },
      headers: { 'Content-Type': 'application/json' },
      body: { status: ['DRAFT'] },
    },
    rules: keyRules('PayPal'),
  };
}
