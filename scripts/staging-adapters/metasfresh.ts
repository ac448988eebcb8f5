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

/** What became of the reminder of a level: missing, made out, or sent (`processed`, in metasfresh). */
const state = z.union([z.string(), z.boolean()]).nullable().optional();

function wasSent(made: z.infer<typeof state>): boolean {
  if (typeof made !== 'string') return made === true;
  const words = made.toLowerCase().replace(/[\s-]+/g, '_');
  return /(processed|sent|done|completed)$/.test(words) && !/(^|_)(not|no|un|never)_?|unprocessed|unsent/.test(words);
}

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
        in_dispute: z.boolean().default(false),
        open_amount: z.number().default(100),
        show_all_due: z.boolean().default(false),
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
        level1: state,
        level2: state,
        level3: state,
      },
      (input) => {
        const states = [input.level1, input.level2, input.level3];
        // A reminder that was made out but not sent holds the next one back, as one that is under way does here.
        const history = states.flatMap((made, index) => {
          if (wasSent(made)) return [contact(index + 1, plusDays(SOME_DAY, -1), ['1'])];
          return [];
        });
        return {
          create: dueLevel(SOME_DAY, input.days_due, sequential(input.levels_days), history) === input.target_level,
        };
      },
    ),
    shape({ last_sent: date.nullable(), days_between: z.number(), as_of: date, days_due: z.number() }, (input) => {
      const rules = sequential(LEVELS, { minimumDaysBetweenContacts: input.days_between });
      const history = input.last_sent === null ? [] : [contact(1, input.last_sent, ['1'])];
      return { create: dueLevel(input.as_of, input.days_due, rules, history) === 2 };
    }),
    ...['required_days', 'days_between', 'required', 'min_days'].map((name) =>
      shape({ last: date.nullable(), as_of: date, [name]: z.number() }, (input) => {
        const [last, asOf] = [input.last as string | null, String(input.as_of)];
        if (last !== null && last > asOf)
          return { skip: 'has a reminder after the day it asks about; here what comes later is not known on that day' };
        const rules = sequential(LEVELS, { minimumDaysBetweenContacts: Math.max(0, Number(input[name])) });
        const history = last === null ? [] : [contact(1, last, ['1'])];
        const respected = dueLevel(asOf, 25, rules, history) === (last === null ? 1 : 2);
        return { respected, create: respected };
      }),
    ),
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
