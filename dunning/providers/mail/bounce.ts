import type { DeliveryReport, ReportedRecipient } from './delivery-report';
import { addressIn, readDeliveryReport } from './delivery-report';
import { readFeedback } from './feedback';
import type { Headers, MailPart } from './mime';
import { header, readHeaders, readMail, textOf } from './mime';
import type { Notice, NoticeEntry } from './notice';
import { entriesOf, readNotice } from './notice';
import type { Case, ReturnedRecipient } from './judge';
import { isWaiting, judge } from './judge';
import { says } from './phrases';
import { wordsOf } from './reason';
import type { BounceReason } from './reasons';
import {
  asksForConfirmation,
  beginsAsMachine,
  isAutoReply,
  opensAsReturn,
  senderTraits,
  speaksOfMail,
} from './sender-kind';
import { readSesNotification } from './ses-notification';
import { findReply, findStatus } from './smtp';

/**
 * What a mail that came to the bounce address is. `delayed`: the server goes on trying. `delivered`: a receipt that was asked for.
 * `auto_reply`: a machine answered; neither a bounce nor a reply of the customer. `ordinary`: a person or a newsletter.
 */
export type ReturnKind = 'bounce' | 'complaint' | 'auto_reply' | 'delayed' | 'delivered' | 'ordinary';

export type { ReturnedRecipient } from './judge';

/** What *Read Bounce* reads out of one mail. The fields without a list are those of the first recipient. */
export interface ReturnedMail extends Omit<ReturnedRecipient, 'address' | 'reason'> {
  kind: ReturnKind;
  reason: BounceReason | '';
  recipients: ReturnedRecipient[];
  /** The kind of a complaint (RFC 5965 7.3): `abuse`, `auth-failure`. */
  feedbackType: string;
  /** Message-ID of the mail that came back, in angle brackets; empty when unknown. */
  originalMessageId: string;
  /** The contact it belongs to, when the mail is one of ours: our Message-ID is `<contact key@domain>`. */
  contactKey: string;
}

/** More words than any server has for a failure; every recipient is judged by them. */
const MOST_WORDS = 64 * 1024;

const NOTHING = { status: '', replyCode: '', hard: false, diagnostic: '', recipients: [], feedbackType: '' };

/** The parts of the original mail that a report brings back, or that the report's own header refers to. */
function origin(mail: MailPart, notice: Notice, envelopeId = '', knownId = '') {
  const returned = readHeaders(notice.returned.slice(0, 64 * 1024).replace(/^(?![\w-]+:)[^\n]*\n+/, '')).headers;
  const candidates = [
    header(returned, 'message-id'),
    /^[ \t]*message-id:\s*(<[^<>\s]{3,320}>)/im.exec(notice.text)?.[1] ?? '',
    /^[ \t]*message-id:\s*(<[^<>\s]{3,320}>)/im.exec(notice.returned.slice(0, 64 * 1024))?.[1] ?? '',
    knownId,
    header(mail.headers, 'x-original-message-id'),
    header(mail.headers, 'in-reply-to'),
    ...header(mail.headers, 'references').split(/\s+/).reverse(),
  ].flatMap((text) => /<[^<>\s]{3,320}>/.exec(text)?.[0] ?? []);
  const key = (text: string) => /^<?([0-9a-f]{40})(?:@|>?$)/.exec(text.trim())?.[1];
  const ours = candidates.find((id) => key(id) !== undefined);
  return {
    originalMessageId: ours ?? candidates[0] ?? '',
    contactKey: (ours && key(ours)) ?? key(envelopeId) ?? '',
    sender: addressIn(header(returned, 'from')).toLowerCase(),
    to: addressIn(header(returned, 'to')),
    headers: returned,
  };
}

