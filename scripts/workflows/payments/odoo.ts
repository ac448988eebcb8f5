import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { enrich } from '../feeders/feeder';
import { odooFields, odooRead, partnerFields } from '../feeders/native';
import { handOver, n8n, ours } from '../parts';
import { caseOf, settingsBeside, TEAM, TELL_CONNECT, tellTeam } from '../care/team';
import { keep } from '../ways';
import { FAMILIES } from '../events/families';

const TRIGGER = 'A customer has paid';
const PLACED = 'We know who paid';
const WANTED = 'The payment as Odoo keeps it';
const FOUND = 'Is it in Odoo already?';
const NEW = 'Only what is new';
const CURRENCY = 'Find the currency';
const VALUES = 'All its fields';
const CREATE = 'Put it into Odoo as a draft';
const INVOICES = 'The customer’s invoices';
const CUSTOMER = 'The customer’s address';
const AS_PARTNER = 'The address for each invoice';
const TOGETHER = 'Invoices with the address';
const THANK = 'Say thank you';

/** The words about a payment that belongs to nobody; the same as in *Events: payments*. */
const [unplaced] = FAMILIES.find(({ slug }) => slug === 'payments')?.cases ?? [];

const PAYMENT = '$json.dunning.event.payment';
const PARTNER = `$('${VALUES}').first().json.partner_id`;

/** How an amount reads as a number in the currency’s own decimals; Odoo keeps amounts as numbers. */
const AMOUNT = `${PAYMENT}.amount.minor / 10 ** new Intl.NumberFormat('en', { style: 'currency', currency: ${PAYMENT}.amount.currency }).resolvedOptions().maximumFractionDigits`;

