import type { BounceReason } from './reasons';
import type { Evidence } from './reason';
import { NETWORKS } from './receivers/networks';
import { SERVICES } from './receivers/services';
import { SOFTWARE } from './receivers/software';

/**
 * Codes and sentences that one receiving provider publishes a meaning for, which differs from what the words say elsewhere. Each
 * table names the page it restates.
 */
export interface Receiver {
  /** Recognised in the names of the machines in the report, or in the explanation. */
  seenIn?: RegExp;
  rules: ReadonlyArray<[RegExp, BounceReason]>;
  /** Recognised by a sentence that its every notice carries. */
  opensWith?: RegExp;
  /** Its sentences stand in the notice beside another server's words, and count more. */
  inNotice?: true;
}

const RECEIVERS: readonly Receiver[] = [...NETWORKS, ...SERVICES, ...SOFTWARE];

/** PowerMTA says in a header of its report what kind of failure it counted this as (PowerMTA user's guide, "bounce categories"). */
export const POWERMTA_CATEGORY: Record<string, BounceReason> = {
  'bad-connection': 'networkerror',
  'bad-domain': 'hostunknown',
  'bad-mailbox': 'userunknown',
  'content-related': 'contenterror',
  'inactive-mailbox': 'suspend',
  'invalid-sender': 'rejected',
  'message-expired': 'expired',
  'no-answer-from-host': 'networkerror',
  'policy-related': 'policyviolation',
  'protocol-errors': 'syntaxerror',
  'quota-issues': 'mailboxfull',
  'relaying-issues': 'norelaying',
  'routing-errors': 'systemerror',
  'spam-related': 'spamdetected',
  'virus-related': 'virusdetected',
};

/** The reason by the receiving provider's own table, where it is one of those with a table and the table knows the case. */
export function reasonOfReceiver({
  words,
  notice,
  host,
}: Pick<Evidence, 'words' | 'notice' | 'host'>): BounceReason | undefined {
  for (const { seenIn, opensWith, rules, inNotice } of RECEIVERS) {
    if (!seenIn?.test(host) && !seenIn?.test(words) && !opensWith?.test(notice)) continue;
    const hit = rules.find(([pattern]) => pattern.test(words) || (inNotice && pattern.test(notice)));
    if (hit) return hit[1];
  }
  return undefined;
}