function casesOf(mail: MailPart, notice: Notice, report: DeliveryReport | undefined, entries: NoticeEntry[]): Case[] {
  const whole = notice.text.slice(0, MOST_WORDS);
  const hosts = `${report?.reportingHost ?? ''} ${header(mail.headers, 'from')}`;
  const category = header(mail.headers, 'x-powermta-bouncecategory') || report?.category || '';
  const failed = report?.recipients.filter(
    ({ action, status }) => !/^(?:delivered|relayed|expanded|deliverable)$/.test(action) && !status.startsWith('2.'),
  );
  // Among several recipients, one is judged by the lines about it, so that nobody gets another's reason.
  const toldOf = (entry: NoticeEntry | undefined) => {
    const lines = entry?.explanation.trim().split('\n').length ?? 0;
    return entries.length > 1 && entry && lines > 1 ? entry.explanation : whole;
  };
  if (report && failed && failed.length > 0) {
    return failed.map((one) => {
      const entry = entries.find(({ address }) => address.toLowerCase() === one.address.toLowerCase());
      // A report that is none by RFC 3464 and quotes nobody fills in "5.0.0" for everything.
      const status = !report.standard && one.diagnostic === '' && /^\d\.0\.0$/.test(one.status) ? '' : one.status;
      const address = one.address || entry?.address || '';
      return {
        ...one,
        status,
        address,
        entry: entry?.explanation ?? '',
        told: toldOf(entry),
        whole,
        hosts,
        category,
      };
    });
  }
  const blank = {
    whole,
    action: '',
    status: '',
    dialect: '',
    diagnostic: '',
    comment: '',
    remoteHost: '',
    hosts,
    category,
  };
  return entries.map((entry) => ({ ...blank, address: entry.address, entry: entry.explanation, told: toldOf(entry) }));
}

function summary(
  kind: ReturnKind,
  recipients: ReturnedRecipient[],
): Omit<ReturnedMail, 'originalMessageId' | 'contactKey'> {
  const [first] = recipients;
  const { status, replyCode, hard, diagnostic } = first ?? NOTHING;
  return {
    kind,
    status,
    replyCode,
    reason: first?.reason ?? 'undefined',
    hard,
    diagnostic,
    recipients,
    feedbackType: '',
  };
}

/** A recipient whose server took the mail. */
function received({ address, status, diagnostic }: ReportedRecipient): ReturnedRecipient {
  const replyCode = /^\s*(25[0-3])[ -]/.exec(diagnostic)?.[1] ?? '';
  return { address, status, replyCode, reason: 'delivered', hard: false, diagnostic };
}

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
const correspondents = (mail: MailPart, more: readonly string[] = []) =>
  new Set(
    [...more, addressIn(header(mail.headers, 'to')), addressIn(header(mail.headers, 'from'))].flatMap((address) =>
      address === '' ? [] : [address.toLowerCase()],
    ),
  );

function isFailure(mail: MailPart, notice: Notice, report: DeliveryReport | undefined): boolean {
  const { daemon, mailer, robot, headless, returnSubject, answers } = senderTraits(mail.headers);
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
  if (daemon) return opens || (returnSubject && (namesFailure(notice.text) || named()));
  // Parcel services and banks write "could not be delivered" too: a machine has to name a mailbox and what is wrong with it.
  if (!robot || !(opens || returnSubject) || !named()) return false;
  const told = namesFailure(notice.text) || (opens && returnSubject && speaksOfMail(notice.text));
  return told && (returnSubject ? opens || !isAutoReply(mail.headers) : !isAutoReply(mail.headers));
}

/** An automatic reply, a question whether we are a person, or a report that is none: not a customer's words. */
const isMachines = (mail: MailPart, notice: Notice, report: DeliveryReport | undefined) =>
  isAutoReply(mail.headers) || asksForConfirmation(notice.text) || report?.standard === true;

function complaint(feedbackType: string, addresses: string[]): Omit<ReturnedMail, 'originalMessageId' | 'contactKey'> {
  // A report on our own authentication, or a "not spam", is nobody's complaint.
  const kind = feedbackType === 'auth-failure' || feedbackType === 'not-spam' ? 'auto_reply' : 'complaint';
  const recipients = addresses.map((address) => ({
    address,
    status: '',
    replyCode: '',
    reason: 'feedback' as const,
    hard: false,
    diagnostic: '',
  }));
  return { ...NOTHING, kind, reason: 'feedback', recipients, feedbackType };
}

function ordinary(kind: 'ordinary' | 'auto_reply', headers: Headers): ReturnedMail {
  const sent = [header(headers, 'in-reply-to'), ...header(headers, 'references').split(/\s+/).reverse()].flatMap(
    (text) => /<[^<>\s]{3,320}>/.exec(text)?.[0] ?? [],
  );
  const ours = sent.find((id) => /^<[0-9a-f]{40}@/.test(id));
  const originalMessageId = ours ?? sent[0] ?? '';
  return {
    ...NOTHING,
    kind,
    reason: kind === 'auto_reply' ? 'vacation' : '',
    originalMessageId,
    contactKey: ours?.slice(1, 41) ?? '',
  };
}

