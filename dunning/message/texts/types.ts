import type { Tone } from '../../cadence/policy';

/** The stages there are texts for. A policy may use its own names; a stage says then which of these it reads like. */
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

const NOT_ASKING: ReadonlySet<string> = new Set(['payment_received', 'plan_confirmed', 'dispute_received']);

/** Whether a message of this stage asks for money; those that do must say how to pay. */
export function asksForPayment(stage: string): boolean {
  return !NOT_ASKING.has(stage);
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
  /** What is said within an open conversation. */
  freeForm?: string;
}

export interface StageTexts {
  email: EmailTexts;
  whatsapp: WhatsappTexts;
  sms: string;
  /** Script for the person who calls. */
  call?: string;
  /** Body of the formal letter; the letterhead, the table and the signature come from the layout. */
  letter?: string;
}

/** Words and phrases that the layouts use. */
export interface Terms {
  /** Name of the language for a person. */
  language: string;
  greeting: string;
  greetingNoName: string;
  team: string;
  invoice: string;
  invoices: string;
  issued: string;
  due: string;
  total: string;
  paid: string;
  balance: string;
  amountDue: string;
  credit: string;
  received: string;
  daysOverdue: string;
  day: string;
  days: string;
  howToPay: string;
  payNow: string;
  reference: string;
  document: string;
  attachments: string;
  signOff: string;
  taxId: string;
  bank: string;
  beneficiary: string;
  account: string;
  purchaseOrder: string;
  phone: string;
  email: string;
  hours: string;
  page: string;
  of: string;
  /** `la factura {{number}}`, for one; with the article that the sentences need. */
  oneDocument: string;
  /** `3 facturas (A, B y C)` */
  manyDocuments: string;
}

export interface LocaleTexts {
  locale: string;
  terms: Terms;
  stages: Partial<Record<StageKey, StageTexts>>;
}
