import Decimal from 'decimal.js';

import type { PlainDate, Words } from '../common';
import type { Formula, ReferenceRate } from '../compliance/interest';
import { FORMULAS, statutoryRate } from '../compliance/interest';
import { InputError } from '../errors';
import type { OpenPart } from '../invoice/balance';
import { openBalance } from '../invoice/balance';
import type { MoneyView } from '../invoice/money';
import { money, view } from '../invoice/money';
import type { Day } from './days';
import { dayOrNaN, fromDay, toDay, yearOf } from './days';

/** How a year is counted: actual days over 360 or 365, over the year's own length, or twelve months of thirty days. */
export type DayCount = 'actual/360' | 'actual/365' | 'actual/actual' | '30/360';

/** A rate from a day on, in percent a year, as a decimal text: `10.15`. */
export interface DatedRate {
  from: PlainDate;
  annualPercent: string;
}

/** Default interest set by law: data with its source, so that the formula needs no code per country. */
export interface StatutoryRate {
  id: string;
  citation: string;
  dayCount: DayCount;
  /** The rate in force from each day on, surcharge included. */
  rates: DatedRate[];
  /** A lump sum for the cost of collection per invoice, in minor units: EUR 40 in Directive 2011/7/EU, article 6. */
  compensation?: Record<string, number>;
}

/** A fee that falls due once so many days after the due date. */
export interface FeeRule {
  key: string;
  label: Words;
  afterDays: number;
  /** Minor units per currency; a currency that is absent has no such fee. */
  fixed?: Record<string, number>;
  /** Percent of what was open on the day the fee fell due, as a decimal text. */
  percent?: string;
  /** Bounds of the percentage, in minor units per currency. */
  minimum?: Record<string, number>;
  maximum?: Record<string, number>;
}

/** A reference rate as its publisher gives it, for the days from `from` to `until`, both included. */
export interface PublishedRate {
  from: PlainDate;
  until: PlainDate;
  percent: string;
}

/** Simple interest a day, never on interest. A statutory one takes the user's `referenceRates` before the built-in ones. */
export type InterestRule =
  | { kind: 'simple'; annualPercent: string | DatedRate[]; dayCount: DayCount; afterDays?: number }
  | { kind: 'statutory'; rate: string; afterDays?: number; referenceRates?: PublishedRate[] };

/** What a debt costs its debtor beside the principal. */
export interface ChargePolicy {
  fees?: FeeRule[];
  interest?: InterestRule;
  /** The most that fees and interest may come to together, per invoice: percent of its total, or minor units per currency. */
  cap?: { percentOfTotal?: string; amount?: Record<string, number> };
}

/** One fee or one amount of interest. It stands beside the invoice and never changes it. */
export interface ChargeLine {
  kind: 'fee' | 'interest';
  key: string;
  invoiceId: string;
  instalmentId?: string;
  label: Words;
  amount: MoneyView;
  /** How it was worked out, for a person who checks it. */
  detail: string;
  /** The invoice is fiscally stamped, so the charge needs a document of its own (a debit note) before it is asked for. */
  needsOwnDocument: boolean;
}

const INTEREST: Words = { en: 'Late-payment interest', es: 'Intereses de mora', pt: 'Juros de mora' };
const COMPENSATION: Words = {
  en: 'Compensation for collection costs',
  es: 'Compensación por costes de cobro',
  pt: 'Compensação por custos de cobrança',
};

/** Rounded half away from zero to whole minor units, once, at the end. */
const rounded = (amount: Decimal): number => amount.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();

/** The share of a year from one day to another. */
function yearFraction(from: Day, to: Day, count: DayCount): Decimal {
  if (count === 'actual/360') return new Decimal(to - from).div(360);
  if (count === 'actual/365') return new Decimal(to - from).div(365);
  if (count === '30/360') return new Decimal(days30(from, to)).div(360);
  let sum = new Decimal(0);
  for (let at = from; at < to;) {
    const { year, leap } = yearOf(at);
    const end = Math.min(to, toDay(`${String(year + 1).padStart(4, '0')}-01-01`));
    sum = sum.plus(new Decimal(end - at).div(leap ? 366 : 365));
    at = end;
  }
  return sum;
}

