import type { Channel, PlainDate, Words } from '../common';
import type { MoneyView } from '../invoice/money';
import type { EndAction, Tone } from './policy';

/** Where a debt goes today. One output of the classifier each. */
export const OUTCOMES = ['due', 'waiting', 'on_hold', 'needs_review', 'closed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the classifier decided for one debt on one day, and why. */
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
  agingBucket: string;
  amountDue: MoneyView;
  /** The rule, hold, tolerance or gap that decided, as a stable code. */
  reasonCode: string;
  /** The same in one sentence. */
  reason: Words;
  /** The next day on which the answer can change without new facts; null when only new facts can change it. */
  nextEvaluationDate: PlainDate | null;
}
