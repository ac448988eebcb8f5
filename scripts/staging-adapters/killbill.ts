import { z } from 'zod';

import type { Policy } from '../../dunning/cadence/policy';
import type { Invoice } from '../../dunning/invoice/invoice';
import { moneyFromDecimal } from '../../dunning/invoice/money';
import { ask, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

/**
 * Kill Bill overdue: the state of an account is the gravest whose condition holds: days since the earliest unpaid invoice, or how many
 * or how much is unpaid. It is worked out anew from the facts each time, so the state before does not matter.
 */
const thresholds = z.array(z.tuple([z.string(), z.number()]));
type Thresholds = z.infer<typeof thresholds>;

const SOME_DAY = '2012-07-01';

function byDays(states: Thresholds): Policy {
  return account(states.map(([key, days], index) => stage(index + 1, days, { key })));
}

function byCount(states: Thresholds): Policy {
  return account(states.map(([key, openInvoices], index) => stage(index + 1, 0, { key, onlyIf: { openInvoices } })));
}

function byBalance(states: Thresholds): Policy {
  const balance = (amount: number) => ({ EUR: moneyFromDecimal(amount, 'EUR').minor });
  return account(
    states.map(([key, amount], index) => stage(index + 1, 0, { key, onlyIf: { balance: balance(amount) } })),
  );
}

const account = (stages: Policy['stages']) => policy(stages, { granularity: 'customer_oldest' });

function stateOn(asOf: string, rules: Policy, invoices: Invoice[]): string {
  return ask(asOf, rules, invoices)[0]?.stage.key ?? 'CLEAR';
}

const unpaid = (count: number) => Array.from({ length: count }, (_, i) => invoice(`${i}`, plusDays(SOME_DAY, -1), 50));

/** One condition is a policy of one state. */
function matches(rules: Policy, invoices: Invoice[]): Record<string, unknown> {
  return { match: stateOn(SOME_DAY, rules, invoices) !== 'CLEAR' };
}

/** Settles an invoice on a day, by whatever means. */
const settled = (id: string, due: string, on: string) => invoice(id, due, 100, { settledOn: on });

/** What an event does to the paid amount of an invoice: takes a payment back, or settles it. */
const TAKES_BACK = /refund|charge_?back/;
const SETTLES = /pay|adjust|credit|write|reversal|paid/;

/** Whether the event leaves the invoice settled although it takes money back: the invoice was reduced by as much. */
const withAdjustment = (event: string) => /with_(item_|invoice_)?adjust/.test(event);

const plainEvent = (event: string) =>
  event
    .toLowerCase()
    .trim()
    .replace(/[\s-]+/g, '_');

/** The states before and after an event on one invoice, or on the oldest of several. */
function around(states: Thresholds, dates: readonly string[], asOf: string, event: string): Answerable {
  const name = plainEvent(event);
  const [first = asOf, ...others] = [...dates].sort();
  const rest = others.map((due, i) => invoice(`open-${i}`, due, 100));
  const state = (payments: Invoice['payments']) =>
    stateOn(asOf, byDays(states), [invoice('1', first, 100, { payments }), ...rest]);
  const amount = moneyFromDecimal(100, 'EUR');
  const paid = { id: 'p', kind: 'payment' as const, date: first, amount };
  const back = { id: 'r', kind: 'payment' as const, date: asOf, amount: { ...amount, minor: -amount.minor } };
  const reduced = { ...paid, id: 'a', kind: 'credit_note' as const, date: asOf };
  if (name.includes('reversal')) return { before: state([paid, back]), after: state([paid]) };
  if (TAKES_BACK.test(name)) {
    const after = withAdjustment(name) ? [paid, back, reduced] : [paid, back];
    return { before: state([paid]), after: state(after), after_reversal: state([paid]) };
  }
  if (SETTLES.test(name)) return { before: state([]), after: state([{ ...paid, date: asOf }]) };
  return { skip: `the event “${event}” is not known here` };
}

type Answerable = Record<string, unknown> | { skip: string };

/** What a condition of the form “at least so much” is about, by the name it goes by. */
function conditionOf(name: string): 'balance' | 'days' | 'count' | undefined {
  if (/balance|amount|total_unpaid/.test(name)) return 'balance';
  if (/day|time|since|earliest/.test(name)) return 'days';
  return /unpaid|count|number|invoices/.test(name) ? 'count' : undefined;
}

/** One condition and the figure it is put to: `min_…` and one other field, both of which say what they are about. */
function singleCondition(input: Record<string, unknown>): Answerable | undefined {
  const names = Object.keys(input);
  const limitName = names.find((name) => name.startsWith('min_') || name.endsWith('_equals_or_exceeds'));
  const figureName = names.find((name) => name !== limitName);
  if (limitName === undefined || figureName === undefined || names.length !== 2) return undefined;
  const [limit, figure] = [input[limitName], input[figureName]];
  if (typeof limit !== 'number' || (typeof figure !== 'number' && figure !== null)) return undefined;
  switch (conditionOf(limitName)) {
    case 'balance':
      return matches(byBalance([['met', limit]]), [invoice('1', plusDays(SOME_DAY, -1), figure ?? 0)]);
    case 'count':
      return matches(byCount([['met', limit]]), unpaid(figure ?? 0));
    case 'days':
      return matches(byDays([['met', limit]]), figure === null ? [] : [invoice('1', plusDays(SOME_DAY, -figure), 100)]);
    default:
      return undefined;
  }
}

export const killBill: Adapter = {
  source: /^killbill\//,
  shapes: [
    shape({ thresholds, days: z.number().nullable(), prior_state: z.string().nullable().optional() }, (input) => ({
      state: stateOn(
        SOME_DAY,
        byDays(input.thresholds),
        input.days === null ? [] : [invoice('1', plusDays(SOME_DAY, -input.days), 100)],
      ),
    })),
    shape(
      {
        thresholds,
        earliest_unpaid: date.nullable(),
        as_of: date,
        prior_state: z.string().nullable().optional(),
        draft: z.boolean().optional(),
        paid: z.boolean().optional(),
      },
      (input) => {
        // A draft is no invoice yet.
        const extra = { void: input.draft === true, open: input.paid ? 0 : 100 };
        const open = input.earliest_unpaid === null ? [] : [invoice('1', input.earliest_unpaid, 100, extra)];
        return { state: stateOn(input.as_of, byDays(input.thresholds), open) };
      },
    ),
    shape({ thresholds, invoice: date, as_of: date, event: z.string() }, (input) =>
      around(input.thresholds, [input.invoice], input.as_of, input.event),
    ),
    shape({ thresholds, invoices: z.array(date), as_of: date, event: z.string() }, (input) =>
      around(input.thresholds, input.invoices, input.as_of, input.event),
    ),
    shape({ thresholds, unpaid: z.number(), prior_state: z.string().nullable().optional() }, (input) => ({
      state: stateOn(SOME_DAY, byCount(input.thresholds), unpaid(input.unpaid)),
    })),
    shape({ thresholds, balance: z.number(), prior_state: z.string().nullable().optional() }, (input) => ({
      state: stateOn(SOME_DAY, byBalance(input.thresholds), [invoice('1', plusDays(SOME_DAY, -1), input.balance)]),
    })),
    {
      answer({ input }) {
        // The day of payment is part of the field's name, so a fixed list of fields cannot describe it.
        const fields = z
          .object({ thresholds, open_invoices: z.array(date), as_of: date, prior_state: z.string().nullish() })
          .safeParse(input);
        if (!fields.success) return undefined;
        const { open_invoices: open, as_of: asOf } = fields.data;
        const others = Object.entries(input).filter(([key]) => !(key in fields.data));
        const paid = z.array(z.tuple([z.string().regex(/^paid(_on_\d{4}_\d{2}_\d{2})?$/), z.array(date)]));
        const payments = paid.safeParse(others);
        if (!payments.success) return undefined;
        const done = payments.data.flatMap(([key, dates]) => {
          const on = key === 'paid' ? asOf : key.slice('paid_on_'.length).replaceAll('_', '-');
          return dates.map((due, i) => settled(`${key}-${i}`, due, on));
        });
        const invoices = [...done, ...open.map((due, i) => invoice(`open-${i}`, due, 100))];
        return { actual: { state: stateOn(asOf, byDays(fields.data.thresholds), invoices) } };
      },
    },
    {
      answer({ input }) {
        const result = singleCondition(input);
        if (result === undefined) return undefined;
        return typeof result.skip === 'string' ? { skip: result.skip } : { actual: result };
      },
    },
    shape({ allowed: z.array(z.string()), response: z.string().nullable() }, ({ allowed, response }) => {
      const rules = account([stage(1, 0, { key: 'met', onlyIf: { lastPaymentFailure: allowed } })]);
      const failure = response === null ? {} : { lastPaymentFailure: response };
      return matches(rules, [invoice('1', plusDays(SOME_DAY, -10), 100, failure)]);
    }),
  ],
};
