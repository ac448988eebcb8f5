import { domainToASCII } from 'node:url';

import { InputError } from '../errors';
import type { EmailMessage } from './message';

/** Who the mail is from. `bounceAddress` is where undeliverable mail goes back to; the sender itself unless given. */
export interface MailSender {
  address: string;
  name?: string;
  replyTo?: string;
  bounceAddress?: string;
}

/** A file to go with the mail. */
export interface MailAttachment {
  filename: string;
  contentType?: string;
  content: Buffer;
}

/** Which delivery status notifications (RFC 3461) to ask the server for. */
export type DeliveryReports = 'none' | 'failures' | 'all';

/** One mail, checked, in the shape nodemailer takes. */
export interface Mail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: MailAttachment[];
  envelope: { from: string; to: string };
  /** `<contact key@domain of the sender>`; absent for a mail without a claim, which gets a random one. */
  messageId?: string;
  dsn?: { id: string; return: 'headers'; notify: Array<'failure' | 'delay' | 'success'>; recipient: string };
}

/** What a mail is made of. `key` is the contact key. */
export interface MailParts {
  message: EmailMessage;
  sender: MailSender;
  key?: string;
  attachments?: MailAttachment[];
  reports?: DeliveryReports;
  /** Contact keys of the mails this one continues, oldest first; ignored where the message names its thread itself. */
  thread?: string[];
}

/** RFC 5321 4.5.3.1: a local part has at most 64 octets, a path 256 with its two angle brackets. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;
/** RFC 5322 2.1.1: no line of a header may be longer; a subject beyond that is a mistake in the template's data. */
const LONGEST_SUBJECT = 998;
const LONGEST_NAME = 200;

/** RFC 5322 dot-atom, with the letters beyond ASCII of RFC 6532. Quoted local parts are not taken: no customer has one. */
const LOCAL_PART = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** RFC 5322 3.6.8: printable ASCII but the colon. */
const HEADER_NAME = /^[!-9;-~]{1,76}$/;

/** Headers this module, nodemailer or the servers on the way write. A template must not. */
const RESERVED_HEADER =
  /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-(?!language$).*|return-path|received|dkim-signature|arc-.*|resent-.*|authentication-results)$/i;

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/**
 * Checks one e-mail address: exactly one mailbox, no name, no list, no control character. The domain is returned in its
 * ASCII form (IDNA), the local part as it is.
 * @param field how the user knows the address, for the error
 * @throws InputError when it is not one plain address
 */
export function checkedAddress(value: unknown, field: string): string {
  const refuse = (problem: string): never => {
    throw new InputError({
      field,
      found: value,
      problem,
      advice: 'Correct the address at its source; it must look like name@example.com.',
    });
  };
  if (typeof value !== 'string' || value.trim() === '') return refuse('is not an e-mail address');
  const address = value.trim();
  if (/[,;]/.test(address)) return refuse('is more than one address, and each message goes to one');
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]/u.test(address)) return refuse('has spaces or invisible characters in it');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = at < 1 ? '' : domainToASCII(address.slice(at + 1));
  const labels = domain.split('.');
  const known = labels.length > 1 || domain === 'localhost';
  if (!LOCAL_PART.test(local) || !known || !labels.every((label) => DOMAIN_LABEL.test(label))) {
    return refuse('is not an e-mail address');
  }
  const checked = `${local}@${domain}`;
  if (Buffer.byteLength(local) > LONGEST_LOCAL_PART || Buffer.byteLength(checked) > LONGEST_ADDRESS) {
    return refuse('is longer than an e-mail address may be');
  }
  return checked;
}

