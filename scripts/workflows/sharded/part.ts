import { WorkflowBuilder } from '../builder';
import { CHOOSE_INVOICES, GATE, GATE_PARAMETERS, LOOK, RENDER, renderer } from '../cores/front';
import { dunningEmail } from '../cores/mail-senders';
import { addSender } from '../cores/sender';
import type { WorkflowDefinition } from '../definition';
import { end, n8n, ours, SETTINGS, settingsNode } from '../parts';
import { OUTCOMES, partSummary } from './expressions';
import { PART } from './names';
import { recordInPostgres } from './record';
import { PART_PATH, PART_SETTINGS, SECRET } from './settings';

const CHECK = 'Are there reminders in it?';
const READY = 'Settings first, then the reminders';
const EACH = 'One item for each reminder';
const LATER = 'Next run asks again';
const NOT_ALLOWED = 'Must not be written to';
const SKIPPED = 'Already written to';
const TOGETHER = 'All results';
const COUNT = 'What became of this part';
const ANSWER = 'Answer with the summary';
const REFUSE = 'Say what is wrong';

/** More than the reminders of a part at once helps nobody while several parts are at work on each worker. */
const SENDER = {
  ...dunningEmail,
  node: {
    ...dunningEmail.node,
    parameters: {
      ...dunningEmail.node.parameters,
      options: { ...(dunningEmail.node.parameters.options as object), connections: 5 },
    },
  },
};

const HAS_REMINDERS = {
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: 'has-reminders',
        leftValue:
          '={{ Array.isArray($json.body?.reminders) && $json.body.reminders.length > 0 && $json.body.reminders.every((one) => one?.dunning?.debt && one.dunning.stage) }}',
        rightValue: '',
        operator: { type: 'boolean', operation: 'true', singleValue: true },
      },
    ],
  },
  options: {},
};

const WRONG = `={{ { error: 'A part is { "part": 1, "of": 1, "reminders": [ … ] } with at least one reminder, each as the Invoice Stage Classifier puts it out. Nobody was written to.' } }}`;

