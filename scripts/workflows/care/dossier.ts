import { WorkflowBuilder } from '../builder';
import { ASSUMED, FROM } from '../cores/settings';
import type { WorkflowDefinition } from '../definition';
import { n8n, ours, setting, settingRef } from '../parts';
import { APPROVAL_SETTINGS } from './ask-first';
import { forApproval } from './for-approval';
import { LEDGER } from './team';

const TIMELINE = 'Timeline for people';
const PROOFS = 'Proofs for a system';
const SEND = 'Send the dossier';
const STOP = 'No more reminders';

const SETTINGS_OF_IT: WorkflowDefinition['settings'] = [
  ...APPROVAL_SETTINGS,
  FROM,
  { name: 'dossierEmail', value: 'abogada@example.com', means: 'the agency or the lawyer who gets the dossiers' },
  { name: 'companyName', value: 'Comercial Ejemplo', means: 'your company, as the agency knows it' },
  {
    name: 'lettersFolder',
    value: '/home/node/.n8n-files',
    means: 'where the letters are, for the dossier to name them',
  },
  ...ASSUMED.filter(({ name }) => name !== 'language'),
];

const HTML = `String(text ?? '').replace(/[&<>"]/g, (sign) => '&#' + sign.charCodeAt(0) + ';')`;

/** The dossier's cover: who, what is owed, which letters. */
const COVER = `={{ ((html, debt) => '<p>' + html(${settingRef('companyName')}) + ' hands over this case.</p><h2>' + html(debt.customer.name) + '</h2><p>' + [debt.customer.id, debt.customer.taxId, debt.customer.email, debt.customer.phone, debt.customer.address].filter((one) => one).map((one) => html(typeof one === 'string' ? one : JSON.stringify(one))).join('<br>') + '</p><h3>Open invoices</h3><table><tr><th align="left">Invoice</th><th align="left">Due</th><th align="right">Open</th></tr>' + debt.openItems.map((one) => '<tr><td>' + html(one.number ?? one.invoiceId) + '</td><td>' + html(one.dueDate) + '</td><td align="right">' + html(one.balance.decimal) + ' ' + html(debt.currency) + '</td></tr>').join('') + '</table><p><b>Together: ' + html(debt.balance.decimal) + ' ' + html(debt.currency) + '</b></p><h3>Letters</h3><ul>' + ($json.dunning.history ?? []).filter((one) => one.channel === 'letter').map((one) => '<li>' + html(one.at.slice(0, 10)) + ': ' + html(one.key) + '.pdf in ' + html(${settingRef('lettersFolder')}) + '</li>').join('') + '</ul><p>Attached: all that was sent and what became of it, as a table (timeline) and with the providers’ numbers of each message and report (proofs).</p>')((text) => ${HTML}, $json.dunning.debt) }}`;

/** What an agency or a lawyer needs, when the last notice went unheard and a person has agreed. */
export const dossier: WorkflowDefinition = {
  slug: 'care/escalation-dossier',
  title: 'Care: escalation dossier',
  summary:
    'When the final notice went unheard, and a person agrees, sends an agency or a lawyer the dossier: the customer, the open invoices, the timeline of all that was sent and what became of it, and the proofs; then stops the reminders.',
  connect: [
    'Import your feeder once more, choose this workflow in its last node, and let it run once a week.',
    'Open **Ask for approval** and **Send the dossier** and choose or create your mail account (SMTP).',
    'Press **Publish**: n8n lets a feeder call only what is published.',
  ],
  settings: SETTINGS_OF_IT,
  result:
    'One mail to the agency for each approved case, with the invoices in the text and two files: the timeline (CSV, for people) and the proofs (JSON, with the providers’ numbers). From then on the customer is on hold for legal proceedings, and no reminder goes out.',
  notes: [
    'A case is ripe when the policy says so: so many days after its last stage, when that stage proposes an agency, a lawyer or writing off.',
    'A dossier is about one customer’s data. Send it only to whom you have agreed with in writing; the law of your country may want the customer told.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    const approved = forApproval(builder, {
      settings: SETTINGS_OF_IT,
      notes: {
        intro:
          'The end of a cadence. Cases whose last notice went unheard are shown to a person; what they tick goes to your **agency or lawyer** with all proofs.',
        set: 'Open **Your settings**: who decides and who gets the dossiers. Choose the policy of your core in **Which stage is each invoice at?**.',
        question: 'One question\nOne mail with all ripe cases, one form to tick. Unanswered means no.',
        then: 'Stop, then hand over\nThe reminders stop first, so that nobody writes to the customer after the case has gone. Then the dossier goes out, one mail for each case.',
      },
      reasonCode: 'end_of_cadence',
      ripe: 'The last notice went unheard',
      others: 'Not yet, or something else',
      ask: {
        field: 'Cases that go to the agency',
        subject: 'case(s) are ripe for an agency or a lawyer',
        message:
          'Their final notice went unheard. What you tick is handed over with all proofs, and the reminders stop.',
      },
    });
    const timeline = (format: string, binaryPropertyName: string, at: [number, number]) =>
      ours(
        'deliveryTracker',
        { resource: 'customer', operation: 'exportTimeline', format, binaryPropertyName, options: LEDGER },
        at,
      );
    builder
      .node(
        STOP,
        ours(
          'deliveryTracker',
          {
            resource: 'hold',
            operation: 'setHold',
            about: 'item',
            holdKind: 'legal',
            reason: 'Handed over to an agency or a lawyer',
            options: LEDGER,
          },
          [1820, 320],
        ),
      )
      .node(TIMELINE, timeline('csv', 'timeline', [2040, 320]))
      .node(PROOFS, timeline('json', 'proofs', [2260, 320]))
      .node(
        SEND,
        n8n(
          'emailSend',
          2.1,
          {
            fromEmail: setting('fromEmail'),
            toEmail: setting('dossierEmail'),
            subject: `={{ 'Case: ' + $json.dunning.debt.customer.name + ', ' + $json.dunning.debt.balance.decimal + ' ' + $json.dunning.debt.currency }}`,
            emailFormat: 'html',
            html: COVER,
            options: { appendAttribution: false, attachments: 'timeline,proofs' },
          },
          [2480, 320],
          { credentials: { smtp: 'Mail account (SMTP)' } },
        ),
      )
      .chain(approved, STOP, TIMELINE, PROOFS, SEND);
    return builder.build();
  },
};
