import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';
import type { Words } from './words';

const ABOUT = byCount('invoice {{invoice.number}}', '{{count}} invoices');

/** The stages that answer something that happened, and the statement, in the English of one country. */
export function events(
  w: Words,
): Pick<
  Record<StageKey, StageTexts>,
  'promise_reminder' | 'broken_promise' | 'payment_received' | 'plan_confirmed' | 'dispute_received' | 'statement'
> {
  const parts = `{{plural plan.count "instal${w.l}ment" "instal${w.l}ments"}}`;
  return {
    promise_reminder: {
      email: {
        subject: '{{company.name}}: your payment of {{money promise.amount}} planned for {{date promise.date}}',
        preheader: 'Here are the details, ready to use. If you have already paid, thank you.',
        opening: `As we agreed, I have noted your payment of **{{money promise.amount}}** for **{{date promise.date}}**, for ${ABOUT} from {{company.name}}.\n\nI am only sending the payment details so you have them. If you have already paid, thank you; please ignore this message.`,
        closing:
          'If something has changed and you need another date, let me know before that day and we will adjust it.',
      },
      whatsapp: {
        body: `${w.hello}. We have noted your payment of {{promised_amount}} for {{promised_date}}, for {{documents}}. If you need the payment details or another date, just reply to this message.`,
        button: 'Pay online',
        freeForm:
          'Just a reminder of the payment we agreed: {{money promise.amount}} on {{date promise.date}}.{{#if payment.link}} Link: {{payment.link}}{{/if}}\nIf something has changed, tell me and we will find another date.',
      },
      sms: '{{company.name}}: your payment of {{money promise.amount}} is planned for {{shortDate promise.date}}.{{#if payment.link}} Pay: {{payment.link}}{{/if}} Contact: {{contact.reach}}',
      call: {
        kind: 'preventive',
        reason: `“I am calling about the payment of {{money promise.amount}} you planned for {{date promise.date}}, for ${ABOUT}. I wanted to make sure you have all the details.”`,
      },
      letter: {
        subject: 'Payment agreed for {{date promise.date}}',
        body: `As you told us, we have noted a payment of {{money promise.amount}} for {{date promise.date}}, for ${ABOUT}.\n\nPayment details follow. If you need another date, please let us know before that day.`,
      },
    },
    broken_promise: {
      email: {
        subject:
          '{{company.name}}: we have not yet seen your payment of {{money promise.amount}} planned for {{date promise.date}}',
        preheader: 'Were you able to make it? If not, tell me which date suits you.',
        opening: {
          neutral: `We had noted your payment of **{{money promise.amount}}** for **{{date promise.date}}**, for ${ABOUT} from {{company.name}}, and have not yet seen it at the bank.\n\nWere you able to make it? If not, please tell me **which day and what amount** we can note now.`,
          warm: `I know how busy things can get. We had noted your payment of **{{money promise.amount}}** for **{{date promise.date}}**, for ${ABOUT} from {{company.name}}, and have not yet seen it at the bank.\n\nWere you able to make it? If not, tell me **which day** suits you.`,
        },
        closing: `If you have already paid, please send me the ${w.remittance} and I will apply it today. If the full amount is not possible, we can ${w.agree} ${w.plan}.`,
      },
      whatsapp: {
        body: `${w.hello}. We had noted your payment of {{promised_amount}} for {{promised_date}}, for {{documents}}, and have not yet seen it at the bank. If you have paid, please send us the ${w.remittance}; if not, tell us which date suits you.`,
        button: 'Pay online',
        freeForm:
          'We had noted your payment of {{money promise.amount}} for {{date promise.date}} and I cannot find it at the bank. Were you able to make it?{{#if payment.link}} If it helps, the link is {{payment.link}}{{/if}}\nIf not, tell me which day and how much, and I will note it.',
      },
      sms: '{{company.name}}: we have not seen your payment of {{money promise.amount}} planned for {{shortDate promise.date}}. If plans changed, reply with another date or {{#if contact.phone}}call {{contact.phone}}{{else}}write to {{contact.reach}}{{/if}}.{{#if payment.link}} {{payment.link}}{{/if}}',
      call: {
        kind: 'pending',
        reason: `“I am calling because we had noted a payment of {{money promise.amount}} for {{date promise.date}}, for ${ABOUT}, and have not yet seen it at the bank. I wanted to ask whether you were able to make it.”`,
      },
      letter: {
        subject: 'Payment planned for {{date promise.date}}',
        body: `We had noted your commitment to pay {{money promise.amount}} on {{date promise.date}}, for ${ABOUT}. To date we have not received it.\n\nIf it has been made, we would be grateful for the ${w.remittance}. If it was not possible, please contact us to ${w.agree} a new date or ${w.plan}.`,
      },
    },
    payment_received: {
      email: {
        subject: '{{company.name}}: we received your payment of {{money received.amount}}, thank you',
        preheader:
          'It has been applied to your account. {{#if hasBalance}}Your balance is {{money amountDue}}.{{else}}Nothing is outstanding.{{/if}}',
        opening:
          'Thank you. We received your payment of **{{money received.amount}}** on **{{date received.date}}**{{#if received.invoices}}, applied to {{list received.invoices}}{{/if}}.\n\n{{#if hasBalance}}Your balance with {{company.name}} is now **{{money amountDue}}**.{{else}}Nothing is outstanding with {{company.name}}.{{/if}}',
        closing: 'If the amount or the way it was applied is not what you expected, please reply and I will check it.',
      },
      whatsapp: {
        body: `${w.hello}: we received your payment of {{received_amount}}, thank you. Your balance after this payment is {{balance}}, according to our records.`,
        freeForm:
          'We received your payment of {{money received.amount}}, thank you. {{#if hasBalance}}Your balance is now {{money amountDue}}.{{else}}Nothing is outstanding.{{/if}}',
      },
      sms: '{{company.name}}: we received your payment of {{money received.amount}} on {{shortDate received.date}}. Thank you. {{#if hasBalance}}Balance: {{money amountDue}}.{{else}}Nothing is outstanding.{{/if}}',
      call: {
        kind: 'event',
        reason:
          '“I am calling to thank you: we received your payment of {{money received.amount}} on {{date received.date}}. {{#if hasBalance}}Your balance is now {{money amountDue}}.{{else}}Nothing is outstanding.{{/if}}”',
      },
      letter: {
        subject: 'Confirmation of payment of {{money received.amount}}',
        body: 'We confirm that on {{date received.date}} we received your payment of {{money received.amount}}{{#if received.invoices}}, applied to {{list received.invoices}}{{/if}}. Thank you.\n\n{{#if hasBalance}}After this payment your balance is {{money amountDue}}.{{else}}After this payment nothing is outstanding.{{/if}}',
      },
    },
    plan_confirmed: {
      email: {
        subject: '{{company.name}}: your payment plan for {{money plan.total}} is confirmed',
        preheader: 'Dates, amounts and how to pay. The first payment is on {{date plan.first}}.',
        opening: `Thank you for working this out with us. Your payment plan for **{{money plan.total}}** in **${parts}**, for ${ABOUT} from {{company.name}}, is confirmed; the first payment is on **{{date plan.first}}**.\n\nWhile payments arrive on these dates, we will not send you reminders of ${byCount('this invoice', 'these invoices')}.`,
        closing:
          'If a date or an amount is not what we agreed, or a month turns out difficult, let me know beforehand and we will adjust it.',
      },
      whatsapp: {
        body: `${w.hello} writing to confirm what we agreed: {{plan}}, for {{documents}}. While payments arrive on those dates we will not send you reminders. If anything is not right, please reply to this message.`,
        freeForm: `Here is what we agreed: {{money plan.total}} in ${parts}, the first on {{date plan.first}}.\nIf a month turns out difficult, let me know beforehand and we will adjust it.`,
      },
      sms: `{{company.name}}: your plan for {{money plan.total}} in ${parts} is confirmed, the first on {{shortDate plan.first}}. Contact: {{contact.reach}}`,
      call: {
        kind: 'event',
        reason: `“I am calling to confirm what we agreed: {{money plan.total}} in ${parts}, the first on {{date plan.first}}, for ${ABOUT}. Are the dates right for you?”`,
      },
      letter: {
        subject: 'Confirmation of payment plan for {{money plan.total}}',
        body: `We confirm the payment plan for {{money plan.total}} in ${parts}, for ${ABOUT}. The dates and amounts are as follows.\n\nWhile payments are received on these dates, we will take no other step on this balance.`,
      },
    },
    dispute_received: {
      email: {
        subject: `{{company.name}}: we received your ${w.inquiry} about ${ABOUT}`,
        preheader: 'Reminders are stopped while we look into it.',
        opening: `Thank you for letting us know. We have recorded your ${w.inquiry} about ${ABOUT}{{#if dispute.reason}} (“{{dispute.reason}}”){{/if}} and **stopped the reminders** while we look into it.\n\n{{#if dispute.owner}}{{dispute.owner}} is looking into it{{else}}I am looking into it myself{{/if}}, and you will have an answer by **{{date dispute.until}}**.`,
        closing:
          'If you have documents that help (purchase order, delivery note, emails), please reply with them. There is nothing else to do for now.',
      },
      whatsapp: {
        body: `${w.hello}: we received your ${w.inquiry} about {{documents}} and stopped the reminders. {{owner}} is looking into it and you will have an answer by {{until}}. If you have documents that help, please send them here.`,
        freeForm: `Thank you for letting us know. Reminders about ${ABOUT} are stopped, and you will have an answer by {{date dispute.until}}.\nIf you have a document that helps, please send it here.`,
      },
      sms: `{{company.name}}: we received your ${w.inquiry} about ${ABOUT}. Reminders are stopped; you will have an answer by {{shortDate dispute.until}}. Contact: {{contact.reach}}`,
      call: {
        kind: 'event',
        reason: `“I am calling about your ${w.inquiry} on ${ABOUT}. Reminders are stopped, and you will have an answer by {{date dispute.until}}. I want to make sure I have understood it well.”`,
      },
      letter: {
        subject: `Your ${w.inquiry} about ${ABOUT}`,
        body: `We acknowledge your ${w.inquiry} about ${ABOUT}{{#if dispute.reason}} (“{{dispute.reason}}”){{/if}}. Reminders are stopped while it is reviewed.\n\n{{#if dispute.owner}}The person in charge is {{dispute.owner}}. {{/if}}You will receive an answer by {{date dispute.until}}. If you have supporting documents, we would be grateful to receive them.`,
      },
    },
    statement: {
      email: {
        subject: `{{company.name}}: your statement of account ${w.asOf} {{date asOf}}, balance {{money amountDue}}`,
        preheader: `{{plural count "open invoice" "open invoices"}} ${w.asOf} {{date asOf}}. Does this match your records?`,
        opening: `Here is your statement of account with {{company.name}} ${w.asOf} **{{date asOf}}**: {{plural count "open invoice" "open invoices"}} for **{{money amountDue}}**{{#if allOverdue}}, ${byCount('', 'all ')}${w.pastDue}{{else}}{{#if hasOverdue}}, of which **{{money overdue}}** is ${w.pastDue}{{else}}; nothing is ${w.pastDue}{{/if}}{{/if}}.`,
        closing: `If any entry does not match your records, or a payment is missing, please send me the ${w.remittance} or the details and I will reconcile it.`,
      },
      whatsapp: {
        body: `${w.hello} writing with your statement of account: {{documents}} with a balance of {{amount}} ${w.asOf} today. If anything does not match your records, please reply to this message and we will check it.`,
        button: 'Pay online',
        freeForm: `Your statement ${w.asOf} {{date asOf}}: {{plural count "open invoice" "open invoices"}} for {{money amountDue}}{{#if allOverdue}}, ${byCount('', 'all ')}${w.pastDue}{{else}}{{#if hasOverdue}}, {{money overdue}} ${w.pastDue}{{/if}}{{/if}}.{{#if payment.link}} You can pay at {{payment.link}}{{/if}}\nDoes it match your records?`,
      },
      sms: `{{company.name}}: your balance ${w.asOf} {{shortDate asOf}} is {{money amountDue}} on {{plural count "invoice" "invoices"}}.{{#if payment.link}} Pay: {{payment.link}}{{/if}} Contact: {{contact.reach}}`,
      call: {
        kind: 'event',
        reason: `“I am calling to go over your statement: ${w.asOf} {{date asOf}} we have {{plural count "open invoice" "open invoices"}} for {{money amountDue}}. I would like to confirm that it matches your records.”`,
      },
      letter: {
        subject: `Statement of account ${w.asOf} {{date asOf}}`,
        body: `This is your statement of account ${w.asOf} {{date asOf}}: {{plural count "open invoice" "open invoices"}} for {{money amountDue}}{{#if allOverdue}}, ${byCount('', 'all ')}${w.pastDue}{{else}}{{#if hasOverdue}}, of which {{money overdue}} is ${w.pastDue}{{/if}}{{/if}}.\n\nWe ask you to check it against your records and let us know of any difference.`,
      },
    },
  };
}
