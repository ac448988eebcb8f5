import { says } from './phrases';
import { reasonOfReceiver } from './receivers';
import type { BounceReason } from './reasons';
import type { SmtpCommand } from './smtp';
import { reasonOfStatus } from './status-codes';

/** What is known about one failed recipient. */
export interface Evidence {
  /** The explanation as `wordsOf` gives it. */
  words: string;
  /** The whole notice in the same form. */
  notice: string;
  /** Enhanced status code; empty when the mail carries none. */
  status: string;
  /** SMTP reply code; may be empty. */
  reply: string;
  command?: SmtpCommand;
  /** `failed` or `delayed`. */
  action: string;
  /** What kind of explanation it is: `smtp`, `x-unix`, `x-postfix`; empty when unknown. */
  dialect: string;
  /** Names of the machines that take part, in lower case. */
  host: string;
}

/** Commands after which the server has not yet seen the message: it cannot have judged its text. */
const BEFORE_DATA: ReadonlySet<SmtpCommand | undefined> = new Set<SmtpCommand>([
  'CONN',
  'EHLO',
  'AUTH',
  'STARTTLS',
  'MAIL',
  'RCPT',
]);

/** Reasons of a status code that the words may still refine. */
const REFINABLE: ReadonlySet<BounceReason | undefined> = new Set<BounceReason | undefined>([
  undefined,
  'onhold',
  'systemerror',
  'securityerror',
  'expired',
  'networkerror',
  'hostunknown',
  'userunknown',
]);

/** Whether a status code leaves room for what the words say: it names no reason, a vague one, or `also`. */
function mayBeRefined(byStatus: BounceReason | undefined, also: BounceReason): boolean {
  return byStatus === also || (byStatus !== 'userunknown' && byStatus !== 'hostunknown' && REFINABLE.has(byStatus));
}

type Test = (e: Evidence, byStatus: BounceReason | undefined) => boolean;

const worded =
  (reason: BounceReason): Test =>
  ({ words }) =>
    says(reason, words);
const codedOrWorded =
  (reason: BounceReason): Test =>
  (e, byStatus) =>
    byStatus === reason || says(reason, e.words);

/** Worded as an unknown user, and not as an unknown domain, which is worded alike. */
const saysUnknown = (words: string) =>
  says('userunknown', words) && !says('hostunknown', words) && !/\bbatv\b|backscatter/.test(words);

/** What a server that answers "no such user" code may mean instead, when its words say so. */
const NOT_THE_USER: readonly BounceReason[] = [
  'norelaying',
  'blocked',
  'mailboxfull',
  'hasmoved',
  'rejected',
  'notaccept',
];

/** Said of the name itself, whatever is said beside it of the way there. */
const NO_SUCH_HOST = /\b(?:host|domain)(?: name)? (?:is )?unknown\b|\b(?:unknown|no such) (?:host|domain)\b/;

/** Whom the words are about, where the code is about the recipient. */
const OF_THE_SENDER = /\bsender\b|\bmail from\b|\byour (?:e-?mail )?address\b/;

/** Codes that name an address, and that servers also give where they judge something else. */
const OF_ANY_ADDRESS: ReadonlySet<string> = new Set(['5.1.0', '5.1.3']);
const NOT_AN_ADDRESS: readonly BounceReason[] = [
  'securityerror',
  'policyviolation',
  'spamdetected',
  'virusdetected',
  'failedstarttls',
];

/** What a server holds against the machine, though it says so when it hears the sender's name. */
const NOT_THE_SENDER: readonly BounceReason[] = [
  'requireptr',
  'blocked',
  'badreputation',
  'networkerror',
  'spamdetected',
];

/**
 * In this order the first that holds is the reason: from what is said about the mailbox, over the sender and the message, to what
 * is said about the way. The order settles explanations that say two things: "mailbox full, user unknown" is full.
 */
