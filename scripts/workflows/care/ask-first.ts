import type { WorkflowBuilder } from '../builder';
import { n8n, setting, settingRef } from '../parts';
import { keep } from '../ways';

export const ASK = 'Ask for approval';
const NAMED = 'Name each of them';
const QUESTION = 'What is asked';
const BOTH = 'The list and the answer';
export const APPROVED = 'Was approved';

/** One line by which a person knows a debt; an expression on an item. */
const LABEL = `$json.dunning.debt.customer.name + ' · ' + $json.dunning.debt.openItems.map((one) => one.number ?? one.invoiceId).join(', ') + ' · ' + $json.dunning.debt.balance.decimal + ' ' + $json.dunning.debt.currency + ' · ' + $json.dunning.stage.daysPastDue + ' days late'`;

/** Settings of an approval: who is asked, and for how long the question stands. */
export const APPROVAL_SETTINGS = [
  { name: 'approverEmail', value: 'finanzas@example.com', means: 'who decides; gets one mail with all of the day' },
  {
    name: 'hoursToAnswer',
    value: 20,
    means: 'how long the question stands; unanswered means no, and the next run asks again',
  },
];

/**
 * Asks one person about all items in one mail with a form, and lets those through that were ticked. Nothing is let through when nobody
 * answers in time.
 * @param options `from`: the node that the items come from; `field`: the question over the list; the rest is the mail
 * @returns the node that lets the approved items through
 */
export function askFirst(
  builder: WorkflowBuilder,
  { from, field, subject, message }: { from: string; field: string; subject: string; message: string },
  [x, y]: [number, number],
): string {
  builder
    .node(
      NAMED,
      n8n(
        'set',
        3.4,
        {
          mode: 'manual',
          assignments: {
            assignments: [
              { id: 'label', name: 'label', type: 'string', value: `={{ (${LABEL}).replace(/\\s+/g, ' ').trim() }}` },
            ],
          },
          includeOtherFields: true,
          options: {},
        },
        [x, y],
      ),
    )
    .node(
      QUESTION,
      n8n(
        'code',
        2,
        {
          mode: 'runOnceForAllItems',
          language: 'javaScript',
          jsCode: `const values = $input.all().map(({ json }) => ({ option: json.label }));\nconst form = JSON.stringify([{ fieldLabel: '${field}', fieldType: 'checkbox', fieldOptions: { values } }]);\nreturn [{ json: { count: values.length, list: values.map(({ option }) => '- ' + option).join('\\n'), form } }];`,
        },
        [x + 220, y + 160],
      ),
    )
    .node(
      ASK,
      n8n(
        'emailSend',
        2.1,
        {
          operation: 'sendAndWait',
          fromEmail: setting('fromEmail'),
          toEmail: setting('approverEmail'),
          subject: `={{ $json.count + ' ${subject}' }}`,
          message: `={{ '${message}' + '\\n\\n' + $json.list }}`,
          responseType: 'customForm',
          defineForm: 'json',
          jsonOutput: `={{ $('${QUESTION}').first().json.form }}`,
          options: {
            messageButtonLabel: 'Look and decide',
            responseFormTitle: field,
            responseFormDescription:
              'Tick what may go. What stays unticked does not go today; the next run asks again.',
            responseFormButtonLabel: 'Send what is ticked',
            limitWaitTime: {
              values: {
                limitType: 'afterTimeInterval',
                resumeAmount: `={{ Number(${settingRef('hoursToAnswer')}) }}`,
                resumeUnit: 'hours',
              },
            },
            appendAttribution: false,
          },
        },
        [x + 440, y + 160],
        { credentials: { smtp: 'Mail account (SMTP)' }, webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e2001' },
      ),
    )
    .node(BOTH, n8n('merge', 3.1, { mode: 'chooseBranch', useDataOfInput: 1 }, [x + 660, y]))
    .node(APPROVED, keep(`($('${ASK}').first().json.data?.['${field}'] ?? []).includes($json.label)`, [x + 880, y]))
    .chain(from, NAMED, QUESTION, ASK)
    .connect(NAMED, BOTH)
    .connect(ASK, BOTH, 0, 1)
    .connect(BOTH, APPROVED);
  return APPROVED;
}
