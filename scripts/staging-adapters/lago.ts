import { z } from 'zod';

import type { ClassifiedDebt } from '../../dunning/cadence/classify';
import { classify } from '../../dunning/cadence/classify';
import { moneyFromDecimal } from '../../dunning/invoice/money';
import type { PastContact } from '../../dunning/ledger/contact';
import { contact, frame, invoice, plusDays, policy, stage } from './book';
import type { Adapter } from './case';
import { shape } from './case';

/**
 * Lago dunning campaigns: one attempt per customer and currency whose overdue balance reaches the campaign's threshold in that
 * currency, again after so many days, up to so many times. A currency without a threshold is not dunned.
 */
interface Campaign {
  maxAttempts: number;
  daysBetween: number;
  thresholds: Record<string, number>;
}

const amounts = z.record(z.string(), z.number());
const SECONDS_PER_DAY = 86_400;
const SOME_DAY = '2025-06-30T12:00:00Z';

/** Lago counts an attempt as so many days old only once it is older than that, to the second. */
function wholeDays(seconds: number): number {
  return Math.max(0, Math.floor((seconds - 1) / SECONDS_PER_DAY));
}

/** Lago writes times without seconds. */
const instant = (text: string) => text.replace(/T(\d{2}:\d{2})Z$/, 'T$1:00Z');
const dateOf = (text: string) => text.slice(0, 10);

function campaignPolicy({ maxAttempts, daysBetween, thresholds }: Campaign) {
  const minimumBalance: Record<string, number> = {};
  for (const [currency, amount] of Object.entries(thresholds))
    minimumBalance[currency] = moneyFromDecimal(amount, currency).minor;
  const repeat = { everyDays: daysBetween, times: maxAttempts - 1 };
  const attempt = stage(1, 1, { key: 'attempt', repeat });
  return policy([attempt], { granularity: 'customer_oldest', minimumDaysBetweenContacts: daysBetween, minimumBalance });
}

interface Overdue {
  /** In major units; `open` where part of it was paid. */
  total: number;
  open?: number;
  attempts: number;
  /** Whole days since the last attempt. */
  since: number;
}

function attempts(
  asOf: string,
  campaign: Campaign,
  overdue: Record<string, Overdue>,
  excluded = false,
): ClassifiedDebt[] {
  const day = dateOf(asOf);
  const rules = campaignPolicy(campaign);
  const none = policy([], { id: 'none', granularity: 'customer_oldest' });
  const history: PastContact[] = [];
  const due = plusDays(day, -90);
  const invoices = Object.entries(overdue).map(([currency, { total, open, attempts: made, since }]) => {
    for (let attempt = 1; attempt <= made; attempt++) {
      const at = plusDays(day, -since - (made - attempt) * (campaign.daysBetween + 1));
      history.push(contact(1, at, [currency], { stage: 'attempt', attempt, cycle: due }));
    }
    return invoice(currency, due, total, { currency, open });
  });
  const customer = excluded ? { holds: [{ kind: 'excluded' as const }] } : {};
  return classify({
    ...frame(invoices, history, customer),
    policyFor: (_customer, { total }) => (Object.hasOwn(campaign.thresholds, total.currency) ? rules : none),
    asOf: day,
  });
}

/** The one-currency form of the unit tests. */
const one = {
  threshold: z.union([z.number(), amounts]).optional(),
  customer_threshold: z.union([z.number(), amounts]).optional(),
  overdue: z.union([z.number(), amounts]),
  currency: z.string().optional(),
  threshold_currency: z.string().optional(),
  excluded: z.boolean().optional(),
  /** Whether the feature is switched on, and whether a campaign applies at all. */
  premium: z.boolean().optional(),
  auto_dunning: z.boolean().optional(),
  enabled: z.boolean().optional(),
  campaign: z.boolean().optional(),
  applied: z.boolean().optional(),
  max_attempts: z.number().optional(),
  attempts: z.number().optional(),
  days_between: z.number().optional(),
  days_since: z.number().optional(),
  seconds_since: z.number().optional(),
  hours_since: z.number().optional(),
};

/** Amounts per currency, of one that may be given without its currency. */
function perCurrency(value: number | Record<string, number>, currency: string): Record<string, number> {
  return typeof value === 'number' ? { [currency]: value } : value;
}

