import type { Channel, PlainDate, Words } from '../common';
import type { MoneyView } from '../invoice/money';
import type { PromiseOutcome } from '../invoice/promises';
import type { ChargeLine } from './charges';
import type { ConsideredStage } from './considered';
import type { EndAction, Tone } from './policy';
import type { Segment } from './segments';

/** Where a debt goes today. One output of the classifier each. */
export const OUTCOMES = ['due', 'waiting', 'on_hold', 'needs_review', 'closed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is asked for, taken apart. */
export interface AmountSplit {
  /** What is open of the invoices. */
  principal: MoneyView;
  fees: MoneyView;
  interest: MoneyView;
  /** Each fee and each amount of interest; none of them is part of an invoice. */
  lines: ChargeLine[];
  /** Why charges could not be worked out for some invoice: a reference rate that is not known, for example. */
  unknown?: string;
}

/**
 * What the classifier decided for one debt on one day, and why. Debts in the same situation share the words and the
 * lists in it, so read it, and copy before changing it.
 */
export interface StageDecision {
  outcome: Outcome;
  asOf: PlainDate;
  timeZone: string;
  policyId: string;
  /** The stage the debt is at; absent when none has been reached or the debt is closed. */
  key?: string;
  level?: number;
  label?: Words;
  tone?: Tone;
  channels?: Channel[];
  /** 1 for the first time at this stage, 2 for its first repetition; part of the contact key. */
  attempt?: number;
  needsApproval?: boolean;
  endAction?: EndAction;
  /** The day the stage fell due. */
  stageDate?: PlainDate;
  daysPastDue: number;
  /** Working days after the due date by the policy's calendar; negative before it. */
  businessDaysPastDue?: number;
  agingBucket: string;
  /** What is past due, or else falls due next, with the charges that need no document of their own. */
  amountDue: MoneyView;
  /** Set when the policy charges fees or interest. */
  split?: AmountSplit;
  /** How the latest promise to pay or payment plan came out. */
  promise?: PromiseOutcome;
  /** How the customer pays, when segments were asked for. */
  segment?: Segment;
  /** The stages that are not today's, and why not. */
  considered?: ConsideredStage[];
  /** The rule, hold, tolerance or gap that decided, as a stable code. */
  reasonCode: string;
  /** The same in one sentence. */
  reason: Words;
  /** The next day on which the answer can change without new facts; null when only new facts can change it. */
  nextEvaluationDate: PlainDate | null;
}
