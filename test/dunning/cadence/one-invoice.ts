import type { ClassifyInput } from '../../../dunning/cadence/classify';
import { classify } from '../../../dunning/cadence/classify';
import type { Policy, PolicyStage } from '../../../dunning/cadence/policy';
import { validatePolicy } from '../../../dunning/cadence/policy-schema';
import { simulate } from '../../../dunning/cadence/simulate';
import type { Customer, Invoice } from '../../../dunning/invoice/invoice';
import type { PastContact } from '../../../dunning/ledger/contact';

/** Questions about one invoice of one customer, due on a Monday. */

export const customer: Customer = { id: 'C1', name: 'Textiles del Sur', timeZone: 'UTC' };
const DUE = '2026-11-02'; // a Monday
const TOTAL = { currency: 'EUR', minor: 100_000 };

export function invoice(extra: Partial<Invoice> = {}): Invoice {
  return {
    id: 'A',
    number: 'A',
    type: 'invoice',
    customerId: 'C1',
    issueDate: '2026-10-01',
    dueDate: DUE,
    total: TOTAL,
    ...extra,
  };
}

export function stage(key: string, days: number, extra: Partial<PolicyStage> = {}) {
  return { key, days, ...extra };
}

export function policy(stages: object[], extra: Partial<Policy> = {}): Policy {
  return validatePolicy({ id: 'test', stages, ...extra });
}

export function past(name: string, at: string, extra: Partial<PastContact> = {}): PastContact {
  return { customerId: 'C1', scope: ['A'], stage: name, level: 1, channel: 'email', at, status: 'sent', ...extra };
}

export function ask(
  asOf: string,
  rules: Policy,
  contacts: PastContact[] = [],
  invoices = [invoice()],
  extra: Partial<ClassifyInput> = {},
) {
  return classify({
    invoices,
    customers: new Map([['C1', customer]]),
    history: new Map([['C1', contacts]]),
    policy: rules,
    asOf,
    account: 'main',
    defaultTimeZone: 'UTC',
    ...extra,
  })[0]?.stage;
}

export function dates(rules: Policy, invoices = [invoice()], extra: Partial<ClassifyInput> = {}) {
  const { contacts } = simulate({
    invoices,
    customers: new Map([['C1', customer]]),
    policy: rules,
    account: 'main',
    defaultTimeZone: 'UTC',
    from: '2026-10-01',
    to: '2027-06-30',
    ...extra,
  });
  return contacts.map(({ date, stage: key, attempt }) => `${date} ${key}${attempt > 1 ? ` ${attempt}` : ''}`);
}
