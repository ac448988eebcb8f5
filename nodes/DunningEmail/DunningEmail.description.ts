import type { INodeProperties } from 'n8n-workflow';

import { ledgerChoice, ledgerFileOption } from '../shared/ledger-option';

export const properties: INodeProperties[] = [
  {
    displayName:
      'Place this node after the output “Send” of the Delivery Tracker (Claim). It sends the message on each item and notes the result at once, so nobody is written to twice.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'From Email',
    name: 'fromEmail',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. billing@example.com',
    description: 'The address the mail comes from. The mail server must allow this account to use it.',
  },
  {
    displayName: 'From Name',
    name: 'fromName',
    type: 'string',
    default: '',
    placeholder: 'e.g. Accounts Receivable, Example Ltd',
    description: 'The name the customer sees as the sender',
  },
  {
    displayName: 'Attachments',
    name: 'attachments',
    type: 'string',
    default: '',
    placeholder: 'e.g. invoice, statement',
    description:
      'The names of the files on the item to attach (n8n calls them binary fields), separated by commas. Leave it empty to attach nothing.',
  },
  ledgerChoice(),
  {
    displayName: 'Tracking Links',
    name: 'trackingLinks',
    type: 'boolean',
    noDataExpression: true,
    default: false,
    description:
      'Whether to put links of your own into each mail that the Delivery Tracker Trigger answers: to unsubscribe with one click, to choose channels, to count clicks. They hold no data of the customer.',
  },
  {
    displayName: 'Links',
    name: 'links',
    type: 'multiOptions',
    options: [
      {
        name: 'Clicks',
        value: 'clicks',
        description: 'The pay button and other links to the hosts that the credential allows lead through your address',
      },
      {
        name: 'Opens',
        value: 'opens',
        description:
          'A picture of one pixel. Many mail programs load it by themselves; those opens never count as read.',
      },
      {
        name: 'Preferences Page',
        value: 'preferences',
        description: 'A line at the end of the mail where the customer can choose among channels',
      },
      {
        name: 'Unsubscribe With One Click',
        value: 'unsubscribe',
        description: 'The button that mail programs show next to the sender (RFC 8058). Gmail and Yahoo ask for it.',
      },
    ],
    default: ['clicks', 'preferences', 'unsubscribe'],
    displayOptions: { show: { trackingLinks: [true] } },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Answer Timeout (Seconds)',
        name: 'answerTimeout',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 120,
        description:
          'How long the mail server may stay silent. When the answer to a message stays away longer, the message is called uncertain and is not sent again by itself.',
      },
      {
        displayName: 'Bounce Address',
        name: 'bounceAddress',
        type: 'string',
        default: '',
        placeholder: 'e.g. bounces@example.com',
        description: 'Where undeliverable mail is returned to. Leave it empty to use From Email.',
      },
      {
        displayName: 'Connections',
        name: 'connections',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 3,
        description: 'How many messages are handed over at the same time. Many providers allow only a few.',
      },
      {
        displayName: 'Delivery Reports',
        name: 'deliveryReports',
        type: 'options',
        options: [
          { name: 'Failures and Delays', value: 'failures' },
          { name: 'Failures, Delays and Successes', value: 'all' },
          { name: 'Leave It to the Server', value: 'none' },
        ],
        default: 'failures',
        description:
          'Which reports to ask the mail server for, where it offers them. They arrive as mail at the sender.',
      },
      ledgerFileOption,
      {
        displayName: 'Links Work for (Days)',
        name: 'linkDays',
        type: 'number',
        typeOptions: { minValue: 1 },
        default: 180,
        description: 'How long the tracking links in a mail work. Afterwards they say that they are no longer valid.',
      },
      {
        displayName: 'Messages per Minute',
        name: 'messagesPerMinute',
        type: 'number',
        typeOptions: { minValue: 0 },
        default: 0,
        description: 'How many messages may be handed over in one minute, spread evenly. 0 sets no limit.',
      },
      {
        displayName: 'Reply To',
        name: 'replyTo',
        type: 'string',
        default: '',
        placeholder: 'e.g. collections@example.com',
        description: 'Where the customer’s answer goes. Leave it empty to use From Email.',
      },
      {
        displayName: 'When There Is No Claim',
        name: 'withoutClaim',
        type: 'options',
        options: [
          {
            name: 'Refuse',
            value: 'refuse',
            description: 'Stop before anything is sent',
          },
          {
            name: 'Send Anyway',
            value: 'send',
            description: 'Send it without a record: if the workflow runs again, it is sent again',
          },
        ],
        default: 'refuse',
        description: 'What to do with a message that no Delivery Tracker (Claim) has claimed',
      },
    ],
  },
];
