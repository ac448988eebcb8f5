import type { z } from 'zod/v4';

import type { Words } from '../common';
import { FORMULAS } from '../compliance/interest';
import type { InputProblem } from '../errors';
import { InputError } from '../errors';
import { currencyCode } from '../invoice/money';
import type { ChargePolicy } from './charges';
import type { Policy, PolicyStage } from './policy';
import type { PolicyInput } from './policy-form';
import { STAGE_LABELS } from './presets';
import { policyForm } from './policy-form';

/** A policy that can be used, or everything that is wrong with it. */
export type PolicyCheck = { policy: Policy; problems?: undefined } | { policy?: undefined; problems: InputProblem[] };

/**
 * Checks a policy that a user wrote and fills in what they left out. Every problem names its field: `policy.stages[2].days`.
 * @param value an object, or its JSON text
 */
export function checkPolicy(value: unknown): PolicyCheck {
  let raw = value;
  if (typeof value === 'string') {
    try {
      raw = JSON.parse(value);
    } catch {
      return { problems: [problem('policy', value, 'is not JSON', 'Check brackets, commas and quotes.')] };
    }
  }
  const parsed = policyForm.safeParse(raw);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap((issue) => fromIssue(issue, raw)) };
  const policy = complete(parsed.data);
  const problems = [...stageProblems(policy), ...currencyProblems(parsed.data), ...interestProblems(parsed.data)];
  return problems.length > 0 ? { problems } : { policy };
}

/**
 * The policy that a user wrote, complete; see `checkPolicy` for all that is wrong with one.
 * @throws InputError with the first problem, and how many more there are
 */
export function validatePolicy(value: unknown): Policy {
  const { policy, problems } = checkPolicy(value);
  if (policy) return policy;
  const [first, ...more] = problems;
  const { advice, ...rest } = first ?? problem('policy', value, 'is not a policy', 'Choose a preset.');
  const others = more.length === 0 ? '' : ` Also wrong: ${[...new Set(more.map(({ field }) => field))].join(', ')}.`;
  throw new InputError({ ...rest, advice: `${advice}${others}` });
}

function problem(field: string, found: unknown, what: string, advice: string): InputProblem {
  return { field, found, problem: what, advice };
}

/** `['stages', 2, 'days']` as a person writes it. */
function fieldOf(path: ReadonlyArray<PropertyKey>): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    'policy',
  );
}

function valueAt(raw: unknown, path: ReadonlyArray<PropertyKey>): unknown {
  let value: unknown = raw;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

type Issue = z.core.$ZodIssue;

function fromIssue(issue: Issue, raw: unknown): InputProblem[] {
  const field = fieldOf(issue.path);
  const found = valueAt(raw, issue.path);
  const say = (what: string, advice: string) => [problem(field, found, what, advice)];
  if (found === undefined && issue.code !== 'unrecognized_keys') return say('is missing', `Add ${field}.`);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) =>
        problem(
          fieldOf([...issue.path, name]),
          name,
          'is not a field of a policy',
          'Check its spelling, or leave it out.',
        ),
      );
    case 'invalid_value':
      return say('is not one of the choices', `Use one of: ${issue.values.map(String).join(', ')}.`);
    case 'invalid_type':
      return say(`is not ${KINDS[issue.expected] ?? `of type ${issue.expected}`}`, 'See the schema for its form.');
    case 'too_big':
      return say('is too large', `The largest is ${String(issue.maximum)}.`);
    case 'too_small':
      return say('is too small', `The smallest is ${String(issue.minimum)}.`);
    case 'invalid_format':
      return say('has the wrong form', FORMS[String(issue.path.at(-1))] ?? 'See the schema for its form.');
    case 'invalid_union':
      return unionProblem(issue, field, found, raw);
    case 'invalid_key':
      return say('is not a currency code', 'Use the three-letter ISO 4217 code, for example MXN.');
    default:
      return say('cannot be used', 'See the schema for its form.');
  }
}

/** A choice by `kind` that does not exist, or a field with several forms of which none fits. */
function unionProblem(issue: Issue, field: string, found: unknown, raw: unknown): InputProblem[] {
  if (issue.code !== 'invalid_union') return [];
  const inner = issue.errors.flat().find(({ path, code }) => path.length > 0 && code !== 'invalid_type');
  if (inner) return fromIssue({ ...inner, path: [...issue.path, ...inner.path] }, raw);
  return [
    problem(field, found, 'has none of its forms', FORMS[String(issue.path.at(-1))] ?? 'See the schema for its forms.'),
  ];
}

const KINDS: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of amounts by currency',
};

const FORMS: Record<string, string> = {
  id: 'Use lower-case letters, digits, - and _.',
  key: 'Use lower-case letters, digits and _, for example first_reminder.',
  calendar: 'Use a country or region, for example MX or BR-SP.',
  percent: 'Write the percentage as text, for example "10.15".',
  annualPercent: 'Write the percentage as text, for example "10.15".',
  percentOfTotal: 'Write the percentage as text, for example "20".',
  kind: 'Use simple or statutory.',
  label: 'Write one text, or an object with en, es and pt.',
  from: 'Write the date as year-month-day, for example 2026-01-01.',
};

