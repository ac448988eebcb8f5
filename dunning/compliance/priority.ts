import type { Bound } from './compile';
import type { RuleKind } from './pack';

/** Which of several refusals is named as the one that decided: what waiting cannot mend first, the customer's word before all. */
const ORDER: readonly RuleKind[] = [
  'do_not_contact',
  'opt_out',
  'stop',
  'judicial_service',
  'insolvency',
  'recipient',
  'channel_ban',
  'register',
  'consent',
  'readable_address',
  'own_address',
  'prior_notice',
  'conduct',
  'conversation_window',
  'forbidden_content',
  'required_content',
  'fee_max',
  'interest_max',
];

const WEIGHTS: ReadonlyMap<RuleKind, number> = new Map(ORDER.map((kind, index) => [kind, index]));
const WAIT = 100;

/** Smaller decides. Rules that only ask to wait weigh the same; among them the one that opens last decides. */
export function weigh({ bound, opens }: { bound: Bound; opens: number }): number {
  return opens === Infinity ? (WEIGHTS.get(bound.kind) ?? WAIT - 1) : WAIT;
}
