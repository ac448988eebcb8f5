import type { Words } from '../common';
import { openBalance } from '../invoice/balance';
import type { Invoice } from '../invoice/invoice';
import type { Day } from './days';
import { dayOrNaN } from './days';

/** How a customer pays, in one word. */
export type SegmentKey = 'new' | 'reliable' | 'occasional' | 'chronic' | 'high_exposure';

/** One thing that was looked at. */
export interface SegmentFactor {
  key: 'average_days_late' | 'share_late' | 'trend' | 'relation_days' | 'months_open';
  value: number;
  /** Points it added to the score; 0 for a factor that decides by itself. */
  points: number;
  text: Words;
}

/** A customer's segment with what led to it. */
export interface Segment {
  key: SegmentKey;
  /** From 0, pays on time, to 100, pays very late. */
  score: number;
  factors: SegmentFactor[];
}

/**
 * The bounds of the score. The score adds up three things, each counted over the customer's invoices of the last `windowDays` that are
 * settled or past due (an open one is as late as it is today):
 * - average days late, early payment counting as 0: 40 points from `averageForAll` days on, in proportion below;
 * - share of invoices paid more than `toleranceDays` late: 40 points for all of them;
 * - trend, the average of the younger half less that of the older half: 20 points from `trendForAll` days on.
 *
 * Then: *new* below `fewInvoices` such invoices or `newDays` of relation; *high exposure* when more than `exposureMonths` months of the
 * customer's own billing are open and the score is not that of a reliable payer; *chronic* from `chronic` points; *occasional* from
 * `occasional`; else *reliable*. Only the customer's own documents count, so the rest of the book does not change the answer.
 */
export interface SegmentRules {
  windowDays: number;
  toleranceDays: number;
  averageForAll: number;
  trendForAll: number;
  fewInvoices: number;
  newDays: number;
  exposureMonths: number;
  chronic: number;
  occasional: number;
}

export const SEGMENT_RULES: SegmentRules = {
  windowDays: 730,
  toleranceDays: 3,
  averageForAll: 60,
  trendForAll: 30,
  fewInvoices: 3,
  newDays: 90,
  exposureMonths: 3,
  chronic: 60,
  occasional: 20,
};

const DAYS_PER_MONTH = 30;

interface Paid {
  due: Day;
  late: number;
}

/** How late an invoice was, or is so far; undefined when it is neither settled nor past due. */
function lateness(invoice: Invoice, asOf: Day): number | undefined {
  const due = dayOrNaN(invoice.dueDate);
  if (Number.isNaN(due) || invoice.void || invoice.type !== 'invoice') return undefined;
  const open = openBalance(invoice, asOf) > 0;
  if (open) return asOf > due ? asOf - due : undefined;
  const settled = dayOrNaN(invoice.settledOn);
  const paid = Number.isNaN(settled) ? lastPayment(invoice, asOf) : settled;
  return Number.isNaN(paid) ? undefined : Math.max(0, paid - due);
}

