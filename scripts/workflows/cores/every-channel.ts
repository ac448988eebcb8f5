import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { end, n8n } from '../parts';
import { callTaskInSheet, callTaskInSlack, letter, twilioSms, whatsapp } from './channel-senders';
import { ending } from './ending';
import { front, GATE, LOOK, SEND_X, SKIPPED } from './front';
import { dunningEmail } from './mail-senders';
import { addSender } from './sender';
import type { Sender } from './sender';
import { ASSUMED, COMPANY, FROM } from './settings';

const ROW = 180;

const CHANNELS = ['email', 'whatsapp', 'sms', 'call', 'letter'] as const;

const channelRule = (channel: string) => ({
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: channel,
        leftValue: '={{ $json.dunning.message.channel }}',
        rightValue: channel,
        operator: { type: 'string', operation: 'equals' },
      },
    ],
  },
  renameOutput: true,
  outputKey: { email: 'E-mail', whatsapp: 'WhatsApp', sms: 'SMS', call: 'Call', letter: 'Letter' }[channel],
});

function everyChannel(
  slug: string,
  title: string,
  call: Sender,
  callSettings: WorkflowDefinition['settings'],
  callConnect: string,
): WorkflowDefinition {
  const settings: WorkflowDefinition['settings'] = [
    ...COMPANY,
    FROM,
    { name: 'whatsappPhoneNumberId', value: '', means: 'the ID of your WhatsApp number, from Meta’s WhatsApp Manager' },
    { name: 'smsFrom', value: '', means: 'your Twilio number, with the country code' },
    ...callSettings,
    { name: 'lettersFolder', value: '/home/node/.n8n-files', means: 'where letters are put as PDF, to print and post' },
    ...ASSUMED,
  ];
  return {
    slug: `cores/${slug}`,
    title,
    summary:
      'The core with every channel: each reminder goes out by the first channel of its stage on which the customer can be reached, once: e-mail, WhatsApp, SMS, a call for your team, or a letter.',
    connect: [
      'Open **Send the e-mail**, **Send by WhatsApp** and **Send by SMS** and choose or create the account in each. Delete the channels you do not use.',
      callConnect,
      'Have the WhatsApp templates approved by Meta first: the Dunning Template Renderer’s operation *Export WhatsApp Templates* writes them.',
      'Press **Publish**: n8n lets a feeder call only what is published.',
    ],
    settings,
    result:
      'Open the execution: each output says what happened to which customer and why. When messages did not go out, or invoices could not be read, the run ends as failed once everything else is done, with the reason, so that the error workflow of your feeder tells a person.',
    notes: [
      'WhatsApp wants the customer’s recorded consent: without it (a column *WhatsApp Opt In*, for example) such messages end at *Must not be written to*.',
      'Which channels a stage may use, and in which order, is part of the policy in *Which stage is each invoice at?*.',
      'WhatsApp goes through an HTTP Request with n8n’s WhatsApp account: n8n’s own WhatsApp node cannot fill templates with named parameters, nor hand on the key by which delivery reports are told apart.',
      'The WhatsApp, SMS and Slack nodes do not tell the record which message they are at. A crash in the middle leaves that channel’s messages of this run uncertain: they are not sent again by themselves. E-mail is not affected.',
    ],
    contracts: [
      {
        of: 'WhatsApp Cloud API, messages',
        source: 'developers.facebook.com/docs/whatsapp/cloud-api/reference/messages; Meta’s OpenAPI examples',
      },
      { of: 'Twilio Programmable Messaging, Messages', source: 'Twilio’s OpenAPI file (twilio_api_v2010)' },
      {
        of: slug === 'every-channel' ? 'Slack Web API, chat.postMessage' : 'Google Sheets API v4, values.append',
        source:
          slug === 'every-channel'
            ? 'api.slack.com/methods/chat.postMessage'
            : 'developers.google.com/sheets/api/reference/rest',
      },
    ],
    build() {
      const builder = new WorkflowBuilder(this.slug, title);
      front(builder, settings, 'auto');
      builder
        .note({
          text: '## 4 · Once, and only once\nEach channel has its own row: **Claim** gives every message its yes exactly once, then it is sent, then the result is recorded. Connect the accounts in the nodes that send, and delete the rows you do not use.\n\nWhat did not go out, and what could not be read, ends the run as failed at the very end, with the reason. Choose an error workflow in your **feeder’s** settings (⋯ → Settings), and it reaches a person.',
          at: [SEND_X - 40, -260],
          size: [960, 260],
          colour: 'send',
        })
        .node(
          'By which channel?',
          n8n(
            'switch',
            3.2,
            {
              mode: 'rules',
              rules: { values: CHANNELS.map(channelRule) },
              options: { fallbackOutput: 'extra', renameFallbackOutput: 'Other' },
            },
            [SEND_X - 40, 240],
          ),
        )
        .node(SKIPPED, end([SEND_X + 480, 1120]))
        .connect(GATE, 'By which channel?')
        .connect('By which channel?', LOOK, CHANNELS.length);
      const senders = [{ ...dunningEmail, label: 'e-mail' }, whatsapp, twilioSms, call, letter];
      const ends = senders.map((sender, index) => {
        const { first, last } = addSender(builder, sender, [SEND_X + 240, 60 + ROW * index]);
        builder.connect('By which channel?', first, index).connect(first, SKIPPED, 1);
        return last;
      });
      ending(builder, ends, [SEND_X + 1260, 400]);
      return builder.build();
    },
  };
}

/** The cores that write by every channel. */
export const everyChannelCores: WorkflowDefinition[] = [
  everyChannel(
    'every-channel',
    'Reminders core: every channel',
    callTaskInSlack,
    [{ name: 'slackChannel', value: '#cobranza', means: 'the Slack channel where your team finds the calls to make' }],
    'Open **Put the call on Slack** and choose or create your Slack account.',
  ),
  everyChannel(
    'every-channel-calls-in-sheet',
    'Reminders core: every channel, calls in a sheet',
    callTaskInSheet,
    [
      {
        name: 'callSheetUrl',
        value: '',
        means: 'address of the Google sheet for the calls; its columns: Customer, Phone, Script, Reference',
      },
      { name: 'callSheetTab', value: 'Calls', means: 'name of the tab in that sheet' },
    ],
    'Open **Put the call into the sheet** and choose or create your Google account.',
  ),
];