/** A text on one line: what could end a header line, or hide text in it, becomes a space. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function checkedName(name: string | undefined): string {
  return oneLine(name ?? '').slice(0, LONGEST_NAME);
}

function checkedSubject(subject: string): string {
  const line = oneLine(subject);
  if (line === '' || line.length > LONGEST_SUBJECT) {
    throw new InputError({
      field: 'dunning.message.subject',
      found: subject,
      problem: line === '' ? 'leaves the mail without a subject' : `is longer than ${LONGEST_SUBJECT} characters`,
      advice: 'Look at the subject of the template and at the fields it shows.',
    });
  }
  return line;
}

function checkedHeaders(headers: Record<string, string>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const badName = !HEADER_NAME.test(name);
    if (badName || RESERVED_HEADER.test(name)) {
      throw new InputError({
        field: 'dunning.message.headers',
        found: name,
        problem: badName ? 'is not the name of a header' : 'is a header that the sender writes itself',
        advice: 'Remove this header from the message; addresses, subject and date have their own fields.',
      });
    }
    const line = oneLine(String(value));
    if (line !== '') checked[name] = line;
  }
  return checked;
}

function checkedBody({ text, html }: EmailMessage): { text: string; html: string } {
  if (text.trim() === '' || html.trim() === '') {
    throw new InputError({
      field: text.trim() === '' ? 'dunning.message.text' : 'dunning.message.html',
      found: '',
      problem: 'would send an empty mail',
      advice: 'A mail needs its text and its HTML. Look at the template that made it.',
    });
  }
  return { text, html };
}

/** The Message-ID of a contact: the same contact always has the same, so that a server or a person can tell a repetition. */
export function messageIdOf(key: string, senderAddress: string): string {
  return `<${key}@${domainOf(senderAddress)}>`;
}

function checkedKey(key: string): string {
  if (/^[A-Za-z0-9._-]{1,128}$/.test(key)) return key;
  throw new InputError({
    field: 'dunning.contact.key',
    found: key,
    problem: 'is not a contact key',
    advice: 'Use the contact as the Delivery Tracker (Claim) wrote it.',
  });
}

/** What puts a mail below earlier ones (RFC 5322 3.6.4). */
function threadHeaders(keys: string[], from: string): Record<string, string> {
  const ids = keys.map((key) => messageIdOf(checkedKey(key), from));
  const last = ids.at(-1);
  return last === undefined ? {} : { 'In-Reply-To': last, References: ids.join(' ') };
}

const NOTIFY: Record<Exclude<DeliveryReports, 'none'>, Array<'failure' | 'delay' | 'success'>> = {
  failures: ['failure', 'delay'],
  all: ['failure', 'delay', 'success'],
};

/**
 * Makes one mail of a message and its sender. Nothing in it can add a header or a recipient: addresses are checked, names
 * and values are put on one line, and the envelope names exactly one recipient.
 * @throws InputError when an address, the subject, a header or the body cannot be sent
 */
export function buildMail(parts: MailParts): Mail {
  const { message, sender, key, attachments = [], reports = 'failures', thread = [] } = parts;
  const to = checkedAddress(message.to, 'dunning.message.to');
  const from = checkedAddress(sender.address, 'From Email');
  const mail: Mail = {
    from: { name: checkedName(sender.name), address: from },
    to: { name: checkedName(message.toName), address: to },
    subject: checkedSubject(message.subject),
    ...checkedBody(message),
    headers: { ...threadHeaders(thread, from), ...checkedHeaders(message.headers ?? {}) },
    attachments: attachments.map((file) => ({ ...file, filename: safeFileName(file.filename) })),
    envelope: { from: sender.bounceAddress ? checkedAddress(sender.bounceAddress, 'Bounce Address') : from, to },
  };
  if (sender.replyTo) mail.replyTo = checkedAddress(sender.replyTo, 'Reply To');
  if (key) mail.messageId = messageIdOf(checkedKey(key), from);
  if (reports !== 'none') mail.dsn = { id: key ?? '', return: 'headers', notify: NOTIFY[reports], recipient: to };
  return mail;
}

/** A file name without a path and without anything that could end the header line it stands in. */
function safeFileName(name: string): string {
  const last = oneLine(name).split(/[\\/]/).at(-1) ?? '';
  return last.slice(-LONGEST_NAME) || 'attachment';
}