/** The second workflow: a worker’s share. It writes, asks, claims, sends and records, and answers with what became of each. */
export const part: WorkflowDefinition = {
  slug: 'sharded/part',
  title: 'Large book: one part',
  summary:
    'A worker’s share of a large book: takes the reminders of some hundred customers, writes them, checks that each may be sent now, sends it once by e-mail, and answers with what became of them.',
  connect: [
    'Open **One part of the book** and create the account _Secret of the large book_ (Header Auth): a name such as `X-Dunning-Secret` and a long random value. Nobody without it can send anything in.',
    'Open **Claim** and choose or create your account _Record (PostgreSQL)_; choose the same one in **Send the e-mail** and **Record the result**. Several workers need one common record.',
    'Open **Send the e-mail** and choose or create your mail account (SMTP).',
    'Press **Publish**. Then import _Large book: share the work_.',
  ],
  settings: PART_SETTINGS,
  result: `The answer counts the reminders of the part by what became of them (${OUTCOMES.map((name) => `\`${name}\``).join(', ')}) and names the first ten that need a person. The other workflow adds the parts up.`,
  notes: [
    'The stage of each invoice is found once, for the whole book, before it is shared: payments, credit notes and the other invoices of a customer are seen together. Your texts and the law’s rules are applied here.',
    'Runs are not kept, whether they went well or not (workflow settings → *Save production executions*): n8n would write the mails of a large book and, with the headers of each call, the shared secret into its database. What failed is in the answer and in the summary of the other workflow; the record of who was written to is in PostgreSQL.',
    'While a part is at work n8n holds its call with the secret in the database, and of a part whose worker died until n8n’s own pruning. So take a secret of its own that opens nothing else, and let only n8n’s administrators read its database.',
    'A part that is sent twice, by whomever, reminds nobody twice: each reminder is claimed in the record right before it goes out.',
    'For another way of sending, put the sender of another core in the place of *Send the e-mail*; and switch off *Sent by Dunning Email* in **Claim**.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nOne part of a large book. *Large book: share the work* calls this workflow once for each part, and your n8n gives each call to whichever **worker** is free.\n\n**Nobody gets the same reminder twice**, also when a worker dies or a part is sent again.',
        at: [-1020, -180],
        size: [440, 300],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **One part of the book** and create the account with the shared secret. Open **Your settings**: your company, the contact person, the bank.',
        at: [-540, -180],
        size: [400, 300],
        colour: 'set',
      })
      .note({
        text: '## 2 · What they read, and whether now\nThe text of each reminder, then the law’s hours, rest days and limits, and what the customer asked for. *Later* ones are picked up by the next run. This is not legal advice.',
        at: [100, -180],
        size: [640, 260],
        colour: 'think',
      })
      .note({
        text: '## 3 · Once, and only once\n**Claim** asks the common record whether this reminder may go out: each one gets a yes exactly once, whichever worker asks. Choose the record (PostgreSQL) and your mail account.',
        at: [800, -180],
        size: [700, 260],
        colour: 'send',
      })
      .note({
        text: '## 4 · The answer\nCounts what became of each reminder. *Large book: share the work* adds up all parts and tells the finance lead.',
        at: [1560, -180],
        size: [460, 260],
        colour: 'trouble',
      });
    builder
      .node(
        PART,
        n8n(
          'webhook',
          2,
          {
            httpMethod: 'POST',
            path: PART_PATH,
            authentication: 'headerAuth',
            responseMode: 'responseNode',
            options: {},
          },
          [-960, 300],
          { webhookId: '3f0c6a52-7d0e-4b1f-9c55-5d2a8e61b7c4', credentials: SECRET },
        ),
      )
      .node(CHECK, n8n('if', 2.2, HAS_REMINDERS, [-720, 300]))
      .node(SETTINGS, settingsNode(this.settings, [-440, 200]))
      .node(READY, n8n('merge', 3.1, CHOOSE_INVOICES, [-200, 320]))
      .node(EACH, n8n('splitOut', 1, { fieldToSplitOut: 'body.reminders', options: {} }, [20, 320]))
      .node(RENDER, {
        ...ours('dunningTemplateRenderer', renderer('email'), [260, 320]),
        onError: 'continueErrorOutput',
      })
      .node(GATE, ours('complianceGate', GATE_PARAMETERS, [520, 240]))
      .node(LOOK, end([520, 620]))
      .node(LATER, end([800, 400]))
      .node(NOT_ALLOWED, end([800, 540]))
      .node(SKIPPED, end([1080, 440]))
      .node(
        REFUSE,
        n8n(
          'respondToWebhook',
          1.1,
          { respondWith: 'json', responseBody: WRONG, options: { responseCode: 400 } },
          [-440, 520],
        ),
      );
    const { first, last } = addSender(builder, SENDER, [800, 200]);
    const ends = [last, SKIPPED, LATER, NOT_ALLOWED, LOOK];
    builder
      .node(TOGETHER, n8n('merge', 3.1, { mode: 'append', numberInputs: ends.length }, [1580, 320]))
      .node(COUNT, {
        ...n8n('set', 3.4, { mode: 'raw', jsonOutput: partSummary(PART), options: {} }, [1800, 320]),
        executeOnce: true,
      })
      .node(ANSWER, n8n('respondToWebhook', 1.1, { respondWith: 'firstIncomingItem', options: {} }, [2020, 320]))
      .chain(PART, CHECK, SETTINGS)
      .connect(CHECK, READY)
      .connect(CHECK, REFUSE, 1)
      .connect(SETTINGS, READY, 0, 1)
      .chain(READY, EACH, RENDER, GATE, first)
      .connect(RENDER, LOOK, 1)
      .connect(GATE, LATER, 1)
      .connect(GATE, NOT_ALLOWED, 2)
      .connect(first, SKIPPED, 1)
      .chain(TOGETHER, COUNT, ANSWER);
    ends.forEach((name, input) => builder.connect(name, TOGETHER, 0, input));
    return recordInPostgres(builder.build({ saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' }));
  },
};
