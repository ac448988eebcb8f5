import { createHash } from 'node:crypto';

import type { StageDecision } from '../cadence/stage';
import type { Channel, Instant } from '../common';
import type { Debt } from '../invoice/debt';
import { money } from '../invoice/money';
import type { Money } from '../invoice/money';
import { contactKey } from '../ledger/key';
import { bestChannel } from '../message/reach';
import type { LinkClaim } from './link-ledger';
import type { Payer } from './provider';
import { shortLine } from './reference';

/** Which amount of a debt a link asks for. */
export type AskFor = 'stage' | 'balance' | 'overdue';

/** What of an item a link is made of. */
export interface LinkSubject {
  account: string;
  customerId: string;
  debtId: string;
  scope: string[];
  cycle: string;
  contactKey: string;
  invoices: string[];
  amount: Money;
  payer: Payer;
  locale?: string;
  /** The oldest due date, where the item says. */
  dueDate?: string;
}

/** Earlier nodes' parts of an item, as far as a link needs them. */
export interface LinkSource {
  debt: Debt;
  stage?: StageDecision;
  /** The claim, where the node stands behind it. */
  contact?: { key?: string };
  message?: { channel: Channel };
}

/** The subject of a debt: its open invoices, oldest first, and the amount that the reminder asks for. */
export function subjectOf(source: LinkSource, askFor: AskFor): LinkSubject {
  const { debt, stage } = source;
  const { customer } = debt;
  const asked =
    askFor === 'stage' ? (stage?.amountDue ?? debt.balance) : askFor === 'overdue' ? debt.overdue : debt.balance;
  const oldestFirst = debt.openItems.toSorted((one, other) =>
    one.dueDate < other.dueDate ? -1 : Number(one.dueDate > other.dueDate),
  );
  return {
    account: debt.account,
    customerId: customer.id,
    debtId: debt.id,
    scope: debt.scope,
    cycle: debt.cycle,
    contactKey: contactKeyOfItem(source),
    invoices: [...new Set(oldestFirst.map(({ number }) => number))],
    amount: money(asked.minor, asked.currency),
    payer: payerOf(customer),
    dueDate: debt.oldestDueDate,
    ...(customer.language ? { locale: customer.language } : {}),
  };
}

function payerOf({ name, email, phone, taxId, country }: Debt['customer']): Payer {
  const parts = { name, email, phone, taxId, country };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => typeof value === 'string' && value !== ''));
}

/**
 * The key of the contact that the link is for: the claim's, else that of the contact which the stage leads to on the channel
 * the message will go by, so that the events of the payment find the reminder. Without a stage, a key of the debt.
 */
export function contactKeyOfItem({ debt, stage, contact, message }: LinkSource): string {
  if (contact?.key) return contact.key;
  const { account, scope, cycle, customer } = debt;
  const channel = message?.channel ?? bestChannel(customer, stage?.channels ?? []);
  if (stage?.key && channel) {
    const identity = { account, customerId: customer.id, scope, cycle, stage: stage.key, channel };
    return contactKey({ ...identity, attempt: stage.attempt ?? 1 });
  }
  return ownKey([account, customer.id, ...scope, cycle]);
}

/** A key for what has no contact: 40 hexadecimal characters over the parts. */
export function ownKey(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(['payment link', ...parts]))
    .digest('hex')
    .slice(0, 40);
}

/** The ledger's question about a subject. @param expiresAt when the link shall stop working */
export function claimOf(
  subject: LinkSubject,
  at: { provider: string; merchant: string },
  expiresAt: Instant | undefined,
  replace: boolean,
): LinkClaim {
  const { account, customerId, debtId, scope, cycle, contactKey: key, invoices, amount } = subject;
  const place = { account, customerId, debtId, scope, cycle, contactKey: key, invoices, amount };
  return { ...place, ...at, ...(expiresAt === undefined ? {} : { expiresAt }), ...(replace ? { replace } : {}) };
}

const WORDS = {
  es: { one: 'Factura', many: 'Facturas', more: (count: number) => `y ${count} más` },
  pt: { one: 'Fatura', many: 'Faturas', more: (count: number) => `e mais ${count}` },
  en: { one: 'Invoice', many: 'Invoices', more: (count: number) => `and ${count} more` },
};
const NAMED = 3;

/** What a payer reads on the page of the provider: `Facturas F-1, F-2 y 3 más`. */
export function linkDescription(invoices: readonly string[], locale: string | undefined, country?: string): string {
  const language = locale?.slice(0, 2).toLowerCase() ?? (country === 'BR' ? 'pt' : 'es');
  const words = language === 'pt' ? WORDS.pt : language === 'en' ? WORDS.en : WORDS.es;
  const shown = invoices.slice(0, NAMED).map((number) => shortLine(number, 60));
  const more = invoices.length > NAMED ? [words.more(invoices.length - NAMED)] : [];
  const list = [shown.join(', '), ...more].join(' ').trim();
  return `${invoices.length === 1 ? words.one : words.many} ${list}`.trim();
}
