import { z } from 'zod';

import type { Policy, PolicyStage } from '../../dunning/cadence/policy';
import type { Hold } from '../../dunning/invoice/invoice';
import type { PastContact } from '../../dunning/ledger/contact';
import { ask, contact, invoice, plusDays, policy, stage } from './book';
import type { Shape } from './case';
import { date, shape } from './case';

/**
 * The words that most dunning systems share: one invoice or instalment, levels after so many days, what was sent last. For sources
 * without an adapter of their own (Odoo's follow-up levels, for one), and for cases of known sources that are put this way.
 */
const named = z
  .object({
    level: z.number().optional(),
    sequence: z.number().optional(),
    name: z.string().optional(),
    key: z.string().optional(),
    days: z.number().optional(),
    delay: z.number().optional(),
    delay_days: z.number().optional(),
    days_after_due: z.number().optional(),
    overdue: z.number().optional(),
    channel: z.string().optional(),
  })
  .strict();
type Named = z.infer<typeof named>;

const levels = z.union([z.array(z.number()), z.array(named), z.array(z.tuple([z.string(), z.number()]))]);

function toStages(given: z.infer<typeof levels>): PolicyStage[] {
  return given.map((one, index) => {
    if (typeof one === 'number') return stage(index + 1, one);
    if (Array.isArray(one)) return stage(index + 1, one[1], { key: one[0] });
    return stage(one.level ?? one.sequence ?? index + 1, daysOf(one), keyOf(one));
  });
}

const daysOf = ({ days, delay, delay_days: delayDays, days_after_due: afterDue, overdue }: Named) =>
  days ?? delay ?? delayDays ?? afterDue ?? overdue ?? 0;

function keyOf({ key, name }: Named): { key?: string } {
  const chosen = key ?? name;
  return chosen === undefined ? {} : { key: chosen };
}

const optionalDay = date.nullable().optional();
const optionalNumber = z.number().nullable().optional();
const optionalFlag = z.boolean().optional();

const fields = {
  due_date: date.optional(),
  due: date.optional(),
  days_overdue: z.number().optional(),
  days_due: z.number().optional(),
  as_of: date.optional(),
  today: date.optional(),
  run_date: date.optional(),
  levels_days: levels.optional(),
  levels: levels.optional(),
  thresholds: levels.optional(),
  last_level: optionalNumber,
  current_level: optionalNumber,
  last_sent_level: optionalNumber,
  last_sent: optionalDay,
  last_sent_date: optionalDay,
  last_contact: optionalDay,
  min_days_between: z.number().optional(),
  min_interval_days: z.number().optional(),
  grace_days: z.number().optional(),
  amount: z.number().optional(),
  total: z.number().optional(),
  open: z.number().optional(),
  open_amount: z.number().optional(),
  open_balance: z.number().optional(),
  balance: z.number().optional(),
  outstanding: z.number().optional(),
  paid: z.union([z.boolean(), z.number()]).optional(),
  min_balance: z.number().optional(),
  tolerance: z.number().optional(),
  currency: z.string().optional(),
  disputed: optionalFlag,
  in_dispute: optionalFlag,
  blocked: optionalFlag,
  excluded: optionalFlag,
  promise_date: optionalDay,
  grace_until: optionalDay,
  sequential: optionalFlag,
};
type Fields = z.infer<z.ZodObject<typeof fields>>;

function holdsOf(input: Fields): Hold[] {
  const holds: Hold[] = [];
  if (input.disputed || input.in_dispute) holds.push({ kind: 'dispute' });
  if (input.blocked) holds.push({ kind: 'manual' });
  if (input.excluded) holds.push({ kind: 'excluded' });
  if (input.promise_date) holds.push({ kind: 'promise', until: input.promise_date });
  if (input.grace_until) holds.push({ kind: 'manual', until: input.grace_until });
  return holds;
}

function openOf(input: Fields, total: number): number {
  if (input.paid === true) return 0;
  const open = input.open ?? input.open_amount ?? input.open_balance ?? input.balance ?? input.outstanding;
  return open ?? total - (typeof input.paid === 'number' ? input.paid : 0);
}

const SOME_DAY = '2026-01-31';

export const anySystem: Shape[] = [
  shape(fields, (input, { semantics, description }) => {
    const given = input.levels_days ?? input.levels ?? input.thresholds;
    const asOf = input.as_of ?? input.today ?? input.run_date ?? SOME_DAY;
    const late = input.days_overdue ?? input.days_due;
    const due = input.due_date ?? input.due ?? (late === undefined ? undefined : plusDays(asOf, -late));
    if (due === undefined) return { skip: 'says neither when the invoice is due nor how late it is' };
    const stages = toStages(given ?? [1]);
    const total = input.total ?? input.amount ?? input.open_balance ?? input.balance ?? input.outstanding ?? 100;
    const currency = input.currency ?? 'EUR';
    const least = input.min_balance ?? (input.tolerance === undefined ? undefined : input.tolerance + 0.01);
    const gap = input.min_days_between ?? input.min_interval_days;
    const oneByOne =
      input.sequential ?? /sequential|one level (per|a) run|one at a time/i.test(`${semantics} ${description}`);
    const rules: Policy = policy(stages, {
      progression: oneByOne ? 'sequential' : 'jump',
      ...(input.grace_days === undefined ? {} : { graceDays: input.grace_days }),
      ...(gap === undefined ? {} : { minimumDaysBetweenContacts: gap }),
      ...(least === undefined ? {} : { minimumBalance: { [currency]: Math.round(least * 100) } }),
    });
    const last = input.last_level ?? input.current_level ?? input.last_sent_level;
    const sentOn = input.last_sent ?? input.last_sent_date ?? input.last_contact;
    const history: PastContact[] = [];
    if (last != null || sentOn != null) {
      const level = last ?? stages[0]?.level ?? 1;
      const key = stages.find((one) => one.level === level)?.key;
      if (level > 0)
        history.push(contact(level, sentOn ?? plusDays(asOf, -1), ['1'], key === undefined ? {} : { stage: key }));
    }
    const open = openOf(input, total);
    const [debt] = ask(asOf, rules, [invoice('1', due, total, { open, currency, holds: holdsOf(input) })], history);
    const decision = debt?.stage;
    const isDue = decision?.outcome === 'due';
    return {
      level: isDue ? decision.level : null,
      stage: isDue ? decision.key : null,
      state: decision?.key ?? null,
      action: isDue ? 'send' : 'none',
      due: isDue,
      send: isDue,
      remind: isDue,
      dun: isDue,
      create: isDue,
      eligible: isDue,
      overdue: open > 0 && (decision?.daysPastDue ?? 0) > 0,
      days_overdue: decision?.daysPastDue,
      ...(isDue ? { balance: Number(debt?.debt.balance.decimal) } : {}),
    };
  }),
];