/** A payment of the provider becomes a draft in Odoo, and the customer is thanked. */
export const paymentsToOdoo: WorkflowDefinition = {
  slug: 'events/payments-odoo',
  title: 'Payments in, to Odoo',
  summary:
    'When a customer pays: the reminders stop at once, the payment is put into Odoo as a draft for your accountant to confirm, and the customer is thanked, once.',
  connect: [
    'Import and publish *Care: thank for payments*, and choose it in **Say thank you**.',
    'Open **A customer has paid**, choose your payment provider and the same account as in your core.',
    'Open **Put it into Odoo as a draft** and choose or create your Odoo account (an API key; the user needs to write payments); choose the same one in the other Odoo nodes.',
    TELL_CONNECT,
    'Press **Publish**, then give the production address of the first node to your provider. Use this workflow *instead of* “Events: payments” for the event of a payment; leave refunds, failures and disputes to that one.',
  ],
  settings: TEAM,
  result:
    'In Odoo a draft payment with customer, amount, date and, in its memo, the provider’s number and the invoices. Odoo’s reconciliation does the rest when your accountant confirms it.',
  notes: [
    'A payment that Odoo has already, by its memo, is not put in again, whatever the provider tells and however often a run is repeated. Two calls about one payment within the same second can make two drafts; they have the same memo.',
    'When Odoo is down or refuses, the run ends as failed and your error workflow tells a person; the reminders have stopped all the same. Press *Retry* on that run when Odoo is back.',
    'A payment that nobody can place goes to your team by mail, and not into Odoo.',
    'One call is about one payment with all providers we know; of several in one call, all get into Odoo and the first customer is thanked at once, the others by the next run of the thanks.',
    'The field for the memo is called `memo` from Odoo 17 on; for older ones write `ref` in **The payment as Odoo keeps it**, **Is it in Odoo already?** and **Only what is new**.',
  ],
  contracts: [
    {
      of: 'Odoo External JSON-2 API, create on account.payment, search_read',
      source: 'odoo.com/documentation/19.0/developer/reference/external_api.html',
    },
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    const at = (column: number, row = 0): [number, number] => [-260 + column * 240, 300 + row * 180];
    builder
      .note({
        text: '## What this is\nA customer has paid. The **reminders stop at once**: the first node writes the payment into the record before anything else happens.',
        at: [-1040, -100],
        size: [380, 260],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Into Odoo, as a draft\nYour accountant confirms it. What Odoo has already, by the provider’s number, is not put in twice.\n\nConnect your Odoo account in the Odoo nodes, and set in **Your settings** who hears of payments that nobody can place.',
        at: [-620, -100],
        size: [420, 260],
        colour: 'set',
      })
      .note({
        text: '## 2 · Thank you, once\nThe customer’s invoices go to *Care: thank for payments*, which says what is still open. Choose it in **Say thank you**.',
        at: [1560, -100],
        size: [1100, 260],
        colour: 'send',
      })
      .node(TRIGGER, {
        ...ours('deliveryTrackerTrigger', { provider: 'stripe', eventTypes: ['paid'], settings: {} }, [-980, 300]),
        credentials: { dunningStripeApi: 'Stripe' },
        webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e1006',
      })
      .node(PLACED, { ...keep(`$json.dunning.record && ${PAYMENT}?.amount`, at(1)), type: 'n8n-nodes-base.if' })
      .node(
        WANTED,
        n8n(
          'set',
          3.4,
          {
            mode: 'raw',
            jsonOutput: `={{ { payment_type: 'inbound', partner_type: 'customer', partner_id: Number($json.dunning.record.customerId), amount: ${AMOUNT}, date: $json.dunning.event.at.slice(0, 10), memo: $json.dunning.event.provider + ' ' + ${PAYMENT}.id + ': ' + $json.dunning.record.scope.join(', '), currency: ${PAYMENT}.amount.currency } }}`,
            options: {},
          },
          at(2),
        ),
      )
      .node(FOUND, {
        ...odooRead('account.payment', ['memo'], [['memo', 'equal', '={{ $json.memo }}']], at(3, 1)),
        alwaysOutputData: true,
      })
      .node(
        NEW,
        n8n(
          'merge',
          3.1,
          {
            mode: 'combine',
            combineBy: 'combineByFields',
            fieldsToMatchString: 'memo',
            joinMode: 'keepNonMatches',
            outputDataFrom: 'input1',
            options: {},
          },
          at(4),
        ),
      )
      .node(CURRENCY, odooRead('res.currency', ['name'], [['name', 'equal', '={{ $json.currency }}']], at(5)))
      .node(
        VALUES,
        n8n(
          'set',
          3.4,
          {
            mode: 'raw',
            jsonOutput: `={{ (({ currency, ...payment }, currency_id) => ({ ...payment, currency_id }))($('${NEW}').item.json, $json.id) }}`,
            options: {},
          },
          at(6),
        ),
      )
      .node(
        CREATE,
        n8n(
          'odoo',
          2,
          {
            authentication: 'odooApiKeyApi',
            resource: 'custom',
            customResource: { __rl: true, mode: 'name', value: 'account.payment' },
            operation: 'create',
            fieldsToSend: { mappingMode: 'autoMapInputData', value: null },
          },
          at(7),
          { credentials: { odooApiKeyApi: 'Odoo' } },
        ),
      )
      .node(INVOICES, {
        ...odooRead(
          'account.move',
          odooFields,
          [
            ['move_type', 'equal', 'out_invoice'],
            ['state', 'equal', 'posted'],
            ['partner_id', 'equal', `={{ ${PARTNER} }}`],
          ],
          at(8),
        ),
        executeOnce: true,
      })
      .node(CUSTOMER, {
        ...odooRead('res.partner', partnerFields, [['id', 'equal', `={{ ${PARTNER} }}`]], at(9, 1)),
        executeOnce: true,
      })
      .node(
        AS_PARTNER,
        n8n('set', 3.4, { mode: 'raw', jsonOutput: '={{ { partner: $json } }}', options: {} }, at(10, 1)),
      )
      .node(TOGETHER, enrich('partner_id[0]', 'partner.id', at(11)))
      .node(THANK, handOver(at(12)))
      .chain(PLACED, WANTED, FOUND)
      .connect(WANTED, NEW)
      .connect(FOUND, NEW, 0, 1)
      .chain(NEW, CURRENCY, VALUES, CREATE, INVOICES, TOGETHER, THANK)
      .chain(INVOICES, CUSTOMER, AS_PARTNER)
      .connect(AS_PARTNER, TOGETHER, 0, 1);
    const merged = settingsBeside(builder, TRIGGER, TEAM, [-620, 300], 'the payments');
    builder.connect(merged, PLACED);
    if (unplaced) {
      builder.node(unplaced.name, caseOf(unplaced.title, unplaced.text, at(2, 2))).connect(PLACED, unplaced.name, 1);
      tellTeam(builder, [unplaced.name], at(3, 2));
    }
    return builder.build();
  },
};