/** The multi-currency scenario does not say when its attempts were made; its first run, which makes the first one, is on this day. */
const SCENARIO_FIRST_RUN = '2025-01-03T10:00:00Z';

const secondsBetween = (from: string, to: string) => (Date.parse(instant(to)) - Date.parse(instant(from))) / 1000;

export const lago: Adapter = {
  source: /^getlago\//,
  shapes: [
    shape(
      {
        max_attempts: z.number(),
        days_between_attempts: z.number(),
        threshold: amounts,
        as_of: z.string(),
        overdue: amounts,
        last_attempt: z.string().nullable(),
        attempts: z.number(),
      },
      (input) => {
        const campaign = {
          maxAttempts: input.max_attempts,
          daysBetween: input.days_between_attempts,
          thresholds: input.threshold,
        };
        const since = input.last_attempt === null ? 0 : wholeDays(secondsBetween(input.last_attempt, input.as_of));
        const overdue = Object.fromEntries(
          Object.entries(input.overdue).map(([currency, total]) => [
            currency,
            { total, attempts: input.attempts, since },
          ]),
        );
        const due = attempts(input.as_of, campaign, overdue).filter(
          ({ stage: decision }) => decision.outcome === 'due',
        );
        const words = due.map(
          ({ debt, stage: decision }) => `attempt ${decision.attempt}, amount ${debt.overdue.decimal}`,
        );
        return { result: words.join('; ') || 'none' };
      },
    ),
    shape(
      {
        max_attempts: z.number(),
        days_between_attempts: z.number(),
        threshold: amounts,
        as_of: z.string(),
        overdue: amounts,
        attempts_before: amounts.optional(),
      },
      (input) => {
        const campaign = {
          maxAttempts: input.max_attempts,
          daysBetween: input.days_between_attempts,
          thresholds: input.threshold,
        };
        const before = input.attempts_before ?? {};
        const since = wholeDays(secondsBetween(SCENARIO_FIRST_RUN, input.as_of));
        const overdue = Object.fromEntries(
          Object.entries(input.overdue).map(([currency, total]) => [
            currency,
            { total, attempts: before[currency] ?? 0, since },
          ]),
        );
        const after = { ...before };
        for (const { debt, stage: decision } of attempts(input.as_of, campaign, overdue)) {
          if (decision.outcome === 'due') after[debt.currency] = decision.attempt ?? 1;
        }
        return { attempts_after: after };
      },
    ),
    shape(one, (input) => {
      const currency = input.currency ?? 'EUR';
      // A customer's own campaign goes before the organisation's.
      const threshold = input.customer_threshold ?? input.threshold ?? 0;
      const off = [input.premium, input.auto_dunning, input.enabled, input.campaign, input.applied].includes(false);
      const campaign = {
        maxAttempts: input.max_attempts ?? 10,
        daysBetween: input.days_between ?? 1,
        thresholds: off ? {} : perCurrency(threshold, input.threshold_currency ?? currency),
      };
      const since = [
        input.seconds_since,
        input.hours_since === undefined ? undefined : input.hours_since * 3600,
        input.days_since === undefined ? undefined : input.days_since * SECONDS_PER_DAY,
      ].find((seconds) => seconds !== undefined);
      const made = input.attempts ?? (since === undefined ? 0 : 1);
      const late = wholeDays(since ?? 365 * SECONDS_PER_DAY);
      const overdue = Object.fromEntries(
        Object.entries(perCurrency(input.overdue, currency)).map(([code, total]) => [
          code,
          { total, attempts: made, since: late },
        ]),
      );
      const debts = attempts(SOME_DAY, campaign, overdue, input.excluded);
      return { dun: debts.some(({ stage: decision }) => decision.outcome === 'due') };
    }),
    shape({ threshold: z.number(), total: z.number(), paid: z.number().default(0) }, (input) => {
      const campaign = { maxAttempts: 10, daysBetween: 1, thresholds: { EUR: input.threshold } };
      const overdue = { EUR: { total: input.total, open: input.total - input.paid, attempts: 0, since: 0 } };
      const [debt] = attempts(SOME_DAY, campaign, overdue);
      const due = debt?.stage.outcome === 'due';
      // The case notes what Lago does beside what should be done; only the second is ours to answer for.
      return { recommended: due ? 'duns' : 'none', dun: due };
    }),
  ],
};