/** Days between two dates with months of thirty days (30E/360, the European rule). */
function days30(from: Day, to: Day): number {
  const [a, b] = [fromDay(from), fromDay(to)].map((date) => date.split('-').map(Number)) as [number[], number[]];
  const [y1 = 0, m1 = 0, d1 = 0] = a;
  const [y2 = 0, m2 = 0, d2 = 0] = b;
  return (y2 - y1) * 360 + (m2 - m1) * 30 + (Math.min(d2, 30) - Math.min(d1, 30));
}

/** What was open of a part after the end of a day: with one part the invoice's own balance, else the part's present one. */
function balanceOn(part: OpenPart, day: Day): number {
  if (part.instalmentId !== undefined) return part.balance;
  return Math.max(0, openBalance(part.invoice, day));
}

/** The days in a span on which the balance or the rate may change, with both ends. */
function breaks(part: OpenPart, rates: readonly DatedRate[], from: Day, to: Day): Day[] {
  const days = [from, to];
  for (const payment of part.invoice.payments ?? []) days.push(dayOrNaN(payment.date));
  // A rate counts for the day it begins on, and a span for the days after its first.
  for (const rate of rates) days.push(toDay(rate.from, 'charges.interest.from') - 1);
  return [...new Set(days.filter((day) => day >= from && day <= to))].sort((a, b) => a - b);
}

function rateOn(rates: readonly DatedRate[], day: Day): Decimal {
  let found = new Decimal(0);
  let since = -Infinity;
  for (const { from, annualPercent } of rates) {
    const at = toDay(from, 'charges.interest.from');
    if (at <= day && at >= since) [found, since] = [new Decimal(annualPercent), at];
  }
  return found;
}

/**
 * Simple interest on what was open, day by day, from the due date to the as-of day: the sum over every span of equal balance and rate
 * of balance × rate × days ÷ days of the year. Exact until it is rounded once.
 */
function interestOn(
  part: OpenPart,
  asOf: Day,
  rates: readonly DatedRate[],
  count: DayCount,
): { minor: Decimal; detail: string } {
  const points = breaks(part, rates, part.due, asOf);
  let minor = new Decimal(0);
  const detail: string[] = [];
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1] as Day, points[i] as Day];
    const rate = rateOn(rates, from + 1);
    const balance = balanceOn(part, from);
    if (rate.isZero() || balance === 0) continue;
    minor = minor.plus(
      rate
        .div(100)
        .times(balance)
        .times(yearFraction(from, to, count)),
    );
    detail.push(`${view(money(balance, part.invoice.total.currency)).decimal} × ${rate.toString()} % × ${to - from} d`);
  }
  return { minor, detail: `${detail.join(' + ')} (${count})` };
}

/** Rates that laws set, by id. */
export type StatutoryRates = Readonly<Record<string, StatutoryRate>>;

/**
 * The fees and the interest of one open part as of a day, capped. The invoice itself is not changed.
 * @throws InputError when the policy names a statutory rate that is not known, or one whose reference rate is not known for a day
 */
export function chargesOn(
  part: OpenPart,
  asOf: Day,
  policy: ChargePolicy,
  statutory: StatutoryRates = {},
): ChargeLine[] {
  const { currency } = part.invoice.total;
  const lines: ChargeLine[] = [];
  const push = (kind: ChargeLine['kind'], key: string, label: Words, minor: number, detail: string) => {
    if (minor <= 0) return;
    const { id: invoiceId, fiscalId } = part.invoice;
    const line: ChargeLine = {
      kind,
      key,
      invoiceId,
      label,
      amount: view(money(minor, currency)),
      detail,
      needsOwnDocument: fiscalId !== undefined,
    };
    if (part.instalmentId !== undefined) line.instalmentId = part.instalmentId;
    lines.push(line);
  };
  for (const fee of policy.fees ?? []) {
    if (asOf < part.due + fee.afterDays) continue;
    const { minor, detail } = feeOn(fee, balanceOn(part, part.due + fee.afterDays), currency);
    push('fee', fee.key, fee.label, minor, detail);
  }
  const { interest } = policy;
  if (interest && asOf > part.due + (interest.afterDays ?? 0)) {
    const law = interest.kind === 'statutory' ? lawOf(interest, statutory, part.due, asOf) : undefined;
    const { rates, count } = law ? { rates: law.rates, count: law.dayCount } : ratesOf(interest);
    const { minor, detail } = interestOn(part, asOf, rates, count);
    push('interest', law?.id ?? 'interest', INTEREST, rounded(minor), law ? `${detail}, ${law.citation}` : detail);
    if (law) push('fee', `${law.id}_compensation`, COMPENSATION, law.compensation?.[currency] ?? 0, law.citation);
  }
  return capped(lines, part, policy);
}

