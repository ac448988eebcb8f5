import type { BalanceReading, OpenPart } from '../invoice/balance';
import type { Customer, Invoice } from '../invoice/invoice';
import type { Day } from './days';
import { dayOrNaN, fromDay } from './days';
import type { Scene } from './scene';
import { NEVER } from './schedule';
import type { Segment } from './segments';
import type { StageDecision } from './stage';

/** The invoices of one customer in one currency under one policy, collected before they are decided together. */
export interface Group {
  slot: number;
  setting: Setting;
  currency: string;
  open: OpenPart[];
  held: OpenPart[];
  /** The first day on which another part joins: it is issued, or its hold ends. */
  joins: Day;
  unissued?: { invoice: Invoice; issued: Day };
  closed?: { invoice: Invoice; reading: BalanceReading };
  sources: number[];
}

/** What an invoice is judged under. */
export interface Setting {
  customer: Customer;
  segment?: Segment;
  scene: Scene;
}

/** Brings the next evaluation forward to a day on which the debt itself may be another. */
export function lookAgainBy(stage: StageDecision, day: Day): void {
  if (day === NEVER || stage.outcome === 'closed') return;
  const next = dayOrNaN(stage.nextEvaluationDate);
  if (Number.isNaN(next) || day < next) stage.nextEvaluationDate = fromDay(day);
}
