import { asksToStop } from '../shared/stop-words';
import type { Headers } from './mime';
import { allParts, header, readMail, textOf } from './mime';

/** Who wants no more mail says so at the beginning; further down stand signatures and the small print of newsletters. */
const MOST_WORDS = 600;

/** Where a mail program begins to quote the mail that is answered. */
const QUOTE =
  /^\s*(?:>|-{2,}\s*(?:original|mensaje|mensagem|forwarded)|_{8,}|(?:on|el|em|le)\b.{4,200}(?:wrote|escribi[oó]|escreveu)\s*:|(?:from|de|enviado el|sent|enviada em)\s*:)/i;

/** The customer's own words: what stands above the mail that they answer. */
function ownWords(words: string | undefined): string {
  const lines = words?.slice(0, MOST_WORDS).split(/\r?\n/) ?? [];
  const quote = lines.findIndex((line) => QUOTE.test(line));
  return (quote < 0 ? lines : lines.slice(0, quote)).join('\n');
}

/** A mail that went to many: its footer says how to leave *its* list. */
function isBulk(headers: Headers): boolean {
  if (headers.has('list-unsubscribe') || headers.has('list-id')) return true;
  return /^(?:bulk|list|junk)/i.test(header(headers, 'precedence'));
}

/** Whether a mail of a person asks for no more mail, by its subject (which mail programs fill in) or by its first words. */
export function mailAsksToStop(headers: Headers, subject: string | undefined, words: string | undefined): boolean {
  return !isBulk(headers) && (asksToStop(subject) || asksToStop(ownWords(words)));
}

/** Who asks for no more mail with this mail, an address; undefined when it asks for nothing. */
export function stopRequest(mail: string | Uint8Array): string | undefined {
  const read = readMail(mail);
  const from = header(read.headers, 'from');
  const texts = allParts(read).filter(({ type, parts }) => parts.length === 0 && /^text\/(?:plain|html)$/.test(type));
  const text = texts.find(({ type }) => type === 'text/plain') ?? texts[0];
  const words = text === undefined ? undefined : textOf(text);
  return from !== '' && mailAsksToStop(read.headers, header(read.headers, 'subject'), words) ? from : undefined;
}