const BY_CAUSE: ReadonlyArray<[BounceReason, Test]> = [
  ['mailboxfull', codedOrWorded('mailboxfull')],
  [
    'mesgtoobig',
    (e, byStatus) =>
      byStatus === 'mesgtoobig' ||
      (byStatus !== 'exceedlimit' &&
        !/header size|mime complexity|the user accepts/.test(e.words) &&
        says('mesgtoobig', e.words)),
  ],
  ['exceedlimit', codedOrWorded('exceedlimit')],
  ['suspend', (e, byStatus) => byStatus === 'suspend' || e.reply === '525' || says('suspend', e.words)],
  ['hasmoved', codedOrWorded('hasmoved')],
  ['syntaxerror', worded('syntaxerror')],
  ['norelaying', (e) => e.command !== 'CONN' && e.command !== 'EHLO' && says('norelaying', e.words)],
  ['authfailure', codedOrWorded('authfailure')],
  [
    'userunknown',
    (e, byStatus) =>
      byStatus === 'userunknown'
        ? !NOT_THE_USER.some((other) => says(other, e.words)) &&
          !(
            OF_ANY_ADDRESS.has(e.status) &&
            NOT_AN_ADDRESS.some((other) => says(other, e.words)) &&
            !says('userunknown', e.words)
          )
        : e.command === 'RCPT' && mayBeRefined(byStatus, 'filtered') && saysUnknown(e.words),
  ],
  [
    // What does not exist when the sender is named is the sender.
    'rejected',
    (e, byStatus) =>
      e.command === 'MAIL' &&
      byStatus !== 'userunknown' &&
      byStatus !== 'hostunknown' &&
      byStatus !== 'requireptr' &&
      !/\brecipient\b/.test(e.words) &&
      !NOT_THE_SENDER.some((other) => says(other, e.words)) &&
      (says('userunknown', e.words) || says('hostunknown', e.words)),
  ],
  [
    // Refused after the message was seen, or nobody says when: the mailbox's own filter words it like an unknown user.
    'filtered',
    (e, byStatus) =>
      (byStatus === 'filtered' || (!BEFORE_DATA.has(e.command) && mayBeRefined(byStatus, 'filtered'))) &&
      ((says('filtered', e.words) && !/\bspam/.test(e.words)) || saysUnknown(e.words)),
  ],
  ['requireptr', codedOrWorded('requireptr')],
  ['notcompliantrfc', worded('notcompliantrfc')],
  ['badreputation', worded('badreputation')],
  [
    'contenterror',
    (e, byStatus) => !says('spamdetected', e.words) && (byStatus === 'contenterror' || says('contenterror', e.words)),
  ],
  [
    'rejected',
    (e, byStatus) =>
      byStatus === 'rejected' ||
      ((e.command === 'MAIL' ||
        (e.command === 'DATA' && byStatus !== 'userunknown') ||
        byStatus === undefined ||
        (byStatus === 'userunknown' && OF_THE_SENDER.test(e.words) && !says('userunknown', e.words)) ||
        byStatus === 'securityerror' ||
        byStatus === 'systemerror') &&
        says('rejected', e.words)),
  ],
  [
    'hostunknown',
    // A name that cannot be found "for the moment" is a fault of the network.
    (e, byStatus) =>
      (!says('networkerror', e.words) || NO_SUCH_HOST.test(e.words)) &&
      !says('notaccept', e.words) &&
      (byStatus === 'hostunknown' ||
        ((!e.status.startsWith('4') || e.action === 'failed') && says('hostunknown', e.words))),
  ],
  ['virusdetected', (e) => !BEFORE_DATA.has(e.command) && !/\bspam\b/.test(e.words) && says('virusdetected', e.words)],
  [
    'spamdetected',
    (e, byStatus) => byStatus === 'spamdetected' || (!BEFORE_DATA.has(e.command) && says('spamdetected', e.words)),
  ],
  ['speeding', worded('speeding')],
  ['toomanyconn', codedOrWorded('toomanyconn')],
  ['blocked', codedOrWorded('blocked')],
  // Refused for its greeting, or before it could greet: the machine is not wanted, whatever the words.
  [
    'blocked',
    (e, byStatus) =>
      byStatus !== 'securityerror' && (e.command === 'EHLO' || (e.command === 'CONN' && e.reply.startsWith('5'))),
  ],
];

