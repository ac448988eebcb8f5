import type { Instant, PlainDate, Words } from '../common';
import type { BalanceReading, OpenPart } from '../invoice/balance';
import { readBalance } from '../invoice/balance';
import { Credits } from '../invoice/credits';
import type { Debt } from '../invoice/debt';
import type { DebtDraft } from '../invoice/group';
import { emptyDebt, olderFirst, scopeByInvoice, scopeByPart } from '../invoice/group';
import type { HoldSpan } from '../invoice/holds';
import { activeHold, dayAfterHolds, holdsOf } from '../invoice/holds';
import type { Customer, Invoice } from '../invoice/invoice';
import type { PastContact } from '../ledger/contact';
import { AsOf } from './as-of';
import type { CalendarData } from './calendar';
import type { StatutoryRates } from './charges';
import type { Day } from './days';
import { dayOrNaN, fromDay } from './days';
import type { Group, Setting } from './debt-group';
import { lookAgainBy } from './debt-group';
import { toDecision } from './decide';
import { DebtDecider } from './decider';
import { Duplicates } from './duplicates';
import { CLOSED, DUPLICATE, PROBLEMS } from './fixed-reasons';
import type { Policy } from './policy';
import { PolicyBook } from './policy-book';
import { DEFAULT_POLICY } from './presets';
import { levelByDate } from './progress';
import { notIssued } from './reasons';
import { Scenes } from './scene';
import { NEVER, stageDays } from './schedule';
import type { Segment, SegmentRules } from './segments';
import { Segments } from './segments';
import type { Outcome, StageDecision } from './stage';

/** What a run of the classifier works on. */
export interface ClassifyInput {
  invoices: readonly Invoice[];
  /** By customer id. */
  customers: ReadonlyMap<string, Customer>;
  /** The policy for everything, unless `policyFor` says otherwise. Absent: `DEFAULT_POLICY`. */
  policy?: Policy;
  /** @param segment set when `segments` are asked for */
  policyFor?: (customer: Customer, invoice: Invoice, segment?: Segment) => Policy;
  /** Earlier contacts by customer id, from the ledger or a field. */
  history?: ReadonlyMap<string, readonly PastContact[]>;
  /** An instant, whose calendar date is taken in each customer's zone, or a plain date, which is that day for everybody. */
  asOf: Instant | PlainDate;
  account: string;
  /** IANA zone of customers that have none. */
  defaultTimeZone: string;
  /** Rest days by ISO country or ISO 3166-2 region, for policies that count business days. */
  calendars?: Readonly<Record<string, CalendarData>>;
  /** Default interest set by law, by id, for policies that charge it. */
  statutoryRates?: StatutoryRates;
  /** Works out how each customer pays from all their invoices given, settled ones included. */
  segments?: boolean | SegmentRules;
}

/** One debt and what was decided about it. */
export interface ClassifiedDebt {
  debt: Debt;
  stage: StageDecision;
  /** Positions in `invoices` of what the debt was made of. */
  sources: number[];
}

/**
 * Decides for every invoice, instalment or customer (as its policy's `granularity` says) which stage it is at on the as-of
 * date, and why. Pure: the same input gives the same answer, whatever the machine's clock and zone. The answers come in
 * the order of the first invoice of each debt. An invoice that cannot be judged gets `needs_review` with the reason and never
 * stops the others.
 * @throws InputError when the as-of date, the default time zone or a policy's calendar cannot be used
 */
export function classify(input: ClassifyInput): ClassifiedDebt[] {
  return new Classification(input).run();
}

class Classification {
  private readonly asOf: AsOf;
  private readonly book: PolicyBook;
  private readonly scenes = new Scenes();
  private readonly decider: DebtDecider;
  private readonly duplicates: Duplicates;
  /** Made when the first policy asks for it, as few do. */
  private credits: Credits | undefined;
  private readonly segments: Segments | undefined;
  private readonly groups = new Map<Customer, Group[]>();
  private latest: Setting | undefined;
  private readonly settings = new Map<Customer, Setting>();
  private readonly results: Array<ClassifiedDebt | undefined> = [];

  constructor(private readonly input: ClassifyInput) {
    this.asOf = new AsOf(input.asOf, input.defaultTimeZone);
    this.book = new PolicyBook(input.calendars);
    this.decider = new DebtDecider(input.account, input.history, input.statutoryRates);
    this.duplicates = new Duplicates(input.invoices);
    if (input.segments)
      this.segments = new Segments(input.invoices, input.segments === true ? undefined : input.segments);
  }

