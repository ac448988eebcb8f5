import type { ClassifiedDebt, ClassifyInput } from '../../dunning/cadence/classify';
import { classify } from '../../dunning/cadence/classify';
import { fromDay, toDay } from '../../dunning/cadence/days';
import type { Policy, PolicyStage } from '../../dunning/cadence/policy';
import { simulate } from '../../dunning/cadence/simulate';
import type { Channel } from '../../dunning/common';
import type { Customer, Invoice } from '../../dunning/invoice/invoice';
import { moneyFromDecimal } from '../../dunning/invoice/money';
import type { PastContact } from '../../dunning/ledger/contact';

/** Builders that put a foreign case into the product's own terms. */

export const CUSTOMER = 'customer';

export function plusDays(date: string, days: number): string {
  return fromDay(toDay(date) + days);
}

export function stage(level: number, days: number, extra: Partial<PolicyStage> = {}): PolicyStage {
  const key = extra.key ?? `level_${level}`;
  return {
    key,
    level,
    label: { en: key, es: key, pt: key },
    anchor: 'due_date',
    days,
    dayCount: 'calendar',
    tone: 'neutral',
    channels: ['email'],
    // The other systems' levels are reminders, also one that falls on the due date.
    courtesy: false,
    ...extra,
  };
}

export function policy(stages: PolicyStage[], extra: Partial<Policy> = {}): Policy {
  return {
    id: 'case',
    label: { en: 'case', es: 'caso', pt: 'caso' },
    stages,
    progression: 'jump',
    granularity: 'invoice',
    ...extra,
  };
}

export function invoice(
  id: string,
  dueDate: string,
  total: number,
  extra: Partial<Invoice> & { open?: number; currency?: string } = {},
): Invoice {
  const { open, currency = 'EUR', ...rest } = extra;
  return {
    id,
    number: id,
    type: 'invoice',
    customerId: CUSTOMER,
    dueDate,
    total: moneyFromDecimal(total, currency),
    ...(open === undefined ? {} : { balance: moneyFromDecimal(open, currency) }),
    ...rest,
  };
}

export function contact(level: number, at: string, scope: string[], extra: Partial<PastContact> = {}): PastContact {
  return {
    customerId: CUSTOMER,
    scope,
    stage: `level_${level}`,
    level,
    channel: 'email' as Channel,
    at,
    status: 'sent',
    ...extra,
  };
}

/** The frame that every question to the product shares: everything in UTC, customers known by their ids only. */
export function frame(
  invoices: Invoice[],
  history: PastContact[],
  customer: Partial<Customer> = {},
): Pick<ClassifyInput, 'invoices' | 'customers' | 'history' | 'account' | 'defaultTimeZone'> {
  const customers = new Map<string, Customer>();
  for (const { customerId } of invoices) customers.set(customerId, { ...customer, id: customerId, name: customerId });
  const byCustomer = new Map<string, PastContact[]>();
  for (const past of history) byCustomer.set(past.customerId, [...(byCustomer.get(past.customerId) ?? []), past]);
  return { invoices, customers, history: byCustomer, account: 'case', defaultTimeZone: 'UTC' };
}

/** The days on which a policy would write about one invoice, from a day on. */
export function walk(
  from: string,
  rules: Policy,
  open: Invoice,
  { days = 400, history = [] as PastContact[] } = {},
): Array<{ date: string; stage: string }> {
  return simulate({ ...frame([open], history), policy: rules, from, to: plusDays(from, days) }).contacts;
}

/** Asks the product. */
export function ask(
  asOf: string,
  rules: Policy,
  invoices: Invoice[],
  history: PastContact[] = [],
  customer: Partial<Customer> = {},
): ClassifiedDebt[] {
  return classify({ ...frame(invoices, history, customer), policy: rules, asOf });
}
