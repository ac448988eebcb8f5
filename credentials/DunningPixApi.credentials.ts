import type {
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

import { keyRules } from '../nodes/shared/key-rules';

/** The Central Bank has PSPs ask for a client certificate (mutual TLS); a few go without, so it may be absent. */
function clientCertificate({
  certificate,
  privateKey,
  passphrase,
}: ICredentialDataDecryptedObject): Pick<IHttpRequestOptions, 'agentOptions'> {
  if (!certificate || !privateKey) return {};
  return {
    agentOptions: {
      cert: String(certificate),
      key: String(privateKey),
      ...(passphrase ? { passphrase: String(passphrase) } : {}),
    },
  };
}

export class DunningPixApi implements ICredentialType {
  name = 'dunningPixApi';

  displayName = 'Dunning Pix API';

  icon: Icon = { light: 'file:dunningPix.svg', dark: 'file:dunningPix.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#payment-link';

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://pix.example.com/api/v2',
      description:
        'Where your bank or payment institution (PSP) answers the Pix API of the Central Bank, up to and including the version, if it has one',
    },
    {
      displayName: 'Token URL',
      name: 'tokenUrl',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. https://pix.example.com/oauth/token',
      description: 'Where the PSP gives access tokens (OAuth 2.0, client credentials)',
    },
    {
      displayName: 'Client ID',
      name: 'clientId',
      type: 'string',
      default: '',
      required: true,
      description: 'As the PSP gave it to you',
    },
    {
      displayName: 'Client Secret',
      name: 'clientSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: 'As the PSP gave it to you',
    },
    {
      displayName: 'Scope',
      name: 'scope',
      type: 'string',
      default: 'cob.read cob.write cobv.read cobv.write pix.read',
      description: 'What the token is asked for. Empty it if your PSP wants none.',
    },
    {
      displayName: 'Client Certificate',
      name: 'certificate',
      type: 'string',
      typeOptions: { password: true, rows: 4 },
      default: '',
      placeholder: '-----BEGIN CERTIFICATE-----',
      description:
        'The certificate that the PSP gave you or signed for you, in PEM form. Nearly every PSP asks for one.',
    },
    {
      displayName: 'Private Key of the Certificate',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true, rows: 4 },
      default: '',
      placeholder: '-----BEGIN PRIVATE KEY-----',
      description: 'In PEM form',
    },
    {
      displayName: 'Passphrase of the Private Key',
      name: 'passphrase',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Leave it empty when the key has none',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      description:
        'A long random word of your own. The address that you register at the PSP holds it as ?secret=, so that nobody else can call. One per line, so that the old and the new one both work while you change them. Needed only by the Delivery Tracker Trigger.',
    },
    {
      displayName: 'Access Token',
      name: 'accessToken',
      type: 'hidden',
      typeOptions: { password: true, expirable: true },
      default: '',
    },
  ];

  async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    const scope = String(credentials.scope ?? '').trim();
    if (scope !== '') form.set('scope', scope);
    const answer = (await this.helpers.httpRequest({
      method: 'POST',
      url: String(credentials.tokenUrl),
      auth: { username: String(credentials.clientId), password: String(credentials.clientSecret) },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      ...clientCertificate(credentials),
    })) as IDataObject;
    return { accessToken: answer.access_token };
  }

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    const headers = { ...request.headers, Authorization: `Bearer ${String(credentials.accessToken)}` };
    return { ...request, headers, ...clientCertificate(credentials) };
  }

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{ $credentials.baseUrl }}',
      url: '/cob',
      qs: { inicio: '2026-01-01T00:00:00Z', fim: '2026-01-01T00:00:01Z' },
    },
    rules: keyRules('The PSP', [400, 401]),
  };
}
