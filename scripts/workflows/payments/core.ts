import { WorkflowBuilder } from '../builder';
import { ending } from '../cores/ending';
import { front, GATE, LOOK, SEND_X } from '../cores/front';
import { dunningEmail } from '../cores/mail-senders';
import { addSender } from '../cores/sender';
import { ASSUMED, COMPANY, FROM } from '../cores/settings';
import type { WorkflowDefinition } from '../definition';
import { end, ours, setting } from '../parts';

const LINK = 'Make the payment link';
const ASK = 'Is it paid already?';
const SKIPPED = 'Already written to';

/** The bank data stay: who does not pay online pays there. The general link of the other cores gives way to the one of each debt. */
const SETTINGS_OF_IT: WorkflowDefinition['settings'] = [
  ...COMPANY,
  FROM,
  { name: 'linkDays', value: 30, means: 'for how many days a payment link works' },
  { name: 'pageAfterPaying', value: '', means: 'a page of yours to which customers come back after paying' },
  ...ASSUMED,
];

/** The mail core with one payment link for each debt. */
export const paymentLinkCore: WorkflowDefinition = {
  slug: 'cores/email-payment-links',
  title: 'Reminders core: e-mail with payment links',
  summary:
    'The e-mail core with a payment link in every reminder: one link for each debt, made by Stripe (or PayPal, Mercado Pago, Conekta, Wompi, Khipu, Flow, Fintoc, Pix), used again while it fits, and replaced when the amount has changed.',
  connect: [
    'Open **Make the payment link**, choose your provider and create the account there; choose the same two in **Is it paid already?**.',
    'Open **Send the e-mail** and choose or create your mail account (SMTP).',
    'Import and publish *Events: payments*, so that a payment stops the reminders.',
    'Press **Publish**: n8n lets a feeder call only what is published.',
  ],
  settings: SETTINGS_OF_IT,
  result:
    'Open the execution: each output says what happened to which customer and why. A reminder whose link could not be made does not go out; the run ends as failed with the reason, and the next run tries again. Your bank data stand in the mail as well.',
  notes: [
    'The link carries the key of its reminder, so that a payment is known to be this customer’s, for these invoices.',
    'Right before the reminder goes out, **Is it paid already?** asks the provider how the link stands. What was paid a second ago, or is being paid, is not asked for, also when the provider’s message about it has not come yet. It costs one question for each reminder. Delete the node where the provider has none to ask (a fixed Pix code, SPEI, bank data).',
    'A debt keeps its link: the second reminder shows the same one, unless the amount is another; then the old one is closed.',
  ],
  contracts: [{ of: 'Stripe API, Payment Links', source: 'docs.stripe.com/api/payment-link/create' }],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    front(builder, SETTINGS_OF_IT, 'email', {
      name: LINK,
      node: {
        ...ours(
          'paymentLink',
          {
            operation: 'create',
            provider: 'stripe',
            subject: 'debt',
            days: setting('linkDays'),
            returnUrl: setting('pageAfterPaying'),
            options: { ledgerFile: setting('ledgerFile') },
          },
          [540, 240],
        ),
        credentials: { dunningStripeApi: 'Stripe' },
        onError: 'continueErrorOutput',
      },
    });
    builder.node(ASK, {
      ...ours(
        'paymentLink',
        { operation: 'getStatus', provider: 'stripe', options: { ledgerFile: setting('ledgerFile') } },
        [SEND_X, 240],
      ),
      credentials: { dunningStripeApi: 'Stripe' },
      onError: 'continueErrorOutput',
    });
    builder.note({
      text: '## 4 · A link, then once and only once\n**Make the payment link** gives each debt its own link. **Is it paid already?** asks the provider once more. **Claim** asks the record whether this reminder may go out: each one gets a yes exactly once.\n\nWhat did not go out ends the run as failed at the very end, with the reason. Choose an error workflow in your **feeder’s** settings (⋯ → Settings), and it reaches a person.',
      at: [SEND_X - 40, -140],
      size: [960, 260],
      colour: 'send',
    });
    const { first, last } = addSender(builder, dunningEmail, [SEND_X + 240, 240]);
    builder.node(SKIPPED, end([SEND_X + 480, 420])).connect(LINK, LOOK, 1);
    ending(builder, [last], [SEND_X + 960, 560]);
    builder.chain(GATE, ASK, first).connect(ASK, LOOK, 1).connect(first, SKIPPED, 1);
    return builder.build();
  },
};