/**
 * A gateway may wrap another server's report and say nothing of its own: then the report in the attachment is the one to read.
 * A mail that a person forwards has another sender than a mail system, and is not opened.
 */
function wrappedReport(mail: MailPart, notice: Notice): ReturnedMail | undefined {
  if (!senderTraits(mail.headers).daemon || notice.returned === '') return undefined;
  const inner = readMail(notice.returned);
  const report = readDeliveryReport(inner);
  return report && report.recipients.length > 0 && senderTraits(inner.headers).daemon ? readParsed(inner) : undefined;
}

function read(raw: string | Uint8Array): ReturnedMail {
  const mail = readMail(raw);
  const notice = readNotice(mail);
  const silent = !readDeliveryReport(mail) && entriesOf(notice.text, new Set()).length === 0;
  return (silent ? wrappedReport(mail, notice) : undefined) ?? readParsed(mail);
}

function readParsed(mail: MailPart): ReturnedMail {
  const notice = readNotice(mail);
  const feedback = readFeedback(mail);
  if (feedback) {
    const { originalMessageId, contactKey, to } = origin(mail, notice);
    const addresses = feedback.recipients.length > 0 ? feedback.recipients : [to].filter((address) => address !== '');
    return { ...complaint(feedback.feedbackType, addresses), originalMessageId, contactKey };
  }
  const fromAmazon = /@(?:[\w-]+\.){0,4}amazon(?:aws|ses)\.com\b/i.test(header(mail.headers, 'from'));
  const ses = fromAmazon && mail.type === 'text/plain' ? readSesNotification(textOf(mail)) : undefined;
  if (ses) {
    const { originalMessageId, contactKey } = origin(mail, { text: '', returned: '' }, '', ses.messageId);
    const cases = ses.recipients.map((one) => ({ ...one, entry: '', told: '', whole: '', hosts: '', category: '' }));
    const addresses = ses.recipients.map(({ address }) => address);
    const body =
      ses.kind === 'complaint'
        ? complaint(ses.feedbackType, addresses)
        : ses.kind === 'delivered'
          ? summary('delivered', ses.recipients.map(received))
          : summary('bounce', cases.map(judge));
    return { ...body, originalMessageId, contactKey };
  }
  const report = readDeliveryReport(mail);
  if (!isFailure(mail, notice, report))
    return ordinary(isMachines(mail, notice, report) ? 'auto_reply' : 'ordinary', mail.headers);

  const from = origin(mail, notice, report?.envelopeId);
  const { originalMessageId, contactKey } = from;
  const succeeded =
    report?.recipients.filter(({ action }) => /^(?:delivered|relayed|expanded|deliverable)$/.test(action)) ?? [];
  if (report && succeeded.length > 0 && succeeded.length === report.recipients.length) {
    const recipients = succeeded.map(received);
    return { ...summary('delivered', recipients), originalMessageId, contactKey };
  }
  let entries = entriesOf(notice.text, correspondents(mail, [from.sender]));
  if (entries.length === 0) {
    const named = header(mail.headers, 'x-failed-recipients')
      .split(',')
      .slice(0, 100)
      .map(addressIn)
      .filter((address) => address !== '');
    entries = (named.length > 0 ? named : [from.to]).map((address) => ({ address, explanation: '' }));
  }
  const cases = casesOf(mail, notice, report, entries);
  const recipients = cases.map(judge);
  const waiting = cases.every(isWaiting);
  return { ...summary(waiting ? 'delayed' : 'bounce', recipients), originalMessageId, contactKey };
}

/**
 * Reads a mail that came back: delivery status notifications (RFC 3464), abuse reports (RFC 5965), and the notices of the many
 * servers that follow no standard; tells them from automatic replies (RFC 3834) and from ordinary mail.
 * @param raw the mail as the server gave it: bytes, or text. Only its first two million bytes are read; never throws.
 */
export function readReturnedMail(raw: string | Uint8Array): ReturnedMail {
  try {
    return read(raw);
  } catch {
    // Nothing in here is known to throw; a mail that finds a way is handled by a person, not by an error in the workflow.
    return ordinary('ordinary', new Map());
  }
}
