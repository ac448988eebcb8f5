import Decimal from 'decimal.js';

import type { PlainDate, Words } from '../common';
import { InputError } from '../errors';
import { money, type Money } from '../invoice/money';
import { epochDay, plainDate } from './clock';
import table from './packs/interest.json';
import type { Grade } from './verdict';

/** A statutory rule for interest on late payment. */
export interface Formula {
  id: string;
  country: string;
  protects: 'consumer' | 'business' | 'any';
  /** The reference rate plus points, the reference rate times a factor, or a rate that the law names. */
  kind: 'reference_plus' | 'reference_times' | 'fixed';
  reference?: string;
  points?: string;
  factor?: string;
  percent?: string;
  /** Days of the year that the interest is reckoned with. */
  dayCount: number;
  citation: string;
  source: string[];
  grade: Grade;
  text: Words;
}

/** A reference rate for a stretch of days, both included, in percent a year. */
export interface ReferenceRate {
  reference: string;
  from: PlainDate;
  until: PlainDate;
  percent: string;
  grade: Grade;
  source: string;
}

interface Reference {
  id: string;
  publisher: string;
  where: string;
}

export const FORMULAS = table.formulas as readonly Formula[];
export const REFERENCES: readonly Reference[] = table.references;
export const REFERENCE_RATES = table.rates as readonly ReferenceRate[];

/** The statutory rate of one day. */
export interface StatutoryRate {
  /** Percent a year, as an exact decimal. */
  percent: string;
  /** The day after which another reference rate may apply; absent where the law names the rate. */
  until?: PlainDate;
  /** The weaker of the formula's grade and the reference rate's. */
  grade: Grade;
  citation: string;
}

const STRENGTH: Readonly<Record<Grade, number>> = { verified: 0, secondary: 1, unverified: 2 };

/**
 * The statutory rate on a day.
 * @param own reference rates of the user's, which come before the built-in ones
 * @throws InputError when the formula is not known, or the reference rate is not known for that day: it says where it is
 *   published and is never guessed.
 */
export function statutoryRate(formulaId: string, on: PlainDate, own: readonly ReferenceRate[] = []): StatutoryRate {
  const formula = formulaOf(formulaId);
  const { citation } = formula;
  if (formula.kind === 'fixed') return { percent: formula.percent ?? '0', grade: formula.grade, citation };
  const row = [...own, ...REFERENCE_RATES].find(
    ({ reference, from, until }) => reference === formula.reference && from <= on && on <= until,
  );
  if (!row) throw unknownRate(formula, on);
  const base = new Decimal(row.percent);
  const percent = formula.kind === 'reference_plus' ? base.plus(formula.points ?? 0) : base.times(formula.factor ?? 1);
  const grade = STRENGTH[row.grade] > STRENGTH[formula.grade] ? row.grade : formula.grade;
  return { percent: percent.toString(), until: row.until, grade, citation };
}

function formulaOf(id: string): Formula {
  const formula = FORMULAS.find((known) => known.id === id);
  if (formula) return formula;
  throw new InputError({
    field: 'formula',
    found: id,
    problem: 'is not a statutory interest formula',
    advice: `Use one of ${FORMULAS.map((known) => known.id).join(', ')}.`,
  });
}

function unknownRate({ reference }: Formula, on: PlainDate): InputError {
  const published = REFERENCES.find(({ id }) => id === reference);
  return new InputError({
    field: `rates.${reference ?? ''}`,
    found: on,
    problem: 'is a day for which no reference rate is known',
    advice: `Look it up where it is published (${published?.publisher ?? ''}: ${published?.where ?? ''}) and add it to the rates.`,
  });
}

/**
 * Simple interest on a principal from one day to another, each day at the rate in force, by the formula's day count.
 * @param from first day that bears interest (the day after the due date)
 * @param to last day that bears interest
 * @returns the interest in the principal's currency, rounded once, half away from zero, at the very end
 * @throws InputError as `statutoryRate` does, and when a date cannot be read
 */
export function statutoryInterest(
  formulaId: string,
  principal: Money,
  from: PlainDate,
  to: PlainDate,
  own: readonly ReferenceRate[] = [],
): Money {
  const { dayCount } = formulaOf(formulaId);
  const last = day(to, 'to');
  let first = day(from, 'from');
  // Percent-days: the sum over the days of the rate in force, which alone is divided and rounded.
  let percentDays = new Decimal(0);
  while (first <= last) {
    const { percent, until } = statutoryRate(formulaId, plainDate(first), own);
    const end = until === undefined ? last : Math.min(last, epochDay(until));
    percentDays = percentDays.plus(new Decimal(percent).times(end - first + 1));
    first = end + 1;
  }
  const minor = percentDays.times(principal.minor).div(100).div(dayCount);
  return money(minor.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(), principal.currency);
}

function day(date: PlainDate, field: string): number {
  const number = epochDay(date);
  if (!Number.isNaN(number)) return number;
  throw new InputError({
    field,
    found: date,
    problem: 'is not a calendar date',
    advice: 'Write it as year-month-day, for example 2026-11-23.',
  });
}
