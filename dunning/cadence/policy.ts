import type { Channel, Words } from '../common';
import type { ChargePolicy } from './charges';

/** What a stage counts from. */
export type Anchor = 'due_date' | 'issue_date' | 'end_of_due_month' | 'previous_contact';

export type Tone = 'warm' | 'neutral' | 'firm';

/** What is proposed once the last contact of the last stage has been made. */
export type EndAction = 'write_off' | 'agency' | 'legal';

/** One step of a cadence: when it falls, how it speaks, over which channels. */
export interface PolicyStage {
  /** Stable name, part of the contact key: `first_reminder`. */
  key: string;
  /** Severity; unique within a policy, rising. */
  level: number;
  label: Words;
  anchor: Anchor;
  /** Days after the anchor (negative: before). */
  days: number;
  dayCount: 'calendar' | 'business';
  /** After the days were added, move on to the last day of that month. */
  toEndOfMonth?: boolean;
  /**
   * Makes sense only until the due date, so it is left out once that has passed, and when it fell before the invoice was
   * issued. Absent: true for a stage before or on the due date.
   */
  courtesy?: boolean;
  /**
   * Further conditions on the debt as a whole, all of which must hold: so many open invoices, so much open per currency, and
   * an open invoice whose last payment failed for one of these reasons (`Invoice.lastPaymentFailure`, capitals not mattering).
   */
  onlyIf?: { openInvoices?: number; balance?: Record<string, number>; lastPaymentFailure?: string[] };
  tone: Tone;
  /** In order of preference. */
  channels: Channel[];
  needsApproval?: boolean;
  /** Say it again every so many days, at most so many more times. */
  repeat?: { everyDays: number; times: number };
  endAction?: EndAction;
  /** Days after the last contact of the stage before the end action is proposed. */
  endActionAfterDays?: number;
}

/** The rules of a cadence, as data. */
export interface Policy {
  id: string;
  label: Words;
  stages: PolicyStage[];
  /** `sequential`: one level at a time, each only after the one before was sent. `jump`: the most severe stage satisfied. */
  progression: 'sequential' | 'jump';
  granularity: 'instalment' | 'invoice' | 'customer_oldest' | 'customer_gravest';
  /** Days added to every stage after the due date. */
  graceDays?: number;
  /** Smallest balance that is pursued, per currency, in minor units. A currency that is absent has no minimum. */
  minimumBalance?: Record<string, number>;
  /** Fewest calendar days between two contacts about one debt; 1 when absent. */
  minimumDaysBetweenContacts?: number;
  /** Holiday calendar for business days and rolling: ISO country or ISO 3166-2 region. */
  calendar?: string;
  /** Where a stage goes that falls on a rest day. */
  restDays?: 'keep' | 'roll_forward' | 'roll_back';
  /**
   * What happens when a hold ends. `resume` (when absent): the step that fell into the hold is next and the others keep
   * their distance from it. `catch_up`: as if there had been no hold.
   */
  afterHold?: 'resume' | 'catch_up';
  /** Days after a promised date in which the payment may still arrive. */
  promiseGraceDays?: number;
  /** Whether credit notes that were not applied to an invoice reduce what is pursued, oldest due date first. */
  netCredits?: boolean;
  /** Late fees and interest. Absent: none. */
  charges?: ChargePolicy;
}
