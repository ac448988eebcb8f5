import { z } from 'zod';

import type { ClassifiedDebt } from '../../dunning/cadence/classify';
import { classify } from '../../dunning/cadence/classify';
import type { Policy, PolicyStage } from '../../dunning/cadence/policy';
import type { Channel } from '../../dunning/common';
import type { PastContact } from '../../dunning/ledger/contact';
import { moneyFromDecimal } from '../../dunning/invoice/money';
import { ask, contact, frame, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

/**
 * OCA account_credit_control: levels that count from the due date, from the end of the month of due date plus days, or from the
 * previous reminder; one level a run, each after the one before was sent; each instalment on its own.
 */
const MODES: Record<string, Pick<PolicyStage, 'anchor' | 'toEndOfMonth'>> = {
  'due+days': { anchor: 'due_date' },
  'end_of_month(due+days)': { anchor: 'due_date', toEndOfMonth: true },
  'previous_reminder+days': { anchor: 'previous_contact' },
};

const level = z.object({
  level: z.number(),
  mode: z.enum(['due+days', 'end_of_month(due+days)', 'previous_reminder+days']),
  days: z.number(),
  channel: z.enum(['email', 'letter', 'sms', 'whatsapp', 'call']),
});
type Level = z.infer<typeof level>;

const instalment = z.object({
  invoice: z.string(),
  partner: z.string(),
  due_date: date,
  original_amount: z.number(),
  open_balance: z.number(),
  currency: z.string(),
  last_sent_level: z.number().nullable(),
  last_sent_date: date.nullable(),
  policy: z.string(),
});
type Instalment = z.infer<typeof instalment>;

function toPolicy(id: string, levels: Level[], tolerance: number): Policy {
  const stages = levels.map(({ level: number, mode, days, channel }) =>
    stage(number, days, { ...MODES[mode], channels: [channel as Channel] }),
  );
  // A balance must be more than the tolerance, ours at least the minimum: one minor unit lies between.
  const minimumBalance: Record<string, number> = {};
  for (const currency of ['EUR', 'USD', 'CHF', 'GBP']) {
    minimumBalance[currency] = moneyFromDecimal(tolerance, currency).minor + 1;
  }
  return policy(stages, { id, progression: 'sequential', minimumBalance });
}

const keyOf = (part: Instalment) => `${part.invoice}@${part.due_date}`;

function run(
  asOf: string,
  tolerance: number,
  parts: Instalment[],
  policies: Record<string, Level[]>,
): ClassifiedDebt[] {
  const compiled = new Map(Object.entries(policies).map(([name, levels]) => [name, toPolicy(name, levels, tolerance)]));
  const invoices = parts.map((part) =>
    invoice(keyOf(part), part.due_date, part.original_amount, {
      number: part.invoice,
      customerId: part.partner,
      open: part.open_balance,
      currency: part.currency,
      policyId: part.policy,
    }),
  );
  const history: PastContact[] = parts.flatMap((part) =>
    part.last_sent_level === null || part.last_sent_date === null
      ? []
      : [contact(part.last_sent_level, part.last_sent_date, [keyOf(part)], { customerId: part.partner })],
  );
  const none = policy([]);
  return classify({
    ...frame(invoices, history),
    policyFor: (_customer, { policyId }) => compiled.get(policyId ?? '') ?? none,
    asOf,
  });
}

function reminder({ debt, stage: decision }: ClassifiedDebt): Record<string, unknown> {
  if (decision.outcome !== 'due') return { action: 'none' };
  const balance = Number(debt.balance.decimal);
  return { action: 'send', level: decision.level, channel: decision.channels?.[0], balance };
}

export const ocaCreditControlRuns: Adapter = {
  source: /^OCA\/account-financial-tools/,
  shapes: [
    shape(
      { run_date: date, tolerance: z.number(), policy_levels: z.array(level), installment: instalment },
      (input) => {
        const part = input.installment;
        const [debt] = run(input.run_date, input.tolerance, [part], { [part.policy]: input.policy_levels });
        return debt ? reminder(debt) : { action: 'none' };
      },
    ),
    shape(
      {
        run_date: date,
        tolerance: z.number(),
        policies: z.record(z.string(), z.array(level)),
        installments: z.array(instalment),
      },
      (input) => {
        const debts = run(input.run_date, input.tolerance, input.installments, input.policies);
        const reminders = debts
          .filter(({ stage: decision }) => decision.outcome === 'due')
          .map((debt) => {
            const [item] = debt.debt.openItems;
            return { invoice: item?.number, due_date: item?.dueDate, ...reminder(debt) };
          });
        return { count: reminders.length, reminders };
      },
    ),
  ],
};

/** OCA credit-control: what goes out per partner, and the pause of the overdue reminder. */
export const ocaCreditControl: Adapter = {
  source: /^OCA\/credit-control/,
  shapes: [
    shape({ lines: z.array(z.object({ id: z.number(), level: z.number() })) }, ({ lines }) => {
      const asOf = '2026-01-31';
      const levels = [...new Set(lines.map((line) => line.level))].sort((a, b) => a - b);
      const rules = policy(
        levels.map((number) => stage(number, number)),
        { granularity: 'customer_gravest' },
      );
      // A line at a level is an invoice late enough for that level and no more.
      const invoices = lines.map((line) => invoice(String(line.id), plusDays(asOf, -line.level), 100));
      const [debt] = ask(asOf, rules, invoices);
      const flags = lines.map(({ id, level: at }) => {
        const rides = debt?.debt.openItems.some(({ invoiceId }) => invoiceId === String(id));
        return [id, at === debt?.stage.level ? 'highest_level' : rides ? 'low_level' : 'left_out'];
      });
      return { flags: Object.fromEntries(flags) };
    }),
    shape(
      {
        today: date,
        min_interval_days: z.number(),
        last_reminder: date.nullable().optional(),
        start_days: z.number().optional(),
        due_date: date.optional(),
      },
      ({ today, min_interval_days: gap, last_reminder: last, start_days: start = 0, due_date: due }) => {
        const rules = policy([stage(1, start, { repeat: { everyDays: 1, times: 999 } })], {
          granularity: 'customer_oldest',
          minimumDaysBetweenContacts: gap,
        });
        const open = invoice('1', due ?? plusDays(today, -60 - start), 100);
        const [debt] = ask(today, rules, [open], last ? [contact(1, last, ['1'])] : []);
        return { remind: debt?.stage.outcome === 'due' };
      },
    ),
  ],
};
