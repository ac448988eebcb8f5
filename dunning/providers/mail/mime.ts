import { decodeCharset, decodeTransfer, decodeWords, htmlToText } from './decode';

/**
 * A reader of mails that has to survive everything the network sends: it reads a bounded part of the mail, goes a bounded way
 * down, never throws, and keeps what it does not understand as text. RFC 5322 and 2045 to 2047, as far as reports need them.
 */

/** What a report says stands in front of the mail it returns (RFC 6522); what comes after this many bytes is not read. */
const READ_AT_MOST = 2 * 1024 * 1024;
const HEADER_BYTES = 256 * 1024;
const HEADER_FIELDS = 1_000;
const FIELD_LENGTH = 16 * 1024;
const DEEPEST = 8;
const MOST_PARTS = 64;
/** Longest text that is looked at; explanations are short, what is longer is somebody's letter. */
const TEXT_AT_MOST = 64 * 1024;

/** Header fields by lower-case name, in their order, unfolded, encoded words still encoded. */
export type Headers = Map<string, string[]>;

/** One part of a mail. `raw` is its body before any decoding; a `message/*` part is not taken apart. */
export interface MailPart {
  headers: Headers;
  /** `text/plain`, in lower case. */
  type: string;
  parameters: Map<string, string>;
  raw: string;
  parts: MailPart[];
}

/** The first field of that name, encoded words decoded; an empty text when there is none. */
export function header(headers: Headers, name: string): string {
  return decodeWords(headers.get(name)?.[0] ?? '').trim();
}

function asText(mail: string | Uint8Array): string {
  const text =
    typeof mail === 'string'
      ? mail.slice(0, READ_AT_MOST)
      : Buffer.from(mail.buffer, mail.byteOffset, Math.min(mail.byteLength, READ_AT_MOST)).toString('latin1');
  // Mails that were saved on old systems end their lines with a carriage return alone.
  return text.includes('\n') ? text.replace(/\r+\n?/g, '\n') : text.replaceAll('\r', '\n');
}

/** Reads header fields from the start of a text; `end` is where the body begins. Lines that are no field are passed over. */
export function readHeaders(text: string): { headers: Headers; end: number } {
  const headers: Headers = new Map();
  let at = 0;
  let name = '';
  let value: string[] = [];
  let fields = 0;
  const store = () => {
    if (name === '' || fields++ >= HEADER_FIELDS) return;
    const list = headers.get(name) ?? [];
    list.push(
      value
        .join('\n')
        .slice(0, FIELD_LENGTH)
        .replace(/\n[ \t]+/g, ' '),
    );
    headers.set(name, list);
  };
  while (at < text.length && at < HEADER_BYTES) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, newline < 0 ? text.length : newline);
    if (line.trim() === '') {
      store();
      return { headers, end: next };
    }
    if (/^[ \t]/.test(line)) {
      if (value.length < 200) value.push(line);
    } else {
      const field = /^([!-9;-~]{1,76})[ \t]*:(.*)$/.exec(line);
      // A delimiter inside the header means that the empty line was lost.
      if (!field && /^--\S/.test(line)) break;
      store();
      name = field?.[1]?.toLowerCase() ?? '';
      value = [field?.[2]?.trim() ?? ''];
    }
    at = next;
  }
  store();
  return { headers, end: at };
}

function readParameters(value: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const pattern = /;\s*([\w*-]{1,40})\s*=\s*(?:"([^"]{0,400})"?|([^;\s]{0,400}))/g;
  for (const [, name, quoted, plain] of value.slice(0, 2_000).matchAll(pattern)) {
    if (name && parameters.size < 20) parameters.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  return parameters;
}

