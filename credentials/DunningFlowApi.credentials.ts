import type {
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

import { signedForm } from '../dunning/payments/flow/signature';
import { keyRules } from '../nodes/shared/key-rules';

export class DunningFlowApi implements ICredentialType {
  name = 'dunningFlowApi';

  displayName = 'Dunning Flow API';

  icon: Icon = { light: 'file:dunningFlow.svg', dark: 'file:dunningFlow.dark.svg' };

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
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'From My data in Flow, Security, Integrations',
    },
    {
      displayName: 'Secret Key',
      name: 'secretKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'From the same page. Every request is signed with it; it is never sent.',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      description:
        'Leave it empty for the address of the environment. Fill it in only for a test server or a proxy of your own.',
    },
  ];

  /** Flow wants the key and an HMAC over every parameter, in the query of a GET and in the form of a POST. */
  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    const keys = { apiKey: String(credentials.apiKey), secretKey: String(credentials.secretKey) };
    if (typeof request.body === 'string') {
      return { ...request, body: signedForm(new URLSearchParams(request.body), keys).toString() };
    }
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.qs ?? {})) query.set(name, String(value));
    return { ...request, qs: Object.fromEntries(signedForm(query, keys)) };
  }

  test: ICredentialTestRequest = {
    request: {
      baseURL:
        '={{ $credentials.baseUrl || ($credentials.environment === "sandbox" ? "https://sandbox.flow.cl/api" : "https://www.flow.cl/api") }}',
      url: '/payment/getPayments',
      qs: { date: '2026-01-02', start: 0, limit: 1 },
    },
    rules: keyRules('Flow'),
  };
}
