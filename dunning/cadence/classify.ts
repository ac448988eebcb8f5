import type { Instant, PlainDate, Words } from '../common';
import { InputError } from '../errors';
import type { BalanceReading, OpenPart } from '../invoice/balance';
import { readBalance } from '../invoice/balance';
import type { Debt } from '../invoice/debt';
import type { DebtDraft } from '../invoice/group';
import { cycleOf, emptyDebt, olderFirst, scopeByInvoice, scopeByPart, toDebt } from '../invoice/group';
import type { HoldSpan } from '../invoice/holds';
import { activeHold, holdsOf } from '../invoice/holds';
import type { Customer, Invoice } from '../invoice/invoice';
import { view } from '../invoice/money';
import type { PastContact } from '../ledger/contact';
import type { LocalDate } from './as-of';
import { AsOf } from './as-of';
import type { CalendarData } from './calendar';
import type { CompiledPolicy } from './compile';
import { Contacts } from './contacts';
import { coverageOf } from './coverage';
import type { Day } from './days';
import { dayOrNaN, fromDay } from './days';
import { agingBucket, decide } from './decide';
import { Duplicates } from './duplicates';
import { CLOSED, DUPLICATE, PROBLEMS } from './fixed-reasons';
import type { Policy } from './policy';
import { PolicyBook } from './policy-book';
import { DEFAULT_POLICY } from './presets';
import { levelByDate, placeAfterContacts } from './progress';
import { notIssued } from './reasons';
import { resumeAfterHolds, stageDays } from './schedule';
import type { Outcome, StageDecision } from './stage';

/** What a run of the classifier works on. */
export interface ClassifyInput {
  invoices: readonly Invoice[];
  /** By customer id. */
  customers: ReadonlyMap<string, Customer>;
  /** The policy for everything, unless `policyFor` says otherwise. Absent: `DEFAULT_POLICY`. */
  policy?: Policy;
  policyFor?: (customer: Customer, invoice: Invoice) => Policy;
  /** Earlier contacts by customer id, from the ledger or a field. */
  history?: ReadonlyMap<string, readonly PastContact[]>;
  /** An instant, whose calendar date is taken in each customer's zone, or a plain date, which is that day for everybody. */
  asOf: Instant | PlainDate;
  account: string;
  /** IANA zone of customers that have none. */
  defaultTimeZone: string;
  /** Rest days by ISO country or ISO 3166-2 region, for policies that count business days. */
  calendars?: Readonly<Record<string, CalendarData>>;
}

/** One debt and what was decided about it. */
export interface ClassifiedDebt {
  debt: Debt;
  stage: StageDecision;
  /** Positions in `invoices` of what the debt was made of. */
  sources: number[];
}

/** The invoices of one customer in one currency under one policy, collected before they are decided together. */
interface Group {
  slot: number;
  setting: Setting;
  currency: string;
  open: OpenPart[];
  held: OpenPart[];
  unissued?: { invoice: Invoice; issued: Day };
  closed?: { invoice: Invoice; reading: BalanceReading };
  sources: number[];
}

/** What an invoice is judged under. */
interface Setting {
  customer: Customer;
  compiled: CompiledPolicy;
  local: LocalDate;
}

