import type { DeliveryReport } from './delivery-report';
import { addressIn } from './delivery-report';
import type { MailPart } from './mime';
import { allParts, header, textOf } from './mime';
import type { Notice } from './notice';
import { entriesOf } from './notice';
import { says } from './phrases';
import type { BounceReason } from './reasons';
import {
  asksForConfirmation,
  beginsAsMachine,
  isAutoReply,
  opensAsReturn,
  senderTraits,
  speaksOfMail,
} from './sender-kind';
import { findReply, findStatus } from './smtp';
import { wordsOf } from './words';

/** Whether a text holds an SMTP failure, or words that a server has for a recipient it cannot reach. */
function namesFailure(text: string): boolean {
  const words = wordsOf(text);
  const failures: readonly BounceReason[] = [
    'userunknown',
    'mailboxfull',
    'suspend',
    'hostunknown',
    'notaccept',
    'expired',
  ];
  return findReply(text) !== '' || findStatus(text) !== '' || failures.some((reason) => says(reason, words));
}

/** The two who write to each other, in lower case: neither is the recipient that failed. */
export const correspondents = (mail: MailPart, more: readonly string[] = []) =>
  new Set(
    [...more, addressIn(header(mail.headers, 'to')), addressIn(header(mail.headers, 'from'))].flatMap((address) =>
      address === '' ? [] : [address.toLowerCase()],
    ),
  );

/** Whether a mail system says that a mail did not arrive, or not yet. */
export function isFailure(mail: MailPart, notice: Notice, report: DeliveryReport | undefined): boolean {
  const { daemon, called, mailer, robot, headless, returnSubject, answered, answers } = senderTraits(mail.headers);
  if (!daemon && asksForConfirmation(notice.text)) return false;
  if (report && report.recipients.length > 0) {
    return daemon || returnSubject || (report.standard && !answers) || (headless && report.reportingHost !== '');
  }
  if ((returnSubject || headless) && beginsAsMachine(notice.text)) return true;
  const opens = opensAsReturn(notice.text);
  // A report whose machine-readable part was lost on the way.
  if (/delivery-status/i.test(mail.parameters.get('report-type') ?? '') && (opens || returnSubject)) return true;
  const named = () => entriesOf(notice.text, correspondents(mail)).length > 0;
  if (mailer && named()) return true;
  // Anybody can call himself a mail system; one has a mailbox to name, or a mail to bring back.
  if (daemon && called && notice.returned === '' && !named()) return false;
  if (daemon) return opens || (returnSubject && (namesFailure(notice.text) || named()));
  // Parcel services and banks write "could not be delivered" too: a machine has to name a mailbox and what is wrong with it.
  // Nor is it one when a person of that address answers or forwards a notice.
  if (!robot || answered || !(returnSubject || (opens && speaksOfMail(notice.text))) || !named()) return false;
  const told = namesFailure(notice.text) || (opens && returnSubject && speaksOfMail(notice.text));
  return told && (returnSubject ? opens || !isAutoReply(mail.headers) : !isAutoReply(mail.headers));
}

/** What a mail program sends when its owner opened or deleted a mail (RFC 8098). */
const receiptIn = (mail: MailPart) =>
  allParts(mail).find(({ type }) => /^message\/(?:global-)?disposition-notification$/.test(type));

/** Message-ID of the mail that a receipt is about; empty where it names none. */
export function receiptFor(mail: MailPart): string {
  const part = receiptIn(mail);
  return part ? (/^original-message-id[ \t]*:\s*(<[^<>\s]{3,320}>)/im.exec(textOf(part))?.[1] ?? '') : '';
}

const isReceipt = (mail: MailPart) =>
  /disposition-notification/i.test(mail.parameters.get('report-type') ?? '') || receiptIn(mail) !== undefined;

/** An automatic reply, a receipt, a question whether we are a person, or a report that is none: not a customer's words. */
export const isMachines = (mail: MailPart, notice: Notice, report: DeliveryReport | undefined) =>
  isAutoReply(mail.headers) || isReceipt(mail) || asksForConfirmation(notice.text) || report?.standard === true;
