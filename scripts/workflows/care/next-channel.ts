import { WorkflowBuilder } from '../builder';
import { callTaskInSlack, letter, twilioSms, whatsapp } from '../cores/channel-senders';
import { ending } from '../cores/ending';
import { classifier, GATE, GATE_PARAMETERS, LOOK, RENDER, renderer } from '../cores/front';
import { dunningEmail } from '../cores/mail-senders';
import { addSender } from '../cores/sender';
import { ASSUMED, COMPANY, FROM } from '../cores/settings';
import type { WorkflowDefinition } from '../definition';
import { end, entrance, n8n, ours, setting } from '../parts';
import { caseOf, LEDGER, settingsBeside, TEAM, TELL_CONNECT, tellTeam } from './team';
import { keep, sorter } from '../ways';

const ENTRANCE = 'Invoices from a feeder';
const STAGE = 'Which stage is each invoice at?';
const WRITTEN = 'Was written to at this stage';
const NEXT = 'Did the last message reach them?';
const AGAIN = 'A channel that comes after another';
const CHANNELS = ['email', 'whatsapp', 'sms', 'call', 'letter'] as const;
const LABELS = { email: 'E-mail', whatsapp: 'WhatsApp', sms: 'SMS', call: 'Call', letter: 'Letter' };
const BY = 'By which channel?';
const NOBODY = 'Nobody could be reached';
const EXHAUSTED = 'No channel is left';
const BOTH = 'Due, or written to already';
const REVIEW = 'All its channels failed';
const SKIPPED = 'Already written to';
const ROW = 180;

const SETTINGS_OF_IT: WorkflowDefinition['settings'] = [
  {
    name: 'daysToWait',
    value: 3,
    means: 'so many days after a message the next channel is tried; one that failed or came back is not waited for',
  },
  {
    name: 'unlessItWas',
    value: 'delivered',
    means: '`delivered`: it arrived; `read`: a person opened it, clicked in it or answered',
  },
  ...COMPANY,
  FROM,
  { name: 'whatsappPhoneNumberId', value: '', means: 'the ID of your WhatsApp number, from Meta’s WhatsApp Manager' },
  { name: 'smsFrom', value: '', means: 'your Twilio number, with the country code' },
  { name: 'slackChannel', value: '#cobranza', means: 'the Slack channel where your team finds the calls to make' },
  { name: 'lettersFolder', value: '/home/node/.n8n-files', means: 'where letters are put as PDF, to print and post' },
  ...ASSUMED,
  ...TEAM.filter(({ name }) => name === 'teamEmail'),
];

const NAME = `($json.dunning.debt?.customer?.name ?? $json.dunning.debt?.customer?.id)`;
const UNREACHED = `[${NAME} + ' owes ' + ($json.dunning.debt?.openItems ?? []).map((one) => one.number ?? one.invoiceId).join(', ') + ', and no message of the stage “' + $json.dunning.stage.label.en + '” reached them.', ($json.dunning.next ?? $json.dunning.stage).reason.en, 'What to do: call them, or ask for another address and put it into your system.'].join('\\n\\n')`;

