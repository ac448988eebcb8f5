import type { Contract } from '../definition';

/** One case that a person has to deal with, without pausing anything. */
export interface Case {
  /** The way out of the switch. */
  way: string;
  /** An expression on an item that is true for it. */
  holds: string;
  /** The node that words it. */
  name: string;
  title: string;
  text: string;
}

/** Providers whose events mean the same: one workflow. */
export interface Family {
  slug: string;
  title: string;
  summary: string;
  connect: string[];
  notes: string[];
  contracts?: Contract[];
  /** What the first sticky note says. */
  note: string;
  /** What is told apart, for a sticky note. */
  sorting: string;
  trigger: {
    name: string;
    provider: string;
    eventTypes: string[];
    includeCall: boolean;
    parameters?: Record<string, unknown>;
    credentials: Record<string, string>;
    webhookId: string;
  };
  /** Whose reminders are paused; `was.` stands for the item. */
  answered?: { way: string; holds: string; title: string; word: string };
  cases: Case[];
}

const EVENT = '$json.dunning.event';
const RECORD = '$json.dunning.record';
const type = (...types: string[]) => `${JSON.stringify(types).replaceAll('"', "'")}.includes(${EVENT}?.type)`;

const WHO = `(${RECORD} ? 'Customer ' + ${RECORD}.customerId : 'A customer we cannot place')`;
const ABOUT = `(${RECORD} ? 'It was the ' + ${RECORD}.stage.replaceAll('_', ' ') + ' of ' + ${RECORD}.at.slice(0, 10) + ' by ' + ${RECORD}.channel + ' about ' + ${RECORD}.scope.join(', ') + '.' : 'No message of ours belongs to it.')`;

/** The amount of a payment, exactly as it was told: minor units and the currency’s own decimals. */
const PAID = `(${EVENT}.payment?.amount ? new Intl.NumberFormat('en', { style: 'currency', currency: ${EVENT}.payment.amount.currency, currencyDisplay: 'code' }).format(${EVENT}.payment.amount.minor / 10 ** new Intl.NumberFormat('en', { style: 'currency', currency: ${EVENT}.payment.amount.currency }).resolvedOptions().maximumFractionDigits).replace(String.fromCharCode(160), ' ') : 'a payment')`;

/** What did not arrive and will not by itself. A delay and what the provider tries again are in the record only. */
const NOT_REACHED: Case = {
  way: 'Did not reach the customer',
  holds: `${type('bounced', 'dropped', 'failed')} && ${EVENT}.action?.code !== 'retry_backoff'`,
  name: 'What went wrong',
  title: `${WHO} + ' was not reached'`,
  text: `[${WHO} + ' was not reached: ' + (${EVENT}.action?.meaning ?? ${EVENT}.detail ?? ${EVENT}.type) + (${EVENT}.code ? ' (' + ${EVENT}.code + ')' : '') + '.', ${ABOUT}, 'What to do: ' + (${EVENT}.action?.words.en ?? 'Look at the message at your provider.') + ' The workflow “Care: next channel” tries the next channel of the stage.'].join('\\n\\n')`,
};

const unplaced = (way: string, holds: string, what: string, word: string): Case => ({
  way,
  holds,
  name: 'Who is this?',
  title: `'${what}'`,
  text: `[${word}, 'No message of ours belongs to it, so nothing was paused. What to do: find the customer in your system; if reminders should stop, set a hold with the Delivery Tracker.'].join('\\n\\n')`,
});

const WHATSAPP_MESSAGE = `(($json.call?.body?.entry ?? []).flatMap((one) => one.changes ?? []).flatMap((one) => one.value?.messages ?? []).find((one) => $json.dunning.event.id.includes(one.id)) ?? {})`;
const whatsappWord = (item: string) => {
  const message = WHATSAPP_MESSAGE.replaceAll('$json.', item);
  return `(({ from, text, button, interactive, type }) => '+' + from + ' wrote by WhatsApp: “' + (text?.body ?? button?.text ?? interactive?.button_reply?.title ?? interactive?.list_reply?.title ?? 'a message of the type ' + type) + '”')(${message})`;
};
const smsWord = (item: string) =>
  `${item}call.body.From + ' wrote by SMS: “' + (${item}call.body.Body || 'nothing') + '”'`;

const ANSWERED_TITLE = (how: string) => `'Customer ' + was.dunning.record.customerId + ' answered by ${how}'`;

