import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class DunningSmtpApi implements ICredentialType {
  name = 'dunningSmtpApi';

  displayName = 'Dunning SMTP API';

  icon: Icon = { light: 'file:dunningSmtp.svg', dark: 'file:dunningSmtp.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#what-each-node-does';

  properties: INodeProperties[] = [
    {
      displayName: 'Host',
      name: 'host',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. smtp.example.com',
      description: 'The name of the mail server, as your mail provider or administrator states it',
    },
    {
      displayName: 'Security',
      name: 'security',
      type: 'options',
      options: [
        {
          name: 'None (Not Encrypted)',
          value: 'none',
          description: 'Only for a mail server on this machine or in your own network',
        },
        { name: 'STARTTLS (Usually Port 587)', value: 'starttls' },
        { name: 'TLS (Usually Port 465)', value: 'tls' },
      ],
      default: 'starttls',
      description:
        'How the connection is protected. With STARTTLS and TLS nothing is sent when the protection cannot be set up.',
    },
    {
      displayName: 'Port',
      name: 'port',
      type: 'number',
      default: 587,
      required: true,
      description: 'Usually 587 with STARTTLS and 465 with TLS',
    },
    {
      displayName: 'User',
      name: 'user',
      type: 'string',
      default: '',
      placeholder: 'e.g. billing@example.com',
      description: 'Leave it empty when the server asks for no password',
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      hint: 'Gmail, Microsoft and others want an app password here, which you create in the settings of the account',
    },
    {
      displayName: 'Allow Self-Signed Certificate',
      name: 'allowSelfSigned',
      type: 'boolean',
      default: false,
      description:
        'Whether to trust a certificate that nobody vouches for. Turn this on only for a server of your own: someone in between could read the mail and the password.',
    },
    {
      displayName: 'Client Host Name',
      name: 'clientHostName',
      type: 'string',
      default: '',
      placeholder: 'e.g. n8n.example.com',
      description: 'How this machine names itself to the mail server. Leave it empty unless the server asks for it.',
    },
  ];
}
