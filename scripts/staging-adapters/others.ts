import { z } from 'zod';

import { toDay } from '../../dunning/cadence/days';
import type { Policy, PolicyStage } from '../../dunning/cadence/policy';
import { simulate } from '../../dunning/cadence/simulate';
import type { Invoice } from '../../dunning/invoice/invoice';
import { ask, frame, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

/** The days on which a policy would write about one invoice, from a day on. */
function walk(from: string, rules: Policy, open: Invoice, days = 400): Array<{ date: string; stage: string }> {
  return simulate({ ...frame([open], []), policy: rules, from, to: plusDays(from, days) }).contacts;
}

const reminder = z
  .object({ schedule: z.enum(['after_invoice_date', 'before_due_date', 'after_due_date']), days: z.number() })
  .strict();
type Reminder = z.infer<typeof reminder>;

/** Invoice Ninja: reminders before or after the due date or after the invoice's own; each on its day. */
function ninjaPolicy(reminders: Reminder[], issued: string, due: string): Policy {
  const placed = reminders.map(({ schedule, days }) => {
    if (schedule === 'after_invoice_date') return { anchor: 'issue_date' as const, days, at: toDay(issued) + days };
    const offset = schedule === 'before_due_date' ? -days : days;
    return { anchor: 'due_date' as const, days: offset, at: toDay(due) + offset };
  });
  // The later a reminder falls, the graver it is.
  placed.sort((a, b) => a.at - b.at);
  return policy(placed.map(({ anchor, days }, index) => stage(index + 1, days, { anchor, courtesy: undefined })));
}

export const invoiceNinja: Adapter = {
  source: /^invoiceninja\//,
  shapes: [
    shape(
      {
        invoice_date: date.optional(),
        due_date: date,
        as_of: date,
        reminders: z.array(reminder),
        paid: z.boolean().optional(),
      },
      (input) => {
        const issued = input.invoice_date ?? input.as_of;
        const rules = ninjaPolicy(input.reminders, issued, input.due_date);
        const open = invoice('1', input.due_date, 100, { issueDate: issued, open: input.paid ? 0 : 100 });
        const contacts = walk(input.as_of, rules, open);
        return { next: contacts[0]?.date ?? null, dates: contacts.map((made) => made.date) };
      },
    ),
  ],
};

/** Government of British Columbia, statements: a reminder a week before, one on the due date, then overdue, at last a lock. */
const STATEMENT: PolicyStage[] = [
  stage(1, -7, { key: 'REMINDER', courtesy: undefined }),
  stage(2, 0, { key: 'DUE', courtesy: undefined }),
  stage(3, 7, { key: 'OVERDUE' }),
  stage(4, 15, { key: 'LOCK' }),
];

export const sbcPay: Adapter = {
  source: /^bcgov\/sbc-pay/,
  shapes: [
    shape({ due: date, dates: z.array(date) }, ({ due, dates }) => ({
      actions: dates.map((day) => {
        const decision = ask(day, policy(STATEMENT), [invoice('1', due, 100)])[0]?.stage;
        return decision?.outcome === 'due' && decision.stageDate === day ? decision.key : null;
      }),
    })),
    shape({ invoice_date: date }, ({ invoice_date: issued }) => {
      // The statement is made on the first of the next month and due at the end of that month.
      const [year = 0, month = 0] = issued.split('-').map(Number);
      const due = new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
      const on = new Map(
        walk(issued, policy(STATEMENT), invoice('1', due, 100)).map((made) => [made.stage, made.date]),
      );
      return {
        reminder: on.get('REMINDER'),
        final: on.get('DUE'),
        overdue: on.get('OVERDUE'),
        overdue_lock: on.get('LOCK'),
      };
    }),
  ],
};

export const nango: Adapter = {
  source: /^NangoHQ\//,
  shapes: [
    shape({ as_of: date, due_dates: z.array(date) }, ({ as_of: asOf, due_dates: dates }) => {
      const open = dates.map((due, i) => invoice(String(i), due, 100));
      const debts = ask(asOf, policy([stage(1, 1)], { granularity: 'customer_oldest' }), open);
      return { overdue: debts.some(({ debt }) => debt.overdue.minor > 0) };
    }),
  ],
};

export const upflow: Adapter = {
  source: /^docs\.upflow\.io/,
  shapes: [
    shape({ action1: date, gap_days: z.number(), min_contact_days: z.number() }, (input) => {
      const second = stage(2, input.gap_days, { anchor: 'previous_contact' });
      const rules = policy([stage(1, 0), second], {
        progression: 'sequential',
        minimumDaysBetweenContacts: input.min_contact_days,
      });
      const contacts = walk(input.action1, rules, invoice('1', input.action1, 100));
      return { action1: contacts[0]?.date, action2: contacts[1]?.date };
    }),
    shape({ invoices: z.array(z.object({ id: z.string(), due: date, total: z.number() })) }, ({ invoices }) => {
      const open = invoices.map(({ id, due, total }) => invoice(id, due, total));
      const [debt] = ask('2026-12-31', policy([stage(1, 1)], { granularity: 'customer_oldest' }), open);
      return { carrying: debt?.debt.scope[0] };
    }),
  ],
};

export const salesbricks: Adapter = {
  source: /^docs\.salesbricks\.com/,
  shapes: [
    shape({ due: date, issued: date, schedule: z.array(z.number()) }, ({ due, issued, schedule }) => {
      const before = [...schedule].sort((a, b) => b - a);
      const rules = policy(before.map((days, index) => stage(index + 1, -days, { courtesy: undefined })));
      const contacts = walk(issued, rules, invoice('1', due, 100, { issueDate: issued }));
      return { dates: contacts.map((made) => made.date) };
    }),
  ],
};

export const chaser: Adapter = {
  source: /^chaserhq\.com/,
  shapes: [
    shape({ upcoming: z.number(), overdue: z.number() }, ({ upcoming, overdue }, given) => {
      const asOf = '2026-06-30';
      const rules = policy([stage(1, -5, { courtesy: undefined }), stage(2, 1)], { granularity: 'customer_oldest' });
      const open = [
        ...Array.from({ length: upcoming }, (_, i) => invoice(`u${i}`, plusDays(asOf, 3), 100)),
        ...Array.from({ length: overdue }, (_, i) => invoice(`o${i}`, plusDays(asOf, -10), 100)),
      ];
      const messages = ask(asOf, rules, open).filter(({ stage: decision }) => decision.outcome === 'due').length;
      const most = Number(given.expected.max_messages);
      // "At most": fewer is also right.
      return { messages, max_messages: messages <= most ? most : messages };
    }),
  ],
};
