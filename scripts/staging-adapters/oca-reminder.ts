import { z } from 'zod';

import type { Invoice } from '../../dunning/invoice/invoice';
import type { PastContact } from '../../dunning/ledger/contact';
import { ask, contact, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

const SOME_DAY = '2026-01-31';

/** A line of credit control: an invoice late enough for its level and no more. */
const line = z
  .object({
    id: z.number(),
    level: z.number(),
    state: z.enum(['draft', 'to_be_sent', 'queued', 'sent', 'error', 'ignored']).optional(),
    partner: z.string().optional(),
    currency: z.string().optional(),
  })
  .strict();

/** An overdue invoice of a partner, as the overdue reminder sees it. */
const open = z
  .object({
    due_date: date,
    last_reminder: date.nullable().optional(),
    counter: z.number().optional(),
    no_overdue_reminder: z.boolean().optional(),
  })
  .strict();
type Open = z.infer<typeof open>;

/** Whether a partner is reminded: one invoice more than so many days late, and no overdue one reminded too lately. */
function remind(
  today: string,
  gap: number,
  start: number,
  invoices: Open[],
  excluded = false,
): Record<string, unknown> {
  const wanted = invoices.filter((one) => !one.no_overdue_reminder);
  // OCA asks for a due date before today less the trigger delay: more than so many days late.
  const rules = policy([stage(1, start + 1, { repeat: { everyDays: 1, times: 999 } })], {
    granularity: 'customer_oldest',
    minimumDaysBetweenContacts: gap,
  });
  const book: Invoice[] = wanted.map((one, i) => invoice(`${i}`, one.due_date, 100));
  const history: PastContact[] = wanted.flatMap((one, i) =>
    one.last_reminder && one.due_date < today ? [contact(1, one.last_reminder, [`${i}`])] : [],
  );
  const holds = excluded ? { holds: [{ kind: 'excluded' as const }] } : {};
  const [debt] = ask(today, rules, book, history, holds);
  const due = debt?.stage.outcome === 'due';
  const counter = Math.max(0, ...wanted.map((one) => one.counter ?? 0)) + 1;
  return due
    ? { remind: true, reminded: true, counter, skip_partner: false }
    : { remind: false, reminded: false, skip_partner: true };
}

/** OCA credit-control: what goes out per partner, and the pause of the overdue reminder. */
export const ocaCreditControl: Adapter = {
  source: /^OCA\/credit-control/,
  shapes: [
    shape(
      { lines: z.array(line), auto_process_lower_levels: z.boolean().optional() },
      ({ lines, auto_process_lower_levels: together = true }) => {
        const levels = [...new Set(lines.map((one) => one.level))].sort((a, b) => a - b);
        const rules = policy(
          levels.map((number) => stage(number, number)),
          { granularity: together ? 'customer_gravest' : 'invoice' },
        );
        const pending = lines.filter(({ state = 'draft' }) => state === 'draft');
        const invoices = pending.map(({ id, level, currency, partner }) =>
          invoice(`${id}`, plusDays(SOME_DAY, -level), 100, { currency, ...(partner && { customerId: partner }) }),
        );
        const debts = ask(SOME_DAY, rules, invoices);
        const flags = lines.map(({ id, level }) => {
          const debt = debts.find((one) => one.debt.openItems.some(({ invoiceId }) => invoiceId === `${id}`));
          if (!debt || !together) return [id, 'no_auto_process'];
          return [id, level === debt.stage.level ? 'highest_level' : 'low_level'];
        });
        return { flags: Object.fromEntries(flags) };
      },
    ),
    shape(
      {
        today: date,
        min_interval_days: z.number(),
        last_reminder: date.nullable().optional(),
        start_days: z.number().optional(),
        due_date: date.optional(),
        counter: z.number().optional(),
        no_overdue_reminder: z.boolean().optional(),
      },
      ({ today, min_interval_days: gap, start_days: start = 0, due_date: due, ...one }) => {
        const late = {
          due_date: due ?? plusDays(today, -60 - start),
          last_reminder: one.last_reminder,
          counter: one.counter,
        };
        return remind(today, gap, start, [late], one.no_overdue_reminder);
      },
    ),
    shape(
      {
        today: date,
        min_interval_days: z.number().default(1),
        last_reminders: z.array(date.nullable()),
        no_overdue_reminder: z.boolean().optional(),
      },
      ({ today, min_interval_days: gap, last_reminders: dates, no_overdue_reminder: excluded }) =>
        remind(
          today,
          gap,
          0,
          dates.map((last) => ({ due_date: plusDays(today, -60), last_reminder: last })),
          excluded,
        ),
    ),
    shape(
      { today: date, start_days: z.number().default(0), due_date: date, min_interval_days: z.number().default(1) },
      ({ today, start_days: start, due_date: due, min_interval_days: gap }) =>
        remind(today, gap, start, [{ due_date: due }]),
    ),
    shape(
      {
        today: date,
        min_interval_days: z.number().default(1),
        start_days: z.number().default(0),
        invoices: z.array(open),
        no_overdue_reminder: z.boolean().optional(),
      },
      ({ today, min_interval_days: gap, start_days: start, invoices, no_overdue_reminder: excluded }) =>
        remind(today, gap, start, invoices, excluded),
    ),
  ],
};
