import { z } from 'zod/v4';

import { CHANNELS } from '../common';

/** How a contact is made: the product's channels, and a visit, which laws speak of and a cadence does not. */
export const WAYS = [...CHANNELS, 'visit'] as const;
export type Way = (typeof WAYS)[number];

/** Who collects: in its own name, for somebody else, or as the one the debt was assigned to. */
export const PARTIES = ['first_party', 'agency', 'assignee'] as const;
export type Party = (typeof PARTIES)[number];

const RULE_ID = /^[a-z0-9]+(-[a-z0-9]+)+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

const words = z.strictObject({ en: z.string().min(8), es: z.string().min(8), pt: z.string().min(8) });
const ways = z.array(z.enum(WAYS));
const ranges = z.array(
  z
    .tuple([z.string().regex(TIME), z.string().regex(TIME)])
    .refine(([opens, closes]) => opens < closes, { message: 'hours must open before they close' }),
);

/** Hours per weekday, local to the customer; an empty list is a closed day. */
const week = z.strictObject({
  mon: ranges,
  tue: ranges,
  wed: ranges,
  thu: ranges,
  fri: ranges,
  sat: ranges,
  sun: ranges,
  /** `as_weekday`: the rule makes no difference for holidays. */
  holiday: z.union([ranges, z.literal('as_weekday')]),
});
export type Week = z.infer<typeof week>;

/**
 * Facts of a contact that a rule depends on. What is not known never frees a contact from a rule: it counts as met in
 * `onlyFor` and as not met in `notFor`. Three are not assumed, because only somebody who knows can say so: that the customer
 * is in a register, that the contact goes to a workplace, and a plain yes-or-no fact.
 */
const conditions = z.strictObject({
  sectors: z.array(z.string()).optional(),
  purposes: z.array(z.string()).optional(),
  debtKinds: z.array(z.string()).optional(),
  places: z.array(z.string()).optional(),
  senderBusinesses: z.array(z.string()).optional(),
  registers: z.array(z.string()).optional(),
  messageTypes: z.array(z.string()).optional(),
  facts: z.array(z.string()).optional(),
});
export type Conditions = z.infer<typeof conditions>;

const reading = z.strictObject({
  label: words,
  source: z.array(z.string()).default([]),
  /** Parameters of the rule that this reading sets. */
  set: z.record(z.string(), z.unknown()),
});

const base = {
  id: z.string().regex(RULE_ID),
  binds: z.array(z.enum(PARTIES)).min(1),
  /** `small_business`: a business that is known to be a micro or small one. */
  protects: z.array(z.enum(['consumer', 'business', 'small_business', 'guarantor'])).min(1),
  /** Empty: every way of contact. */
  channels: ways,
  /** ISO 3166-2; absent: the whole country. */
  regions: z.array(z.string()).min(1).optional(),
  /** It also binds where the one who collects is in one of the regions, wherever the customer is. */
  orSenderIn: z.literal(true).optional(),
  /** Countries of the pack that have their own rule instead. */
  exceptCountries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .optional(),
  /** Part of the conservative profile only: a policy, not a law. */
  profile: z.literal('conservative').optional(),
  onlyFor: conditions.optional(),
  /** Several: any of them frees. */
  notFor: z.union([conditions, z.array(conditions).min(1)]).optional(),
  /** First and last day on which it applies, in the customer's zone. */
  from: z.string().regex(DATE).optional(),
  until: z.string().regex(DATE).optional(),
  /** `false`: the conservative profile does not extend it to creditors, or to other channels, that it does not name. */
  extendParties: z.literal(false).optional(),
  extendChannels: z.literal(false).optional(),
  citation: z.string().min(3),
  source: z.array(z.string()),
  grade: z.enum(['verified', 'secondary', 'unverified']),
  text: words,
  readings: z.record(z.string(), reading).optional(),
  note: z.string().optional(),
};

/**
 * What of an earlier contact counts: any attempt; a contact (a message that went out, or a call that was answered or left a
 * voicemail); one that reached the customer; or a conversation.
 */