function toWords(label: string | Words | undefined, key: string): Words {
  if (typeof label === 'object') return label;
  if (label === undefined && Object.hasOwn(STAGE_LABELS, key)) return STAGE_LABELS[key] as Words;
  const text = label ?? key.charAt(0).toUpperCase() + key.slice(1).replaceAll('_', ' ');
  return { en: text, es: text, pt: text };
}

function complete(input: PolicyInput): Policy {
  const stages = input.stages.map((stage, index): PolicyStage => ({
    ...stage,
    level: stage.level ?? index + 1,
    label: toWords(stage.label, stage.key),
  }));
  const { charges, ...rules } = input;
  const policy: Policy = { ...rules, label: toWords(input.label, input.id), stages };
  if (charges) policy.charges = completeCharges(charges);
  return policy;
}

function completeCharges({ fees, ...rest }: NonNullable<PolicyInput['charges']>): ChargePolicy {
  if (!fees) return rest;
  return { ...rest, fees: fees.map((fee) => ({ ...fee, label: toWords(fee.label, fee.key) })) };
}

/** What no single field shows: names and levels used twice, a stage that cannot be reached, a graver stage before a milder one. */
function stageProblems({ stages }: Policy): InputProblem[] {
  const problems: InputProblem[] = [];
  const keys = new Set<string>();
  const levels = new Set<number>();
  const byLevel = [...stages].sort((a, b) => a.level - b.level);
  stages.forEach((stage, index) => {
    const at = `policy.stages[${index}]`;
    if (keys.has(stage.key)) {
      problems.push(problem(`${at}.key`, stage.key, 'is used twice', 'Give every stage a name of its own.'));
    }
    if (levels.has(stage.level)) {
      problems.push(problem(`${at}.level`, stage.level, 'is used twice', 'Give every stage a level of its own.'));
    }
    keys.add(stage.key);
    levels.add(stage.level);
    if (new Set(stage.channels).size < stage.channels.length) {
      problems.push(problem(`${at}.channels`, stage.channels, 'names a channel twice', 'Name every channel once.'));
    }
    const before = byLevel[byLevel.indexOf(stage) - 1];
    if (stage.anchor === 'previous_contact') {
      if (!before) {
        const advice = 'Let the first stage count from the due date or the issue date.';
        problems.push(problem(`${at}.anchor`, stage.anchor, 'has no contact before it to count from', advice));
      }
      if (stage.days < 1) {
        const advice = 'Use one day or more after the previous contact.';
        problems.push(problem(`${at}.days`, stage.days, 'does not lie after the previous contact', advice));
      }
    }
    if (before && comparable(before, stage) && stage.days < before.days) {
      const advice = `It is graver than ${before.key}, so it must not fall earlier (${before.days}).`;
      problems.push(problem(`${at}.days`, stage.days, 'falls before a milder stage', advice));
    }
  });
  return problems;
}

/** Two stages whose days can be told apart without a date: the same anchor, counted alike, under no further condition. */
function comparable(a: PolicyStage, b: PolicyStage): boolean {
  const plain = ({ onlyIf, toEndOfMonth }: PolicyStage) => !onlyIf && !toEndOfMonth;
  return a.anchor === b.anchor && a.anchor !== 'previous_contact' && a.dayCount === b.dayCount && plain(a) && plain(b);
}

/** A law that is not known, and reference rates whose end lies before their beginning. */
function interestProblems({ charges }: PolicyInput): InputProblem[] {
  const interest = charges?.interest;
  if (interest?.kind !== 'statutory') return [];
  const at = 'policy.charges.interest';
  const problems: InputProblem[] = [];
  if (!FORMULAS.some(({ id }) => id === interest.rate)) {
    const advice = `Use one of: ${FORMULAS.map(({ id }) => id).join(', ')}.`;
    problems.push(problem(`${at}.rate`, interest.rate, 'is not a law that is known here', advice));
  }
  interest.referenceRates?.forEach(({ from, until }, i) => {
    if (until >= from) return;
    const advice = `Use a day from ${from} on.`;
    problems.push(problem(`${at}.referenceRates[${i}].until`, until, 'lies before the day it counts from', advice));
  });
  return problems;
}

/** Amounts per currency whose code has the right form but is none. */
function currencyProblems(input: PolicyInput): InputProblem[] {
  const places: Array<[string, Record<string, number> | undefined]> = [
    ['policy.minimumBalance', input.minimumBalance],
    ['policy.charges.cap.amount', input.charges?.cap?.amount],
  ];
  input.stages.forEach(({ onlyIf }, i) => places.push([`policy.stages[${i}].onlyIf.balance`, onlyIf?.balance]));
  input.charges?.fees?.forEach(({ fixed, minimum, maximum }, i) => {
    const at = `policy.charges.fees[${i}]`;
    places.push([`${at}.fixed`, fixed], [`${at}.minimum`, minimum], [`${at}.maximum`, maximum]);
  });
  return places.flatMap(([field, amounts]) =>
    Object.keys(amounts ?? {}).flatMap((code) => unknownCurrency(code, field)),
  );
}

function unknownCurrency(code: string, field: string): InputProblem[] {
  try {
    currencyCode(code, `${field}.${code}`);
    return [];
  } catch (error) {
    if (error instanceof InputError) return [error.details];
    throw error;
  }
}
