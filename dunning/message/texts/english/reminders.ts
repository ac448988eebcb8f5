import { byCount } from '../types';
import type { StageKey, StageTexts } from '../types';
import type { Words } from './words';

const PAY_SMS = '{{#if payment.link}} Pay: {{payment.link}}{{/if}}';

/** The six stages that ask for a payment, in the English of one country. */
export function reminders(
  w: Words,
): Pick<
  Record<StageKey, StageTexts>,
  'before_due' | 'due_today' | 'first_reminder' | 'second_reminder' | 'formal_notice' | 'final_notice'
> {
  return {
    before_due: {
      email: {
        subject: `{{company.name}}: ${byCount(`invoice {{invoice.number}} for {{money amountDue}} is due on {{date dueDate}}`, `{{count}} invoices for {{money amountDue}}, the first due on {{date dueDate}}`)}`,
        preheader: 'Here is how to pay. If you already have, there is nothing else to do.',
        opening: {
          neutral: `${byCount(`Invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, is due on **{{date dueDate}}**.`, `You have **{{count}}** invoices from {{company.name}} coming due, **{{money amountDue}}** in total; the first is due on **{{date dueDate}}**.`)}\n\nIf you have already paid or scheduled the payment, thank you; please ignore this message.`,
          warm: `Thank you for your business. A short note so that you have the details: ${byCount(`invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, is due on **{{date dueDate}}**.`, `you have **{{count}}** invoices from {{company.name}}, **{{money amountDue}}** in total; the first is due on **{{date dueDate}}**.`)}\n\nIf you have already paid or scheduled the payment, thank you; please ignore this message.`,
        },
        closing:
          'If anything on the invoice is not what you expected, or you need another copy, just reply and we will sort it out before the due date.',
      },
      whatsapp: {
        body: `${w.hello} writing about {{documents}} for {{amount}}, due on {{due_date}}. If you have already paid, thank you; please ignore this message.`,
        button: 'Pay online',
        freeForm: `A quick reminder that ${byCount(`invoice {{invoice.number}} for {{money amountDue}} is due on {{date dueDate}}`, `{{count}} invoices for {{money amountDue}} are coming up, the first on {{date dueDate}}`)}.{{#if payment.link}} You can pay here: {{payment.link}}{{/if}}\nIf you have already paid, thank you. Would another copy of the invoice help?`,
      },
      sms: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}} is due {{shortDate dueDate}}', '{{count}} invoices for {{money amountDue}}, first due {{shortDate dueDate}}')}.${PAY_SMS} Already paid? Thank you.`,
      call: {
        kind: 'preventive',
        reason: `“A courtesy call: ${byCount(`invoice {{invoice.number}}, for {{money amountDue}}, is due on {{date dueDate}}`, `we have {{count}} invoices, {{money amountDue}} in total, the first due on {{date dueDate}}`)}. If payment is already scheduled, thank you.”`,
      },
      letter: {
        subject: byCount('Invoice {{invoice.number}}, due {{date dueDate}}', '{{count}} invoices coming due'),
        body: `We write to let you know that ${byCount(`invoice {{invoice.number}}, for {{money amountDue}}, is due on {{date dueDate}}`, `the invoices listed below, {{money amountDue}} in total, are due from {{date dueDate}}`)}. Payment details follow.\n\nIf payment has already been made, thank you; please disregard this letter.`,
      },
    },
    due_today: {
      email: {
        subject: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}} is due today', '{{count}} invoices for {{money amountDue}}, the first due today')}`,
        preheader: 'If payment is on its way, thank you. The details are here in case you need them.',
        opening: {
          neutral: `${byCount('Invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, is due today, {{date dueDate}}.', 'You have **{{count}}** invoices from {{company.name}}, **{{money amountDue}}** in total; the first is due today, {{date dueDate}}.')}\n\nIf payment is on its way, thank you; there is nothing else to do.`,
          warm: `A short reminder: ${byCount('invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, is due today, {{date dueDate}}.', 'you have **{{count}}** invoices from {{company.name}}, **{{money amountDue}}** in total; the first is due today, {{date dueDate}}.')}\n\nIf payment is on its way, thank you; there is nothing else to do.`,
        },
        closing:
          'If you would like to confirm a payment date, or have a question about the invoice, please reply{{#if contact.phone}} or call me{{/if}}; I am happy to help.',
      },
      whatsapp: {
        body: `${w.hello} writing about {{documents}} for {{amount}}, due today, {{due_date}}. If payment is on its way, thank you. If you have any questions, please reply to this message.`,
        button: 'Pay online',
        freeForm: `${byCount('Invoice {{invoice.number}} for {{money amountDue}} is due today', 'You have {{count}} invoices for {{money amountDue}}, the first due today')}.{{#if payment.link}} The payment link is {{payment.link}}{{/if}}\nIf payment is on its way, thank you; let me know and I will note it.`,
      },
      sms: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}} is due today', '{{count}} invoices for {{money amountDue}}, the first due today')}.${PAY_SMS} Already paid? Thank you.`,
      call: {
        kind: 'preventive',
        reason: `“I am calling because ${byCount('invoice {{invoice.number}}, for {{money amountDue}}, is due today', '{{count}} invoices, {{money amountDue}} in total, are coming due, the first today')}. I wanted to check whether payment is on its way or you need any details.”`,
      },
      letter: {
        subject: byCount(
          'Invoice {{invoice.number}}, due today, {{date dueDate}}',
          '{{count}} invoices, the first due today, {{date dueDate}}',
        ),
        body: `${byCount('Invoice {{invoice.number}}, for {{money amountDue}}, is due today, {{date dueDate}}', 'The invoices listed below, {{money amountDue}} in total, are due from today, {{date dueDate}}')}. If payment is on its way, thank you.\n\nPlease contact us with any question about the invoice or how to pay.`,
      },
    },
    first_reminder: {
      email: {
        subject: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}} is outstanding', '{{count}} invoices for {{money amountDue}} are outstanding')}`,
        preheader: 'It may have been overlooked. Here are the details and how to pay.',
        opening: {
          neutral: `${byCount(`Invoice **{{invoice.number}}** from {{company.name}}, due on **{{date dueDate}}**, has an outstanding balance of **{{money amountDue}}**.`, `You have **{{count}}** outstanding invoices from {{company.name}}, **{{money amountDue}}** in total; the oldest was due on **{{date dueDate}}**.`)} It may simply have been overlooked.\n\nWas there a problem with the invoice or the payment? If so, please reply and we will look into it.`,
          warm: `I hope all is well. I noticed that ${byCount(`invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, was due on **{{date dueDate}}** and is still open.`, `**{{count}}** invoices from {{company.name}}, **{{money amountDue}}** in total, are still open; the oldest was due on **{{date dueDate}}**.`)} It may simply have been overlooked.\n\nWas there a problem with the invoice or the payment? I am glad to help.`,
          firm: `${byCount(`Invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, was due on **{{date dueDate}}** and we have not received payment.`, `Your account with {{company.name}} has **{{count}}** invoices ${w.pastDue}, **{{money amountDue}}** in total; the oldest was due on **{{date dueDate}}**.`)}\n\nPlease arrange payment, or let me know if there was a problem.`,
        },
        closing: `If you have already paid, please send me the ${w.remittance} so I can apply the payment, and please excuse this reminder. If you need a few more days, tell me which date suits you.`,
      },
      whatsapp: {
        body: `${w.hello} writing about {{documents}} for {{amount}}, outstanding since {{due_date}}. If you have already paid, please send us the ${w.remittance} here. If there was a problem, we are glad to help.`,
        button: 'Pay online',
        freeForm: `I have not seen payment yet for ${byCount('invoice {{invoice.number}}, {{money amountDue}}, due on {{date dueDate}}', '{{count}} invoices, {{money amountDue}}; the oldest was due on {{date dueDate}}')}. Was there a problem?{{#if payment.link}} If it helps, you can pay here: {{payment.link}}{{/if}}\nIf you have paid, please send me the ${w.remittance} and I will apply it.`,
      },
      sms: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}}, due {{shortDate dueDate}}, is outstanding', '{{count}} invoices for {{money amountDue}}, first due {{shortDate dueDate}}, are outstanding')}.${PAY_SMS} Contact: {{contact.reach}}`,
      call: {
        kind: 'pending',
        reason: `“I am calling because ${byCount(`invoice {{invoice.number}}, for {{money amountDue}}, was due on {{date dueDate}} and we have not seen payment`, `{{count}} invoices are outstanding, {{money amountDue}} in total; the oldest was due on {{date dueDate}}`)}. It may just have been overlooked.”`,
      },
      letter: {
        subject: byCount('Outstanding invoice {{invoice.number}}', '{{count}} outstanding invoices'),
        body: `Our records show that ${byCount(`invoice {{invoice.number}}, due on {{date dueDate}}, has an outstanding balance of {{money amountDue}}`, `the invoices listed below, the oldest due on {{date dueDate}}, have an outstanding balance of {{money amountDue}}`)}. It may simply have been overlooked.\n\nWe would be grateful for payment using the details below. If you have already paid, please send us the ${w.remittance}; if there was a problem, please let us help.`,
      },
    },
    second_reminder: {
      email: {
        subject: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}}', '{{count}} invoices for {{money amountDue}}')}, {{plural daysPastDue "day" "days"}} ${w.pastDue}`,
        preheader: `When can we expect payment? We can also ${w.agree} ${w.plan}.`,
        opening: {
          neutral: `${byCount(`Invoice **{{invoice.number}}** from {{company.name}} was due on **{{date dueDate}}**, {{plural daysPastDue "day" "days"}} ago, and has a balance of **{{money amountDue}}**.`, `Your **{{count}}** invoices from {{company.name}} add up to **{{money amountDue}}** ${w.pastDue}; the oldest was due on **{{date dueDate}}**, {{plural daysPastDue "day" "days"}} ago.`)}\n\nCould you tell me **which day you will pay**? I will note it on your account.`,
          warm: `I am writing again because ${byCount(`I have not yet seen payment for invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, due on **{{date dueDate}}**, {{plural daysPastDue "day" "days"}} ago.`, `I have not yet seen payment for **{{count}}** invoices from {{company.name}}, **{{money amountDue}}** in total; the oldest was due on **{{date dueDate}}**, {{plural daysPastDue "day" "days"}} ago.`)}\n\nCould you help me by letting me know **which day you will pay**?`,
          firm: `${byCount(`Invoice **{{invoice.number}}** from {{company.name}}, for **{{money amountDue}}**, is {{plural daysPastDue "day" "days"}} past its due date of **{{date dueDate}}**.`, `Your account with {{company.name}} has **{{count}}** invoices ${w.pastDue}, **{{money amountDue}}** in total; the oldest, due on **{{date dueDate}}**, is {{plural daysPastDue "day" "days"}} late.`)}\n\nPlease confirm **the payment date** in writing.`,
        },
        closing: `If paying the full amount at once is not possible, we can ${w.agree} ${w.plan}. If you have already paid, please send me the ${w.remittance}; if you disagree with any charge, tell me which and I will check it.`,
      },
      whatsapp: {
        body: `${w.hello} writing about {{documents}} for {{amount}}, due on {{due_date}} and now {{days}} ${w.pastDue}. Which day can we expect payment? If you prefer, we can ${w.agree} ${w.plan}: please reply to this message.`,
        button: 'Pay online',
        freeForm: `${byCount('Invoice {{invoice.number}} is still open: {{money amountDue}}, {{plural daysPastDue "day" "days"}} since the due date, {{date dueDate}}', '{{count}} invoices are still open, {{money amountDue}} in total; the oldest was due {{plural daysPastDue "day" "days"}} ago, on {{date dueDate}}')}. When can we expect payment?{{#if payment.link}} Link: {{payment.link}}{{/if}}\nIf not all at once, we can ${w.agree} ${w.plan}.`,
      },
      sms: `{{company.name}}: ${byCount('invoice {{invoice.number}} for {{money amountDue}} outstanding since {{shortDate dueDate}}', '{{count}} invoices for {{money amountDue}} outstanding, first due {{shortDate dueDate}}')}. Reply with a payment date or {{#if contact.phone}}call {{contact.phone}}{{else}}write to {{contact.reach}}{{/if}}.${PAY_SMS}`,
      call: {
        kind: 'pending',
        reason: `“I am calling about ${byCount('invoice {{invoice.number}} for {{money amountDue}}: it is {{plural daysPastDue "day" "days"}} since the due date, {{date dueDate}}', '{{count}} invoices for {{money amountDue}}: the oldest was due {{plural daysPastDue "day" "days"}} ago, on {{date dueDate}}')}. I would like to know which payment date we can note.”`,
      },
      letter: {
        subject: byCount(
          'Second reminder, invoice {{invoice.number}}',
          `Second reminder, {{count}} invoices ${w.pastDue}`,
        ),
        body: `To date, ${byCount(`invoice {{invoice.number}}, due on {{date dueDate}}, is {{plural daysPastDue "day" "days"}} ${w.pastDue} with a balance of {{money amountDue}}`, `the invoices listed below add up to {{money amountDue}} ${w.pastDue}; the oldest is {{plural daysPastDue "day" "days"}} late`)}.\n\nPlease let us know the date on which you will pay. If paying the full amount at once is not possible, we are glad to ${w.agree} ${w.plan}. If you have ${w.question} about the invoice, please tell us so that we can look into it.`,
      },
    },
    formal_notice: {
      email: {
        subject: `{{company.name}}: formal request for payment of {{money amountDue}}, ${byCount('invoice {{invoice.number}}', '{{count}} invoices')}`,
        preheader: `We ask for payment by {{date deadline}}; we can also ${w.agree} ${w.plan}.`,
        opening: `${byCount(`Invoice **{{invoice.number}}** from {{company.name}}, due on **{{date dueDate}}** ({{plural daysPastDue "day" "days"}} ago), still has a balance of **{{money amountDue}}**.`, `To date, **{{count}}** invoices from {{company.name}} remain unpaid, **{{money amountDue}}** in total; the oldest was due on **{{date dueDate}}** ({{plural daysPastDue "day" "days"}} ago).`)}\n\nUnder the agreed payment terms, we ask you to settle this balance by **{{date deadline}}**.`,
        closing: `If you cannot pay the full amount at once, please contact me before that date and we will ${w.agree} ${w.plan} in writing. If you have already paid or have ${w.question}, send me the ${w.remittance} or the details and I will look into it right away.`,
      },
      whatsapp: {
        body: `${w.hello}. Under the agreed payment terms, we ask for payment of {{documents}} for {{amount}}, due on {{due_date}}, no later than {{deadline}}. If you need ${w.plan} or have ${w.question}, please reply to this message.`,
        button: 'Pay online',
        freeForm: `We ask you to settle {{money amountDue}} (${byCount('invoice {{invoice.number}}, due on {{date dueDate}}', '{{count}} invoices, the oldest due on {{date dueDate}}')}) by {{date deadline}}.{{#if payment.link}} Payment link: {{payment.link}}{{/if}}\nIf that is not possible, tell me what you can start with and we will ${w.agree} ${w.plan}.`,
      },
      sms: `{{company.name}}: please pay {{money amountDue}} (${byCount('invoice {{invoice.number}}', '{{count}} invoices')}) by {{shortDate deadline}}. For a plan {{#if contact.phone}}call {{contact.phone}}{{else}}write to {{contact.reach}}{{/if}}.${PAY_SMS}`,
      call: {
        kind: 'notice',
        reason: `“I am calling about the balance of {{money amountDue}} on ${byCount('invoice {{invoice.number}}, due since {{date dueDate}}', '{{count}} invoices; the oldest was due on {{date dueDate}}')}. Under the agreed terms we ask for payment by {{date deadline}}. I would like to hear from you and see what we can agree.”`,
      },
      letter: {
        subject: 'Formal request for payment of {{money amountDue}}',
        body: `Despite our reminders, ${byCount(`invoice {{invoice.number}}, due on {{date dueDate}}, still has a balance of {{money amountDue}}`, `the invoices listed below, the oldest due on {{date dueDate}}, still have a balance of {{money amountDue}}`)} ({{plural daysPastDue "day" "days"}} ${w.pastDue}).\n\nUnder the agreed payment terms, we ask you to settle this balance by {{date deadline}}.\n\nIf you cannot pay the full amount at once, please contact us before that date to ${w.agree} ${w.plan}. If you dispute any part of it, send us the details in writing and we will review them before taking any further step. If you have already paid, we would be grateful for the ${w.remittance}.`,
      },
    },
    final_notice: {
      email: {
        subject: `{{company.name}}: balance of {{money amountDue}}, ${byCount('invoice {{invoice.number}}', '{{count}} invoices')}, payable by {{date deadline}}`,
        preheader: 'What happens after {{date deadline}}, and what we can still agree before then.',
        opening: `${byCount('The balance of invoice **{{invoice.number}}** from {{company.name}}, **{{money amountDue}}**, has been unpaid since **{{date dueDate}}**.', 'The balance of **{{count}}** invoices from {{company.name}}, **{{money amountDue}}**, is unpaid; the oldest was due on **{{date dueDate}}**.')}\n\n${nextStep(w, '**')}`,
        closing: `Until then we can still settle it directly: payment in full, payment in instal${w.l}ments, or a review of anything you disagree with. If you have already paid, please send me the ${w.remittance}. {{#if contact.phone}}Call or reply{{else}}Please reply{{/if}}; I would rather we worked this out between us.`,
      },
      whatsapp: {
        body: `${w.hello} writing about {{documents}} for {{amount}}, outstanding since {{due_date}}. Until {{deadline}} we can still arrange payment or ${w.agree} ${w.plan} with you directly. Please reply to this message and we will work it out.`,
        button: 'Pay online',
        freeForm: `${nextStep(w, '')}\nUntil then we can work it out between us: {{money amountDue}} in full, or ${w.plan}.{{#if payment.link}} Payment link: {{payment.link}}{{/if}} Which would you prefer?`,
      },
      sms: `{{company.name}}: your balance of {{money amountDue}} (${byCount('invoice {{invoice.number}}', '{{count}} invoices')}) is outstanding. Until {{shortDate deadline}} we can ${w.agree} a plan: {{contact.reach}}.${PAY_SMS}`,
      call: {
        kind: 'notice',
        reason: `“I am calling about the balance of {{money amountDue}} on ${byCount('invoice {{invoice.number}}, outstanding since {{date dueDate}}', '{{count}} invoices; the oldest was due on {{date dueDate}}')}. ${nextStep(w, '')} Before that, I would like to find a solution with you.”`,
      },
      letter: {
        subject: 'Balance of {{money amountDue}}, payable by {{date deadline}}',
        body: `The balance of {{money amountDue}} on ${byCount('invoice {{invoice.number}} has been unpaid since {{date dueDate}}', 'the invoices listed below is unpaid; the oldest was due on {{date dueDate}}')}.\n\n${nextStep(w, '')}\n\nUntil that date it can be settled directly with us, by payment in full, ${w.plan}, or a review of anything you disagree with. If payment has already been made, we would be grateful for the ${w.remittance}.`,
      },
    },
  };
}

/** What will be done, on which date; only what the policy says. */
function nextStep(w: Words, bold: string): string {
  const date = `${bold}{{date deadline}}${bold}`;
  const condition = `If by ${date} we have neither received payment nor ${w.agreed} ${w.plan}`;
  return `{{#if next.agency}}${condition}, the account will pass to an external collection agency.{{else}}{{#if next.legal}}${condition}, we will hand the account to our ${w.lawyers} to consider recovery.{{else}}We ask you to settle it or ${w.agree} ${w.plan} by ${date}; after that date the work of our ${w.department} on this account ends.{{/if}}{{/if}}`;
}
