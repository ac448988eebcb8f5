import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { n8n, ours } from '../parts';
import { LEDGER, LEDGER_SETTING, settingsBeside } from './team';

const FORM = 'Which customer goes on?';

/** A form by which a person ends the pause of a customer who had answered. */
export const resume: WorkflowDefinition = {
  slug: 'care/resume',
  title: 'Reminders: resume a customer',
  summary:
    'A form for your team: enter a customer, and the pause that an answer or a complaint caused is over. The next run goes on where it stopped.',
  connect: ['Press **Publish**, and give your team the production address of **Which customer goes on?**.'],
  settings: [LEDGER_SETTING],
  result: 'The pause is released in the record, with the time. Disputes, promises and legal holds stay.',
  notes: [
    'Whoever knows the address of the form can use it. Set a password in its options (Authentication: Basic Auth).',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nWhen a customer answers, reminders pause. Once your team has dealt with it, this form lets them **go on before the pause is over**.',
        at: [-780, -140],
        size: [380, 240],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nPress **Publish** and bookmark the address of the form. Nothing else has to be set.',
        at: [-360, -140],
        size: [320, 240],
        colour: 'set',
      })
      .note({
        text: '## 2 · Only the pause\nReleases what an answer caused. Disputes, promises and legal holds are left as they are.',
        at: [180, -140],
        size: [340, 240],
        colour: 'think',
      })
      .node(
        FORM,
        n8n(
          'formTrigger',
          2.2,
          {
            formTitle: 'Let reminders go on',
            formDescription: 'For a customer whose answer has been dealt with.',
            formFields: { values: [{ fieldLabel: 'Customer ID', fieldType: 'text', requiredField: true }] },
            responseMode: 'onReceived',
            options: {
              appendAttribution: false,
              path: 'resume-reminders',
              respondWithOptions: {
                values: { respondWith: 'text', formSubmittedText: 'Done. The next run writes to this customer again.' },
              },
            },
          },
          [-720, 320],
          { webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e2002' },
        ),
      );
    const merged = settingsBeside(builder, FORM, this.settings, [-300, 320], 'the customer');
    builder
      .node(
        'End the pause',
        ours(
          'deliveryTracker',
          {
            resource: 'hold',
            operation: 'releaseHold',
            customerId: `={{ String($json['Customer ID']).trim() }}`,
            whichHolds: 'id',
            holdId: 'answered',
            options: LEDGER,
          },
          [260, 320],
        ),
      )
      .connect(merged, 'End the pause');
    return builder.build();
  },
};
