import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

const encrypted = { show: { tls: ['on'] } };

export class DunningPostgresApi implements ICredentialType {
  name = 'dunningPostgresApi';

  displayName = 'Dunning PostgreSQL API';

  icon: Icon = { light: 'file:dunningPostgres.svg', dark: 'file:dunningPostgres.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#postgresql';

  properties: INodeProperties[] = [
    {
      displayName: 'Host',
      name: 'host',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. db.example.com',
      description: 'The name of the database server. In Docker Compose this is the name of its service.',
    },
    {
      displayName: 'Port',
      name: 'port',
      type: 'number',
      default: 5432,
      required: true,
    },
    {
      displayName: 'Database',
      name: 'database',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. n8n',
      description: 'It must exist. The database of n8n itself will do: the record has a schema of its own.',
    },
    {
      displayName: 'User',
      name: 'user',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. dunning',
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
    },
    {
      displayName: 'Schema',
      name: 'schema',
      type: 'string',
      default: 'dunning',
      description: 'Where in the database the tables are kept. Made on first use when the user may do so.',
    },
    {
      displayName: 'Encryption (TLS)',
      name: 'tls',
      type: 'options',
      options: [
        {
          name: 'Off',
          value: 'off',
          description: 'Only for a database on this machine or in your own network',
        },
        { name: 'On', value: 'on' },
      ],
      default: 'on',
      description: 'Whether the connection is protected. When it is on and the server cannot do it, nothing is sent.',
    },
    {
      displayName: 'CA Certificate',
      name: 'ca',
      type: 'string',
      typeOptions: { rows: 4 },
      default: '',
      placeholder: '-----BEGIN CERTIFICATE-----',
      description:
        'The certificate of the authority that signed the one of the server, as your provider offers it for download. Leave it empty when a well-known authority did.',
      displayOptions: encrypted,
    },
    {
      displayName: 'Ignore TLS Issues (Insecure)',
      name: 'ignoreTlsIssues',
      type: 'boolean',
      default: false,
      description:
        'Whether to trust a certificate that nobody vouches for. Turn this on only for a server of your own: someone in between could read the password.',
      displayOptions: encrypted,
    },
    {
      displayName: 'Client Certificate',
      name: 'clientPem',
      type: 'string',
      typeOptions: { rows: 4 },
      default: '',
      placeholder: '-----BEGIN CERTIFICATE-----',
      description: 'Only for a server that asks for one',
      displayOptions: encrypted,
    },
    {
      displayName: 'Private Key of the Client',
      name: 'privateKey',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      placeholder: '-----BEGIN PRIVATE KEY-----',
      description: 'The private key that belongs to the client certificate',
      displayOptions: encrypted,
    },
    {
      displayName: 'Most Connections',
      name: 'maxConnections',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 100 },
      default: 4,
      description:
        'How many connections each process of n8n opens at most, all its executions together. The server must allow this many for every worker.',
    },
  ];
}
