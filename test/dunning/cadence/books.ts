import fc from 'fast-check';

import type { ClassifiedDebt, ClassifyInput } from '../../../dunning/cadence/classify';
import { fromDay, toDay } from '../../../dunning/cadence/days';
import type { Policy, PolicyStage } from '../../../dunning/cadence/policy';
import type { Customer, Invoice } from '../../../dunning/invoice/invoice';

/** Random books and policies, small enough that days, customers and stages meet often. */

export const START = toDay('2026-01-01');
export const SPAN = 120;

const CURRENCIES = ['MXN', 'USD'];

const invoiceSpec = fc.record({
  customer: fc.integer({ min: 0, max: 2 }),
  issued: fc.integer({ min: 0, max: 60 }),
  term: fc.integer({ min: 0, max: 30 }),
  total: fc.integer({ min: 1, max: 5000 }),
  currency: fc.integer({ min: 0, max: 1 }),
  settledAfter: fc.option(fc.integer({ min: 0, max: 80 })),
  paidAfter: fc.option(fc.integer({ min: 0, max: 60 })),
  instalments: fc.boolean(),
  hold: fc.option(fc.record({ from: fc.integer({ min: 0, max: 100 }), days: fc.integer({ min: 0, max: 30 }) }), {
    freq: 5,
  }),
});

export interface Book {
  invoices: Invoice[];
  customers: Map<string, Customer>;
}

type InvoiceSpec = typeof invoiceSpec extends fc.Arbitrary<infer T> ? T : never;

function toInvoice(spec: InvoiceSpec, index: number): Invoice {
  const currency = CURRENCIES[spec.currency] as string;
  const issued = START + spec.issued;
  const due = issued + spec.term;
  const half = Math.trunc(spec.total / 2);
  const invoice: Invoice = {
    id: `I${index}`,
    number: `F-${index}`,
    type: 'invoice',
    customerId: `C${spec.customer}`,
    issueDate: fromDay(issued),
    dueDate: fromDay(due),
    total: { currency, minor: spec.total },
  };
  if (spec.settledAfter !== null) invoice.settledOn = fromDay(issued + spec.settledAfter);
  if (spec.paidAfter !== null && half > 0) {
    const amount = { currency, minor: half };
    invoice.payments = [{ id: 'p', kind: 'payment', date: fromDay(issued + spec.paidAfter), amount }];
  }
  if (spec.instalments && half > 0) {
    invoice.instalments = [
      { id: '1', dueDate: fromDay(due), amount: { currency, minor: half } },
      { id: '2', dueDate: fromDay(due + 20), amount: { currency, minor: spec.total - half } },
    ];
  }
  if (spec.hold) {
    const from = START + spec.hold.from;
    invoice.holds = [{ kind: 'manual', from: fromDay(from), until: fromDay(from + spec.hold.days) }];
  }
  return invoice;
}

export const books: fc.Arbitrary<Book> = fc.array(invoiceSpec, { minLength: 1, maxLength: 8 }).map((specs) => ({
  invoices: specs.map(toInvoice),
  customers: new Map(
    [0, 1, 2].map((n) => [`C${n}`, { id: `C${n}`, name: `Customer ${n}`, timeZone: 'America/Bogota' }]),
  ),
}));

const stageSpec = fc.record({
  days: fc.integer({ min: -6, max: 25 }),
  anchor: fc.constantFrom<PolicyStage['anchor']>(
    'due_date',
    'due_date',
    'issue_date',
    'end_of_due_month',
    'previous_contact',
  ),
  dayCount: fc.constantFrom<PolicyStage['dayCount']>('calendar', 'calendar', 'business'),
  needsApproval: fc.boolean(),
});

export const policies: fc.Arbitrary<Policy> = fc
  .record({
    stages: fc.array(stageSpec, { minLength: 1, maxLength: 5 }),
    progression: fc.constantFrom<Policy['progression']>('sequential', 'jump'),
    granularity: fc.constantFrom<Policy['granularity']>('instalment', 'invoice', 'customer_oldest', 'customer_gravest'),
    graceDays: fc.integer({ min: 0, max: 4 }),
    gap: fc.integer({ min: 0, max: 6 }),
    restDays: fc.constantFrom<Policy['restDays']>('keep', 'roll_forward', 'roll_back'),
    afterHold: fc.constantFrom<Policy['afterHold']>('resume', 'catch_up'),
  })
  .map(({ stages, gap, ...rules }) => ({
    ...rules,
    id: 'random',
    label: { en: 'random', es: 'random', pt: 'random' },
    minimumDaysBetweenContacts: gap,
    stages: [...stages]
      .sort((a, b) => a.days - b.days)
      .map((stage, index): PolicyStage => {
        const key = `stage_${index + 1}`;
        // The first stage has no contact before it, and a step after a contact lies after it.
        const anchor = stage.anchor === 'previous_contact' && index === 0 ? 'due_date' : stage.anchor;
        const days = anchor === 'previous_contact' ? Math.max(1, stage.days) : stage.days;
        const label = { en: key, es: key, pt: key };
        return { ...stage, key, label, anchor, days, level: index + 1, tone: 'neutral', channels: ['email'] };
      }),
  }));

/** The frame every question shares. */
export function asking(book: Book, policy: Policy): Omit<ClassifyInput, 'asOf'> {
  return { ...book, policy, account: 'main', defaultTimeZone: 'UTC' };
}

/** Results by debt, to be compared whatever their order. */
export function byDebt(results: readonly ClassifiedDebt[]): Record<string, unknown> {
  return Object.fromEntries(results.map(({ debt, stage }) => [debt.id, { debt, stage }]));
}
