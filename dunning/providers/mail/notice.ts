import { addressIn } from './delivery-report';
import type { MailPart } from './mime';
import { allParts, textOf } from './mime';

/** What a mail says in words: its own text, and the head of the mail that it brings back. */
export interface Notice {
  text: string;
  /** The returned mail or its header, raw; empty when there is none. */
  returned: string;
}

/** One failed recipient and the lines that explain the failure. */
export interface NoticeEntry {
  address: string;
  explanation: string;
}

const MOST_ENTRIES = 100;
const LONGEST_EXPLANATION = 4_000;

/** Where servers that attach nothing begin to quote the mail they return. */
const RETURNED_MAIL: readonly RegExp[] = [
  /^[ \t]*-{2,}.{0,20}(?:original|returned|unsent|undelivered|below this line|copy of|message header|header of|headers? follow|your message|forwarded|unterzeichn|mensaje original|mensagem original).{0,80}$/im,
  /^[ \t]*(?:message headers? follow|included is a copy|the header of the original|below is a copy|headers? of the original|original message(?: headers?)?(?: follows?)?:|original message follows\b|original headers:|intestazioni originali|returned message follows|a copy of the original|your (?:original )?message (?:reads|begins|follows)|===== ?original).{0,80}$/im,
  /^(?:Received: (?:from|by|\()|Return-Path: ?<)/m,
  /^[ \t]*\|?-{3,}[ ]*Message (?:header|text|log).{0,60}$/im,
];

/** Lines that one person quotes from another's mail. A transcript of a server begins with three marks and is none. */
const QUOTED = /^[ \t]*>(?!>> )[^\n]*$/gm;

/** The text of the mail without the mail it returns, and that mail. HTML is read only where no plain text is. */
export function readNotice(mail: MailPart): Notice {
  const parts = allParts(mail);
  const returnedPart = parts.find(({ type }) =>
    /^(?:message\/(?:global|rfc822|partial|external-body)(?:-headers)?|text\/rfc822(?:-headers)?)$/.test(type),
  );
  const leaves = parts.filter(
    ({ parts: inner, type }) => inner.length === 0 && /^(?:text\/(?:plain|html)$|multipart\/)/.test(type),
  );
  // A multipart mail whose delimiters were lost is one text.
  const plain = leaves.filter(({ type }) => type !== 'text/html');
  // What stands after the returned mail is a part of it that lost its place.
  const before = (part: MailPart) => !returnedPart || parts.indexOf(part) < parts.indexOf(returnedPart);
  const chosen = (plain.length > 0 ? plain : leaves).filter(before).slice(0, 6);
  const text = chosen.map(textOf).join('\n').replace(QUOTED, '');
  const starts = RETURNED_MAIL.map((pattern) => text.search(pattern)).filter((at) => at >= 0);
  const cut = starts.length === 0 ? text.length : Math.min(...starts);
  // What stands below the signature mark was added on the way: advertisements, disclaimers, "checked for viruses".
  const [own = ''] = text.slice(0, cut).split(/\n-- \n/, 1);
  return { text: own.trim() === '' ? text : own, returned: returnedPart ? returnedPart.raw : text.slice(cut) };
}

const ADDRESS = String.raw`["'<]{0,2}([^\s<>"'(),;:]{1,128}@[^\s<>"'(),;:\[\]]{1,255})[>"']{0,2}`;

/** Lines that are a recipient, the address in the first group; what follows on the line may explain. */
const RECIPIENT_LINE: readonly RegExp[] = [
  new RegExp(
    String.raw`^\s*(?:[*•>-]{1,3} )?${ADDRESS}\s*[:;,]?\s*(?:<mailto:[^>]{1,300}>|<[^\s<>@]{1,128}@[^\s<>]{1,255}>)?\s*$`,
  ),
  new RegExp(
    String.raw`^\s*${ADDRESS}(?::|;|,? on (?:\d|\w{3},)|\s+[([]|\.{3}|\s{2,}|\s-\s|\s+(?:delivery|invalid|error|failed|rejected|was|is|has|could)\b)\s*\S`,
    'i',
  ),
  new RegExp(String.raw`^[\w.+-]{1,64}:\d+:${ADDRESS}\s*:`),
  new RegExp(String.raw`^\s*[^:@]{6,80}:\s*${ADDRESS}\s*\.?$`),
];

/** Sentences and labels that name a recipient. */
const LABEL = String.raw`(?:recipients?(?: address)?|addressed to|address|deliver\w* (?:your (?:mail|message) )?(?:to|for)|(?:message|mail|e-?mail) (?:(?:wasn't|was not|could not be) delivered |sent )?(?:to|for)|following (?:message|address) (?:to|was|is)?|(?:undeliverable|sending|addressed|sent|failed|reach) to|unable to (?:deliver to|reach)|rejected for|(?:failed|rejected) (?:recipient|address)|permanent errors|(?:unknown|invalid|no such) (?:user|recipient|mailbox)|mailbox|destinatario|destinat[aá]rio|para|empf[aä]nger|rcpt to|mailing list|generated from)`;
const NAMED_RECIPIENT = new RegExp(String.raw`(?:^|[^\w@.-])${LABEL}(?:es)?(?:\(s\))?(?:\s*:\s*|\s+)${ADDRESS}`, 'i');

const NOT_A_RECIPIENT =
  /^\s*(?:from|sender|reply-to|message-id|return-path|mail from|de|cc|subject|in-reply-to|references|original sender|(?:if|please|for|contact|send|visit|e-?mail)\b.{0,60}(?:contact|help|assist|support|problem|question|mailto|postmaster))\b/i;

/** The result of a conversation in a transcript of old sendmails: `554 <a@b.example>... Remote protocol error`. */
const RESULT_LINE = new RegExp(String.raw`^[45]\d\d (?:[45]\.\d\.\d{1,3} )?${ADDRESS}\.\.\. `);
/** The server's own number before the other server's. */
const OUTER_REPLY = /^[45]\d\d (?=<[^<>]{1,300}>\.\.\. [45]\d\d )/;
const SAID = /^\s*(?:>>>|<<<)/;
const CONVERSATION = /^\s*(?:>>>|<<<|(?:\.\.\. )?while talking to )/i;

function recipientIn(line: string): string {
  if (line.length > 1_000 || !line.includes('@') || NOT_A_RECIPIENT.test(line)) return '';
  for (const pattern of [RESULT_LINE, ...RECIPIENT_LINE, NAMED_RECIPIENT]) {
    const address = pattern.exec(line)?.[1];
    if (address) return addressIn(address);
  }
  return '';
}

/**
 * The recipients that a notice names, in its order, each once, with the lines from its first mention to the next recipient.
 * @param except the sender of the returned mail, who is named too
 */
export function entriesOf(text: string, except: ReadonlySet<string>): NoticeEntry[] {
  const entries = new Map<string, NoticeEntry>();
  let current: NoticeEntry | undefined;
  let conversation = '';
  let resulted = false;
  const lines = text.split('\n', 2_000);
  const results = lines.some((line) => RESULT_LINE.test(line));
  for (const line of lines) {
    if (CONVERSATION.test(line)) {
      conversation = SAID.test(line) ? `${conversation}${line}\n`.slice(-LONGEST_EXPLANATION) : '';
      // After a result, what is said next is said about the next recipient.
      if (resulted) current = undefined;
    }
    const address = results && SAID.test(line) ? '' : recipientIn(line);
    const key = address.toLowerCase();
    if (address !== '' && !except.has(key)) {
      resulted = RESULT_LINE.test(line);
      current = entries.get(key);
      if (!current && entries.size < MOST_ENTRIES) {
        current = { address, explanation: resulted ? conversation : '' };
        entries.set(key, current);
      }
      conversation = '';
    }
    if (current && current.explanation.length < LONGEST_EXPLANATION)
      current.explanation += `${line.replace(OUTER_REPLY, '')}\n`;
  }
  return [...entries.values()];
}
