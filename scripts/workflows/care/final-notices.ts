import { WorkflowBuilder } from '../builder';
import { letter } from '../cores/channel-senders';
import { ending } from '../cores/ending';
import { GATE, GATE_PARAMETERS, LOOK, RENDER, renderer } from '../cores/front';
import { addSender } from '../cores/sender';
import { ASSUMED, COMPANY, FROM } from '../cores/settings';
import type { WorkflowDefinition } from '../definition';
import { end, ours } from '../parts';
import { APPROVAL_SETTINGS } from './ask-first';
import { forApproval } from './for-approval';

const SKIPPED = 'Already sent';

const SETTINGS_OF_IT: WorkflowDefinition['settings'] = [
  ...APPROVAL_SETTINGS,
  FROM,
  { name: 'lettersFolder', value: '/home/node/.n8n-files', means: 'where letters are put as PDF, to print and post' },
  ...COMPANY,
  ...ASSUMED,
];

/** Final notices go out as formal letters, and only those that a person ticked. */
export const finalNotices: WorkflowDefinition = {
  slug: 'care/final-notices',
  title: 'Care: final notices, approved by a person',
  summary:
    'Final notices go out as formal letters (PDF), and only those that a person has approved: one mail a day with the list, one form to tick, and what stays unticked stays here.',
  connect: [
    'In your core choose a policy whose final notice needs approval (_B2B strict_, or your own); then your core leaves those to a person. Choose the same one here, in **Which stage is each invoice at?**.',
    'Import your feeder a second time, choose this workflow in its last node, and let it run an hour after the first.',
    'Open **Ask for approval** and choose or create your mail account (SMTP).',
    'Press **Publish**: n8n lets a feeder call only what is published.',
  ],
  settings: SETTINGS_OF_IT,
  result:
    'One PDF for each approved notice in the letters folder, named by its key in the record; the record says when and which. Who was not approved is asked for again by the next run.',
  notes: [
    'The answer is asked for once a day; the run waits for it, and n8n may be restarted meanwhile. Without an answer nothing goes out.',
    'Between question and answer a customer may pay: the claim is refused when a payment came in since.',
    'When a final notice has gone unheard, *Care: escalation dossier* puts the case together for an agency or a lawyer.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    const approved = forApproval(builder, {
      settings: SETTINGS_OF_IT,
      notes: {
        intro:
          'A final notice is the last word before an agency or a lawyer. **A person decides** about each one; what is approved becomes a formal letter.',
        set: 'Open **Your settings**: who decides, and where the letters go. Then your company, and the policy in **Which stage is each invoice at?**, as in your core.',
        question:
          'One question a day\nThe one who decides gets one mail with the list, ticks what may go, and presses the button. Until then this run waits; unanswered means no.',
        then: 'Letter, once\nThe rules are asked again after the approval, and **Claim** gives each letter its yes exactly once.',
      },
      reasonCode: 'needs_approval',
      ripe: 'Waits for approval',
      others: 'Something else',
      ask: {
        field: 'Final notices that may go out',
        subject: 'final notice(s) wait for your approval',
        message: 'These customers have not answered any reminder. Each approved notice goes out as a formal letter.',
      },
    });
    builder
      .node(RENDER, {
        ...ours('dunningTemplateRenderer', renderer('letter'), [1820, 320]),
        onError: 'continueErrorOutput',
      })
      .node(GATE, ours('complianceGate', GATE_PARAMETERS, [2040, 320]))
      .node('Next run asks again', end([2280, 480]))
      .node('Must not be written to', end([2280, 620]))
      .node(LOOK, end([2040, 620]))
      .node(SKIPPED, end([2520, 480]))
      .chain(approved, RENDER, GATE)
      .connect(RENDER, LOOK, 1)
      .connect(GATE, 'Next run asks again', 1)
      .connect(GATE, 'Must not be written to', 2);
    const { first, last } = addSender(builder, letter, [2280, 320]);
    ending(builder, [last], [3260, 480]);
    builder.connect(GATE, first).connect(first, SKIPPED, 1);
    return builder.build();
  },
};
