import { z } from 'zod/v4';

import { CHANNELS } from '../common';
import { dayOrNaN } from './days';

/**
 * The published form of a policy, as a schema: what `checkPolicy` checks and what `policy.schema.json` is written from. A user may
 * leave out what has a usual value.
 */

const MOST_DAYS = 3650;
const days = z.int().min(-MOST_DAYS).max(MOST_DAYS);
const someDays = z.int().min(0).max(MOST_DAYS);
const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

const words = z.union([
  z.string().min(1).max(120),
  z.strictObject({ en: z.string().min(1), es: z.string().min(1), pt: z.string().min(1) }),
]);

const perCurrency = z
  .record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0))
  .describe('Whole minor units (cents) per ISO 4217 currency: {"MXN": 5000} is fifty pesos.');

const percent = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,8})?$/)
  .describe('A percentage as text, so that it stays exact: "10.15".');

const date = z.iso.date().refine((text) => !Number.isNaN(dayOrNaN(text)));

const stage = z.strictObject({
  key: key.describe('Stable name; part of the contact key, so do not rename it while debts are open.'),
  level: z.int().min(1).max(99).optional().describe('Severity. Absent: the position in the list.'),
  label: words.optional(),
  anchor: z.enum(['due_date', 'issue_date', 'end_of_due_month', 'previous_contact']).default('due_date'),
  days: days.describe('Days after the anchor; negative: before it.'),
  dayCount: z.enum(['calendar', 'business']).default('calendar'),
  toEndOfMonth: z.boolean().optional(),
  courtesy: z.boolean().optional(),
  onlyIf: z
    .strictObject({
      openInvoices: z.int().min(1).optional(),
      balance: perCurrency.optional(),
      lastPaymentFailure: z
        .array(z.string().min(1).max(80))
        .min(1)
        .max(50)
        .optional()
        .describe('Codes of the payment provider: ["insufficient_funds", "do_not_honor"].'),
    })
    .optional(),
  tone: z.enum(['warm', 'neutral', 'firm']).default('neutral'),
  channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length).default(['email']),
  needsApproval: z.boolean().optional(),
  repeat: z.strictObject({ everyDays: z.int().min(1).max(MOST_DAYS), times: z.int().min(1).max(50) }).optional(),
  endAction: z.enum(['write_off', 'agency', 'legal']).optional(),
  endActionAfterDays: someDays.optional(),
});

const datedRate = z.strictObject({ from: date, annualPercent: percent });

const charges = z.strictObject({
  fees: z
    .array(
      z.strictObject({
        key,
        label: words,
        afterDays: someDays,
        fixed: perCurrency.optional(),
        percent: percent.optional(),
        minimum: perCurrency.optional(),
        maximum: perCurrency.optional(),
      }),
    )
    .max(20)
    .optional(),
  interest: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('simple'),
        annualPercent: z.union([percent, z.array(datedRate).min(1)]),
        dayCount: z.enum(['actual/360', 'actual/365', 'actual/actual', '30/360']),
        afterDays: someDays.optional(),
      }),
      z.strictObject({
        kind: z.literal('statutory'),
        rate: z.string().min(1).describe('Id of a law, for example "eu-business".'),
        afterDays: someDays.optional(),
        referenceRates: z
          .array(z.strictObject({ from: date, until: date, percent }))
          .max(200)
          .optional()
          .describe('Reference rates as published, for days that the built-in table does not know; they go before it.'),
      }),
    ])
    .optional(),
  cap: z.strictObject({ percentOfTotal: percent.optional(), amount: perCurrency.optional() }).optional(),
});

export const policyForm = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/),
  label: words.optional(),
  stages: z.array(stage).max(31),
  progression: z.enum(['sequential', 'jump']).default('jump'),
  granularity: z.enum(['instalment', 'invoice', 'customer_oldest', 'customer_gravest']).default('invoice'),
  graceDays: someDays.optional(),
  minimumBalance: perCurrency.optional(),
  minimumDaysBetweenContacts: someDays.optional(),
  calendar: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .optional(),
  restDays: z.enum(['keep', 'roll_forward', 'roll_back']).optional(),
  afterHold: z.enum(['resume', 'catch_up']).optional(),
  promiseGraceDays: someDays.optional(),
  netCredits: z.boolean().optional(),
  charges: charges.optional(),
});

/** A policy as a user writes it. */
export type PolicyInput = z.output<typeof policyForm>;

/** The JSON Schema that is published, of what a user may write. */
export function policyJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(policyForm, { io: 'input', unrepresentable: 'any' });
  return { $id: 'dunning-policy.schema.json', title: 'Dunning policy', ...schema };
}
