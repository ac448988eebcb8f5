import type { PlainDate } from '../common';
import type { StageDecision } from '../cadence/stage';
import { InputError } from '../errors';
import type { Debt, OpenItem } from '../invoice/debt';
import type { Money } from '../invoice/money';
import { add, compare, money, subtract, zero } from '../invoice/money';
import { addDays, dayNumber, daysBetween } from './format';
import { paymentContext } from './payment';
import type { PaymentContext } from './payment';
import type { MessageExtras, RenderSettings } from './settings';
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

/** Everything templates may name. Optional parts are absent rather than empty, so that `{{#if}}` can ask for them. */
export interface TemplateContext {
  company: RenderSettings['brand'] & { color: string };
  contact: RenderSettings['contact'] & { reach: string };
  customer: { id: string; name: string; contactName?: string; taxId?: string; country?: string };
  greetingName: string;
  invoices: InvoiceContext[];
  /** The oldest of them. */
  invoice: InvoiceContext;
  count: number;
  many: boolean;
  /** What this message asks for, charges included. */
  amountDue: Money;
  currency: string;
  isPartlyPaid: boolean;
  isOverdue: boolean;
  /** Set when the balance is less than its invoices: unapplied credit. */
  credit?: Money;
  charges: Array<{ label: string; amount: Money }>;
  hasCharges: boolean;
  /** The oldest due date. */
  dueDate: PlainDate;
  daysPastDue: number;
  asOf: PlainDate;
  deadline: PlainDate;
  payment: PaymentContext;
  stage: { key: string; level?: number; attempt: number; tone: string };
  next: { agency: boolean; legal: boolean };
  attachments: string[];
  extras: Record<string, unknown>;
}

/** What one message is made of. */
export interface ContextInput {
  debt: Debt;
  stage: StageDecision;
  asOf: PlainDate;
  extras: MessageExtras;
  terms: Terms;
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
  const { items, credit } = itemsBehind(debt, stage.amountDue);
  const invoices = items.map((item) => invoiceContext(item));
  const oldest = invoices[0];
  if (!oldest) {
    throw new InputError({
      field: 'debt.openItems',
      found: debt.openItems,
      problem: 'holds no open invoice',
      advice: 'Send only debts that have an open invoice to the renderer.',
    });
  }
  const charges = extras.charges ?? [];
  const amountDue = charges.reduce((sum, charge) => add(sum, charge.amount), asMoney(stage.amountDue));
  const { contact, brand } = settings;
  return {
    company: { ...brand, color: brand.color ?? DEFAULT_COLOR },
    contact: { ...contact, reach: contact.phone ?? contact.email ?? contact.name },
    customer: defined({
      id: debt.customer.id,
      name: debt.customer.name,
      contactName: debt.customer.contactName,
      taxId: debt.customer.taxId,
      country: debt.customer.country,
    }),
    greetingName: debt.customer.contactName ?? debt.customer.name,
    invoices,
    invoice: oldest,
    count: invoices.length,
    many: invoices.length > 1,
    amountDue,
    currency: debt.currency,
    isPartlyPaid: invoices.some((invoice) => invoice.isPartlyPaid),
    isOverdue: invoices.some((invoice) => invoice.isOverdue),
    ...(credit ? { credit } : {}),
    charges,
    hasCharges: charges.length > 0,
    dueDate: oldest.dueDate,
    daysPastDue: daysBetween(oldest.dueDate, asOf),
    asOf,
    deadline: extras.deadline ?? addDays(asOf, settings.noticeDays ?? DEFAULT_NOTICE_DAYS),
    payment: paymentContext(settings.payment, debt, items, extras, input.terms),
    stage: {
      key: stage.key ?? '',
      level: stage.level,
      attempt: stage.attempt ?? 1,
      tone: stage.tone ?? 'neutral',
    },
    next: { agency: stage.endAction === 'agency', legal: stage.endAction === 'legal' },
    attachments: extras.attachments ?? [],
    extras: extras.values ?? {},
  };
}

/** The open items that add up to the amount, oldest first, and the credit that explains a difference. */
function itemsBehind(debt: Debt, amount: Money): { items: OpenItem[]; credit?: Money } {
  const oldestFirst = [...debt.openItems].sort(
    (a, b) => dayNumber(a.dueDate, 'dueDate') - dayNumber(b.dueDate, 'dueDate') || a.number.localeCompare(b.number),
  );
  const overdue = oldestFirst.filter((item) => item.daysPastDue > 0);
  for (const items of [oldestFirst, overdue]) {
    if (items.length > 0 && compare(sumOf(items, debt.currency), amount) === 0) return { items };
  }
  const items = compare(amount, debt.overdue) === 0 && overdue.length > 0 ? overdue : oldestFirst;
  const difference = subtract(sumOf(items, debt.currency), asMoney(amount));
  return difference.minor > 0 ? { items, credit: difference } : { items };
}

function sumOf(items: OpenItem[], currency: string): Money {
  return items.reduce((sum, item) => add(sum, asMoney(item.balance)), zero(currency));
}

function invoiceContext(item: OpenItem): InvoiceContext {
  const paid = asMoney(item.paid);
  const balance = asMoney(item.balance);
  return defined({
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
  });
}

function asMoney({ minor, currency }: Money): Money {
  return money(minor, currency);
}

/** Drops keys without a value: an absent key is an error in a template, an undefined one would be a hole. */
function defined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as Array<keyof T>) if (value[key] == null) Reflect.deleteProperty(value, key);
  return value;
}
