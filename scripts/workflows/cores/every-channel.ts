import { WorkflowBuilder } from '../builder';
import type { Contract, WorkflowDefinition } from '../definition';
import { end, n8n } from '../parts';
import { callTaskInSheet, callTaskInSlack, letter, twilioSms, whatsapp } from './channel-senders';
import { ending } from './ending';
import { front, GATE, LOOK, SEND_X, SKIPPED } from './front';
import { dunningEmail } from './mail-senders';
import { addSender, WIDTH } from './sender';
import type { Sender } from './sender';
import { ASSUMED, COMPANY, FROM } from './settings';
import { whatsappByNode } from './whatsapp-node';

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

/** What differs from one core with every channel to the next. */
interface Variant {
  slug: string;
  title: string;
  /** By which node WhatsApp messages go, and how their templates call their blanks. */
  byWhatsapp: {
    by: string;
    sender: Sender;
    open: string;
    exported: string;
    options?: Record<string, unknown>;
    notes: string[];
  };
  call: {
    where: string;
    sender: Sender;
    settings: WorkflowDefinition['settings'];
    connect: string;
    contract: Contract;
  };
}

const BY_REQUEST: Variant['byWhatsapp'] = {
  by: '',
  sender: whatsapp,
  open: '**Send by WhatsApp**',
  exported: 'writes them',
  notes: [
    'WhatsApp goes through an HTTP Request with n8n’s WhatsApp account: so any template fits, however many blanks it has, and the key goes along by which delivery reports are told apart. *Reminders core: every channel, n8n’s WhatsApp node* uses n8n’s own node; its README says what that costs.',
  ],
};

const BY_NODE: Variant['byWhatsapp'] = {
  by: ' (by n8n’s own node)',
  sender: whatsappByNode,
  open: '**Send by WhatsApp, 5 blanks**, **… 6 blanks** and **Send free text by WhatsApp**',
  exported: 'writes them; choose _With Numbers_ under its option *WhatsApp Parameters*',
  options: { whatsappParameters: 'positional' },
  notes: [
    '**Take *Reminders core: every channel* instead**, unless you want n8n’s own WhatsApp node: to see and change each message in its panel, or because your company allows no HTTP Requests. What n8n’s node costs stands in the next lines.',
    'It fills exactly the blanks that stand in its panel, so there is one node for five and one for six: as many as our templates for reminders have, in every language. A template of yours with another number is not sent and ends the run as failed with these words; copy one of the nodes, give it as many blanks, and a way of its own in **How many blanks has it?**.',
    'It knows no names of blanks: the templates must be submitted to Meta with numbers ({{1}}, {{2}}). Templates that were approved with names cannot be used here.',
    'It cannot hand on the key of the reminder. Delivery reports are told apart by WhatsApp’s own number of the message, which the record learns when the message has gone out: a report about a message of a run that crashed at that moment belongs to nobody, and the message stays uncertain.',
    'It speaks version 13 of Meta’s interface, which Meta has retired; Meta answers such calls by the oldest version that it still serves.',
    'It sends all messages of a run at the same moment and cannot be told otherwise. Meta takes 80 in a second from one number; what it refuses goes out by the next run.',
    'It has no pay button here: leave *WhatsApp Link Base* empty in **Write the reminder**, and put a link into the text of the template.',
  ],
};