function feeOn(fee: FeeRule, open: number, currency: string): { minor: number; detail: string } {
  const fixed = fee.fixed?.[currency] ?? 0;
  if (fee.percent === undefined) return { minor: fixed, detail: `${fee.afterDays} d` };
  const share = rounded(new Decimal(fee.percent).div(100).times(open));
  const low = Math.max(share, fee.minimum?.[currency] ?? share);
  const bounded = Math.min(low, fee.maximum?.[currency] ?? low);
  const base = view(money(open, currency)).decimal;
  return { minor: open > 0 ? fixed + bounded : 0, detail: `${fee.percent} % × ${base}` };
}

function ratesOf(interest: InterestRule): { rates: readonly DatedRate[]; count: DayCount } {
  if (interest.kind !== 'simple') return { rates: [], count: 'actual/365' };
  const { annualPercent, dayCount } = interest;
  const rates = typeof annualPercent === 'string' ? [{ from: '0001-01-01', annualPercent }] : annualPercent;
  return { rates, count: dayCount };
}

type StatutoryInterest = Extract<InterestRule, { kind: 'statutory' }>;

/** The user's own law of that name, else the built-in formula with its reference rates between two days. */
function lawOf(
  { rate: id, referenceRates }: StatutoryInterest,
  statutory: StatutoryRates,
  due: Day,
  asOf: Day,
): StatutoryRate {
  const own = Object.hasOwn(statutory, id) ? statutory[id] : undefined;
  if (own) return own;
  const formula = FORMULAS.find((known) => known.id === id);
  if (formula) return builtIn(formula, due, asOf, ownRates(formula, referenceRates));
  throw new InputError({
    field: 'policy.charges.interest.rate',
    found: id,
    problem: 'is not a statutory rate that is known here',
    advice: `Use one of: ${[...Object.keys(statutory), ...FORMULAS.map((known) => known.id)].sort().join(', ')}.`,
  });
}

/** What the user looked up, as rates of the formula's reference. */
function ownRates({ reference = '' }: Formula, published: readonly PublishedRate[] = []): ReferenceRate[] {
  return published.map((rate) => ({ ...rate, reference, grade: 'secondary', source: 'the policy' }));
}

function builtIn({ id, citation, dayCount }: Formula, due: Day, asOf: Day, own: ReferenceRate[]): StatutoryRate {
  const rates: DatedRate[] = [];
  for (let day = due + 1; day <= asOf;) {
    const { percent, until } = statutoryRate(id, fromDay(day), own);
    rates.push({ from: fromDay(day), annualPercent: percent });
    day = until === undefined ? asOf + 1 : toDay(until) + 1;
  }
  return { id, citation, dayCount: dayCount === 360 ? 'actual/360' : 'actual/365', rates };
}

/** Cuts the lines, the last first, so that together they stay within the cap. */
function capped(lines: ChargeLine[], part: OpenPart, { cap }: ChargePolicy): ChargeLine[] {
  if (!cap) return lines;
  const { currency } = part.invoice.total;
  const share =
    cap.percentOfTotal === undefined ? Infinity : rounded(new Decimal(cap.percentOfTotal).div(100).times(part.total));
  let left = Math.min(share, cap.amount?.[currency] ?? Infinity);
  return lines.flatMap((line) => {
    const minor = Math.min(line.amount.minor, left);
    left -= minor;
    if (minor === line.amount.minor) return [line];
    return minor > 0 ? [{ ...line, amount: view(money(minor, currency)), detail: `${line.detail}, capped` }] : [];
  });
}
