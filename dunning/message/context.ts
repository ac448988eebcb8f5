import type { PlainDate, Words } from '../common';
import type { StageDecision } from '../cadence/stage';
import { brandColors } from './color';
import type { BrandColors } from './color';
import type { Debt, OpenItem } from '../invoice/debt';
import type { Money } from '../invoice/money';
import { add, compare, money, subtract, zero } from '../invoice/money';
import { cleanValue } from './engine/clean';
import { addDays, dayNumber, daysBetween } from './format';
import { paymentContext } from './payment';
import type { PaymentContext } from './payment';
import type { ExtraCharge, MessageExtras, RenderSettings } from './settings';
import type { Terms } from './texts/types';

/** One invoice, or one instalment of one, as templates see it. */
export interface InvoiceContext {
  number: string;
  issueDate?: PlainDate;
  dueDate: PlainDate;
  daysPastDue: number;
  isOverdue: boolean;
  total: Money;
  paid: Money;
  balance: Money;
  /** Something was paid, something is left. */
  isPartlyPaid: boolean;
  paymentUrl?: string;
  documentUrl?: string;
  fiscalId?: string;
  purchaseOrder?: string;
}

/** Everything templates may name. Optional parts are absent or undefined, so that `{{#if}}` can ask for them; printed, they are an error. */
export interface TemplateContext {
  company: RenderSettings['brand'] & BrandColors;
  contact: RenderSettings['contact'] & { reach: string };
  customer: { id: string; name: string; contactName?: string; taxId?: string; country?: string; address?: string };
  /** The contact person, or the customer; absent when neither has a name. */
  greetingName?: string;
  /** Oldest first; empty only when nothing is open any more. */
  invoices: InvoiceContext[];
  /** The oldest of them. */
  invoice: Partial<InvoiceContext>;
  count: number;
  many: boolean;
  /** Whether numbers and amounts are too long to stand on one line with the due date on a phone. */
  isWide: boolean;
  /** What this message asks for, charges included; one amount per currency when the customer owes in several. */
  amountDue: Money | Money[];
  /** Of that, what is past its due date. */
  overdue: Money | Money[];
  hasOverdue: boolean;
  /** Whether all of it is. */
  allOverdue: boolean;
  /** Whether anything is left to pay. */
  hasBalance: boolean;
  currency: string;
  isPartlyPaid: boolean;
  isOverdue: boolean;
  /** Set when the balance is less than its invoices: unapplied credit. */
  credit?: Money;
  charges: ExtraCharge[];
  hasCharges: boolean;
  /** The oldest due date. */
  dueDate?: PlainDate;
  daysPastDue: number;
  asOf: PlainDate;
  deadline: PlainDate;
  payment: PaymentContext;
  stage: { key: string; level?: number; attempt: number; tone: string };
  next: { agency: boolean; legal: boolean };
  promise: Partial<NonNullable<MessageExtras['promise']>>;
  received: Partial<NonNullable<MessageExtras['payment']>>;
  plan: { instalments: Array<{ date: PlainDate; amount: Money }>; count: number; total?: Money; first?: PlainDate };
  dispute: { reason?: string; owner?: string; until?: PlainDate };
  attachments: string[];
  hasAttachments: boolean;
  extras: Record<string, unknown>;
}

/** What one message is made of. */
export interface ContextInput {
  debt: Debt;
  stage: StageDecision;
  asOf: PlainDate;
  extras: MessageExtras;
  terms: Terms;
  /** `es`, `pt` or `en`, for the words that the classifier brings. */
  language: keyof Words;
}

const DEFAULT_COLOR = '#1f4e79';
const DEFAULT_NOTICE_DAYS = 7;

/**
 * Gathers what templates may name. The rows are those that make up the amount: when only part of the debt is overdue and
 * the amount is that part, the rest is not shown.
 * @throws InputError for an amount, date or link that cannot be what it says
 */
