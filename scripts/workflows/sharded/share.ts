import { WorkflowBuilder } from '../builder';
import type { NodeSpec } from '../builder';
import { CHOOSE_INVOICES, CLASSIFY, classifier, ENTRANCE } from '../cores/front';
import type { WorkflowDefinition } from '../definition';
import { end, entrance, n8n, ours, setting, SETTINGS, settingRef, settingsNode, stopWith } from '../parts';
import * as say from './expressions';
import {
  AGAIN,
  ALL,
  ANSWERS,
  ANSWERS_AGAIN,
  BOOK,
  PARTS,
  PROGRESS,
  ROUND,
  ROUND_AGAIN,
  SEND,
  SEND_AGAIN,
  SUMMARY,
} from './names';
import { progressRow, progressTable } from './progress';
import { recordInPostgres } from './record';
import { SECRET, SHARE_SETTINGS } from './settings';

const READY = 'Settings first, then the invoices';
const ANY = 'Is anything due?';
const TABLE = 'A table for the progress';
const WRITE = 'Write down how far we are';
const WRITE_END = 'Write down the end';
const ANY_AGAIN = 'Was a part refused?';
const WAIT = 'A moment for n8n to recover';
const EACH_AGAIN = 'One item for each refused part';
const LEAD = 'Is there someone to tell?';
const MAIL = 'Tell the finance lead';
const ALL_WELL = 'Is everything done?';
const DONE = 'The summary';
const TELL = 'Tell a person';

type At = [number, number];

const condition = (id: string, leftValue: string) => ({
  conditions: {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
    combinator: 'and',
    conditions: [
      { id, leftValue, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } },
    ],
  },
  options: {},
});

/** One item, worked out once from all that came in. */
const once = (at: At, fields: Array<[name: string, value: string, type: 'array' | 'string' | 'number']>): NodeSpec => ({
  ...n8n(
    'set',
    3.4,
    {
      assignments: {
        assignments: fields.map(([name, value, type], index) => ({ id: `f${index + 1}`, name, value, type })),
      },
      options: {},
    },
    at,
  ),
  executeOnce: true,
});

const onceRaw = (at: At, jsonOutput: string): NodeSpec => ({
  ...n8n('set', 3.4, { mode: 'raw', jsonOutput, options: {} }, at),
  executeOnce: true,
});

/** Each part is one call, which a worker answers when it is done; a part that is refused must not stop the others. */
const call = (body: string, at: At): NodeSpec =>
  n8n(
    'httpRequest',
    4.2,
    {
      method: 'POST',
      url: setting('partAddress'),
      authentication: 'genericCredentialType',
      genericAuthType: 'httpHeaderAuth',
      sendBody: true,
      specifyBody: 'json',
      jsonBody: body,
      options: { timeout: `={{ ${settingRef('minutesPerPart')} * 60000 }}` },
    },
    at,
    { onError: 'continueRegularOutput', credentials: SECRET },
  );

const rounds = (at: At): NodeSpec => n8n('splitInBatches', 3, { batchSize: setting('partsAtOnce'), options: {} }, at);

