import { WorkflowBuilder } from '../builder';
import { ending } from '../cores/ending';
import { classifier, GATE, GATE_PARAMETERS, LOOK, RENDER, renderer } from '../cores/front';
import { dunningEmail } from '../cores/mail-senders';
import { addSender } from '../cores/sender';
import { ASSUMED, COMPANY, FROM } from '../cores/settings';
import type { WorkflowDefinition } from '../definition';
import { end, entrance, ours, setting } from '../parts';
import { settingsBeside } from '../care/team';
import { keep } from '../ways';

const ENTRANCE = 'Invoices from a feeder';
const THANK = 'Which payments were not thanked for?';
const READABLE = 'Can be thanked for';
const SKIPPED = 'Already thanked';

const NOT_ASKED = new Set(['oneMessageFor', 'smallestBalance', 'paymentLink']);
const SETTINGS_OF_IT: WorkflowDefinition['settings'] = [
  ...COMPANY.filter(({ name }) => !NOT_ASKED.has(name)),
  FROM,
  { name: 'daysBack', value: 7, means: 'payments that were made longer ago are not thanked for any more' },
  ...ASSUMED.filter(({ name }) => !NOT_ASKED.has(name)),
];

/** The panel of the classifier, without what is only for reminders. */
function thankParameters(): Record<string, unknown> {
  const { asOf, source, columns, options } = classifier();
  return { operation: 'thank', asOf, source, columns, options, daysBack: setting('daysBack') };
}

/** A thank-you asks for nothing, so no page to pay at is named in it. */
function thankRenderer(): Record<string, unknown> {
  return { ...renderer('email'), options: { locale: setting('language') } };
}

/** One thank-you for each payment. */
export const thanks: WorkflowDefinition = {
  slug: 'care/thanks',
  title: 'Care: thank for payments',
  summary:
    'Thanks each customer once for each payment that the record received, and says what is still open. It asks for nothing.',
  connect: [
    'Import your feeder a second time and choose this workflow in its last node; or choose it in *Payments in, to Odoo*, which calls it at once.',
    'Open **Send the e-mail** and choose or create your mail account (SMTP).',
    'Press **Publish**.',
  ],
  settings: SETTINGS_OF_IT,
  result:
    'One mail for each payment, whatever the provider tells of it and however often this runs. Refunded payments are not thanked for.',
  notes: [
    'It needs the open invoices of the customer, because the mail says what is left; of customers who have paid everything it needs the paid ones, for the address.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nA customer who has paid hears **thank you, once**, with what is still open. Nothing is asked for.',
        at: [-780, -140],
        size: [380, 240],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **Your settings**: your company, as in your core, and how old a payment may be.',
        at: [-360, -140],
        size: [320, 240],
        colour: 'set',
      })
      .note({
        text: '## 2 · Once for each payment\nThe record knows which payments came in and which were thanked for. The same rules as for reminders say when a mail may go out.',
        at: [220, -140],
        size: [620, 200],
        colour: 'send',
      })
      .node(ENTRANCE, entrance([-720, 320]));
    const merged = settingsBeside(builder, ENTRANCE, SETTINGS_OF_IT, [-260, 320], 'the invoices');
    builder
      .node(THANK, ours('invoiceStageClassifier', thankParameters(), [260, 320]))
      .node(READABLE, keep('$json.dunning?.stage', [480, 320]))
      .node(RENDER, { ...ours('dunningTemplateRenderer', thankRenderer(), [700, 320]), onError: 'continueErrorOutput' })
      .node(GATE, ours('complianceGate', GATE_PARAMETERS, [940, 320]))
      .node('Next run asks again', end([1180, 480]))
      .node('Must not be written to', end([1180, 620]))
      .node(LOOK, end([940, 620]))
      .node(SKIPPED, end([1420, 480]))
      .chain(merged, THANK, READABLE, RENDER, GATE)
      .connect(RENDER, LOOK, 1)
      .connect(GATE, 'Next run asks again', 1)
      .connect(GATE, 'Must not be written to', 2);
    const { first, last } = addSender(builder, dunningEmail, [1180, 320]);
    ending(builder, [last], [1900, 480]);
    builder.connect(GATE, first).connect(first, SKIPPED, 1);
    return builder.build();
  },
};
