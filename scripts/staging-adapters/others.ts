import { z } from 'zod';

import type { PolicyStage } from '../../dunning/cadence/policy';
import { ask, invoice, plusDays, policy, stage, walk } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

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
    shape({ due: date, as_of: date, paid: z.boolean().optional() }, ({ due, as_of: asOf, paid }) => {
      const decision = ask(asOf, policy(STATEMENT), [invoice('1', due, 100, { open: paid ? 0 : 100 })])[0]?.stage;
      const on = decision?.outcome === 'due' && decision.stageDate === asOf;
      return { action: on ? decision.key : null, notified: on, sent: on };
    }),
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
      const late = debts.flatMap(({ debt }) => debt.openItems).filter((item) => item.daysPastDue > 0);
      return { overdue: late.length > 0, count: late.length, has_overdue: late.length > 0 };
    }),
  ],
};

const carried = z.object({ id: z.string(), due: date, total: z.number(), paid: z.boolean().optional() }).strict();

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
    shape({ invoices: z.array(carried) }, ({ invoices }) => {
      const open = invoices.map(({ id, due, total, paid }) => invoice(id, due, total, { open: paid ? 0 : total }));
      const [debt] = ask('2026-12-31', policy([stage(1, 1)], { granularity: 'customer_oldest' }), open);
      return { carrying: debt?.debt.scope[0] };
    }),
  ],
};

export const salesbricks: Adapter = {
  source: /^docs\.salesbricks\.com/,
  shapes: [
    shape(
      { due: date, issued: date, schedule: z.array(z.number()), paid_on: date.nullable().optional() },
      ({ due, issued, schedule, paid_on: paidOn }) => {
        const before = [...new Set(schedule)].sort((a, b) => b - a);
        const rules = policy(before.map((days, index) => stage(index + 1, -days, { courtesy: undefined })));
        const open = invoice('1', due, 100, { issueDate: issued, ...(paidOn ? { settledOn: paidOn } : {}) });
        return { dates: walk(issued, rules, open).map((made) => made.date) };
      },
    ),
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
      const most = Number(given.expected.max_messages ?? messages);
      // "At most": fewer is also right.
      return { messages, max_messages: messages <= most ? most : messages };
    }),
  ],
};