function lastPayment(invoice: Invoice, asOf: Day): Day {
  let last = NaN;
  for (const { date } of invoice.payments ?? []) {
    const day = dayOrNaN(date);
    if (day <= asOf && !(day < last)) last = day;
  }
  return last;
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const oneDecimal = (value: number) => Math.trunc(value * 10 + (value < 0 ? -0.5 : 0.5)) / 10;

/**
 * The segment of one customer.
 * @param invoices all documents known of the customer, settled ones included
 */
export function segmentOf(invoices: readonly Invoice[], asOf: Day, rules: SegmentRules = SEGMENT_RULES): Segment {
  const paid: Paid[] = [];
  let first = asOf;
  for (const invoice of invoices) {
    const issued = dayOrNaN(invoice.issueDate ?? invoice.dueDate);
    if (issued > asOf || invoice.void) continue;
    if (issued < first) first = issued;
    const due = dayOrNaN(invoice.dueDate);
    const late = lateness(invoice, asOf);
    if (late !== undefined && due >= asOf - rules.windowDays) paid.push({ due, late });
  }
  paid.sort((a, b) => a.due - b.due);
  const late = paid.map((one) => one.late);
  const average = mean(late);
  const share = late.length === 0 ? 0 : late.filter((days) => days > rules.toleranceDays).length / late.length;
  const half = late.length >> 1;
  const trend = half === 0 ? 0 : mean(late.slice(half)) - mean(late.slice(0, half));
  const relation = asOf - first;
  const months = monthsOpen(invoices, asOf, relation);
  const points = (value: number, full: number, most: number) =>
    oneDecimal(Math.min(Math.max(value / full, 0), 1) * most);
  const factors: SegmentFactor[] = [
    factor('average_days_late', average, points(average, rules.averageForAll, 40)),
    factor('share_late', share * 100, points(share, 1, 40)),
    factor('trend', trend, points(trend, rules.trendForAll, 20)),
    factor('relation_days', relation, 0),
    factor('months_open', months, 0),
  ];
  const score = oneDecimal(factors.reduce((sum, one) => sum + one.points, 0));
  return { key: keyOf(score, late.length, relation, months, rules), score, factors };
}

function keyOf(score: number, count: number, relation: number, months: number, rules: SegmentRules): SegmentKey {
  if (count < rules.fewInvoices || relation < rules.newDays) return 'new';
  if (months > rules.exposureMonths && score >= rules.occasional) return 'high_exposure';
  if (score >= rules.chronic) return 'chronic';
  return score >= rules.occasional ? 'occasional' : 'reliable';
}

/** How many months of the customer's own billing are open; of several currencies the worst, as they cannot be added. */
function monthsOpen(invoices: readonly Invoice[], asOf: Day, relation: number): number {
  const billed = new Map<string, number>();
  const open = new Map<string, number>();
  for (const invoice of invoices) {
    if (invoice.void || invoice.type !== 'invoice' || dayOrNaN(invoice.issueDate ?? invoice.dueDate) > asOf) continue;
    const { currency, minor } = invoice.total;
    billed.set(currency, (billed.get(currency) ?? 0) + minor);
    open.set(currency, (open.get(currency) ?? 0) + Math.max(0, openBalance(invoice, asOf)));
  }
  const length = Math.max(relation, DAYS_PER_MONTH) / DAYS_PER_MONTH;
  let worst = 0;
  for (const [currency, minor] of open) worst = Math.max(worst, minor / ((billed.get(currency) ?? 1) / length));
  return worst;
}

const TEXTS: Record<SegmentFactor['key'], (value: number) => Words> = {
  average_days_late: (n) => ({
    en: `Pays ${n} days late on average.`,
    es: `Paga con ${n} días de atraso en promedio.`,
    pt: `Paga com ${n} dias de atraso em média.`,
  }),
  share_late: (n) => ({
    en: `${n} % of the invoices were paid late.`,
    es: `El ${n} % de las facturas se pagó tarde.`,
    pt: `${n} % das faturas foram pagas com atraso.`,
  }),
  trend: (n) => ({
    en: `The newer invoices were paid ${Math.abs(n)} days ${n < 0 ? 'sooner' : 'later'} than the older ones.`,
    es: `Las facturas recientes se pagaron ${Math.abs(n)} días ${n < 0 ? 'antes' : 'después'} que las anteriores.`,
    pt: `As faturas recentes foram pagas ${Math.abs(n)} dias ${n < 0 ? 'antes' : 'depois'} que as anteriores.`,
  }),
  relation_days: (n) => ({
    en: `Customer for ${n} days.`,
    es: `Cliente desde hace ${n} días.`,
    pt: `Cliente há ${n} dias.`,
  }),
  months_open: (n) => ({
    en: `${n} months of their usual billing are open.`,
    es: `Tiene pendientes ${n} meses de su facturación habitual.`,
    pt: `Tem em aberto ${n} meses do faturamento habitual.`,
  }),
};

function factor(key: SegmentFactor['key'], exact: number, points: number): SegmentFactor {
  const value = oneDecimal(exact);
  return { key, value, points, text: TEXTS[key](value) };
}

/** The segments of a book, each worked out once. */
export class Segments {
  private readonly byCustomer = new Map<string, Invoice[]>();
  private readonly known = new Map<string, Segment>();

  constructor(
    invoices: readonly Invoice[],
    private readonly rules?: SegmentRules,
  ) {
    for (const invoice of invoices) {
      const own = this.byCustomer.get(invoice.customerId);
      if (own) own.push(invoice);
      else this.byCustomer.set(invoice.customerId, [invoice]);
    }
  }

  of(customerId: string, asOf: Day): Segment {
    let segment = this.known.get(customerId);
    if (!segment) {
      segment = segmentOf(this.byCustomer.get(customerId) ?? [], asOf, this.rules);
      this.known.set(customerId, segment);
    }
    return segment;
  }
}