export function buildContext(settings: RenderSettings, input: ContextInput): TemplateContext {
  const { debt, stage, asOf, extras } = input;
  // What the classifier asks for may hold charges already; they are added once, as the lines that are shown.
  const principal = asMoney(stage.split?.principal ?? stage.amountDue);
  const { items, credit } = itemsBehind(debt, principal);
  const others = extras.otherDebts ?? [];
  const rows = others.length > 0 ? oldestFirst([...items, ...others.flatMap((other) => other.openItems)]) : items;
  const invoices = rows.map((item) => invoiceContext(item));
  const oldest = invoices[0];
  const charges = extras.charges ?? chargesOf(stage, input.language);
  const mainDue = charges.reduce((sum, charge) => add(sum, charge.amount), principal);
  const amounts = nonZero([mainDue, ...others.map((other) => asMoney(other.balance))]);
  const overdue = nonZero([asMoney(debt.overdue), ...others.map((other) => asMoney(other.overdue))]);
  const { customer } = debt;
  return {
    ...senderOf(settings),
    customer: {
      id: customer.id,
      name: customer.name,
      contactName: customer.contactName,
      taxId: customer.taxId,
      country: customer.country,
      address: [customer.address, customer.postalCode, customer.city].filter(Boolean).join(', ') || undefined,
    },
    greetingName: nameOf(customer),
    invoices,
    invoice: oldest ?? {},
    count: invoices.length,
    many: invoices.length > 1,
    isWide: isWide(invoices),
    amountDue: oneOrMany(amounts, mainDue),
    overdue: oneOrMany(overdue, asMoney(debt.overdue)),
    hasOverdue: overdue.length > 0,
    allOverdue: overdue.length > 0 && rows.every((item) => item.daysPastDue > 0),
    hasBalance: amounts.length > 0,
    currency: debt.currency,
    isPartlyPaid: invoices.some((invoice) => invoice.isPartlyPaid),
    isOverdue: invoices.some((invoice) => invoice.isOverdue),
    ...(credit ? { credit } : {}),
    charges,
    hasCharges: charges.length > 0,
    ...(oldest ? { dueDate: oldest.dueDate } : {}),
    daysPastDue: oldest ? daysBetween(oldest.dueDate, asOf) : 0,
    asOf,
    deadline: extras.deadline ?? addDays(asOf, settings.noticeDays ?? DEFAULT_NOTICE_DAYS),
    payment: paymentContext(settings.payment, debt, items, extras, input.terms),
    stage: { key: stage.key ?? '', level: stage.level, attempt: stage.attempt ?? 1, tone: stage.tone ?? 'neutral' },
    next: { agency: stage.endAction === 'agency', legal: stage.endAction === 'legal' },
    ...occasion(debt, extras, settings.contact.name),
    attachments: extras.attachments ?? [],
    hasAttachments: (extras.attachments ?? []).length > 0,
    extras: extras.values ?? {},
  };
}

/** Fees and interest of the classifier, less those that need a document of their own before they may be asked for. */
function chargesOf({ split }: StageDecision, language: keyof Words): ExtraCharge[] {
  return (split?.lines ?? [])
    .filter(({ needsOwnDocument, amount }) => !needsOwnDocument && amount.minor > 0)
    .map(({ label, amount }) => ({ label: label[language], amount: asMoney(amount) }));
}

/** Whom to greet: the contact person, else the customer. */
export function nameOf({ contactName, name }: Debt['customer']): string | undefined {
  return [contactName, name].find((candidate) => candidate && cleanValue(candidate).trim() !== '');
}

