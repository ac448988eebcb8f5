import type { CallTexts, LocaleTexts, Terms } from '../types';
import { events } from './events';
import { reminders } from './reminders';
import { ENGLISH_COUNTRIES } from './words';
import type { Words } from './words';

/** The English of the United States and of the United Kingdom. */
export const ENGLISH: readonly LocaleTexts[] = ENGLISH_COUNTRIES.map((words) => ({
  locale: words.locale,
  language: 'en',
  terms: terms(words),
  call: call(words),
  stages: { ...reminders(words), ...events(words) },
}));

function terms(w: Words): Terms {
  return {
    greeting: w.greeting,
    greetingNoName: w.greetingNoName,
    letterGreeting: w.locale === 'en-US' ? 'Dear {{greetingName}}:' : 'Dear {{greetingName}},',
    signOff: w.signOff,
    team: w.team,
    invoice: 'Invoice',
    issued: 'Issued',
    due: 'Due date',
    total: 'Total',
    paid: 'Paid',
    balance: 'Balance',
    amountDue: 'Amount due',
    overdueAmount: w.pastDue.charAt(0).toUpperCase() + w.pastDue.slice(1),
    notYetDue: 'Not yet due',
    credit: 'Credit',
    received: 'Amount received',
    receivedOn: 'Payment date',
    promised: 'Agreed payment',
    promisedFor: 'For',
    instalment: 'Payment',
    date: 'Date',
    amount: 'Amount',
    underReview: 'Under review',
    statement: 'Statement of account',
    day: 'day',
    days: 'days',
    howToPay: 'How to pay',
    payNow: 'Pay online',
    reference: 'Reference',
    document: 'View invoice',
    attachments: 'Attachments',
    taxId: w.taxId,
    bank: 'Bank',
    beneficiary: 'Payee',
    account: 'Account',
    purchaseOrder: w.locale === 'en-US' ? 'PO number' : 'Purchase order',
    phone: w.phone,
    page: 'Page',
    of: 'of',
    to: 'To',
    subjectLine: 'Re',
    oneDocument: 'invoice {{number}}',
    manyDocuments: '{{count}} invoices ({{numbers}})',
    firstOfMany: '{{date}} (the first)',
  };
}

function call(w: Words): CallTexts {
  return {
    title: 'Call script',
    opening:
      '“Good morning. May I speak to {{greetingName}}? I am calling from {{company.name}}; my name is (your name).”',
    thirdPerson:
      'If somebody else answers: do not mention invoices, amounts or payments. Only ask {{#if contact.phone}}for a call back on {{contact.phone}}{{else}}them to write to {{contact.reach}}{{/if}}.',
    identity:
      'Before going on, confirm who you are speaking to: “To be sure I have the right person, could you confirm your full name and your company?” If they do not, say goodbye politely.',
    reasonTitle: 'Reason',
    questionsTitle: 'Three questions',
    questions: {
      preventive: [
        'Have you received the invoice?',
        'Which day is the payment scheduled for?',
        'Do you need any detail for the transfer?',
      ],
      pending: [
        'Was there a problem with the invoice or the service?',
        'Which day can you pay, and what amount?',
        `If not all at once, would ${w.plan} help?`,
      ],
      notice: [
        'Is there anything you disagree with that we should review first?',
        'What amount can you pay, and on which date?',
        `Shall we put ${w.plan} in writing?`,
      ],
      event: [
        'Does this match your records?',
        'Is there anything we should correct?',
        'How would you like to receive the confirmation?',
      ],
    },
    closeTitle: 'Close',
    close:
      'Repeat the date and the amount agreed: “So I will note (amount) for (date). I will send you a confirmation in writing. Thank you for your time.”',
    closeEvent:
      'Sum up what is clear and who takes the next step: “I will send you a confirmation in writing. Thank you for your time.”',
    voicemail:
      'Voicemail: leave only your name, {{company.name}} and {{#if contact.phone}}the number {{contact.phone}}{{else}}the address {{contact.reach}}{{/if}}. Do not mention the invoice or the amount.',
  };
}