export const FAMILIES: Family[] = [
  {
    slug: 'email',
    title: 'Events: e-mail',
    summary:
      'Takes what your mail provider reports: delivered, opened, bounced, reported as spam, unsubscribed. Everything goes into the record; your team hears of addresses that no longer work and of complaints.',
    connect: [
      'Open **Events from your mail provider**, choose your provider (SendGrid, Mailgun, Resend, Postmark, Brevo, or another that follows Standard Webhooks) and create its secret there. For Amazon SES choose it and enter the topic.',
    ],
    note: 'Your mail provider calls this workflow when a mail was delivered, opened, came back or was reported as spam.',
    sorting:
      'A **complaint** pauses the customer. A mail that **came back for good** goes to your team: the address in your system is wrong. All other events are recorded, and that is all.',
    notes: [
      'Only what a person may have to act on starts the workflow (_Event Types_ in the first node). Deliveries and opens are recorded all the same.',
      'A complaint and an unsubscription are remembered: no reminder goes to this customer by e-mail again.',
    ],
    contracts: [
      { of: 'SendGrid Event Webhook, signed', source: 'SendGrid’s documentation' },
      { of: 'Mailgun webhooks', source: 'Mailgun’s documentation' },
    ],
    trigger: {
      name: 'Events from your mail provider',
      provider: 'sendgrid',
      eventTypes: ['bounced', 'dropped', 'failed', 'complained', 'unsubscribed'],
      includeCall: false,
      credentials: { dunningWebhookApi: 'Mail provider (webhook)' },
      webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e1001',
    },
    answered: {
      way: 'Reported as spam',
      holds: `${type('complained')} && ${RECORD}`,
      title: `'Customer ' + was.dunning.record.customerId + ' reported a reminder as spam'`,
      word: `'Customer ' + was.dunning.record.customerId + ' reported our mail as spam. No reminder goes to them by e-mail any more.'`,
    },
    cases: [NOT_REACHED],
  },
  {
    slug: 'whatsapp',
    title: 'Events: WhatsApp',
    summary:
      'Takes what WhatsApp reports: sent, delivered, read, failed, and what customers answer. Everything goes into the record; an answer pauses the customer and reaches your team with all that was sent before.',
    connect: [
      'Open **Events from WhatsApp** and create the secret there: the app secret and a verify token of your own.',
    ],
    note: 'WhatsApp calls this workflow when a message was delivered, read or failed, and when a customer answers.',
    sorting:
      'An **answer** pauses the customer and goes to your team. A message that **cannot arrive** goes to your team as well, with what to do about it. All other events are recorded, and that is all.',
    notes: [
      'An answer that quotes no message of ours is placed by the phone number. Where nobody, or more than one customer, was written to at that number, your team is told, and nothing is paused.',
      '**STOP**, **BAJA**, **SAIR** and their like are remembered: no message by WhatsApp goes there again.',
      'What the customer wrote is in the mail to your team and in n8n’s executions; the record does not keep it.',
    ],
    contracts: [{ of: 'WhatsApp Cloud API, webhooks', source: 'developers.facebook.com/docs/whatsapp' }],
    trigger: {
      name: 'Events from WhatsApp',
      provider: 'whatsapp',
      eventTypes: ['failed', 'replied', 'unsubscribed'],
      includeCall: true,
      credentials: { dunningWebhookApi: 'WhatsApp (webhook)' },
      webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e1002',
    },
    answered: {
      way: 'Answered',
      holds: `${type('replied')} && ${RECORD}`,
      title: ANSWERED_TITLE('WhatsApp'),
      word: whatsappWord('was.'),
    },
    cases: [
      unplaced(
        'Answered, and we do not know who',
        type('replied'),
        'Somebody answered by WhatsApp',
        whatsappWord('$json.'),
      ),
      NOT_REACHED,
    ],
  },
  {
    slug: 'sms',
    title: 'Events: SMS',
    summary:
      'Takes what Twilio reports about SMS: sent, delivered, failed, and what customers answer; STOP is remembered. An answer pauses the customer and reaches your team with all that was sent before.',
    connect: ['Open **Events from Twilio** and create the secret there: the auth token of your Twilio account.'],
    note: 'Twilio calls this workflow when an SMS was delivered or failed, and when a customer answers.',
    sorting:
      'An **answer** pauses the customer and goes to your team. An SMS that **cannot arrive** goes to your team as well, with what to do about it. **STOP** is remembered: no SMS goes there again.',
    notes: [
      'An SMS does not say which message it answers; it is placed by the phone number. Where nobody, or more than one customer, was written to at that number, your team is told, and nothing is paused.',
      'Behind a proxy that changes the address, enter the public one in the first node (_Public Address_): Twilio signs it.',
    ],
    contracts: [{ of: 'Twilio webhooks, signed', source: 'twilio.com/docs/usage/webhooks' }],
    trigger: {
      name: 'Events from Twilio',
      provider: 'twilio',
      eventTypes: ['failed', 'replied', 'unsubscribed'],
      includeCall: true,
      credentials: { dunningWebhookApi: 'Twilio (webhook)' },
      webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e1003',
    },
    answered: {
      way: 'Answered',
      holds: `${type('replied')} && ${RECORD}`,
      title: ANSWERED_TITLE('SMS'),
      word: smsWord('was.'),
    },
    cases: [
      unplaced('Answered, and we do not know who', type('replied'), 'Somebody answered by SMS', smsWord('$json.')),
      NOT_REACHED,
    ],
  },
  {
    slug: 'links',
    title: 'Events: our own links',
    summary:
      'For mails that go through your own mail server: the links in them come back here, so that you know of opens and clicks, and so that unsubscribing and the preferences page work without a mail provider.',
    connect: [
      'Open **Opens, clicks and wishes**, and create the account there with a long random key and this node’s production address. Choose the same account in *Send the e-mail* of your core.',
    ],
    note: 'Dunning Email can put links of your own into each mail. Opens, clicks, unsubscribing and the page on which customers choose their channels lead here.',
    sorting:
      'Who **unsubscribes** is paused on all channels until your team has decided how to go on. Who **chooses channels** is heard at once; your team is told. Opens and clicks are recorded, and that is all.',
    notes: [
      'Opens and clicks by mail scanners and picture proxies are recorded as a machine’s and do not count as read.',
    ],
    trigger: {
      name: 'Opens, clicks and wishes',
      provider: 'tracking',
      eventTypes: ['unsubscribed'],
      includeCall: false,
      parameters: { senderName: 'Comercial Ejemplo' },
      credentials: { dunningLinksApi: 'Our own links' },
      webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e1004',
    },
    answered: {
      way: 'Unsubscribed',
      holds: `${type('unsubscribed')} && ${RECORD}`,
      title: `'Customer ' + was.dunning.record.customerId + ' wants no more e-mails'`,
      word: `'Customer ' + was.dunning.record.customerId + ' unsubscribed: no reminder goes to them by e-mail any more. Decide whether to go on by phone or letter.'`,
    },
    cases: [
      {
        way: 'Chose channels',
        holds: '$json.dunning.choice',
        name: 'What they chose',
        title: `${WHO} + ' chose how to be written to'`,
        text: `[${WHO} + ' chose on the preferences page. Yes to: ' + ($json.dunning.choice.accepted.join(', ') || 'nothing') + '. No to: ' + ($json.dunning.choice.refused.join(', ') || 'nothing') + '.', 'Your reminders follow this from now on. Nothing to do, unless nothing is left: then call or write a letter.'].join('\\n\\n')`,
      },
    ],
  },
  {
    slug: 'payments',
    title: 'Events: payments',
    summary:
      'Takes what your payment provider reports: paid, failed, refunded, disputed. A payment stops the reminders at once, also those that are about to leave; one that failed or came back lets them go on. Your team hears of what needs a decision.',
    connect: [
      'Open **Events from your payment provider**, choose your provider (Stripe, PayPal, Mercado Pago, Conekta, Wompi, Fintoc, Khipu, Flow, Pix) and the same account as in your core.',
    ],
    note: 'Your payment provider calls this workflow when a customer pays, when a payment fails, and when money goes back.',
    sorting:
      'A **payment** is recorded with its customer and its invoices: their reminders stop. **Refunds and failures** let them go on. **Disputes** stop them until a person has decided. What nobody can place goes to your team.',
    notes: [
      'Your ERP need not know yet: what was paid comes off the amount that the next reminder asks for, until the ERP shows it.',
      'To thank for payments, import *Care: thank for payments*.',
    ],
    contracts: [{ of: 'Stripe webhooks, signed', source: 'docs.stripe.com/webhooks' }],
    trigger: {
      name: 'Events from your payment provider',
      provider: 'stripe',
      eventTypes: ['paid', 'payment_failed', 'refunded', 'disputed'],
      includeCall: false,
      credentials: { dunningStripeApi: 'Stripe' },
      webhookId: '3d0d4c9e-27a1-4f0e-9b6e-0d1c5a7e1005',
    },
    cases: [
      {
        way: 'Paid, and we do not know by whom',
        holds: `${type('paid')} && !${RECORD}`,
        name: 'Who paid?',
        title: `'A payment that nobody can place'`,
        text: `[${PAID} + ' came in. No message of ours belongs to it, so no reminder was stopped.', 'What to do: find the customer in your system, and record the payment with the Delivery Tracker (Record Payment) under the same ID, ' + ${EVENT}.payment?.id + '.'].join('\\n\\n')`,
      },
      {
        way: 'Disputed',
        holds: type('disputed'),
        name: 'What is disputed',
        title: `${WHO} + ' disputes a payment'`,
        text: `[${WHO} + ' disputes ' + ${PAID} + '.', ${ABOUT}, 'Reminders about these invoices have stopped. What to do: answer the dispute at your provider. When it is decided, release the hold; a dispute that was won does so no more than one that was lost.'].join('\\n\\n')`,
      },
      {
        way: 'Failed or refunded',
        holds: type('payment_failed', 'refunded'),
        name: 'What came back',
        title: `${WHO} + (${EVENT}.type === 'refunded' ? ': a payment was refunded' : ': a payment failed')`,
        text: `[${WHO} + ': ' + ${PAID} + (${EVENT}.type === 'refunded' ? ' was refunded.' : ' failed' + (${EVENT}.detail ? ' (' + ${EVENT}.detail + ')' : '') + '.'), ${ABOUT}, 'What is open again is reminded of by the next run. Nothing to do, unless you have agreed on something else: then set a hold.'].join('\\n\\n')`,
      },
    ],
  },
];
