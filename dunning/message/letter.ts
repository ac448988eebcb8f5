import type { TemplateContext } from './context';
import { cleanValue as plain } from './engine/clean';
import type { Compiled } from './engine/compile';
import type { LocaleFormat } from './format';
import { TEXT_PARTS } from './layout/email-parts';
import type { TemplateSet } from './template-set';
import { asksForPayment, factsOf } from './texts/types';
import type { LocaleTexts, StageTexts, Terms } from './texts/types';

/** A letter or statement, ready to be set: text in reading order, and a table. */
export interface LetterDocument {
  locale: string;
  /** Sender, as the letterhead shows it. */
  from: string[];
  date: string;
  to: string[];
  subjectLabel: string;
  subject: string;
  greeting: string;
  paragraphs: string[];
  table: LetterTable;
  payTitle: string;
  payLines: Array<{ label: string; value: string }>;
  payLabel: string;
  payLink?: string;
  /** What the QR shows, when there is one. */
  payQr?: string;
  signature: string[];
  foot: string[];
  pageWord: string;
  ofWord: string;
  color: string;
}

export interface LetterTable {
  head: string[];
  /** What each column holds; amounts stand to the right. */
  columns: Array<'text' | 'date' | 'amount'>;
  rows: string[][];
  /** Lines below the rows: label and amount; the last one is the one that matters. */
  totals: Array<{ label: string; value: string }>;
}

export interface LetterTemplates {
  subject: Compiled;
  body: Compiled;
  greeting: Compiled;
  signature: Compiled;
  legal: Compiled;
}

/** Compiles the parts of the letter of one stage and language. */
export function letterTemplates(set: TemplateSet, texts: StageTexts['letter']): LetterTemplates {
  const finder = set.finder((name) => {
    if (name === 'subject') return { source: set.own('subject', texts.subject), kind: 'inline' };
    if (name === 'greeting') return { source: '{{> t.letterGreeting}}', kind: 'layout' };
    if (name === 'body') return { source: set.own('body', texts.body), kind: 'prose' };
    return Object.hasOwn(TEXT_PARTS, name) ? { source: TEXT_PARTS[name] ?? '', kind: 'layout' } : undefined;
  });
  const part = (name: string) => set.compile('text', name, `{{> ${name}}}`, finder);
  return {
    subject: part('subject'),
    body: part('body'),
    greeting: part('greeting'),
    signature: part('signature'),
    legal: part('legal'),
  };
}

/** Writes the letter. */
export function buildLetter(
  templates: LetterTemplates,
  stage: string,
  texts: LocaleTexts,
  context: TemplateContext,
  format: LocaleFormat,
): LetterDocument {
  const { terms } = texts;
  const budget = { rounds: 0 };
  const lines = (template: Compiled) => nonEmptyLines(template(context, format, budget));
  const { company, customer, payment } = context;
  const asks = asksForPayment(stage) && (payment.link !== undefined || payment.hasAccounts);
  return {
    locale: texts.locale,
    from: present([
      company.legalName ?? company.name,
      company.address,
      company.taxId && `${terms.taxId} ${company.taxId}`,
    ]),
    date: format.date(context.asOf),
    to: present([customer.name, context.customer.contactName, customer.address]),
    subjectLabel: terms.subjectLine,
    subject: lines(templates.subject).join(' '),
    greeting: lines(templates.greeting).join(' '),
    paragraphs: templates
      .body(context, format, budget)
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ''),
    table: letterTable(stage, terms, context, format),
    payTitle: terms.howToPay,
    payLines: asks
      ? payment.accounts.flatMap((account) => [
          ...account.lines.map(({ label, value }) => ({ label, value: plain(value) })),
          ...(account.reference === undefined ? [] : [{ label: terms.reference, value: plain(account.reference) }]),
        ])
      : [],
    payLabel: terms.payNow,
    ...(asks && payment.link ? { payLink: payment.link } : {}),
    ...(asks && payment.qr ? { payQr: payment.qr } : {}),
    signature: lines(templates.signature),
    foot: lines(templates.legal),
    pageWord: terms.page,
    ofWord: terms.of,
    color: company.ink,
  };
}

