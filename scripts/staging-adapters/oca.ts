import { z } from 'zod';

import type { ClassifiedDebt } from '../../dunning/cadence/classify';
import { classify } from '../../dunning/cadence/classify';
import type { Policy, PolicyStage } from '../../dunning/cadence/policy';
import type { Channel } from '../../dunning/common';
import type { PastContact } from '../../dunning/ledger/contact';
import { currencyExponent } from '../../dunning/invoice/money';
import { contact, frame, invoice, policy, stage } from './book';
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
  channel: z.enum(['email', 'letter', 'sms', 'whatsapp', 'call', 'phone', 'manual']).default('email'),
});
type Level = z.infer<typeof level>;

/** What OCA calls a channel and we call otherwise; a manual action is a person's, as a call is. */
const CHANNELS: Record<string, Channel> = { phone: 'call', manual: 'call' };
const channelOf = (name: string): Channel => CHANNELS[name] ?? (name as Channel);

const instalment = z.object({
  invoice: z.string().default('invoice'),
  partner: z.string().default('partner'),
  due_date: date,
  original_amount: z.number().optional(),
  open_balance: z.number(),
  currency: z.string().default('EUR'),
  last_sent_level: z.number().nullable().default(null),
  last_sent_date: date.nullable().default(null),
  policy: z.string().default('policy'),
  disputed: z.boolean().optional(),
});
type Instalment = z.infer<typeof instalment>;

function toPolicy(id: string, levels: Level[], tolerance: number, currencies: Iterable<string>): Policy {
  const stages = levels.map(({ level: number, mode, days, channel }) =>
    stage(number, days, { ...MODES[mode], channels: [channelOf(channel)] }),
  );
  // A balance must be more than the tolerance, ours at least the minimum: one minor unit lies between.
  const minimumBalance: Record<string, number> = {};
  for (const currency of currencies) {
    minimumBalance[currency] = Math.floor(tolerance * 10 ** currencyExponent(currency) + 1e-9) + 1;
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
  const currencies = new Set(parts.map(({ currency }) => currency));
  const compiled = new Map(
    Object.entries(policies).map(([name, levels]) => [name, toPolicy(name, levels, tolerance, currencies)]),
  );
  const invoices = parts.map((part) =>
    invoice(keyOf(part), part.due_date, part.original_amount ?? part.open_balance, {
      number: part.invoice,
      customerId: part.partner,
      open: part.open_balance,
      currency: part.currency,
      policyId: part.policy,
      ...(part.disputed ? { holds: [{ kind: 'dispute' as const }] } : {}),
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

function reminder({ debt, stage: decision }: ClassifiedDebt, levels: readonly Level[]): Record<string, unknown> {
  if (decision.outcome !== 'due') return { action: 'none' };
  const balance = Number(debt.balance.decimal);
  const ours = decision.channels?.[0];
  const theirs = levels.find((one) => one.level === decision.level)?.channel;
  const channel = theirs !== undefined && channelOf(theirs) === ours ? theirs : ours;
  return { action: 'send', level: decision.level, channel, balance };
}

export const ocaCreditControlRuns: Adapter = {
  source: /^OCA\/account-financial-tools/,
  shapes: [
    shape(
      { run_date: date, tolerance: z.number().default(0), policy_levels: z.array(level), installment: instalment },
      (input) => {
        const part = input.installment;
        const [debt] = run(input.run_date, input.tolerance, [part], { [part.policy]: input.policy_levels });
        return debt ? reminder(debt, input.policy_levels) : { action: 'none' };
      },
    ),
    shape(
      {
        run_date: date,
        tolerance: z.number().default(0),
        policies: z.record(z.string(), z.array(level)),
        installments: z.array(instalment),
      },
      (input) => {
        const debts = run(input.run_date, input.tolerance, input.installments, input.policies);
        const reminders = debts
          .filter(({ stage: decision }) => decision.outcome === 'due')
          .map((debt) => {
            const [item] = debt.debt.openItems;
            const levels = input.policies[debt.stage.policyId] ?? [];
            return { invoice: item?.number, due_date: item?.dueDate, ...reminder(debt, levels) };
          });
        return { count: reminders.length, reminders };
      },
    ),
  ],
};