const NO_HOLDS: readonly HoldSpan[] = [];

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
  private readonly contacts: Contacts;
  private readonly duplicates: Duplicates;
  private readonly groups = new Map<string, Group>();
  private readonly results: Array<ClassifiedDebt | undefined> = [];

  constructor(private readonly input: ClassifyInput) {
    this.asOf = new AsOf(input.asOf, input.defaultTimeZone);
    this.book = new PolicyBook(input.calendars);
    this.contacts = new Contacts(input.history);
    this.duplicates = new Duplicates(input.invoices);
  }

  run(): ClassifiedDebt[] {
    const { invoices } = this.input;
    for (let i = 0; i < invoices.length; i++) this.take(invoices[i] as Invoice, i);
    for (const group of this.groups.values()) this.results[group.slot] = this.decideGroup(group);
    return this.results.filter((result) => result !== undefined);
  }

  private take(invoice: Invoice, index: number): void {
    const customer = this.input.customers.get(invoice.customerId);
    const setting = customer && this.settingOf(customer, invoice);
    if (!customer || !setting) {
      const problem = customer ? 'invalid_time_zone' : 'unknown_customer';
      const unknown: Customer = customer ?? { id: invoice.customerId, name: invoice.customerId };
      const compiled = this.book.get(this.input.policy ?? DEFAULT_POLICY, unknown);
      const review = { customer: unknown, compiled, local: this.asOf.default };
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
    const policy = this.input.policyFor?.(customer, invoice) ?? this.input.policy ?? DEFAULT_POLICY;
    const compiled = this.book.get(policy, customer);
    try {
      return { customer, compiled, local: this.asOf.forCustomer(customer) };
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  }

  private judge(invoice: Invoice, index: number, setting: Setting): void {
    const { granularity } = setting.compiled.policy;
    const reading = readBalance(invoice, setting.local.day);
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
        const draft = { id: part.key, scopeOf: scopeByPart, parts: [part] };
        this.results.push(this.decideDraft(draft, part, setting, [index]));
      }
    } else {
      const draft = { id: invoice.id, scopeOf: scopeByInvoice, parts: reading.parts };
      this.results.push(this.decideDraft(draft, reading.parts[0] as OpenPart, setting, [index]));
    }
  }

  private collect(invoice: Invoice, index: number, setting: Setting, reading: BalanceReading): void {
    const { currency } = invoice.total;
    const key = JSON.stringify([invoice.customerId, currency, setting.compiled.policy.id]);
    let group = this.groups.get(key);
    if (!group) {
      group = { slot: this.results.push(undefined) - 1, setting, currency, open: [], held: [], sources: [] };
      this.groups.set(key, group);
    }
    group.sources.push(index);
    if (reading.state === 'closed') {
      if (!group.closed || invoice.id < group.closed.invoice.id) group.closed = { invoice, reading };
    } else if (reading.state === 'not_issued') {
      if (!group.unissued || reading.issued < group.unissued.issued)
        group.unissued = { invoice, issued: reading.issued };
    } else if (reading.state === 'open') {
      const held = invoice.holds?.length && activeHold(this.holds(setting, invoice), setting.local.day);
      (held ? group.held : group.open).push(...reading.parts);
    }
  }

  private holds({ compiled, customer }: Setting, invoice: Invoice): readonly HoldSpan[] {
    return holdsOf(invoice, customer, compiled.policy.promiseGraceDays);
  }

  private decideGroup(group: Group): ClassifiedDebt {
    const { setting, sources, currency } = group;
    const id = `${setting.customer.id}:${currency}`;
    const parts = (group.open.length > 0 ? group.open : group.held).sort(olderFirst);
    if (parts.length > 0) {
      const driver = this.driverOf(parts, setting);
      return this.decideDraft({ id, scopeOf: scopeByPart, parts }, driver, setting, sources);
    }
    if (group.unissued) return this.unissued(group.unissued.invoice, sources, setting, group.unissued.issued, id);
    const { invoice, reading } = group.closed as { invoice: Invoice; reading: BalanceReading };
    const why = reading.state === 'closed' ? reading.why : 'paid';
    return { ...this.without(invoice, 0, setting, 'closed', why, CLOSED[why], id), sources };
  }

  /** The part whose dates count: the oldest, or the one the calendar takes furthest; see `olderFirst` for ties. */
  private driverOf(parts: OpenPart[], { compiled, local }: Setting): OpenPart {
    const [oldest] = parts as [OpenPart];
    if (compiled.policy.granularity !== 'customer_gravest') return oldest;
    let driver = oldest;
    let gravest = -Infinity;
    for (const part of parts) {
      const level = levelByDate(compiled, stageDays(compiled, part), part, local.day);
      if (level > gravest) [driver, gravest] = [part, level];
    }
    return driver;
  }

  private decideDraft(
    { id, scopeOf, parts }: Pick<DebtDraft, 'id' | 'scopeOf' | 'parts'>,
    driver: OpenPart,
    setting: Setting,
    sources: number[],
  ): ClassifiedDebt {
    const { customer, compiled, local } = setting;
    const { currency } = driver.invoice.total;
    const debt = toDebt({ id, customer, currency, parts, scopeOf }, driver, this.input.account, local.day);
    const days = stageDays(compiled, driver);
    const known = this.input.history?.has(customer.id) ? this.contacts.about(customer.id, namesOf(id, parts)) : [];
    const names = {
      id,
      scope: [driver.invoice.id, driver.key],
      cycle: cycleOf(driver),
      zone: local.zone,
      asOf: local.day,
    };
    const coverage = coverageOf(compiled, days, known, names);
    const situation = {
      compiled,
      driver,
      days,
      coverage,
      asOf: local.day,
      openInvoices: parts.length === 1 ? 1 : new Set(parts.map((part) => part.invoice.id)).size,
      balance: debt.balance.minor,
      currency,
    };
    placeAfterContacts(situation);
    const holds =
      driver.invoice.holds || customer.holds || customer.doNotContact ? this.holds(setting, driver.invoice) : NO_HOLDS;
    if (holds.length > 0 && compiled.policy.afterHold !== 'catch_up') {
      resumeAfterHolds(compiled, days, holds, local.day, coverage.level);
    }
    return { debt, stage: decide({ ...situation, debt, zone: local.zone, holds }), sources };
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
    { customer, compiled, local }: Setting,
    outcome: Outcome,
    reasonCode: string,
    reason: Words,
    id = invoice.id,
  ): ClassifiedDebt {
    const { currency } = invoice.total;
    const due = dayOrNaN(invoice.dueDate);
    const daysPastDue = Number.isNaN(due) ? 0 : local.day - due;
    const debt = emptyDebt(id, this.input.account, customer, currency, invoice.dueDate, invoice.id);
    const stage: StageDecision = {
      outcome,
      asOf: fromDay(local.day),
      timeZone: local.zone,
      policyId: compiled.policy.id,
      daysPastDue,
      agingBucket: agingBucket(daysPastDue),
      amountDue: view({ currency, minor: 0 }),
      reasonCode,
      reason,
      nextEvaluationDate: null,
    };
    return { debt, stage, sources: [index] };
  }
}

/** The names under which contacts may speak of a debt. */
function namesOf(id: string, parts: readonly OpenPart[]): string[] {
  const names = [id];
  for (const { invoice, key } of parts) {
    if (invoice.id !== id) names.push(invoice.id);
    if (key !== id && key !== invoice.id) names.push(key);
  }
  return names;
}
