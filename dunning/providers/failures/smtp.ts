import { adviceOf } from './actions';
import type { FailureAdvice, FailureRow } from './actions';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** An answer of a mail server: its reply code (`550`), the enhanced status (`5.1.1`, RFC 3463), and its words. */
export interface SmtpReply {
  code?: string;
  enhanced?: string;
  text?: string;
}

/** Greylisting and short troubles end within a day; RFC 5321 4.5.4.1 asks for half an hour, senders start with fifteen minutes. */
const SOON = { waitSeconds: 15 * MINUTE, factor: 2, tries: 7 };

/** First match wins. Sources: RFC 5321, RFC 3463; enhanced codes 5.7.26, 5.7.509, 5.7.30 and 5.4.5 as Gmail and Exchange use them. */
const RULES: ReadonlyArray<{ code?: RegExp; enhanced?: RegExp; text?: RegExp; row: FailureRow }> = [
  { enhanced: /^[45]\.5\.3$/, row: ['our_mistake', 'Too many recipients in one message'] },
  { code: /^454$/, row: ['retry_backoff', 'Signing in is not possible just now', SOON] },
  { code: /^535$|^534$|^538$/, row: ['stop_channel', 'The mail server does not accept the password'] },
  { enhanced: /^5\.7\.30$/, row: ['stop_channel', 'The mail server no longer accepts passwords (OAuth is needed)'] },
  { code: /^530$/, row: ['stop_channel', 'The mail server asks to sign in first'] },
  {
    enhanced: /^[45]\.4\.5$/,
    row: ['retry_later', 'The daily limit of the sender is used up', { waitSeconds: DAY, tries: 3 }],
  },
  { enhanced: /^[45]\.2\.2$/, row: ['retry_later', 'The mailbox is full', { waitSeconds: DAY, factor: 2, tries: 3 }] },
  { enhanced: /^[45]\.3\.4$|^[45]\.2\.3$/, row: ['our_mistake', 'The message is too large: leave the attachment out'] },
  { enhanced: /^5\.1\.[78]$/, row: ['our_mistake', 'The address of the sender is not accepted'] },
  { enhanced: /^5\.1\.(0|1|2|3|6|9|10)$|^5\.4\.1$|^5\.2\.1$/, row: ['unreachable', 'The address does not exist'] },
  // Outlook's word for a mailbox that does not exist, though 5.5.0 is about the protocol.
  { code: /^550$/, enhanced: /^5\.5\.0$/, row: ['unreachable', 'The address does not exist'] },
  // A policy is about the sender, its domain or the content. The address is not to blame.
  {
    enhanced: /^5\.7\./,
    row: ['stop_channel', 'The mail server does not accept this sender (policy, SPF, DKIM, DMARC)'],
  },
  { enhanced: /^5\.6\./, row: ['our_mistake', 'The form of the message is not accepted'] },
  { enhanced: /^5\.5\./, row: ['our_mistake', 'The mail server does not understand the request'] },
  {
    code: /^5/,
    text: /spam|blocked|blacklist|block list|listed at|reputation|policy|dmarc|spf|dkim/i,
    row: ['stop_channel', 'The mail server does not accept this sender'],
  },
  {
    code: /^5/,
    text: /mailbox (is )?full|over ?quota|quota exceeded/i,
    row: ['retry_later', 'The mailbox is full', { waitSeconds: DAY, factor: 2, tries: 3 }],
  },
  {
    code: /^5/,
    text: /user unknown|unknown user|no such (user|mailbox|recipient)|does(n'?t| not) exist|invalid recipient|recipient rejected/i,
    row: ['unreachable', 'The address does not exist'],
  },
  { code: /^552$/, row: ['retry_later', 'The mailbox takes no more', { waitSeconds: DAY, factor: 2, tries: 3 }] },
  { code: /^55[013]$/, row: ['unreachable', 'The address is not accepted'] },
  { code: /^554$/, row: ['other_channel', 'The message is not accepted, and the server does not say why'] },
  { code: /^50|^55[56]$/, row: ['our_mistake', 'The mail server does not understand the request'] },
  { enhanced: /^5\./, row: ['other_channel', 'The message is not accepted'] },
  { code: /^5/, row: ['other_channel', 'The message is not accepted'] },
  { code: /^4/, row: ['retry_backoff', 'The mail server cannot take it just now', SOON] },
  { enhanced: /^4\./, row: ['retry_backoff', 'The mail server cannot take it just now', SOON] },
];

function matches(pattern: RegExp | undefined, value: string | undefined): boolean {
  return pattern === undefined || (value !== undefined && pattern.test(value));
}

/** What to do about a mail server's refusal. The enhanced status weighs more than the reply code, that more than the words. */
export function smtpFailure({ code, enhanced, text }: SmtpReply): FailureAdvice {
  const words = text?.slice(0, 2_000);
  const reply = code ?? /(?:^|[:;])\s*([245]\d\d)(?=[ -]|$)/.exec(words ?? '')?.[1];
  const status = enhanced ?? /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(words ?? '')?.[1];
  for (const rule of RULES) {
    if (matches(rule.code, reply) && matches(rule.enhanced, status) && matches(rule.text, words))
      return adviceOf(rule.row);
  }
  return adviceOf(['other_channel', 'An answer that is not understood'], false);
}
