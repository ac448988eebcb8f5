import type { ChargePolicy, DayCount, FeeRule, InterestRule, PublishedRate } from '../../dunning/cadence/charges';
import { InputError } from '../../dunning/errors';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import { filled } from '../shared/parameters';

interface PanelFee {
  afterDays: number;
  currency?: string;
  amount?: string;
  percent?: string;
}

interface PanelInterest {
  annualPercent?: string;
  dayCount: DayCount;
  afterDays: number;
}

interface PanelStatutory {
  rate: string;
  afterDays: number;
}

/** Late fees and interest as the panel holds them. */
export interface PanelCharges {
  fee?: PanelFee[];
  interest?: PanelInterest[];
  statutory?: PanelStatutory[];
  referenceRate?: PublishedRate[];
  cap?: Array<{ percentOfTotal?: string }>;
}

const FEE_LABEL = { en: 'Late fee', es: 'Cargo por mora', pt: 'Multa por atraso' };

/**
 * The charges that the panel describes; undefined when it describes none.
 * @throws InputError when an amount or a currency cannot be used, or there is more than one interest or one limit
 */
export function chargesFromPanel({
  fee = [],
  interest = [],
  statutory = [],
  referenceRate = [],
  cap = [],
}: PanelCharges): ChargePolicy | undefined {
  const agreed = interest.filter(({ annualPercent }) => filled(annualPercent) !== undefined);
  const rules = [...agreed.map(agreedInterest), ...statutory.map((law) => interestByLaw(law, referenceRate))];
  if (rules.length > 1) {
    throw twice('Interest', 'Keep one: what the contract says, or what the law sets where it says nothing.');
  }
  const limits = cap.flatMap(({ percentOfTotal }) => filled(percentOfTotal) ?? []);
  if (limits.length > 1) throw twice('At Most', 'Keep the lower one.');
  const [rule] = rules;
  const [percentOfTotal] = limits;
  if (fee.length === 0 && rule === undefined) return undefined;
  return {
    fees: fee.map(feeRule),
    ...(rule === undefined ? {} : { interest: rule }),
    ...(percentOfTotal === undefined ? {} : { cap: { percentOfTotal } }),
  };
}

function twice(field: string, advice: string): InputError {
  return new InputError({
    field: `Late Fees and Interest: ${field}`,
    found: 2,
    problem: 'is there more than once',
    advice,
  });
}

function agreedInterest({ annualPercent, dayCount, afterDays }: PanelInterest): InterestRule {
  return { kind: 'simple', annualPercent: filled(annualPercent) ?? '', dayCount, afterDays };
}

function interestByLaw({ rate, afterDays }: PanelStatutory, rates: PublishedRate[]): InterestRule {
  const referenceRates = rates.map(({ from, until, percent }) => ({
    from: from.trim(),
    until: until.trim(),
    percent: String(percent).trim(),
  }));
  return { kind: 'statutory', rate, afterDays, ...(referenceRates.length > 0 ? { referenceRates } : {}) };
}

function feeRule({ afterDays, currency, amount, percent }: PanelFee, index: number): FeeRule {
  const fixed = filled(amount);
  const share = filled(percent);
  const code = fixed === undefined ? undefined : currencyCode(currency, 'Fee: Currency');
  return {
    key: `fee_${index + 1}`,
    label: FEE_LABEL,
    afterDays,
    ...(code === undefined || fixed === undefined
      ? {}
      : { fixed: { [code]: moneyFromDecimal(fixed, code, 'Fee: Amount').minor } }),
    ...(share === undefined ? {} : { percent: share }),
  };
}
