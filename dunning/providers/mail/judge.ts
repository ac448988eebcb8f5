import type { ReportedRecipient } from './delivery-report';
import { reasonOf } from './reason';
import type { BounceReason } from './reasons';
import { isHard } from './reasons';
import { POWERMTA_CATEGORY } from './receivers';
import { findCommand, findReply, findStatus } from './smtp';
import { ownStatus, preferredStatus } from './status-codes';
import { wordsOf } from './words';

/** What became of one recipient. */
export interface ReturnedRecipient {
  address: string;
  /** Enhanced status code `x.y.z`; `5.0.9xx` where the mail gave none (see `ownStatus`). */
  status: string;
  /** SMTP reply code; empty when the mail gave none, or one that contradicts the status. */
  replyCode: string;
  reason: BounceReason;
  /** Whether writing to this address again cannot succeed. */
  hard: boolean;
  /** The other server's explanation on one line, shortened. */
  diagnostic: string;
}

/** One recipient with everything the mail says about it. */
export interface Case extends ReportedRecipient {
  /** The lines of the notice about this recipient. */
  entry: string;
  /** All the words of the notice, or those lines when several recipients are named. */
  told: string;
  /** The whole notice, where nothing else says anything. */
  whole: string;
  /** The machines that report. */
  hosts: string;
  /** PowerMTA's category; may be empty. */
  category: string;
}

const LONGEST_DIAGNOSTIC = 1_000;

const TEMPORARY =
  /will (?:continue|keep|retry|be retried)|(?:has|have) been (?:postponed|deferred)|delayed|not yet (?:been )?(?:delivered|received)|temporary (?:failure|problem|error)|still trying|warning message only|reintentar|tentar novamente/i;
const FINAL =
  /permanent(?:ly)? (?:error|fail|fatal)|failed permanently|giv(?:en|ing) up|will be deleted|no further (?:delivery )?attempts|(?<!will be )returned to (?:the )?(?:sender|you)/i;

/** Whether the server says that it goes on trying. */
export function isWaiting({ action, told }: Pick<Case, 'action' | 'told'>): boolean {
  return action === '' ? TEMPORARY.test(told) && !FINAL.test(told) : action === 'delayed';
}

/** Text on one line. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

const VAGUE: ReadonlySet<BounceReason> = new Set(['onhold', 'undefined']);

/** From the other server's reply to the end of its paragraph: what it said, without what the sending server says around it. */
function replyIn(text: string): string {
  const reply = findReply(text);
  if (reply === '') return '';
  const from = text.slice(text.search(new RegExp(`(?<![\\w.])${reply}(?![\\w.])`)));
  return from.split(/\n[ \t]*\n/, 1)[0] ?? '';
}

/** Dovecot's own rejection (`rejection_reason`): the recipient's mailbox speaks, whatever the report beside it repeats. */
function rejectedByMailbox(text: string): string {
  return /^your message to <?[^\n]{1,320}>? was automatically rejected:\s*([^]{1,500})/im.exec(text)?.[1] ?? '';
}

const EXIM_AFTER_COMMAND = /SMTP error from remote (?:mail )?(?:server|mailer) after MAIL FROM/i;

const EXIM_LIST = /following\s+address\(es\)\s+failed/i;

const EXIM_WARNING = /created automatically by mail delivery software/i;

/** The first answer that will do; the texts behind it are not read. */
function firstOf<T>(texts: readonly string[], ask: (text: string) => T, will: (answer: T) => boolean): T | undefined {
  for (const text of texts) {
    const answer = ask(text);
    if (will(answer)) return answer;
  }
  return undefined;
}

/** Judges one recipient. The other server's own words are asked first, then what stands around them. */
export function judge(one: Case): ReturnedRecipient {
  const diagnostic = `${one.diagnostic} ${one.comment}`.trim();
  const said = [
    rejectedByMailbox(one.told),
    diagnostic,
    replyIn(one.entry),
    one.entry,
    replyIn(one.told),
    one.told,
    one.whole,
  ];
  const texts = [...new Set(said)].filter((text) => text.trim() !== '');
  const first = (find: (text: string) => string) => firstOf(texts, find, (code) => code !== '') ?? '';
  const saysNothing = one.status === '' || /^\d\.0\.0$/.test(one.status);
  const inWords = findStatus(diagnostic) || (saysNothing ? first((text) => findStatus(text)) : '');
  const status = preferredStatus(
    one.status,
    inWords,
    first((text) => findReply(text)),
  );
  const replyCode = first((text) => findReply(text, status[0]));
  const command = findCommand(one.entry) ?? findCommand(one.told) ?? findCommand(one.diagnostic);
  const notice = wordsOf(one.told);
  const reasonBy = (code: string) => (text: string) =>
    reasonOf({
      words: wordsOf(text),
      notice,
      status: code,
      reply: replyCode,
      ...(command && { command }),
      action: one.action,
      dialect: one.dialect,
      host: `${one.remoteHost} ${one.hosts} ${one.address.split('@')[1] ?? ''}`.toLowerCase(),
    });
  // A diagnostic without any code of SMTP that says nothing by itself (X.400) is not what the status explains.
  const mute = (text: string) =>
    text === diagnostic && findReply(text) + findStatus(text) === '' && VAGUE.has(reasonBy('')(text));
  const telling = texts.filter((text) => !mute(text));
  const asked = telling.length > 0 ? telling : texts;
  const [head = ''] = asked;
  const clear = firstOf(asked, reasonBy(status), (reason) => !VAGUE.has(reason));
  const judged = clear ?? (asked.length > 0 ? reasonBy(status)(head) : 'undefined');
  const counted = POWERMTA_CATEGORY[one.category];
  const reason = counted && (VAGUE.has(judged) || judged === 'filtered') ? counted : judged;
  // What Exim found out by itself and may pass is counted as temporary, though Exim has given up.
  const passing =
    replyCode === '' &&
    (reason === 'expired' || reason === 'mailboxfull') &&
    (EXIM_LIST.test(one.told) || (EXIM_WARNING.test(one.told) && isWaiting(one)));
  // Without a code, only a failure that the server itself calls temporary is counted as one; a mere delay is not.
  const saidTemporary = /temporar|persistent/i.test(one.told) && !FINAL.test(one.told);
  const temporary = one.action === 'delayed' || replyCode.startsWith('4') || passing || saidTemporary;
  // Exim names the command: a sender refused without a code says nothing of this recipient, and counts as not known yet.
  const ofSender = command === 'MAIL' && EXIM_AFTER_COMMAND.test(one.told);
  const code = status || ownStatus(ofSender ? 'onhold' : reason, temporary);
  const shown = [one.diagnostic, replyIn(one.entry), one.entry, one.told].find((text) => text.trim() !== '') ?? '';
  return {
    address: one.address,
    status: code,
    replyCode,
    reason,
    hard: isHard(reason, code),
    diagnostic: oneLine(shown).slice(0, LONGEST_DIAGNOSTIC),
  };
}
