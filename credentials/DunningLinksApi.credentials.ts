import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class DunningLinksApi implements ICredentialType {
  name = 'dunningLinksApi';

  displayName = 'Dunning Links API';

  icon: Icon = { light: 'file:dunningLinks.svg', dark: 'file:dunningLinks.dark.svg' };

  documentationUrl = 'https://github.com/n8n-nodes-dunning/n8n-nodes-dunning#tracking-links';

  properties: INodeProperties[] = [
    {
      displayName: 'Signing Key',
      name: 'signingSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description:
        'A random text of at least 32 characters. Links in messages are signed with it, so that nobody else can make one.',
    },
    {
      displayName: 'Earlier Signing Keys',
      name: 'earlierSecrets',
      type: 'string',
      typeOptions: { password: true, rows: 3 },
      default: '',
      description:
        'After a change of the key: the ones before it, so that links in messages already sent keep working. One per line or separated by a space.',
    },
    {
      displayName: 'Address of the Links',
      name: 'address',
      type: 'string',
      default: '',
      placeholder: 'e.g. https://n8n.example.com/webhook/…/events',
      description:
        'The production URL of the Delivery Tracker Trigger whose provider is “Our Own Links”. Needed by Dunning Email, which puts the links into messages.',
    },
    {
      displayName: 'Where Clicks May Lead',
      name: 'allowedHosts',
      type: 'string',
      default: '',
      placeholder: 'e.g. pay.example.com, *.stripe.com',
      description:
        'The hosts of your payment pages, separated by commas. Clicks are counted for these alone, and our address leads nowhere else.',
    },
  ];
}