/** When a message did not arrive, or was not opened in time, the same stage is told by the next channel. */
export const nextChannel: WorkflowDefinition = {
  slug: 'care/next-channel',
  title: 'Care: next channel',
  summary:
    'When a reminder was not delivered, or not opened within some days, tells the same stage by the next channel: e-mail, then WhatsApp, SMS, a call, a letter. Once, within the same limits, and only for what is still open.',
  connect: [
    'Import your feeder a second time, choose this workflow in its last node, and let it run an hour after the first.',
    'Open **Send the e-mail**, **Send by WhatsApp**, **Send by SMS** and **Put the call on Slack** and choose or create the account in each. Delete the channels you do not use.',
    TELL_CONNECT,
    'Import and publish the workflow under _Events_ for each channel: without it nobody knows what was delivered.',
    'Press **Publish**: n8n lets a feeder call only what is published.',
  ],
  settings: SETTINGS_OF_IT,
  result:
    'Open the execution: the first output of *Did the last message reach them?* was written to again, the others say why not. Your team gets one mail about customers whom no channel of the stage reached.',
  notes: [
    'It reads the invoices anew, so that nobody who has paid since is written to.',
    'The classifier, the texts and the rules must be the same as in your core: change both.',
    'The first message of a stage is left to your core; this workflow only follows one.',
    'Without reports a sent message counts as not delivered: WhatsApp and SMS report by themselves once their events are connected; e-mail does with a mail provider or your own links.',
  ],
  contracts: [
    {
      of: 'WhatsApp Cloud API, messages',
      source: 'developers.facebook.com/docs/whatsapp/cloud-api/reference/messages; Meta’s OpenAPI examples',
    },
    { of: 'Twilio Programmable Messaging, Messages', source: 'Twilio’s OpenAPI file (twilio_api_v2010)' },
    { of: 'Slack Web API, chat.postMessage', source: 'api.slack.com/methods/chat.postMessage' },
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nA reminder that nobody saw is none. This workflow looks at each invoice that is still open: did the last message of its stage arrive? If not, it tells the same by the **next channel**, once.',
        at: [-780, -140],
        size: [380, 280],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **Your settings**: after how many days, and whether arriving is enough or the message has to be read. Then your company, as in your core.',
        at: [-360, -140],
        size: [320, 280],
        colour: 'set',
      })
      .note({
        text: '## 2 · Did the last message reach them?\nOnly invoices that were written about and are still open come here. *Wait*: it is too early to tell. *Nothing to do*: it arrived, or no channel is left; of the latter your team hears.',
        at: [260, -140],
        size: [860, 220],
        colour: 'think',
      })
      .note({
        text: '## 3 · The same limits again\nThe earlier message counts: hours, rest days, and how often a customer may be written to, by law and by your own rules. **Claim** gives each message its yes exactly once.',
        at: [1400, -140],
        size: [680, 220],
        colour: 'send',
      })
      .node(ENTRANCE, entrance([-720, 320]));
    const merged = settingsBeside(builder, ENTRANCE, SETTINGS_OF_IT, [-260, 320], 'the invoices');
    builder
      .node(STAGE, ours('invoiceStageClassifier', classifier(), [260, 320]))
      .node(WRITTEN, keep('$json.dunning?.stage?.key && $json.dunning?.debt', [720, 260]))
      .node(
        NEXT,
        ours(
          'deliveryTracker',
          {
            resource: 'contact',
            operation: 'nextChannel',
            need: setting('unlessItWas'),
            within: setting('daysToWait'),
            unit: 'days',
            options: LEDGER,
          },
          [960, 260],
        ),
      )
      .node(AGAIN, keep(`$json.dunning.next.reasonCode === 'not_reached'`, [1200, 160]))
      .node(RENDER, {
        ...ours('dunningTemplateRenderer', renderer('auto'), [1440, 160]),
        onError: 'continueErrorOutput',
      })
      .node(GATE, ours('complianceGate', GATE_PARAMETERS, [1680, 160]))
      .node('Too early to tell', end([1200, 300]))
      .node(NOBODY, keep(`$json.dunning.next.decision === 'exhausted'`, [1200, 440]))
      .node('On hold, or paid', end([500, 440]))
      .node('Next run asks again', end([1920, 460]))
      .node('Must not be written to', end([1920, 600]))
      .connect(merged, STAGE)
      .node(BOTH, n8n('merge', 3.1, { mode: 'append' }, [500, 260]))
      .node(REVIEW, keep(`$json.dunning?.stage?.reasonCode === 'all_channels_failed'`, [1200, 580]))
      .node(EXHAUSTED, caseOf(`'Customer ' + ${NAME} + ' could not be reached'`, UNREACHED, [1440, 500]))
      .node(LOOK, end([1680, 620]))
      .node(
        BY,
        sorter(
          CHANNELS.map((channel) => [LABELS[channel], `$json.dunning.message.channel === '${channel}'`]),
          'Other',
          [1920, 100],
        ),
      )
      .node(SKIPPED, end([2440, 1060]))
      .connect(STAGE, BOTH)
      .connect(STAGE, BOTH, 1, 1)
      .connect(STAGE, 'On hold, or paid', 2)
      .connect(STAGE, REVIEW, 3)
      .connect(STAGE, 'On hold, or paid', 4)
      .chain(BOTH, WRITTEN, NEXT, AGAIN, RENDER, GATE, BY)
      .connect(NEXT, 'Too early to tell', 1)
      .connect(NEXT, NOBODY, 2)
      .connect(RENDER, LOOK, 1)
      .connect(GATE, 'Next run asks again', 1)
      .connect(GATE, 'Must not be written to', 2)
      .connect(BY, LOOK, CHANNELS.length)
      .connect(NOBODY, EXHAUSTED)
      .connect(REVIEW, EXHAUSTED);
    const senders = [{ ...dunningEmail, label: 'e-mail' }, whatsapp, twilioSms, callTaskInSlack, letter];
    const last = senders.map((sender, index) => {
      const row = addSender(builder, sender, [2220, -60 + ROW * index]);
      builder.connect(BY, row.first, index).connect(row.first, SKIPPED, 1);
      return row.last;
    });
    ending(builder, last, [3220, 400]);
    tellTeam(builder, [EXHAUSTED], [1680, 800]);
    return builder.build();
  },
};