  run(): ClassifiedDebt[] {
    const { invoices } = this.input;
    for (let i = 0; i < invoices.length; i++) this.take(invoices[i] as Invoice, i);
    for (const groups of this.groups.values()) {
      for (const group of groups) this.results[group.slot] = this.decideGroup(group);
    }
    // Every group filled its place.
    return this.results as ClassifiedDebt[];
  }

  private take(invoice: Invoice, index: number): void {
    const customer = this.input.customers.get(invoice.customerId);
    const setting = customer && this.settingOf(customer, invoice);
    if (!customer || !setting) {
      const problem = customer ? 'invalid_time_zone' : 'unknown_customer';
      const unknown: Customer = customer ?? { id: invoice.customerId, name: invoice.customerId };
      const compiled = this.book.get(this.input.policy ?? DEFAULT_POLICY, unknown);
      const review = { customer: unknown, scene: this.scenes.get(compiled, this.asOf.fallback) };
      this.results.push(this.without(invoice, index, review, 'needs_review', problem, PROBLEMS[problem]));
      return;
    }
    const twice = this.duplicates.of(invoice, index);
    if (twice === 'copy') {
      this.results.push(this.without(invoice, index, setting, 'closed', 'duplicate', DUPLICATE));
    } else if (twice === 'conflict') {
      const problem = 'conflicting_duplicates';
      this.results.push(this.without(invoice, index, setting, 'needs_review', problem, PROBLEMS[problem]));
    } else {
      this.judge(invoice, index, setting);
    }
  }

  private settingOf(customer: Customer, invoice: Invoice): Setting | undefined {
    // Invoices mostly come customer by customer; where they do not, each customer is still worked out once.
    const { policyFor } = this.input;
    if (!policyFor) {
      if (this.latest?.customer === customer) return this.latest;
      const known = this.settings.get(customer);
      if (known) return (this.latest = known);
    }
    const local = this.asOf.forCustomer(customer);
    const segment = local && this.segments?.of(customer.id, local.day);
    const policy = policyFor?.(customer, invoice, segment) ?? this.input.policy ?? DEFAULT_POLICY;
    const compiled = this.book.get(policy, customer);
    this.latest = local && { customer, segment, scene: this.scenes.get(compiled, local) };
    if (this.latest && !policyFor) this.settings.set(customer, this.latest);
    return this.latest;
  }

  private judge(invoice: Invoice, index: number, setting: Setting): void {
    const { compiled, local } = setting.scene;
    const { granularity } = compiled.policy;
    const own = readBalance(invoice, local.day);
    const reading = compiled.policy.netCredits ? this.netted(own, setting) : own;
    if (reading.state === 'problem') {
      this.results.push(
        this.without(invoice, index, setting, 'needs_review', reading.problem, PROBLEMS[reading.problem]),
      );
    } else if (granularity === 'customer_oldest' || granularity === 'customer_gravest') {
      this.collect(invoice, index, setting, reading);
    } else if (reading.state === 'closed') {
      this.results.push(this.without(invoice, index, setting, 'closed', reading.why, CLOSED[reading.why]));
    } else if (reading.state === 'not_issued') {
      this.results.push(this.unissued(invoice, [index], setting, reading.issued));
    } else if (granularity === 'instalment') {
      for (const part of reading.parts) {
        const draft = this.draft(part.key, setting, scopeByPart, [part]);
        this.results.push(this.decide(draft, part, setting, [index]));
      }
    } else {
      const draft = this.draft(invoice.id, setting, scopeByInvoice, reading.parts);
      this.results.push(this.decide(draft, reading.parts[0] as OpenPart, setting, [index]));
    }
  }

  private netted(own: BalanceReading, { customer, scene }: Setting): BalanceReading {
    this.credits ??= new Credits(this.input.invoices);
    return this.credits.net(own, customer, scene.local.day);
  }

