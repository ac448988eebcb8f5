import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { end } from '../parts';
import { ending } from './ending';
import { front, GATE, SEND_X, SKIPPED } from './front';
import { amazonSes, dunningEmail, gmail, outlook, sendGrid } from './mail-senders';
import { addSender } from './sender';
import type { OneNode } from './sender';
import { ASSUMED, COMPANY, FROM } from './settings';

function mailCore(
  slug: string,
  title: string,
  by: string,
  sender: OneNode,
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

const UNKNOWN_AFTER_CRASH = (name: string) =>
  `n8n’s own ${name} node does not tell the record which message it is at. A crash in the middle leaves the messages of this run uncertain: they are not sent again by themselves. With *core: e-mail* only those in the air are.`;

/** The cores that write e-mails. */
export const mailCores: WorkflowDefinition[] = [
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
];
