import type { DeliveryReport, ReportedRecipient } from './delivery-report';
import { addressIn, readDeliveryReport } from './delivery-report';
import { readFeedback } from './feedback';
import type { Headers, MailPart } from './mime';
import { header, readMail, textOf } from './mime';
import type { Notice, NoticeEntry } from './notice';
import { entriesOf, readNotice } from './notice';
import type { Case, ReturnedRecipient } from './judge';
import { isWaiting, judge } from './judge';
import { correspondents, isFailure, isMachines, receiptFor } from './kind';
import { originOf } from './origin';
import type { BounceReason } from './reasons';
import { senderTraits } from './sender-kind';
import { readSesNotification } from './ses-notification';

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

function ordinary(kind: 'ordinary' | 'auto_reply', headers: Headers, about = ''): ReturnedMail {
  const sent = [about, header(headers, 'in-reply-to'), ...header(headers, 'references').split(/\s+/).reverse()].flatMap(
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
    const { originalMessageId, contactKey, to } = originOf(mail, notice);
    const addresses = feedback.recipients.length > 0 ? feedback.recipients : [to].filter((address) => address !== '');
    return { ...complaint(feedback.feedbackType, addresses), originalMessageId, contactKey };
  }
  const fromAmazon = /@(?:[\w-]+\.){0,4}amazon(?:aws|ses)\.com\b/i.test(header(mail.headers, 'from'));
  const ses = fromAmazon && mail.type === 'text/plain' ? readSesNotification(textOf(mail)) : undefined;
  if (ses) {
    const { originalMessageId, contactKey } = originOf(mail, { text: '', returned: '' }, '', ses.messageId);
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
    return ordinary(isMachines(mail, notice, report) ? 'auto_reply' : 'ordinary', mail.headers, receiptFor(mail));

  const from = originOf(mail, notice, report?.envelopeId, report?.messageId);
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