/** The first workflow: takes the whole book, shares what is due among all workers, waits, and tells what became of it. */
export const share: WorkflowDefinition = {
  slug: 'sharded/share',
  title: 'Large book: share the work',
  summary:
    'For tens of thousands of invoices on an n8n with several workers: takes the whole book from a feeder, finds what is due, shares it by customer among all workers, shows how far it is, and tells the finance lead what became of it.',
  connect: [
    'Ask your administrator whether your n8n runs in **queue mode** with two or more workers, and import and publish _Large book: one part_ first.',
    'Open **Which stage is each invoice at?** and choose your account _Record (PostgreSQL)_, the same as in the other workflow.',
    'Open **Send the parts to all workers** and **Send the refused parts again** and choose the account _Secret of the large book_, the same as in the other workflow.',
    'Open **Tell the finance lead** and choose or create your mail account (SMTP), or leave **Summary to** empty.',
    'Press **Publish**. Then import a feeder (`feeders/…`), choose this workflow in its last node, _Write the reminders_, and publish it.',
  ],
  settings: SHARE_SETTINGS,
  result:
    'The last item, which your feeder gets back, and the mail to the finance lead say what became of every reminder: sent, skipped and why, later, not allowed, refused, uncertain, and the parts that gave no answer. Meanwhile the table _Dunning progress_ (n8n → *Data tables*) has one row for each run: parts answered, reminders sent. When something needs a person, or a part gave no answer, the run ends as failed once everything else is done, so that the error workflow of your feeder tells a person.',
  notes: [
    '**When a worker dies:** its parts give no answer or are refused. What is refused is sent again at once; what stays without an answer is listed. The next run sends what did not go out. Nobody gets a reminder twice: each is claimed in the record right before it goes out. A reminder that was in the air at that very moment is listed as uncertain and is not sent again by itself.',
    '**When this run itself dies:** start the feeder again, or wait for the next morning.',
    'This run occupies one place of one worker while it waits. A single worker with `--concurrency=1` would wait for itself forever.',
    'Why each call is answered at the end and not at once: so that there are never more than **Parts at once** parts in n8n’s memory, and so that a part is either answered or listed. Nothing but your own network lies between: no proxy with a time limit, if **Address of one part** is the inner address.',
    'n8n takes calls of at most 16 MB (`N8N_PAYLOAD_SIZE_MAX`). 250 reminders are less than one; a single customer with several thousand invoices due on one day may need more.',
    'Neither successful nor failed runs of this workflow are kept with their data: the whole book would be stored each time. The summary is in the feeder’s run, in the mail and in the table.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nFor **large books** on an n8n in **queue mode** (ask your administrator). A feeder hands over the whole book; this workflow shares it by customer among all workers, through *Large book: one part*.\n\n**Nobody gets the same reminder twice**, also when a worker dies in the middle.',
        at: [-1020, -220],
        size: [440, 320],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **Your settings**: **Address of one part** is where *one part* listens inside your network, **Summary to** is who gets the summary.',
        at: [-540, -220],
        size: [400, 320],
        colour: 'set',
      })
      .note({
        text: '## 2 · Who is due\nLooks at the whole book at once, so that payments and all invoices of a customer are seen together. Choose your **Policy** and the record (PostgreSQL). What is due is put into parts; **a customer is never split**.',
        at: [-100, -220],
        size: [620, 320],
        colour: 'think',
      })
      .note({
        text: '## 3 · Shared among all workers\nSo many parts at a time go out, each to whichever worker is free, with the shared secret. See how far it is under *Data tables → Dunning progress*.',
        at: [760, -220],
        size: [680, 320],
        colour: 'send',
      })
      .note({
        text: '## 4 · When a part was refused\nWorkers die and networks hiccup: refused parts are sent once more. What still gives no answer is listed; **the next run sends what did not go out**.',
        at: [1480, -220],
        size: [860, 320],
        colour: 'trouble',
      })
      .note({
        text: '## 5 · The summary\nBy mail to the finance lead, and as the last item. When something needs a person, the run ends as failed, and your **feeder’s** error workflow hears of it.',
        at: [2380, -220],
        size: [680, 320],
        colour: 'send',
      });
    builder
      .node(ENTRANCE, entrance([-960, 320]))
      .node(SETTINGS, settingsNode(this.settings, [-440, 220]))
      .node(READY, n8n('merge', 3.1, CHOOSE_INVOICES, [-240, 340]))
      .node(CLASSIFY, ours('invoiceStageClassifier', classifier(), [-40, 340]))
      .node(ALL, { ...n8n('merge', 3.1, { mode: 'append', numberInputs: 5 }, [180, 340]) })
      .node(PARTS, n8n('code', 2, { jsCode: say.partsCode }, [400, 340]))
      .node(BOOK, {
        ...n8n(
          'set',
          3.4,
          {
            assignments: { assignments: [] },
            includeOtherFields: true,
            include: 'selected',
            includeFields: 'book',
            options: {},
          },
          [600, 160],
        ),
        executeOnce: true,
      })
      .node(ANY, n8n('if', 2.2, condition('any', '={{ $json.part > 0 }}'), [820, 340]))
      .node(TABLE, progressTable([820, 160]))
      .node(ROUND, rounds([1040, 340]))
      .node(SEND, call('={{ $json.body }}', [1240, 460]))
      .node(ANSWERS, once([1420, 460], [['answers', say.answers(ROUND), 'array']]))
      .node(PROGRESS, onceRaw([1420, 160], say.progress))
      .node(WRITE, progressRow([1600, 160]))
      .node(AGAIN, onceRaw([1600, 340], AGAIN_ITEM))
      .node(ANY_AGAIN, n8n('if', 2.2, condition('again', '={{ $json.again.length > 0 }}'), [1780, 340]))
      .node(WAIT, n8n('wait', 1.1, { resume: 'timeInterval', amount: 30, unit: 'seconds' }, [1960, 240], WAITING))
      .node(EACH_AGAIN, n8n('splitOut', 1, { fieldToSplitOut: 'again', options: {} }, [2140, 240]))
      .node(ROUND_AGAIN, rounds([1960, 480]))
      .node(SEND_AGAIN, call(say.bodyAgain, [2120, 620]))
      .node(ANSWERS_AGAIN, once([2350, 620], [['answers', say.answers(ROUND_AGAIN), 'array']]))
      .node(SUMMARY, onceRaw([2420, 340], say.summary))
      .node(WRITE_END, progressRow([2640, 160]))
      .node(LEAD, n8n('if', 2.2, condition('lead', `={{ ${settingRef('summaryTo')} !== '' }}`), [2640, 340]))
      .node(MAIL, mail([2860, 240]))
      .node(ALL_WELL, n8n('if', 2.2, ALL_WELL_RULE, [2640, 540]))
      .node(DONE, end([2860, 480]))
      .node(TELL, stopWith(say.needsAPerson, [2860, 640]));
    builder
      .connect(ENTRANCE, SETTINGS)
      .connect(ENTRANCE, READY)
      .connect(SETTINGS, READY, 0, 1)
      .chain(READY, CLASSIFY)
      .chain(ALL, PARTS, BOOK, TABLE)
      .connect(PARTS, ANY)
      .connect(ANY, ROUND)
      .connect(ANY, SUMMARY, 1)
      .chain(ROUND, AGAIN, ANY_AGAIN, WAIT, EACH_AGAIN, ROUND_AGAIN, SUMMARY)
      .connect(ROUND, SEND, 1)
      .chain(SEND, ANSWERS, ROUND)
      .connect(ANSWERS, PROGRESS)
      .chain(PROGRESS, WRITE)
      .connect(ANY_AGAIN, SUMMARY, 1)
      .connect(ROUND_AGAIN, SEND_AGAIN, 1)
      .chain(SEND_AGAIN, ANSWERS_AGAIN, ROUND_AGAIN)
      .chain(SUMMARY, WRITE_END)
      .connect(SUMMARY, LEAD)
      .connect(LEAD, MAIL)
      .chain(SUMMARY, ALL_WELL, DONE)
      .connect(ALL_WELL, TELL, 1);
    [0, 1, 2, 3, 4].forEach((output) => builder.connect(CLASSIFY, ALL, output, output));
    return recordInPostgres(builder.build({ saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' }));
  },
};

/** Less than 65 seconds, so that n8n waits in place and does not store the whole book meanwhile. */
const WAITING = { webhookId: '5b7e2f90-1c3d-4e8a-a6f4-0d9c8b7a6e52' };

/** All answers of the first try, and of these the parts to be tried again. */
const AGAIN_ITEM = `={{ { answers: $input.all().flatMap(({ json }) => json.answers), again: $input.all().flatMap(({ json }) => json.answers).filter(({ noAnswer, silent }) => noAnswer && !silent) } }}`;

const ALL_WELL_RULE = condition('well', '={{ $json.toLookAt === 0 && $json.partsWithoutAnswer.length === 0 }}');

function mail(at: At): NodeSpec {
  return n8n(
    'emailSend',
    2.1,
    {
      fromEmail: setting('summaryFrom'),
      toEmail: setting('summaryTo'),
      subject: `={{ 'Reminders: ' + $json.sent + ' of ' + $json.messages + ' sent' + ($json.toLookAt + $json.partsWithoutAnswer.length > 0 ? ', something needs a person' : '') }}`,
      emailFormat: 'text',
      text: say.summaryText,
      options: { appendAttribution: false },
    },
    at,
    { credentials: { smtp: 'Mail account of n8n (SMTP)' }, onError: 'continueRegularOutput' },
  );
}
