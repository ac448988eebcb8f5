import type { Channel, PlainDate } from '../common';
import { InputError } from '../errors';
import type { Customer, Hold, Invoice } from '../invoice/invoice';
import type { MoneyView } from '../invoice/money';
import type { PastContact } from '../ledger/contact';
import type { ClassifiedDebt, ClassifyInput } from './classify';
import { classify } from './classify';
import type { Day } from './days';
import { dayOrNaN, fromDay, toDay } from './days';
import { DEFAULT_POLICY } from './presets';
import type { StageDecision } from './stage';

/** A book with all its payments, and the days to walk. */
export interface SimulateInput extends Omit<ClassifyInput, 'asOf'> {
  /** First day of the walk. */
  from: PlainDate;
  /** Last day of the walk. */
  to: PlainDate;
}

/** One contact that the policy would have made. */
export interface SimulatedContact {
  date: PlainDate;
  customerId: string;
  debtId: string;
  scope: string[];
  cycle: string;
  stage: string;
  level: number;
  attempt: number;
  channel: Channel;
  daysPastDue: number;
  amountDue: MoneyView;
  /** A person would have had to approve it first; the walk assumes that they did, the same day. */
  needsApproval: boolean;
}

/** What a policy would have done over a range of days. */
export interface Simulation {
  from: PlainDate;
  to: PlainDate;
  /** By date, then by customer and debt. */
  contacts: SimulatedContact[];
  /** How many contacts per stage. */
  perStage: Record<string, number>;
}

/**
 * Walks a range of days over a book and returns the contacts a policy would have made, taking every one of them as sent on its day over
 * the stage's first channel. Payments, credit notes, holds and settlements count from their dates, so the invoices are given as
 * they are known at the end.
 * @throws InputError when the range is not two dates in order
 */
export function simulate(input: SimulateInput): Simulation {
  const from = toDay(input.from, 'from');
  const to = toDay(input.to, 'to');
  if (to < from) {
    throw new InputError({
      field: 'to',
      found: input.to,
      problem: `lies before ${input.from}`,
      advice: 'Give the first day as "from" and the last as "to".',
    });
  }
  const contacts: SimulatedContact[] = [];
  for (const invoices of unitsOf(input)) contacts.push(...walk({ ...input, invoices }, from, to));
  contacts.sort((a, b) => order(a.date, b.date) || order(a.customerId, b.customerId) || order(a.debtId, b.debtId));
  const perStage: Record<string, number> = {};
  for (const { stage } of contacts) perStage[stage] = (perStage[stage] ?? 0) + 1;
  return { from: input.from, to: input.to, contacts, perStage };
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What can be walked alone, as nothing outside it changes its answers: each customer, or each invoice where the policy looks at
 * nothing else.
 */
function unitsOf({ invoices, policy = DEFAULT_POLICY, policyFor, segments }: SimulateInput): Iterable<Invoice[]> {
  const { granularity, netCredits } = policy;
  const alone = (granularity === 'invoice' || granularity === 'instalment') && !netCredits && !policyFor && !segments;
  const groups = new Map<string, Invoice[]>();
  for (const invoice of invoices) {
    const unit = alone ? invoice.id : invoice.customerId;
    const group = groups.get(unit);
    if (group) group.push(invoice);
    else groups.set(unit, [invoice]);
  }
  return groups.values();
}

/** Walks one unit, looking only on days on which something can change. */
function walk(input: SimulateInput, from: Day, to: Day): SimulatedContact[] {
  const customerId = input.invoices[0]?.customerId ?? '';
  const facts = factDays(input.invoices, input.customers.get(customerId));
  const history = [...(input.history?.get(customerId) ?? [])];
  const whole = input.segments || input.policyFor || (input.policy ?? DEFAULT_POLICY).netCredits;
  const made: SimulatedContact[] = [];
  for (let day = from; day <= to;) {
    const asOf = fromDay(day);
    const invoices = whole ? input.invoices : input.invoices.filter((invoice) => exists(invoice, asOf));
    const look = () => classify({ ...input, invoices, asOf, history: new Map([[customerId, history]]) });
    let debts = look();
    const contacts = debts.flatMap((debt) => contactOf(debt, asOf));
    if (contacts.length > 0) {
      made.push(...contacts);
      history.push(...contacts.map(pastContact));
      debts = look();
    }
    day = nextDay(day, facts, debts);
  }
  return made;
}

/** Whether an invoice is out and not settled; the days on which that changes are among the facts. */
function exists({ issueDate, settledOn }: Invoice, date: PlainDate): boolean {
  return !(issueDate !== undefined && issueDate > date) && !(settledOn !== undefined && settledOn <= date);
}

/** Whether a contact is made: it is due, or due as soon as a person agrees. */
function takesContact({ outcome, reasonCode }: StageDecision): boolean {
  return outcome === 'due' || (outcome === 'needs_review' && reasonCode === 'needs_approval');
}

function contactOf({ debt, stage }: ClassifiedDebt, date: PlainDate): SimulatedContact[] {
  const channel = stage.channels?.[0];
  if (!takesContact(stage) || stage.key === undefined || !channel) return [];
  return [
    {
      date,
      customerId: debt.customer.id,
      debtId: debt.id,
      scope: debt.scope,
      cycle: debt.cycle,
      stage: stage.key,
      level: stage.level ?? 0,
      attempt: stage.attempt ?? 1,
      channel,
      daysPastDue: stage.daysPastDue,
      amountDue: stage.amountDue,
      needsApproval: stage.outcome === 'needs_review',
    },
  ];
}

function pastContact(contact: SimulatedContact): PastContact {
  const { date, customerId, debtId, scope, cycle, stage, level, channel, attempt } = contact;
  return { customerId, debtId, scope, cycle, stage, level, channel, attempt, at: date, status: 'sent' };
}

/** The days on which the book itself changes: issue, due, payment, settlement, holds. */
function factDays(invoices: readonly Invoice[], customer: Customer | undefined): Day[] {
  const days = new Set<Day>();
  const note = (date: PlainDate | undefined, shift = 0) => {
    const day = dayOrNaN(date);
    if (!Number.isNaN(day)) days.add(day + shift);
  };
  const noteHolds = (holds: readonly Hold[] | undefined) => {
    for (const { from, until } of holds ?? []) {
      note(from);
      note(until, 1);
    }
  };
  noteHolds(customer?.holds);
  for (const invoice of invoices) {
    note(invoice.issueDate);
    note(invoice.settledOn);
    noteHolds(invoice.holds);
    for (const { date } of invoice.payments ?? []) note(date);
  }
  return [...days].sort((a, b) => a - b);
}

function nextDay(day: Day, facts: readonly Day[], debts: readonly ClassifiedDebt[]): Day {
  let next = facts.find((fact) => fact > day) ?? Infinity;
  for (const { stage } of debts) {
    const at = dayOrNaN(stage.nextEvaluationDate);
    // Another step is open already: one a day, so it is tomorrow's.
    if (takesContact(stage)) next = Math.min(next, day + 1);
    if (at > day && at < next) next = at;
  }
  return next;
}