const counts = z.enum(['attempt', 'contact', 'reached', 'two_way']);
export type Counts = z.infer<typeof counts>;
/** Earlier contacts that a rule leaves out of its count. */
const notCounting = z.array(z.enum(['consented', 'to_attorney', 'no_message_possible'])).optional();
export type NotCounting = NonNullable<z.infer<typeof notCounting>>;
const scope = z.enum(['customer', 'debt']).default('customer');

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('window'),
    week,
    /** Whether the closing instant itself is still inside. */
    endInclusive: z.boolean(),
    /** The customer may ask for other hours, which then replace these: what such a request must be. */
    customerMayChange: z.array(z.enum(['requested', 'separate_instrument', 'after_contract'])).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('cap'),
    max: z.number().int().min(0),
    per: z.strictObject({ unit: z.enum(['day', 'week', 'rolling_days']), days: z.number().int().min(1).optional() }),
    counts,
    scope,
    notCounting,
    /** Each way of contact is counted by itself. */
    perChannel: z.boolean().default(false),
    /** Ways that are counted together; absent: the rule's own. */
    countChannels: ways.optional(),
    countPlaces: z.array(z.string()).optional(),
    countPurposes: z.array(z.string()).optional(),
    /** So many more on the day the customer replied. */
    extraOnReplyDay: z.number().int().min(0).default(0),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('spacing'),
    minutes: z.number().int().min(1),
    counts,
    scope,
    countChannels: ways.optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('cooldown'), days: z.number().int().min(1), scope, notCounting }),
  z.strictObject({
    ...base,
    kind: z.literal('one_channel_per_week'),
    week: z.enum(['calendar', 'rolling']),
    counts,
  }),
  z.strictObject({ ...base, kind: z.literal('consent') }),
  z.strictObject({ ...base, kind: z.literal('recipient'), allowed: z.array(z.string()).min(1) }),
  z.strictObject({ ...base, kind: z.literal('channel_ban') }),
  z.strictObject({
    ...base,
    kind: z.literal('prior_notice'),
    /** The contact may be made from this many calendar days after the day of the written notice. */
    days: z.number().int().min(0),
    notice: ways,
  }),
  z.strictObject({
    ...base,
    kind: z.literal('register'),
    register: z.string(),
    /** Binding from this day after registration; the day after registration is 1. */
    fromDay: z.number().int().min(0),
    areaCodes: z.array(z.string()).optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('judicial_service') }),
  z.strictObject({ ...base, kind: z.literal('insolvency') }),
  z.strictObject({ ...base, kind: z.literal('stop'), fact: z.string() }),
  z.strictObject({
    ...base,
    kind: z.literal('required_content'),
    elements: z.array(z.string()).min(1),
    firstContactOnly: z.boolean().default(false),
  }),
  z.strictObject({ ...base, kind: z.literal('forbidden_content'), elements: z.array(z.string()).min(1) }),
  z.strictObject({
    ...base,
    kind: z.literal('fee_max'),
    /** Days past due before any fee may be asked for. */
    afterDays: z.number().int().min(0).default(0),
    /** Marginal brackets of the overdue amount, in the rule's unit; the last has no end. */
    brackets: z.array(z.strictObject({ upTo: z.number().nullable(), percent: z.string() })).optional(),
    unit: z.string().optional(),
    maxAmount: z.strictObject({ currency: z.string(), decimal: z.string() }).optional(),
    /** How many such fees in one month. */
    perMonth: z.number().int().min(1).optional(),
    /** Only for a step that can be shown. */
    needsEvidence: z.literal(true).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('interest_max'),
    /** The statutory formula that sets the ceiling. */
    formula: z.string().optional(),
    maxSpreadPoints: z.string().optional(),
    maxPercentPerYear: z.string().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('fixed_sum'),
    /** Greatest fixed sum for late payment per currency and, where it depends on it, size of the debt. */
    sums: z.array(z.strictObject({ currency: z.string(), below: z.string().optional(), max: z.string() })).min(1),
  }),
  z.strictObject({ ...base, kind: z.literal('conduct'), fact: z.string(), mustBe: z.union([z.string(), z.boolean()]) }),
  z.strictObject({ ...base, kind: z.literal('conversation_window'), hours: z.number().int().min(1) }),
  z.strictObject({ ...base, kind: z.literal('location') }),
  /** The customer's own wishes, and an address that can be used at all. Part of the baseline pack. */
  z.strictObject({ ...base, kind: z.literal('do_not_contact') }),
  z.strictObject({ ...base, kind: z.literal('opt_out') }),
  z.strictObject({ ...base, kind: z.literal('wished_hours') }),
  z.strictObject({ ...base, kind: z.literal('readable_address') }),
  z.strictObject({ ...base, kind: z.literal('own_address') }),
  z.strictObject({
    ...base,
    kind: z.literal('blackout'),
    /** Dates without contact, in the customer's zone; both ends included. */
    dates: z.array(z.strictObject({ from: z.string().regex(DATE), until: z.string().regex(DATE) })).min(1),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('purpose'),
    purposes: z.array(z.string()).min(1),
    /** Kinds of rules of this pack that such a contact is free of; absent: all. */
    lifts: z.array(z.string()).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('debt_excluded'),
    debtKinds: z.array(z.string()).min(1),
    lifts: z.array(z.string()).optional(),
  }),
]);
export type Rule = z.infer<typeof rule>;
export type RuleKind = Rule['kind'];
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;

/** A pack: what one jurisdiction or platform says, with where it says so. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^\d{4}\.\d{2}\.\d+$/),
  kind: z.enum(['country', 'union', 'platform', 'baseline', 'house']),
  name: words.or(z.strictObject({ en: z.string(), es: z.string(), pt: z.string() })),
  /** ISO 3166-1 alpha-2 of where it applies; empty for a platform: everywhere. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
  /** The day the facts were looked up. */
  asOf: z.string().regex(DATE),
  /** Not legal advice, in so many words. */
  notice: words,
  supervisor: z.string().optional(),
  rules: z.array(rule),
  /** Bills and open questions: known, not applied. */
  pending: z.array(z.strictObject({ value: z.string(), grade: base.grade, source: z.array(z.string()) })).default([]),
});
export type Pack = z.infer<typeof packSchema>;

/** Public holidays of one country, dated and cited. */
export const holidaysSchema = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  /** First and last day that the table speaks for. */
  from: z.string().regex(DATE),
  until: z.string().regex(DATE),
  citation: z.string(),
  source: z.array(z.string()),
  grade: base.grade,
  note: z.string().optional(),
  days: z.array(
    z.strictObject({
      date: z.string().regex(DATE),
      name: z.string(),
      /** ISO 3166-2; absent: the whole country. */
      regions: z.array(z.string()).optional(),
      /** Regions that do not keep it. */
      except: z.array(z.string()).optional(),
      /** The day it falls on before it is moved. */
      movedFrom: z.string().regex(DATE).optional(),
      citation: z.string().optional(),
    }),
  ),
});
export type Holidays = z.infer<typeof holidaysSchema>;
export { rule as ruleSchema };