/** The bodies between the delimiter lines of a boundary; what stands before the first is left out (RFC 2046 5.1). */
function splitAt(body: string, boundary: string): string[] {
  const delimiter = `\n--${boundary}`;
  // A program that indents the text indents the delimiter with it.
  const text = [' ', '  ', '\t'].reduce((all, by) => all.replaceAll(`\n${by}--${boundary}`, delimiter), `\n${body}`);
  const pieces: string[] = [];
  let at = text.indexOf(delimiter);
  while (at >= 0 && pieces.length < MOST_PARTS) {
    const lineEnd = text.indexOf('\n', at + 1);
    if (lineEnd < 0 || text.startsWith('--', at + delimiter.length)) break;
    const next = text.indexOf(delimiter, lineEnd);
    pieces.push(text.slice(lineEnd + 1, next < 0 ? text.length : next));
    at = next;
  }
  return pieces;
}

/** What stands in front of the first delimiter, when it is more than the usual excuse. */
function preambleOf(body: string, boundary: string): string {
  const preamble = body.slice(0, Math.max(`\n${body}`.indexOf(`\n--${boundary}`), 0));
  return preamble.trim().length > 300 ? preamble : '';
}

/** The boundary that the header names or, where the header was lost, that the body evidently uses. */
function boundaryOf(type: string, parameters: Map<string, string>, body: string, isMail: boolean): string {
  const named = parameters.get('boundary') ?? '';
  const isMultipart = type.startsWith('multipart/');
  // A gateway that rewrote the header or the body leaves a boundary that is not there.
  if (isMultipart && named !== '' && `\n${body}`.includes(`\n--${named}`)) return named;
  if (!isMail && !isMultipart) return '';
  const evident = /^(?:[^\n]{0,200}\n){0,12}?--([^\s]{8,70})\n(?:content-|\n)/i.exec(body);
  const found = evident?.[1] ?? '';
  return found !== '' && (isMultipart || body.includes(`\n--${found}--`)) ? found : '';
}

function readPart(text: string, depth: number, budget: { parts: number }): MailPart {
  const { headers, end } = readHeaders(text);
  const contentType = headers.get('content-type')?.[0] ?? '';
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1]?.toLowerCase() ?? 'text/plain';
  const parameters = readParameters(contentType);
  const raw = text.slice(end);
  const part: MailPart = { headers, type, parameters, raw, parts: [] };
  const boundary = depth < DEEPEST ? boundaryOf(type, parameters, raw, depth === 0) : '';
  if (boundary === '') return part;
  for (const piece of splitAt(raw, boundary)) {
    if (budget.parts-- <= 0) break;
    part.parts.push(readPart(piece, depth + 1, budget));
  }
  const preamble = preambleOf(raw, boundary);
  // Where the delimiter before the first part was lost, the notice stands where other mails excuse themselves for being MIME.
  if (preamble !== '' && !part.parts.some((one) => /^(?:text\/(?:plain|html)|multipart\/)/.test(one.type))) {
    part.parts.unshift({ headers: new Map(), type: 'text/plain', parameters: new Map(), raw: preamble, parts: [] });
  }
  return part;
}

/**
 * Reads a mail into its parts.
 * @param mail as it came from the server; bytes, or a text with one character a byte or already decoded
 */
export function readMail(mail: string | Uint8Array): MailPart {
  // An mbox line, or a log line, may stand in front of the header.
  const text = asText(mail).replace(/^\s*(?:>?From [^\n]*\n){0,2}/, '');
  return readPart(text, 0, { parts: MOST_PARTS });
}

/** Every part, from the outside in; what is inside a `message/*` part belongs to another mail and is not among them. */
export function allParts(part: MailPart): MailPart[] {
  return [part, ...part.parts.flatMap(allParts)];
}

/** The decoded text of a part, shortened; HTML as the words in it. */
export function textOf(part: MailPart): string {
  const body = part.raw.slice(0, 4 * TEXT_AT_MOST);
  const bytes = decodeTransfer(body, part.headers.get('content-transfer-encoding')?.[0] ?? '');
  const text = decodeCharset(bytes, part.parameters.get('charset') ?? '');
  return (part.type === 'text/html' ? htmlToText(text) : text).slice(0, TEXT_AT_MOST);
}