  private collect(invoice: Invoice, index: number, setting: Setting, reading: BalanceReading): void {
    const { currency } = invoice.total;
    let groups = this.groups.get(setting.customer);
    if (!groups) this.groups.set(setting.customer, (groups = []));
    let group = groups.find((known) => known.currency === currency && known.setting.scene === setting.scene);
    if (!group) {
      group = {
        slot: this.results.push(undefined) - 1,
        setting,
        currency,
        open: [],
        held: [],
        joins: NEVER,
        sources: [],
      };
      groups.push(group);
    }
    group.sources.push(index);
    if (reading.state === 'closed') {
      if (!group.closed || invoice.id < group.closed.invoice.id) group.closed = { invoice, reading };
    } else if (reading.state === 'not_issued') {
      group.joins = Math.min(group.joins, reading.issued);
      const { issued } = reading;
      const first = group.unissued;
      const earlier = !first || issued < first.issued || (issued === first.issued && invoice.id < first.invoice.id);
      if (earlier) group.unissued = { invoice, issued };
    } else if (reading.state === 'open') {
      const { day } = setting.scene.local;
      const holds = invoice.holds?.length ? this.holds(setting, invoice) : [];
      const held = activeHold(holds, day) !== undefined;
      if (held) group.joins = Math.min(group.joins, dayAfterHolds(holds, day));
      (held ? group.held : group.open).push(...reading.parts);
    }
  }

  private holds({ scene, customer }: Setting, invoice: Invoice): readonly HoldSpan[] {
    return holdsOf(invoice, customer, scene.compiled.policy.promiseGraceDays);
  }

  private decideGroup(group: Group): ClassifiedDebt {
    const { setting, sources, currency } = group;
    const id = `${setting.customer.id}:${currency}`;
    const parts = (group.open.length > 0 ? group.open : group.held).sort(olderFirst);
    if (parts.length > 0) {
      const { driver, changes } = this.driverOf(parts, setting);
      const result = this.decide(this.draft(id, setting, scopeByPart, parts), driver, setting, sources);
      lookAgainBy(result.stage, Math.min(group.joins, changes));
      return result;
    }
    if (group.unissued) return this.unissued(group.unissued.invoice, sources, setting, group.unissued.issued, id);
    const { invoice, reading } = group.closed as { invoice: Invoice; reading: BalanceReading };
    const why = reading.state === 'closed' ? reading.why : 'paid';
    return { ...this.without(invoice, 0, setting, 'closed', why, CLOSED[why], id), sources };
  }

  /**
   * The part whose dates count: the oldest, or the one the calendar takes furthest; see `olderFirst` for ties. `changes` is the
   * first day on which another may take over.
   */
  private driverOf(parts: OpenPart[], { scene: { compiled, local } }: Setting): { driver: OpenPart; changes: Day } {
    const [oldest] = parts as [OpenPart];
    if (compiled.policy.granularity !== 'customer_gravest') return { driver: oldest, changes: NEVER };
    let driver = oldest;
    let gravest = -Infinity;
    let changes = NEVER;
    for (const part of parts) {
      const days = stageDays(compiled, part);
      for (const day of [...days, part.due + 1]) if (day > local.day && day < changes) changes = day;
      const level = levelByDate(compiled, days, part, local.day);
      if (level > gravest) [driver, gravest] = [part, level];
    }
    return { driver, changes };
  }

  private draft(id: string, { customer }: Setting, scopeOf: DebtDraft['scopeOf'], parts: OpenPart[]): DebtDraft {
    return { id, customer, currency: (parts[0] as OpenPart).invoice.total.currency, parts, scopeOf };
  }

  private decide(draft: DebtDraft, driver: OpenPart, { scene, segment }: Setting, sources: number[]): ClassifiedDebt {
    const { debt, stage } = this.decider.decide(draft, driver, scene);
    if (segment) stage.segment = segment;
    return { debt, stage, sources };
  }

  private unissued(
    invoice: Invoice,
    sources: number[],
    setting: Setting,
    issued: Day,
    id = invoice.id,
  ): ClassifiedDebt {
    const result = this.without(invoice, 0, setting, 'waiting', 'not_issued', notIssued(issued), id);
    result.stage.nextEvaluationDate = fromDay(issued);
    return { ...result, sources };
  }

  /** A result for what has no open debt to show. */
  private without(
    invoice: Invoice,
    index: number,
    { customer, scene: { compiled, local } }: Setting,
    outcome: Outcome,
    reasonCode: string,
    reason: Words,
    id = invoice.id,
  ): ClassifiedDebt {
    const { currency } = invoice.total;
    const due = dayOrNaN(invoice.dueDate);
    const daysPastDue = Number.isNaN(due) ? 0 : local.day - due;
    const debt = emptyDebt(id, this.input.account, customer, currency, invoice.dueDate, invoice.id);
    const answer = { outcome, reasonCode, reason, next: NEVER };
    const stage = toDecision(answer, compiled.policy.id, local, daysPastDue, debt.balance);
    return { debt, stage, sources: [index] };
  }
}
