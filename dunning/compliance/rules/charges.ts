import Decimal from 'decimal.js';

import { InputError } from '../../errors';
import { toDecimalString } from '../../invoice/money';
import { plainDate, type ZoneClock } from '../clock';
import type { Context } from '../context';
import { statutoryRate } from '../interest';
import { SATISFIED, type Finding } from '../finding';
import type { RuleOf } from '../pack';

type ChargeRule = RuleOf<'fee_max'> | RuleOf<'interest_max'> | RuleOf<'fixed_sum'>;

/** Fees and interest that the contact asks for, against the maxima of the law. A contact that asks for none passes. */
export function chargesOpen(rule: ChargeRule, context: Context, t: number): Finding {
  const { charges } = context.facts;
  if (!charges) return SATISFIED;
  const code =
    rule.kind === 'fee_max'
      ? feeProblem(rule, context)
      : rule.kind === 'interest_max'
        ? interestProblem(rule, context)
        : fixedSumProblem(rule, context);
  return code === undefined ? { opens: t, code: '' } : { opens: Infinity, code };
}

/** Exact; a text that is no number is the user's error, not a free pass. */
function decimal(value: string, field: string): Decimal {
  try {
    const number = new Decimal(value);
    if (number.isFinite()) return number;
  } catch {
    // Falls through to the error that says what to write.
  }
  throw new InputError({
    field: `facts.charges.${field}`,
    found: value,
    problem: 'is not a number',
    advice: 'Write digits with a decimal point, for example 12.50.',
  });
}

function feeProblem(rule: RuleOf<'fee_max'>, { facts, input }: Context): string | undefined {
  const charges = facts.charges ?? {};
  const fee = charges.fee === undefined ? undefined : decimal(charges.fee, 'fee');
  const percent = charges.feePercent === undefined ? undefined : decimal(charges.feePercent, 'feePercent');
  const asked = (fee?.gt(0) ?? false) || (percent?.gt(0) ?? false);
  if (!asked) return undefined;
  const daysLate = charges.daysLate ?? Math.max(...(input.debt.openItems ?? []).map((item) => item.daysPastDue));
  if (rule.afterDays > 0 && !(daysLate > rule.afterDays)) return 'FEE_TOO_EARLY';
  if (rule.perMonth !== undefined && (charges.feesThisMonth ?? 0) >= rule.perMonth) return 'FEE_TOO_OFTEN';
  if (rule.needsEvidence && charges.feeEvidence === false) return 'FEE_WITHOUT_EVIDENCE';
  if (rule.maxAmount && fee && charges.unit === rule.maxAmount.currency && fee.gt(rule.maxAmount.decimal)) {
    return 'FEE_OVER_MAXIMUM';
  }
  if (!rule.brackets) return undefined;
  if (percent?.gt(Decimal.max(...rule.brackets.map((bracket) => bracket.percent)))) return 'FEE_OVER_MAXIMUM';
  const overdue = overdueIn(rule, facts.charges, input);
  if (overdue === undefined) return fee ? 'FEE_CANNOT_BE_CHECKED' : undefined;
  const asking = fee ?? overdue.times(percent ?? 0).div(100);
  return asking.gt(most(rule.brackets, overdue)) ? 'FEE_OVER_MAXIMUM' : undefined;
}

/** What the fee is a part of, in the unit of the brackets; undefined when it is not known or in another unit. */
function overdueIn(
  rule: RuleOf<'fee_max'>,
  charges: Context['facts']['charges'],
  { debt }: Context['input'],
): Decimal | undefined {
  const unitMatters = (rule.brackets?.length ?? 0) > 1;
  if (unitMatters && charges?.unit !== rule.unit) return undefined;
  if (charges?.overdue !== undefined) return decimal(charges.overdue, 'overdue');
  if (!debt.overdue || unitMatters) return undefined;
  return charges?.unit === undefined || charges.unit === debt.overdue.currency
    ? new Decimal(toDecimalString(debt.overdue))
    : undefined;
}

/** The greatest fee under marginal brackets. */
function most(brackets: NonNullable<RuleOf<'fee_max'>['brackets']>, overdue: Decimal): Decimal {
  let below = new Decimal(0);
  let sum = new Decimal(0);
  for (const { upTo, percent } of brackets) {
    const top = upTo === null ? overdue : Decimal.min(overdue, upTo);
    if (top.lte(below)) break;
    sum = sum.plus(top.minus(below).times(percent).div(100));
    below = top;
  }
  return sum;
}

function interestProblem(rule: RuleOf<'interest_max'>, context: Context): string | undefined {
  const charges = context.facts.charges ?? {};
  if (charges.interestSpreadPoints !== undefined && rule.maxSpreadPoints !== undefined) {
    const spread = decimal(charges.interestSpreadPoints, 'interestSpreadPoints');
    if (spread.gt(rule.maxSpreadPoints)) return 'INTEREST_OVER_MAXIMUM';
  }
  if (charges.interestPercentPerYear === undefined) return undefined;
  const asked = decimal(charges.interestPercentPerYear, 'interestPercentPerYear');
  if (rule.maxPercentPerYear !== undefined && asked.gt(rule.maxPercentPerYear)) return 'INTEREST_OVER_MAXIMUM';
  if (rule.formula === undefined) return undefined;
  const clock = context.clocks[0] as ZoneClock;
  const on = charges.interestOn ?? plainDate(clock.dayAt(context.at));
  try {
    const { percent } = statutoryRate(rule.formula, on, context.rates);
    return asked.gt(percent) ? 'INTEREST_OVER_MAXIMUM' : undefined;
  } catch (error) {
    // Without the reference rate nobody can say that the interest is lawful.
    if (error instanceof InputError) return 'REFERENCE_RATE_UNKNOWN';
    throw error;
  }
}

function fixedSumProblem({ sums }: RuleOf<'fixed_sum'>, { facts, input }: Context): string | undefined {
  const { fixedSum: asked, overdue: stated, unit } = facts.charges ?? {};
  if (!asked) return undefined;
  const sum = decimal(asked.decimal, 'fixedSum.decimal');
  const { overdue } = input.debt;
  const owed = overdue && overdue.currency === asked.currency ? new Decimal(toDecimalString(overdue)) : undefined;
  const size = stated !== undefined && unit === asked.currency ? decimal(stated, 'overdue') : owed;
  const step = sums.find(
    ({ currency, below }) =>
      currency === asked.currency && (below === undefined || size === undefined || size.lt(below)),
  );
  // A sum in a currency that the law does not name has no maximum here, unless there may be none at all.
  const max = step ? step.max : sums.every((known) => new Decimal(known.max).isZero()) ? '0' : undefined;
  return max !== undefined && sum.gt(max) ? 'FIXED_SUM_OVER_MAXIMUM' : undefined;
}