/** What the events are about: from the call, or from the customer's hold where the call says nothing. */
function occasion(
  { customer }: Debt,
  extras: MessageExtras,
  writer: string,
): Pick<TemplateContext, 'promise' | 'received' | 'plan' | 'dispute'> {
  const promised = customer.holds?.find((hold) => hold.kind === 'promise');
  const disputed = customer.holds?.find((hold) => hold.kind === 'dispute');
  const instalments = extras.plan?.instalments ?? [];
  const first = instalments[0];
  return {
    promise: { amount: promised?.amount, date: promised?.until, ...extras.promise },
    received: extras.payment ?? {},
    plan: {
      instalments,
      count: instalments.length,
      first: first?.date,
      total: first && instalments.slice(1).reduce((sum, { amount }) => add(sum, amount), asMoney(first.amount)),
    },
    dispute: {
      reason: disputed?.reason,
      until: disputed?.until,
      ...extras.dispute,
      // Nobody writes about themselves by name.
      owner: extras.dispute?.owner === writer ? undefined : extras.dispute?.owner,
    },
  };
}

/** What fits beside a due date on a phone of 360 pixels, in characters of an invoice number and its amount. */
const NARROW_ROW = 18;

function isWide(invoices: InvoiceContext[]): boolean {
  // Every third digit brings a separator.
  return invoices.some(({ number, balance }) => number.length + (String(balance.minor).length * 4) / 3 > NARROW_ROW);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export type Sender = Pick<TemplateContext, 'company' | 'contact'>;
const SENDERS = new WeakMap<RenderSettings, Sender>();

/** The sender is the same in every message of a renderer. */
export function senderOf(settings: RenderSettings): Sender {
  const known = SENDERS.get(settings);
  if (known) return known;
  const { brand, contact } = settings;
  const sender = {
    company: { ...brand, ...brandColors(brand.color ?? DEFAULT_COLOR) },
    contact: { ...contact, reach: contact.phone ?? contact.email ?? contact.name },
  };
  SENDERS.set(settings, sender);
  return sender;
}

function nonZero(amounts: Money[]): Money[] {
  return amounts.filter((amount) => amount.minor !== 0);
}

function oneOrMany(amounts: Money[], otherwise: Money): Money | Money[] {
  return amounts.length > 1 ? amounts : (amounts[0] ?? otherwise);
}

function oldestFirst(items: OpenItem[]): OpenItem[] {
  for (const item of items) dayNumber(item.dueDate, 'dueDate');
  // Plain dates sort as text.
  return items.toSorted((a, b) => compareText(a.dueDate, b.dueDate) || compareText(a.number, b.number));
}

/** The open items that add up to the amount, oldest first, and the credit that explains a difference. */
function itemsBehind(debt: Debt, amount: Money): { items: OpenItem[]; credit?: Money } {
  const all = oldestFirst(debt.openItems);
  const overdue = all.filter((item) => item.daysPastDue > 0);
  for (const items of [all, overdue]) {
    if (items.length > 0 && compare(sumOf(items, debt.currency), amount) === 0) return { items };
  }
  const items = compare(amount, debt.overdue) === 0 && overdue.length > 0 ? overdue : all;
  const difference = subtract(sumOf(items, debt.currency), asMoney(amount));
  return difference.minor > 0 ? { items, credit: difference } : { items };
}

function sumOf(items: OpenItem[], currency: string): Money {
  return items.reduce((sum, item) => add(sum, asMoney(item.balance)), zero(currency));
}

function invoiceContext(item: OpenItem): InvoiceContext {
  const paid = asMoney(item.paid);
  const balance = asMoney(item.balance);
  return {
    number: item.number,
    issueDate: item.issueDate,
    dueDate: item.dueDate,
    daysPastDue: item.daysPastDue,
    isOverdue: item.daysPastDue > 0,
    total: asMoney(item.total),
    paid,
    balance,
    isPartlyPaid: paid.minor > 0 && balance.minor > 0,
    paymentUrl: item.paymentUrl,
    documentUrl: item.documentUrl,
    fiscalId: item.fiscalId,
    purchaseOrder: item.purchaseOrder,
  };
}

function asMoney({ minor, currency }: Money): Money {
  return money(minor, currency);
}
