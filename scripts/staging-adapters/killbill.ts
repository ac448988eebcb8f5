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

export const killBill: Adapter = {
  source: /^killbill\//,
  shapes: [
    shape({ thresholds, days: z.number(), prior_state: z.string().optional() }, (input) => ({
      state: stateOn(SOME_DAY, byDays(input.thresholds), [invoice('1', plusDays(SOME_DAY, -input.days), 100)]),
    })),
    shape(
      { thresholds, earliest_unpaid: date.nullable(), as_of: date, prior_state: z.string().optional() },
      (input) => {
        const open = input.earliest_unpaid === null ? [] : [invoice('1', input.earliest_unpaid, 100)];
        return { state: stateOn(input.as_of, byDays(input.thresholds), open) };
      },
    ),
    shape({ thresholds, invoice: date, as_of: date, event: z.string() }, (input) => {
      if (!/^(refund|chargeback)$/.test(input.event)) return { skip: `the event “${input.event}” is not known here` };
      const amount = moneyFromDecimal(100, 'EUR');
      const paid = { id: 'p', kind: 'payment' as const, date: input.invoice, amount };
      const back = {
        id: 'r',
        kind: 'payment' as const,
        date: input.as_of,
        amount: { ...amount, minor: -amount.minor },
      };
      const state = (payments: Invoice['payments']) =>
        stateOn(input.as_of, byDays(input.thresholds), [invoice('1', input.invoice, 100, { payments })]);
      return { before: state([paid]), after: state([paid, back]) };
    }),
    shape({ thresholds, unpaid: z.number() }, (input) => ({
      state: stateOn(SOME_DAY, byCount(input.thresholds), unpaid(input.unpaid)),
    })),
    shape({ thresholds, balance: z.number() }, (input) => ({
      state: stateOn(SOME_DAY, byBalance(input.thresholds), [invoice('1', plusDays(SOME_DAY, -1), input.balance)]),
    })),
    {
      answer({ input }) {
        // The day of payment is part of the field's name, so a fixed list of fields cannot describe it.
        const fields = z.object({ thresholds, open_invoices: z.array(date), as_of: date }).safeParse(input);
        const paid = Object.entries(input).filter(([key]) => key.startsWith('paid_on_'));
        if (!fields.success || Object.keys(input).length !== 3 + paid.length) return undefined;
        const { open_invoices: open, as_of: asOf } = fields.data;
        const settled = paid.flatMap(([key, dates]) =>
          z
            .array(date)
            .parse(dates)
            .map((due, i) =>
              invoice(`${key}-${i}`, due, 100, { settledOn: key.slice('paid_on_'.length).replaceAll('_', '-') }),
            ),
        );
        const invoices = [...settled, ...open.map((due, i) => invoice(`open-${i}`, due, 100))];
        return { actual: { state: stateOn(asOf, byDays(fields.data.thresholds), invoices) } };
      },
    },
    shape({ min_balance: z.number(), balance: z.number() }, (input) =>
      matches(byBalance([['met', input.min_balance]]), [invoice('1', plusDays(SOME_DAY, -1), input.balance)]),
    ),
    ...['min_unpaid', 'min_count', 'min_invoices', 'min_unpaid_invoices'].map((name) =>
      shape({ [name]: z.number(), unpaid: z.number() }, (input) =>
        matches(byCount([['met', Number(input[name])]]), unpaid(Number(input.unpaid))),
      ),
    ),
    ...['min_days', 'min_days_since', 'days_since'].map((name) =>
      shape({ [name]: z.number(), days: z.number().nullable() }, (input) =>
        matches(
          byDays([['met', Number(input[name])]]),
          input.days === null ? [] : [invoice('1', plusDays(SOME_DAY, -Number(input.days)), 100)],
        ),
      ),
    ),
    shape({ allowed: z.array(z.string()), response: z.string() }, () => ({
      skip: "depends on the answer to the last failed card payment, which is a payment provider's fact and no stage's condition",
    })),
  ],
};
