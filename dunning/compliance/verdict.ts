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
   * Over which time: a calendar day or week (Monday first) in `timeZone`, or so many calendar days in `timeZone` up to and
   * including today (rolling: 7 counts today and the six days before it); `spacing` asks for so many calendar days from one
   * contact to the next.
   */
  per: { unit: 'day' | 'week' | 'rolling_days' | 'spacing'; days?: number };
  timeZone: string;
  /** `debt`: contacts about other debts of the customer do not count. Absent: they do. */
  scope?: 'customer' | 'debt';
}

/** The rule that decided, as the person who reads the verdict sees it. */
export interface DecidingRule {
  id: string;
  pack: string;
  citation: string;
  grade: Grade;
  text: Words;
  /** Which reading of the rule was followed, where the sources disagree. */
  reading?: { name: string; label: Words };
  /** The statute does not bind this party or channel; the conservative profile, or the user's own rules, extend it. */
  extended?: true;
}

/** What the gate says about one message at one instant. An audit record: the same input gives the same verdict. */
export interface Verdict {
  decision: 'allow' | 'defer' | 'block';
  /** `visit` is judged too, where a law speaks of it; no message of a cadence is one. */
  channel: Channel | 'visit';
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
  /** Rules that would have said no, set aside by name, with the user's reason. */
  loosened?: Array<{ ruleId: string; reason: string }>;
  /** Which reading was followed of every rule that applied and has several. */
  readings?: Array<{ ruleId: string; reading: string }>;
  /** What the verdict was drawn from, as it was understood: country, region, party, recipient, purpose ... */
  inputs?: Record<string, string | number | boolean | null>;
  /** Another channel of the stage that is allowed now, or the one that opens first. */
  alternative?: { channel: Channel; decision: 'allow' | 'defer'; nextAllowedAt: Instant | null };
  /** What rules ask of the text and the check could not tell: for a person to look at. */
  unchecked?: Array<{ ruleId: string; elements: string[] }>;
  /** Every rule that stood in the way, the deciding one first. */
  refusedBy?: string[];
}
