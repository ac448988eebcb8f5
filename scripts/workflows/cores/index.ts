import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { end, n8n, stopWith } from '../parts';
import {
  addSender,
  amazonSes,
  callTaskInSheet,
  callTaskInSlack,
  dunningEmail,
  gmail,
  letter,
  outlook,
  sendGrid,
  twilioSms,
  whatsapp,
} from './channels';
import type { Sender } from './channels';
import { front, GATE, LOOK, SEND_X } from './front';
import { ASSUMED, COMPANY, FROM } from './settings';

const SKIPPED = 'Already written to';
const TOGETHER = 'All results';
const FAILED = 'What needs a person?';
const TELL = 'Tell a person';
const ROW = 180;

/** What a run says when something needs a person; n8n hands it to the error workflow. */
const NEEDS_A_PERSON = `={{ $input.all().length + ' need(s) a person. The first: ' + ($json.dunning?.debt?.customer?.name ?? $json.dunning?.record?.customerId ?? ($json.fileName ? 'the file ' + $json.fileName : 'an invoice that cannot be read')) + ': ' + ($json.dunning?.record?.detail || ($json.error?.message ?? $json.error) || 'no answer') + ' Everything else went out and stays sent. Mend what is named; the next run sends what certainly did not go out. What may have gone out is listed as uncertain and is not sent again by itself.' }}`;

/** Keeps what could not be read or written, and what was claimed and is not recorded as sent. */
const KEEP = {
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: 'needs-a-person',
        leftValue: `={{ Boolean($json.error) || ($json.dunning?.record !== undefined && !['sent', 'delivered', 'read', 'replied'].includes($json.dunning.record.status)) }}`,
        rightValue: '',
        operator: { type: 'boolean', operation: 'true', singleValue: true },
      },
    ],
  },
  options: {},
};

/**
 * Waits for everything else, and ends the run as failed when something needs a person.
 * @param last the nodes after which nothing more happens
 */
export function ending(builder: WorkflowBuilder, last: string[], [x, y]: [number, number]): void {
  const inputs = [...last, LOOK];
  builder
    .node(TOGETHER, n8n('merge', 3.1, { mode: 'append', numberInputs: inputs.length }, [x, y]))
    .node(FAILED, n8n('filter', 2.2, KEEP, [x + 240, y]))
    .node(TELL, { ...stopWith(NEEDS_A_PERSON, [x + 480, y]), executeOnce: true })
    .chain(TOGETHER, FAILED, TELL);
  inputs.forEach((name, input) => builder.connect(name, TOGETHER, 0, input));
}

function mailCore(
  slug: string,
  title: string,
  by: string,
  sender: Sender,
  connect: string,
  notes: string[],
): WorkflowDefinition {
  // Gmail and Outlook send from the account that is connected.
  const from = JSON.stringify(sender.node.parameters).includes('fromEmail') ? [FROM] : [];
  const settings = [...COMPANY, ...from, ...ASSUMED];
  return {
    slug: `cores/${slug}`,
    title,
    summary: `The core that every feeder hands its invoices to: finds the stage, writes the reminder, checks that it may be sent now, and sends it once, ${by}.`,
    connect: [connect, 'Press **Publish**: n8n lets a feeder call only what is published.'],
    settings,
    result:
      'Open the execution: each output says what happened to which customer and why. When messages did not go out, or invoices could not be read, the run ends as failed once everything else is done, with the reason, so that the error workflow of your feeder tells a person.',
    notes,
    build() {
      const builder = new WorkflowBuilder(this.slug, title);
      front(builder, settings, 'email');
      builder.note({
        text: `## 4 · Once, and only once\n**Claim** asks the record whether this reminder may go out: each one gets a yes exactly once. Connect your mail account in *${sender.name}*.\n\nWhat did not go out, and what could not be read, ends the run as failed at the very end, with the reason. Choose an error workflow in your **feeder’s** settings (⋯ → Settings), and it reaches a person.`,
        at: [SEND_X - 40, -140],
        size: [720, 260],
        colour: 'send',
      });
      const { first, last } = addSender(builder, sender, [SEND_X, 240]);
      builder.node(SKIPPED, end([SEND_X + 240, 420]));
      ending(builder, [last], [SEND_X + 720, 560]);
      builder.connect(GATE, first).connect(first, SKIPPED, 1);
      return builder.build();
    },
  };
}

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

const UNKNOWN_AFTER_CRASH = (name: string) =>
  `n8n’s own ${name} node does not tell the record which message it is at. A crash in the middle leaves the messages of this run uncertain: they are not sent again by themselves. With *core: e-mail* only those in the air are.`;

/** The cores; a user imports one. */
export const cores: WorkflowDefinition[] = [
  mailCore(
    'email',
    'Reminders core: e-mail',
    'by e-mail through your own mail server',
    dunningEmail,
    'Open **Send the e-mail** and choose or create your mail account (SMTP).',
    [],
  ),
  {
    ...mailCore(
      'email-gmail',
      'Reminders core: Gmail',
      'with your Gmail account',
      gmail,
      'Open **Send with Gmail** and choose or create your Google account.',
      [UNKNOWN_AFTER_CRASH('Gmail'), 'Mails come from the account you connect.'],
    ),
    contracts: [{ of: 'Gmail API v1, users.messages.send', source: 'developers.google.com/gmail/api/reference/rest' }],
  },
  {
    ...mailCore(
      'email-outlook',
      'Reminders core: Outlook',
      'with your Outlook (Microsoft 365) account',
      outlook,
      'Open **Send with Outlook** and choose or create your Microsoft account.',
      [UNKNOWN_AFTER_CRASH('Outlook'), 'Mails come from the account you connect.'],
    ),
    contracts: [{ of: 'Microsoft Graph v1.0, user: sendMail', source: 'learn.microsoft.com/graph/api/user-sendmail' }],
  },
  {
    ...mailCore(
      'email-amazon-ses',
      'Reminders core: Amazon SES',
      'with Amazon SES',
      amazonSes,
      'Open **Send with Amazon SES** and choose or create your AWS account.',
      [
        UNKNOWN_AFTER_CRASH('SES'),
        'The mails are plain text: n8n’s node puts the whole message into the address of the request, where a page of HTML does not fit. For designed mails use *core: e-mail* with the SMTP data of SES.',
      ],
    ),
    contracts: [
      {
        of: 'Amazon SES, Query API, SendEmail',
        source: 'docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html',
      },
    ],
  },
  {
    ...mailCore(
      'email-sendgrid',
      'Reminders core: SendGrid',
      'with SendGrid',
      sendGrid,
      'Open **Send with SendGrid** and choose or create your SendGrid account.',
      [UNKNOWN_AFTER_CRASH('SendGrid')],
    ),
    contracts: [{ of: 'SendGrid v3, POST /mail/send', source: 'SendGrid’s OpenAPI file (tsg_mail_v3)' }],
  },
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
