/**
 * Why a mail came back, in the vocabulary that open-source bounce readers share. `undefined` means that the mail says
 * nothing; `onhold`, that it says something nobody can sort.
 */
export const BOUNCE_REASONS = [
  'authfailure',
  'badreputation',
  'blocked',
  'contenterror',
  'delivered',
  'exceedlimit',
  'expired',
  'failedstarttls',
  'feedback',
  'filtered',
  'hasmoved',
  'hostunknown',
  'mailboxfull',
  'mailererror',
  'mesgtoobig',
  'networkerror',
  'norelaying',
  'notaccept',
  'notcompliantrfc',
  'onhold',
  'policyviolation',
  'rejected',
  'requireptr',
  'securityerror',
  'spamdetected',
  'speeding',
  'suppressed',
  'suspend',
  'syntaxerror',
  'systemerror',
  'systemfull',
  'toomanyconn',
  'undefined',
  'userunknown',
  'vacation',
  'virusdetected',
] as const;
export type BounceReason = (typeof BOUNCE_REASONS)[number];

/** What the address itself is the cause of: writing to it again cannot succeed. */
const OF_THE_ADDRESS: ReadonlySet<BounceReason> = new Set(['userunknown', 'hostunknown', 'hasmoved']);

/**
 * Whether the address is dead for good. A domain that takes no mail is, unless the status says that it is for the moment. A
 * full or suspended mailbox, a refusal of the sender or of the text are not: the address may work tomorrow, or for another mail.
 */
export function isHard(reason: BounceReason, status: string): boolean {
  return OF_THE_ADDRESS.has(reason) || (reason === 'notaccept' && !status.startsWith('4'));
}
