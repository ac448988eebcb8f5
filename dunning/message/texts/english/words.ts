/** What differs between the English of the two countries. */
export interface Words {
  locale: string;
  greeting: string;
  greetingNoName: string;
  signOff: string;
  team: string;
  hello: string;
  /** "agree a plan" is British. */
  agree: string;
  agreed: string;
  pastDue: string;
  /** What a customer asks about an invoice, with its article; and when they do not agree with it. */
  question: string;
  inquiry: string;
  /** Before the date of a statement. */
  asOf: string;
  /** Agreement to pay in parts, with its article. */
  plan: string;
  /** What a payer sends to show that they paid. */
  remittance: string;
  /** The second l of `installments`. */
  l: string;
  lawyers: string;
  department: string;
  taxId: string;
  phone: string;
}

const US: Words = {
  locale: 'en-US',
  greeting: 'Hello {{greetingName}},',
  greetingNoName: 'Hello,',
  signOff: 'Sincerely,',
  team: 'Accounts Receivable',
  hello: 'Hello {{customer_name}}, this is {{company_name}}',
  agree: 'agree on',
  agreed: 'agreed on',
  pastDue: 'past due',
  question: 'a question',
  inquiry: 'inquiry',
  asOf: 'as of',
  plan: 'a payment plan',
  remittance: 'remittance advice',
  l: 'l',
  lawyers: 'attorneys',
  department: 'accounts receivable department',
  taxId: 'Tax ID',
  phone: 'Phone',
};

const GB: Words = {
  locale: 'en-GB',
  greeting: 'Dear {{greetingName}},',
  greetingNoName: 'Hello,',
  signOff: 'Kind regards,',
  team: 'Credit Control',
  hello: 'Hello {{customer_name}}, this is {{company_name}}',
  agree: 'agree',
  agreed: 'agreed',
  pastDue: 'overdue',
  question: 'a query',
  inquiry: 'query',
  asOf: 'as at',
  plan: 'a payment plan',
  remittance: 'remittance advice',
  l: '',
  lawyers: 'solicitors',
  department: 'credit control team',
  taxId: 'VAT no.',
  phone: 'Tel.',
};

export const ENGLISH_COUNTRIES: readonly Words[] = [US, GB];
