import type { Tone } from '../../cadence/policy';

/** The stages there are texts for. A policy may use its own names; the settings say which of these such a stage reads like. */
export const STAGES = [
  'before_due',
  'due_today',
  'first_reminder',
  'second_reminder',
  'formal_notice',
  'final_notice',
  'promise_reminder',
  'broken_promise',
  'payment_received',
  'plan_confirmed',
  'dispute_received',
  'statement',
] as const;
export type StageKey = (typeof STAGES)[number];

/** What a message of the stage shows beside its sentences. */
export type FactsKind = 'due' | 'promise' | 'received' | 'plan' | 'dispute' | 'statement';

const FACTS: Readonly<Record<string, FactsKind>> = {
  promise_reminder: 'promise',
  broken_promise: 'promise',
  payment_received: 'received',
  plan_confirmed: 'plan',
  dispute_received: 'dispute',
  statement: 'statement',
};

/** Which facts a stage shows; a stage we do not know asks for what is due. */
export function factsOf(stage: string): FactsKind {
  return FACTS[stage] ?? 'due';
}

const NOT_ASKING: ReadonlySet<FactsKind> = new Set(['received', 'dispute']);

/** Whether a message of this stage asks for money; those that do must say how to pay. */
export function asksForPayment(stage: string): boolean {
  return !NOT_ASKING.has(factsOf(stage));
}

/** One text, or one per tone; `neutral` stands in for a tone that has none of its own. */
export type Toned = string | ({ neutral: string } & Partial<Record<Exclude<Tone, 'neutral'>, string>>);

/**
 * All sources are Handlebars. Prose is plain text: an empty line parts paragraphs, `**` marks what stands out. It is
 * written into the HTML and into the text of a mail alike.
 */
export interface EmailTexts {
  subject: Toned;
  /** The line a mailbox shows beside the subject. */
  preheader: string;
  /** Who writes, about what, and what is asked. */
  opening: Toned;
  /** What to do otherwise, and what happens next. */
  closing: Toned;
}

export interface WhatsappTexts {
  /** Body of the template as submitted to Meta: named parameters only, none first or last, no two side by side. */
  body: string;
  /** Text of the button that opens the payment page, up to 25 characters; absent where nothing is asked for. */
  button?: string;
  /** What is said within an open conversation; Handlebars like the mail. */
  freeForm: string;
}

/** Which three questions a caller asks. */
export type CallKind = 'preventive' | 'pending' | 'notice' | 'event';

export interface StageTexts {
  email: EmailTexts;
  whatsapp: WhatsappTexts;
  sms: string;
  /** Why the person calls, in the words they say, and which questions follow. */
  call: { reason: string; kind: CallKind };
  /** Reference line and body of the formal letter; letterhead, table and signature come from the layout. */
  letter: { subject: string; body: string };
}

/** Words and phrases that the layouts use. */
export interface Terms {
  greeting: string;
  greetingNoName: string;
  letterGreeting: string;
  signOff: string;
  team: string;
  invoice: string;
  issued: string;
  due: string;
  total: string;
  paid: string;
  balance: string;
  amountDue: string;
  overdueAmount: string;
  notYetDue: string;
  credit: string;
  received: string;
  receivedOn: string;
  promised: string;
  promisedFor: string;
  instalment: string;
  date: string;
  amount: string;
  underReview: string;
  statement: string;
  day: string;
  days: string;
  howToPay: string;
  payNow: string;
  reference: string;
  document: string;
  attachments: string;
  taxId: string;
  bank: string;
  beneficiary: string;
  account: string;
  purchaseOrder: string;
  phone: string;
  page: string;
  of: string;
  to: string;
  subjectLine: string;
  /** `la factura {{number}}`, with the article that the sentences need. */
  oneDocument: string;
  /** `3 facturas ({{numbers}})` */
  manyDocuments: string;
  /** `3 de mayo (la primera)`: a due date on WhatsApp where the invoices have several. */
  firstOfMany: string;
}

/** The script of a call; the reason and the kind of questions come from the stage. */
export interface CallTexts {
  title: string;
  opening: string;
  /** What to say, and not to say, to anybody else. */
  thirdPerson: string;
  identity: string;
  reasonTitle: string;
  questionsTitle: string;
  questions: Record<CallKind, [string, string, string]>;
  closeTitle: string;
  close: string;
  /** Where no date and amount were asked for. */
  closeEvent: string;
  voicemail: string;
}

export interface LocaleTexts {
  locale: string;
  language: 'es' | 'pt' | 'en';
  terms: Terms;
  call: CallTexts;
  stages: Record<StageKey, StageTexts>;
}

/** Writes a sentence for one invoice and for several. */
export function byCount(one: string, many: string): string {
  return `{{#if many}}${many}{{else}}${one}{{/if}}`;
}