function everyChannel({ slug, title, byWhatsapp, call }: Variant): WorkflowDefinition {
  const settings: WorkflowDefinition['settings'] = [
    ...COMPANY,
    FROM,
    { name: 'whatsappPhoneNumberId', value: '', means: 'the ID of your WhatsApp number, from Meta’s WhatsApp Manager' },
    { name: 'smsFrom', value: '', means: 'your Twilio number, with the country code' },
    ...call.settings,
    { name: 'lettersFolder', value: '/home/node/.n8n-files', means: 'where letters are put as PDF, to print and post' },
    ...ASSUMED,
  ];
  return {
    slug: `cores/${slug}`,
    title,
    summary: `The core with every channel: each reminder goes out by the first channel of its stage on which the customer can be reached, once: e-mail, WhatsApp${byWhatsapp.by}, SMS, a call for your team (${call.where}), or a letter.`,
    connect: [
      `Open **Send the e-mail**, ${byWhatsapp.open} and **Send by SMS** and choose or create the account in each. Delete the channels you do not use.`,
      call.connect,
      `Have the WhatsApp templates approved by Meta first: the Dunning Template Renderer’s operation *Export WhatsApp Templates* ${byWhatsapp.exported}.`,
      'Press **Publish**: n8n lets a feeder call only what is published.',
    ],
    settings,
    result:
      'Open the execution: each output says what happened to which customer and why. When messages did not go out, or invoices could not be read, the run ends as failed once everything else is done, with the reason, so that the error workflow of your feeder tells a person.',
    notes: [
      'WhatsApp wants the customer’s recorded consent: without it (a column *WhatsApp Opt In*, for example) such messages end at *Must not be written to*.',
      'Which channels a stage may use, and in which order, is part of the policy in *Which stage is each invoice at?*.',
      ...byWhatsapp.notes,
      'The WhatsApp, SMS and Slack nodes do not tell the record which message they are at. A crash in the middle leaves that channel’s messages of this run uncertain: they are not sent again by themselves. E-mail is not affected.',
    ],
    contracts: [
      {
        of: 'WhatsApp Cloud API, messages',
        source: 'developers.facebook.com/docs/whatsapp/cloud-api/reference/messages; Meta’s OpenAPI examples',
      },
      { of: 'Twilio Programmable Messaging, Messages', source: 'Twilio’s OpenAPI file (twilio_api_v2010)' },
      call.contract,
    ],
    build() {
      const builder = new WorkflowBuilder(this.slug, title);
      front(builder, settings, 'auto', undefined, byWhatsapp.options);
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
        .connect(GATE, 'By which channel?')
        .connect('By which channel?', LOOK, CHANNELS.length);
      const senders = [{ ...dunningEmail, label: 'e-mail' }, byWhatsapp.sender, twilioSms, call.sender, letter];
      const rowsOf = (sender: Sender) => ('rows' in sender ? sender.rows : 1);
      const columns = Math.max(...senders.map((sender) => ('columns' in sender ? sender.columns : 2)));
      let rows = 0;
      const ends = senders.map((sender, index) => {
        const { first, last } = addSender(builder, sender, [SEND_X + 240, 60 + ROW * rows]);
        builder.connect('By which channel?', first, index).connect(first, SKIPPED, 1);
        rows += rowsOf(sender);
        return last;
      });
      builder.node(SKIPPED, end([SEND_X + 480, 220 + ROW * rows]));
      ending(builder, ends, [SEND_X + 540 + WIDTH * (columns + 1), 400]);
      return builder.build();
    },
  };
}

const CALLS_IN_SLACK: Variant['call'] = {
  where: 'in Slack',
  sender: callTaskInSlack,
  settings: [
    { name: 'slackChannel', value: '#cobranza', means: 'the Slack channel where your team finds the calls to make' },
  ],
  connect: 'Open **Put the call on Slack** and choose or create your Slack account.',
  contract: { of: 'Slack Web API, chat.postMessage', source: 'api.slack.com/methods/chat.postMessage' },
};

const CALLS_IN_SHEET: Variant['call'] = {
  where: 'in a Google sheet',
  sender: callTaskInSheet,
  settings: [
    {
      name: 'callSheetUrl',
      value: '',
      means: 'address of the Google sheet for the calls; its columns: Customer, Phone, Script, Reference',
    },
    { name: 'callSheetTab', value: 'Calls', means: 'name of the tab in that sheet' },
  ],
  connect: 'Open **Put the call into the sheet** and choose or create your Google account.',
  contract: {
    of: 'Google Sheets API v4, values.append',
    source: 'developers.google.com/sheets/api/reference/rest',
  },
};

/** The cores that write by every channel. */
export const everyChannelCores: WorkflowDefinition[] = [
  everyChannel({
    slug: 'every-channel',
    title: 'Reminders core: every channel',
    byWhatsapp: BY_REQUEST,
    call: CALLS_IN_SLACK,
  }),
  everyChannel({
    slug: 'every-channel-calls-in-sheet',
    title: 'Reminders core: every channel, calls in a sheet',
    byWhatsapp: BY_REQUEST,
    call: CALLS_IN_SHEET,
  }),
  everyChannel({
    slug: 'every-channel-whatsapp-node',
    title: 'Reminders core: every channel, n8n’s WhatsApp node',
    byWhatsapp: BY_NODE,
    call: CALLS_IN_SLACK,
  }),
];
