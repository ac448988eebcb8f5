import { z } from 'zod';

import { toDay } from '../../dunning/cadence/days';
import type { Policy } from '../../dunning/cadence/policy';
import type { Hold } from '../../dunning/invoice/invoice';
import type { PastContact } from '../../dunning/ledger/contact';
import { ask, contact, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { date, shape } from './case';

/** The levels that metasfresh's own tests set up: after 10, 20 and 30 days, one after the other. */
const LEVELS = [10, 20, 30];
const SOME_DAY = '2012-02-01';

function sequential(levels: readonly number[], extra: Partial<Policy> = {}): Policy {
  return policy(
    levels.map((days, index) => stage(index + 1, days)),
    { progression: 'sequential', ...extra },
  );
}

function dueLevel(
  asOf: string,
  daysDue: number,
  rules: Policy,
  history: PastContact[] = [],
  { open = 100, holds = [] as Hold[] } = {},
): number | undefined {
  const decision = ask(asOf, rules, [invoice('1', plusDays(asOf, -daysDue), 100, { open, holds })], history)[0]?.stage;
  return decision?.outcome === 'due' ? decision.level : undefined;
}

export const metasfresh: Adapter = {
  source: /^metasfresh\//,
  shapes: [
    shape(
      {
        level_days: z.number(),
        days_due: z.number(),
        in_dispute: z.boolean(),
        open_amount: z.number(),
        show_all_due: z.boolean(),
      },
      (input) => {
        // "Show all due" lists whatever is due, whether or not the level's days have passed.
        const rules = sequential([input.show_all_due ? 0 : input.level_days]);
        const holds: Hold[] = input.in_dispute ? [{ kind: 'dispute' }] : [];
        const found = dueLevel(SOME_DAY, input.days_due, rules, [], { open: input.open_amount, holds });
        return { eligible: found !== undefined };
      },
    ),
    shape(
      {
        levels_days: z.array(z.number()),
        days_due: z.number(),
        target_level: z.number(),
        level1: z.string().nullable().optional(),
        level2: z.string().nullable().optional(),
        level3: z.string().nullable().optional(),
      },
      (input) => {
        const states = [input.level1, input.level2, input.level3];
        const history = states.flatMap((state, index) =>
          state && /^(doc_?)?(processed|sent|done)$/i.test(state.replace(/[\s-]/g, '_'))
            ? [contact(index + 1, plusDays(SOME_DAY, -1), ['1'])]
            : [],
        );
        return {
          create: dueLevel(SOME_DAY, input.days_due, sequential(input.levels_days), history) === input.target_level,
        };
      },
    ),
    shape({ last_sent: date, days_between: z.number(), as_of: date, days_due: z.number() }, (input) => {
      const rules = sequential(LEVELS, { minimumDaysBetweenContacts: input.days_between });
      return { create: dueLevel(input.as_of, input.days_due, rules, [contact(1, input.last_sent, ['1'])]) === 2 };
    }),
    shape({ as_of: date, days_due: z.number(), grace_until: date.nullable() }, (input) => {
      const holds: Hold[] = input.grace_until ? [{ kind: 'manual', until: input.grace_until }] : [];
      return { create: dueLevel(input.as_of, input.days_due, sequential(LEVELS), [], { holds }) !== undefined };
    }),
    shape({ open_amount: z.number(), currency: z.string(), dunning_currency: z.string(), rate: z.number() }, () => ({
      skip: 'converts a debt into another currency; ours is always asked for in the currency of its invoice',
    })),
    shape({ last: date.nullable(), as_of: date }, ({ last, as_of: asOf }) => ({
      days: last === null ? null : toDay(asOf) - toDay(last),
    })),
  ],
};
