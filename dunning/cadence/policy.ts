import type { Channel, Words } from '../common';

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
  tone: Tone;
  /** In order of preference. */
  channels: Channel[];
  needsApproval?: boolean;
  /** Say it again every so many days, at most so many more times. */
  repeat?: { everyDays: number; times: number };
  endAction?: EndAction;
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
  /** Fewest calendar days between two contacts about one debt. */
  minimumDaysBetweenContacts?: number;
  /** Holiday calendar for business days and rolling: ISO country or ISO 3166-2 region. */
  calendar?: string;
  /** Where a stage goes that falls on a rest day. */
  restDays?: 'keep' | 'roll_forward' | 'roll_back';
}
