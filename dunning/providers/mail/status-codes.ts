import type { BounceReason } from './reasons';

/**
 * What an enhanced status code (RFC 3463 and the IANA registry "SMTP Enhanced Status Codes") says about the reason. `x` stands
 * for either class. Codes that name only a subject, and that servers use for anything, are in `VAGUE_STATUS`.
 */
const STATUS: Record<string, BounceReason> = {
  '5.1.0': 'userunknown',
  '5.1.1': 'userunknown',
  '5.1.2': 'hostunknown',
  '5.1.3': 'userunknown',
  '5.1.4': 'filtered',
  'x.1.6': 'hasmoved',
  'x.1.7': 'rejected',
  'x.1.8': 'rejected',
  'x.1.9': 'systemerror',
  '5.1.10': 'notaccept',
  '5.2.0': 'filtered',
  // Disabled for good, or (in practice: a greeting of the large French providers) not accepting from us now.
  '5.2.1': 'filtered',
  '4.2.1': 'blocked',
  'x.2.2': 'mailboxfull',
  'x.2.3': 'exceedlimit',
  'x.2.4': 'filtered',
  '5.3.0': 'systemerror',
  'x.3.1': 'systemfull',
  'x.3.2': 'notaccept',
  'x.3.3': 'systemerror',
  '5.3.4': 'mesgtoobig',
  'x.3.5': 'systemerror',
  '5.4.0': 'networkerror',
  '4.4.1': 'expired',
  '4.4.2': 'networkerror',
  'x.4.3': 'systemerror',
  '4.4.4': 'networkerror',
  '5.4.4': 'hostunknown',
  '4.4.5': 'systemfull',
  '4.4.6': 'networkerror',
  '5.4.6': 'networkerror',
  'x.4.7': 'expired',
  '4.4.8': 'networkerror',
  '5.5.2': 'syntaxerror',
  '4.5.3': 'systemerror',
  '5.5.3': 'toomanyconn',
  '5.5.4': 'systemerror',
  'x.5.5': 'systemerror',
  '5.5.6': 'syntaxerror',
  'x.6.0': 'contenterror',
  '5.6.1': 'contenterror',
  'x.6.2': 'contenterror',
  '5.6.3': 'contenterror',
  'x.6.5': 'contenterror',
  '5.6.6': 'contenterror',
  '5.6.7': 'contenterror',
  '5.6.8': 'contenterror',
  '5.6.9': 'contenterror',
  '5.7.0': 'securityerror',
  '5.7.1': 'securityerror',
  '4.7.1': 'blocked',
  '5.7.2': 'securityerror',
  '4.7.2': 'blocked',
  '5.7.3': 'securityerror',
  '5.7.4': 'securityerror',
  'x.7.5': 'securityerror',
  'x.7.6': 'securityerror',
  'x.7.7': 'securityerror',
  '5.7.8': 'securityerror',
  '5.7.9': 'securityerror',
  '5.7.10': 'securityerror',
  '5.7.11': 'securityerror',
  '4.7.12': 'securityerror',
  '5.7.13': 'suspend',
  '5.7.14': 'securityerror',
  'x.7.15': 'securityerror',
  'x.7.16': 'mesgtoobig',
  '5.7.17': 'hasmoved',
  '5.7.18': 'hasmoved',
  '5.7.19': 'securityerror',
  '5.7.20': 'authfailure',
  '5.7.21': 'authfailure',
  '5.7.22': 'authfailure',
  '5.7.23': 'authfailure',
  'x.7.24': 'authfailure',
  'x.7.25': 'requireptr',
  'x.7.26': 'authfailure',
  'x.7.27': 'notaccept',
  '5.7.28': 'spamdetected',
  '5.7.29': 'authfailure',
  'x.7.30': 'failedstarttls',
};

/** The reason that a status code names by itself; nothing for a code that names none. */
export function reasonOfStatus(status: string): BounceReason | undefined {
  if (status.startsWith('2.')) return 'delivered';
  return STATUS[status] ?? STATUS[`x${status.slice(1)}`];
}

/**
 * The last number of the code that stands for a reason where the mail carries no status code at all: class, `0`, and a
 * number from 900 up, which no server uses. Bounce readers agree on these, so that a report can be compared with theirs.
 */
const OWN_NUMBER: Partial<Record<BounceReason, number>> = {
  undefined: 900,
  onhold: 901,
  syntaxerror: 902,
  suppressed: 903,
  norelaying: 909,
  filtered: 910,
  userunknown: 911,
  hostunknown: 912,
  hasmoved: 916,
  rejected: 918,
  suspend: 921,
  mailboxfull: 922,
  exceedlimit: 923,
  authfailure: 926,
  systemerror: 930,
  systemfull: 931,
  notaccept: 932,
  mesgtoobig: 934,
  mailererror: 939,
  networkerror: 944,
  toomanyconn: 945,
  speeding: 946,
  expired: 947,
  contenterror: 960,
  securityerror: 970,
  blocked: 971,
  policyviolation: 972,
  requireptr: 973,
  notcompliantrfc: 974,
  badreputation: 975,
  failedstarttls: 976,
  spamdetected: 980,
  virusdetected: 981,
};

/** The code for a reason of which the mail gave none: `5.0.911`, or `4.0.947` for a temporary failure. */
export function ownStatus(reason: BounceReason, temporary: boolean): string {
  const number = OWN_NUMBER[reason];
  // An address that does not exist does not begin to exist: these have no temporary form.
  const permanent =
    reason === 'userunknown' || reason === 'hostunknown' || reason === 'hasmoved' || reason === 'notaccept';
  return number === undefined ? '' : `${temporary && !permanent ? 4 : 5}.0.${number}`;
}

const isNothing = (status: string) => /^\d\.0\.0$/.test(status);
const isVague = (status: string) => /^\d\.(0\.|\d\.0$)/.test(status);

/** Codes that a sending server puts in its own report whatever the other side said. */
const SUMMARY = /^(4\.4\.7|4\.7\.0|5\.1\.1|5\.3\.\d+|\d\.5\.[1245])$/;

/**
 * Chooses between the code of the report's `Status:` field and the one in the words of the other server. The latter is nearer
 * to the cause; the former stands when the words say less.
 * @param reply the SMTP reply code, which settles a quarrel between "temporary" and "permanent"
 */
export function preferredStatus(field: string, said: string, reply: string): string {
  if (field === '' || said === '') return field || said;
  if (field[0] !== said[0] && reply !== '') {
    if (reply[0] === field[0]) return field;
    if (reply[0] === said[0]) return said;
  }
  if (isNothing(said)) return field;
  if (isNothing(field) || (isVague(field) && !isVague(said))) return said;
  if (field === '5.1.1' && (isVague(said) || said.startsWith('5.5.'))) return field;
  if (field === '5.1.3' && said.startsWith('5.7.')) return said;
  return SUMMARY.test(field) ? said : field;
}
