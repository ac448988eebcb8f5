import type { Headers, MailPart } from './mime';
import { allParts, header, readHeaders, textOf } from './mime';

/** One recipient of a delivery status notification (RFC 3464 2.3). */
export interface ReportedRecipient {
  address: string;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`, in lower case; empty when the field is missing. */
  action: string;
  /** The `Status:` field without its comment. */
  status: string;
  /** The kind of the diagnostic, in lower case: `smtp`, `x-unix`. */
  dialect: string;
  diagnostic: string;
  /** The words that follow the status code in the `Status:` field. */
  comment: string;
  remoteHost: string;
}

/** A delivery status notification, wherever in the mail it stands. */
export interface DeliveryReport {
  recipients: ReportedRecipient[];
  /** RFC 3461 4.4: what the sender gave the message as its envelope id. */
  envelopeId: string;
  reportingHost: string;
  /** Whether it is a `multipart/report` as RFC 3464 asks. Others fill in the status by rote. */
  standard: boolean;
  /** Message-ID of the mail that came back, where the report names it itself (Google); may be empty. */
  messageId: string;
  /** PowerMTA's own word for the kind of failure; may be empty. */
  category: string;
}

export const MOST_RECIPIENTS = 200;
const MOST_GROUPS = 1_000;

/** The address of `rfc822; name@example.com`, or of anything that looks like one. */
export function addressIn(value: string): string {
  const plain = value
    .replace(/^\s*[\w-]{1,20}\s*;/, '')
    .slice(0, 1_000)
    // RFC 6533 3: what a system without UTF-8 writes for a letter.
    .replace(/\\x\{(10[0-9a-f]{4}|[0-9a-f]{2,5})\}/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
  const found = /<?([^\s<>;,"()[\]:]{1,128}@[^\s<>;,"()]{1,255})>?/.exec(plain)?.[1] ?? plain.trim();
  return found.replace(/[.,;:>]+$/, '').slice(0, 320);
}

/** The groups of fields that empty lines part. */
export function groupsOf(text: string): Headers[] {
  const groups: Headers[] = [];
  let rest = text;
  while (rest.trim() !== '' && groups.length < MOST_GROUPS) {
    rest = rest.replace(/^\s+/, '');
    const { headers, end } = readHeaders(rest);
    groups.push(headers);
    rest = rest.slice(Math.max(end, 1));
  }
  return groups;
}

const field = (group: Headers, name: string) => header(group, name);

/** Some servers put several recipients into one group: the fields of the n-th are the n-th of each name. */
function splitGroup(group: Headers): Headers[] {
  const count = group.get('final-recipient')?.length ?? 0;
  if (count < 2) return [group];
  return Array.from({ length: Math.min(count, MOST_RECIPIENTS) }, (_, i) => {
    const own: Headers = new Map();
    for (const [name, values] of group) {
      const value = values.length === count ? values[i] : values[0];
      if (value !== undefined) own.set(name, [value]);
    }
    return own;
  });
}

function toRecipient(group: Headers): ReportedRecipient | undefined {
  const address = addressIn(
    field(group, 'original-recipient') || field(group, 'final-recipient') || field(group, 'x-actual-recipient'),
  );
  const diagnosticField = field(group, 'diagnostic-code');
  const action = /^\s*([a-z]+)/i.exec(field(group, 'action'))?.[1]?.toLowerCase() ?? '';
  const statusField = field(group, 'status');
  if (address === '' && action === '' && diagnosticField === '' && statusField === '') return undefined;
  const [, dialect = '', diagnostic = ''] =
    /^\s*(?:(smtp|local|x-[\w.-]{1,40}|x400|dns|unix)\s*;)?\s*([^]*)$/i.exec(diagnosticField) ?? [];
  return {
    address,
    action: action === 'failure' || action === 'fail' ? 'failed' : action,
    status: /^\s*([245]\.\d{1,3}\.\d{1,3})/.exec(statusField)?.[1] ?? '',
    dialect: dialect.toLowerCase(),
    // A status line with words ("553 Exceeded maximum size") instead of a code is an explanation.
    diagnostic:
      diagnostic.trim() || (/[a-z]{3}/i.test(statusField) && !/^\s*[245]\.\d/.test(statusField) ? statusField : ''),
    comment: /^\s*[245]\.\d{1,3}\.\d{1,3}\s*\(([^)]{3,200})/.exec(statusField)?.[1] ?? '',
    remoteHost: field(group, 'remote-mta').replace(/^\s*\w+\s*;\s*/, ''),
  };
}

/** Where the machine-readable fields begin in a text that lost its parts. */
const FIRST_FIELD = /^(?:Reporting-MTA|Original-Envelope-Id|Final-Recipient|Original-Recipient)[ \t]*:/im;
const IS_REPORT = /^Final-Recipient[ \t]*:/im;
const HAS_OUTCOME = /^(?:Action|Status)[ \t]*:/im;

/** The texts that hold the fields: the part made for them or, in a report whose parts a gateway melted into one, its text. */
function reportTexts(mail: MailPart): string[] {
  const parts = allParts(mail).filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (parts.length > 0) return parts.map(textOf);
  if (!/delivery-status/i.test(mail.parameters.get('report-type') ?? '') || mail.parts.length > 0) return [];
  const text = textOf(mail);
  const from = text.search(FIRST_FIELD);
  const fields = from < 0 ? '' : text.slice(from);
  return IS_REPORT.test(fields) && HAS_OUTCOME.test(fields) ? [fields] : [];
}

/** The delivery status notification of a mail; nothing when it carries none. */
export function readDeliveryReport(mail: MailPart): DeliveryReport | undefined {
  const texts = reportTexts(mail);
  if (texts.length === 0) return undefined;
  const groups = texts.flatMap(groupsOf);
  const recipients: ReportedRecipient[] = [];
  for (const group of groups.flatMap(splitGroup)) {
    const isRecipient = ['final-recipient', 'original-recipient', 'action', 'status', 'diagnostic-code'].some((name) =>
      group.has(name),
    );
    const recipient = isRecipient ? toRecipient(group) : undefined;
    if (!recipient || recipients.length >= MOST_RECIPIENTS) continue;
    const last = recipients.at(-1);
    // An empty line inside a group tears it apart: what has no recipient belongs to the one before.
    if (recipient.address === '' && last) {
      last.action ||= recipient.action;
      last.status ||= recipient.status;
      last.diagnostic ||= recipient.diagnostic;
      last.dialect ||= recipient.dialect;
    } else {
      recipients.push(recipient);
    }
  }
  const first = (name: string) => groups.map((group) => field(group, name)).find((value) => value !== '') ?? '';
  return {
    recipients,
    envelopeId: first('original-envelope-id'),
    reportingHost: first('reporting-mta').replace(/^\s*\w+\s*;\s*/, ''),
    standard: mail.type === 'multipart/report',
    messageId: first('x-original-message-id'),
    category: first('x-powermta-bouncecategory').toLowerCase(),
  };
}