/** Asked in this order when no cause above holds and the status code leaves the question open. */
const BY_WORDS: readonly BounceReason[] = [
  'spamdetected',
  'virusdetected',
  'policyviolation',
  'norelaying',
  'systemerror',
  'networkerror',
  'contenterror',
  'systemfull',
  'notaccept',
  'expired',
  'failedstarttls',
  'securityerror',
  'suppressed',
  'mailererror',
];

/** Nothing but addresses and marks, or a sentence that only says that the mail could not be delivered. */
const saysNothing = (words: string) =>
  /^[^\p{L}\p{N}]*$/u.test(
    words.replaceAll('<address>', '').replace(/^undeliverable to\b|\((?:ultimately )?generated from\s*\)/g, ''),
  );

/** What a delivery program on the other server may say of the mailbox or the mail; all else is a fault of the program. */
const OF_PROGRAM: readonly BounceReason[] = [
  'mailboxfull',
  'suspend',
  'userunknown',
  'mesgtoobig',
  'virusdetected',
  'spamdetected',
  'systemfull',
];

function bySubject(status: string): BounceReason | undefined {
  if (/^[45]\.6\./.test(status)) return 'contenterror';
  if (/^[45]\.7\./.test(status)) return 'securityerror';
  return undefined;
}

function byReply(e: Evidence): BounceReason | undefined {
  if (e.reply === '521' || e.reply === '556') return 'notaccept';
  if (/^5(?:23|24|38)$/.test(e.reply) || e.command === 'STARTTLS') return 'failedstarttls';
  return undefined;
}

/** The reason of one failure. `undefined` when there is nothing to judge, `onhold` when there is and it says nothing known. */
export function reasonOf(e: Evidence): BounceReason {
  const byReceiver = reasonOfReceiver(e);
  if (byReceiver) return byReceiver;
  const byStatus = reasonOfStatus(e.status);
  if (byStatus === 'delivered') return 'delivered';
  // Postfix files under its own kind what it found out itself and, in old versions, what the other server said.
  const ofProgram = /\bcommand (?:output|died)\b/.test(e.words);
  const isSmtp = e.dialect === '' || e.dialect === 'smtp' || (e.dialect === 'x-postfix' && !ofProgram);
  if (isSmtp) {
    const cause = BY_CAUSE.find(([, test]) => test(e, byStatus));
    if (cause) return cause[0];
  }
  if (ofProgram) {
    const cause = OF_PROGRAM.find((reason) => says(reason, e.words));
    return cause ?? 'mailererror';
  }
  if (REFINABLE.has(byStatus) || !isSmtp) {
    const first: readonly BounceReason[] = ['mailboxfull', 'authfailure', 'badreputation', 'speeding'];
    // That a server tried too long is said of every failure that lasted; a code that names the failure is worth more.
    const lasting = /^[45]\.(?:3\.[35]|4\.[346])$/.test(e.status);
    const cause =
      byReply(e) ??
      [...first, ...BY_WORDS, 'suspend' as const].find(
        (reason) => !(lasting && reason === 'expired') && says(reason, e.words),
      );
    if (cause) return cause;
  }
  // Denied when it heard the sender's name, and for nothing else that is known.
  const vague = byStatus === undefined || byStatus === 'securityerror' || byStatus === 'systemerror';
  if (vague && e.command === 'MAIL' && /\baccess denied\b/.test(e.words)) return 'rejected';
  if (byStatus) return byStatus;
  return (
    bySubject(e.status) ??
    (/\bspam|\bbulk\b|\bjunk\b/.test(e.words) ? 'spamdetected' : undefined) ??
    (e.dialect === 'x-unix' ? 'mailererror' : undefined) ??
    (/^[45]0[0-7]$/.test(e.reply) ? 'syntaxerror' : undefined) ??
    (e.action === 'delayed' ? 'expired' : undefined) ??
    (e.command === 'EHLO' || e.command === 'CONN' ? 'blocked' : undefined) ??
    (saysNothing(e.words) ? 'undefined' : 'onhold')
  );
}
