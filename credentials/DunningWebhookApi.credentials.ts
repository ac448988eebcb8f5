import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class DunningWebhookApi implements ICredentialType {
  name = 'dunningWebhookApi';

  displayName = 'Dunning Webhook API';

  icon: Icon = { light: 'file:dunningWebhook.svg', dark: 'file:dunningWebhook.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#delivery-tracker-trigger';

  properties: INodeProperties[] = [
    {
      displayName:
        'Fill in what your provider uses; the rest stays empty. The Delivery Tracker Trigger says which field that is for the provider you choose there.',
      name: 'notice',
      type: 'notice',
      default: '',
    },
    {
      displayName: 'Webhook Secrets',
      name: 'webhookSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      description:
        'What the provider signs its calls with: a signing secret (Mailgun, Resend, Standard Webhooks), the verification key (SendGrid), the app secret (WhatsApp), the auth token (Twilio), or a token of your own (Postmark, Brevo). One per line or separated by a space, so that the old and the new one both work while you change them.',
    },
    {
      displayName: 'Verify Token',
      name: 'verifyToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description:
        'WhatsApp only: a word of your own that you also enter in the Meta app, which repeats it when it checks the address',
    },
    {
      displayName: 'User',
      name: 'user',
      type: 'string',
      default: '',
      description:
        'Postmark and Brevo, which sign nothing: the user in the address you give them, as in https://user:password@n8n.example.com/…',
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Postmark and Brevo: the password in that address',
    },
  ];
}