/** The letter as text, for previews and for those who print it themselves. */
export function letterText(letter: LetterDocument): string {
  const table = [
    ...letter.table.rows.map((row) => `- ${rowText(row, letter.table.head)}`),
    ...letter.table.totals.map(({ label, value }) => `${label}: ${value}`),
  ].join('\n');
  const pay = [
    ...(letter.payLink ? [`${letter.payLabel}: ${letter.payLink}`] : []),
    ...letter.payLines.map(({ label, value }) => `${label}: ${value}`),
  ];
  const parts = [
    letter.from.join('\n'),
    letter.date,
    letter.to.join('\n'),
    `${letter.subjectLabel}: ${letter.subject}`,
    letter.greeting,
    ...letter.paragraphs,
    table,
    ...(pay.length > 0 ? [`${letter.payTitle}:\n${pay.join('\n')}`] : []),
    letter.signature.join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A row without its table: every amount says what it is. */
function rowText(row: string[], head: string[]): string {
  const [first = '', ...rest] = row;
  if (rest.length === 1) return `${first}: ${rest[0] ?? ''}`;
  return [first, ...rest.map((cell, index) => `${head[index + 1] ?? ''} ${cell}`)].join(' · ');
}

function letterTable(stage: string, terms: Terms, context: TemplateContext, format: LocaleFormat): LetterTable {
  const kind = factsOf(stage);
  const invoices = context.invoices.map((invoice) => [
    plain(invoice.number),
    ...(kind === 'statement' ? [invoice.issueDate ? format.shortDate(invoice.issueDate) : ''] : []),
    format.shortDate(invoice.dueDate),
    format.money(invoice.total),
    format.money(invoice.paid),
    format.money(invoice.balance),
  ]);
  const head = [
    terms.invoice,
    ...(kind === 'statement' ? [terms.issued] : []),
    terms.due,
    terms.total,
    terms.paid,
    terms.balance,
  ];
  const columns: LetterTable['columns'] = [
    'text',
    ...(kind === 'statement' ? (['date'] as const) : []),
    'date',
    'amount',
    'amount',
    'amount',
  ];
  const due = { label: terms.amountDue, value: format.amounts(context.amountDue) };
  const balance = { label: terms.balance, value: format.amounts(context.amountDue) };
  const { promise, received, plan } = context;
  switch (kind) {
    case 'plan':
      return {
        head: [terms.date, terms.amount],
        columns: ['text', 'amount'],
        rows: plan.instalments.map(({ date, amount }) => [format.date(date), format.money(amount)]),
        totals: plan.total ? [{ label: terms.total, value: format.money(plan.total) }] : [],
      };
    case 'received':
      return {
        head: [terms.receivedOn, terms.received],
        columns: ['text', 'amount'],
        rows: received.date && received.amount ? [[format.date(received.date), format.money(received.amount)]] : [],
        totals: [balance],
      };
    case 'promise':
      return {
        head,
        columns,
        rows: invoices,
        totals: promise.amount ? [balance, { label: terms.promised, value: format.money(promise.amount) }] : [balance],
      };
    case 'dispute':
      return { head, columns, rows: invoices, totals: [{ ...balance, label: terms.underReview }] };
    default: {
      const overdue = { label: terms.overdueAmount, value: format.amounts(context.overdue) };
      return {
        head,
        columns,
        rows: invoices,
        totals: [
          ...(context.credit ? [{ label: terms.credit, value: `-${format.money(context.credit)}` }] : []),
          ...context.charges.map(({ label, amount }) => ({ label: plain(label), value: format.money(amount) })),
          ...(kind === 'statement' && context.hasOverdue ? [overdue] : []),
          due,
        ],
      };
    }
  }
}

function nonEmptyLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function present(lines: Array<string | null | undefined>): string[] {
  return lines.flatMap((line) => (line?.trim() ? [plain(line)] : []));
}
