import type { Channel, Instant, Words } from '../common';

/** How well a rule is sourced: seen in the primary text, reported by a third party, or recalled. */
export type Grade = 'verified' | 'secondary' | 'unverified';

/** A limit on how often a customer may be contacted. It travels with an allowed message to the ledger's claim. */
export interface Cap {
  /** The rule that sets it. */
  ruleId: string;
  /** Channels that count together; empty: all. */
  channels: Channel[];
  max: number;
  /**
   * Over which time: a calendar day or week (Monday first) in `timeZone`, or any period of so many days (rolling);
   * `spacing` asks for so many days between two contacts.
   */
  per: { unit: 'day' | 'week' | 'rolling_days' | 'spacing'; days?: number };
  timeZone: string;
}

/** The rule that decided, as the person who reads the verdict sees it. */
export interface DecidingRule {
  id: string;
  pack: string;
  citation: string;
  grade: Grade;
  text: Words;
}

/** What the gate says about one message at one instant. An audit record: the same input gives the same verdict. */
export interface Verdict {
  decision: 'allow' | 'defer' | 'block';
  channel: Channel;
  /** The instant that was judged. */
  at: Instant;
  /** The first instant at which everything is satisfied; null when no waiting helps (or it is allowed now). */
  nextAllowedAt: Instant | null;
  /** Stable, for switches: `OUTSIDE_WINDOW`, `OPTED_OUT`, `ALLOWED`. */
  reasonCode: string;
  reason: Words;
  /** Absent when everything that applies allows it. */
  rule?: DecidingRule;
  /** Ids of the rules that applied and passed. */
  passed: string[];
  caps: Cap[];
  profile: 'statute' | 'conservative';
  packs: Array<{ id: string; version: string }>;
  timeZones: string[];
  /** Says that this is not legal advice. */
  notice: string;
}
