import type { INodeProperties } from 'n8n-workflow';

import { ledgerFileOption } from '../../shared/ledger-option';

/** The node's options. Their collection is not called `options`: that name tells n8n to leave the body as it came. */
export const optionsCollection: INodeProperties = {
  displayName: 'Options',
  name: 'settings',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options: [
    {
      displayName: 'Allowed Addresses',
      name: 'networks',
      type: 'string',
      default: '',
      placeholder: 'e.g. 1.179.112.0/20, 172.246.240.0/20',
      description:
        'Postmark and Brevo, which sign nothing: the networks they call from, as they publish them. Calls from elsewhere are refused. Behind a proxy n8n must know how many stand before it (N8N_PROXY_HOPS).',
    },
    {
      displayName: 'Also Events That Are Known',
      name: 'alsoKnown',
      type: 'boolean',
      default: false,
      description:
        'Whether an event that was recorded before starts the workflow again. Providers send events more than once.',
    },
    {
      displayName: 'Channels on the Preferences Page',
      name: 'channels',
      type: 'multiOptions',
      options: [
        { name: 'Email', value: 'email' },
        { name: 'Letter', value: 'letter' },
        { name: 'Phone Call', value: 'call' },
        { name: 'SMS', value: 'sms' },
        { name: 'WhatsApp', value: 'whatsapp' },
      ],
      default: [],
      description: 'Our own links: the channels that customers may choose among. Leave it empty for all.',
    },
    {
      displayName: 'Include the Call',
      name: 'includeCall',
      type: 'boolean',
      default: false,
      description:
        'Whether items also carry what the provider sent, word for word. It holds addresses and phone numbers.',
    },
    ledgerFileOption,
    {
      displayName: 'Networks of Machines',
      name: 'machineNetworks',
      type: 'string',
      default: '',
      placeholder: 'e.g. 192.0.2.0/24',
      description: 'Our own links: networks of proxies and scanners. Opens and clicks from there count as a machine’s.',
    },
    {
      displayName: 'Public Address',
      name: 'publicUrl',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://n8n.example.com/webhook/…/events',
      description:
        'This node’s address as the provider knows it, where a proxy changes it. Twilio signs the address. Leave it empty to use the one that n8n shows.',
    },
    {
      displayName: 'Skip Opens and Clicks by Machines',
      name: 'skipMachines',
      type: 'boolean',
      default: false,
      description:
        'Whether opens and clicks that a mail scanner or a picture proxy caused start no workflow. They are recorded all the same.',
    },
  ],
};
