/**
 * Puts a mail together again from the fields that a mail program took it apart into, so that it can be read like one that came
 * in whole. n8n's *Email Trigger (IMAP)* has three ways: *Resolved* (mailparser's fields, every header as its line), *Simple*
 * (`metadata` with the headers, `textPlain`, `textHtml`) and *Raw* (`raw`, which has the body but not the headers).
 */

/** A part of the mail that the mail program handed over as a file. */
export interface FieldAttachment {
  contentType: string;
  content: Uint8Array;
}

/** The mail, and whether it has its headers: without them nobody can tell who wrote it. */
export interface MailOfFields {
  raw: string | Uint8Array;
  hasHeaders: boolean;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const MOST_HEADERS = 500;
const LONGEST_TEXT = 512 * 1024;
const MOST_ATTACHMENTS = 20;
const LARGEST_ATTACHMENT = 1024 * 1024;

/** Headers that describe how the mail was packed; ours is packed anew. */
const OF_THE_PACKAGE = /^(?:content-|mime-version)/i;
const HEADER_NAME = /^[!-9;-~]{1,76}$/;

/** Where the machine-readable part of a report begins, when a mail program wrote it behind the text (RFC 3464, 2.2 and 2.3). */
const REPORT_FIELD =
  /^(?:Reporting-MTA|Original-Envelope-Id|DSN-Gateway|Received-From-MTA|Arrival-Date|Original-Recipient|Final-Recipient)[ \t]*:/im;
const REPORT_PROOF = /^(?:Final|Original)-Recipient[ \t]*:.*$[\s\S]*^Action[ \t]*:/im;

/** Which parts can matter to a reader of bounces; pictures and documents cannot. */
const READABLE = /^(?:message\/|text\/)/i;

/**
 * @returns the mail; undefined when the fields hold none
 */
export function mailOfFields(json: Json, attachments: readonly FieldAttachment[] = []): MailOfFields | undefined {
  if (typeof json.raw === 'string' && json.raw.trim() !== '') {
    const hasHeaders = /^(?:From|Return-Path|Received|Date|Subject|Message-ID)[ \t]*:/im.test(firstBlock(json.raw));
    return { raw: hasHeaders ? json.raw : `${HEADLESS}${json.raw}`, hasHeaders };
  }
  const headers = headersOf(json);
  const plain = (text(json.textPlain) || text(json.text)).slice(0, LONGEST_TEXT);
  const html = (text(json.textHtml) || text(json.html)).slice(0, LONGEST_TEXT);
  if (headers.size === 0 && plain === '' && html === '') return undefined;
  return {
    raw: assemble(headers, plain, html, attachments),
    hasHeaders: headers.has('from') || headers.has('subject'),
  };
}

/** In front of a body whose headers were lost, so that its first lines are not taken for them. */
const HEADLESS = 'mime-version: 1.0\n\n';

const firstBlock = (raw: string): string => raw.slice(0, 16_384).split(/\r?\n\r?\n/, 1)[0] ?? '';

/** Header values by lower-case name. */
function headersOf(json: Json): Map<string, string> {
  const found = new Map<string, string>();
  const add = (name: string, value: unknown) => {
    const words = valueOf(value);
    if (found.size < MOST_HEADERS && HEADER_NAME.test(name) && words !== '' && !found.has(name.toLowerCase())) {
      found.set(name.toLowerCase(), words);
    }
  };
  for (const group of [json.headers, json.metadata]) {
    if (!isObject(group)) continue;
    for (const [name, value] of Object.entries(group)) add(name, withoutName(name, value));
  }
  for (const name of ['from', 'to', 'cc', 'subject', 'date']) add(name, json[name]);
  add('message-id', json.messageId);
  add('in-reply-to', json.inReplyTo);
  add('references', json.references);
  return found;
}

/** mailparser gives the whole line, `Subject: Factura`, others the value alone. */
function withoutName(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.slice(0, name.length + 1).toLowerCase() === `${name.toLowerCase()}:`
    ? value.slice(name.length + 1)
    : value;
}

/** A header's value on one line: nothing in it can begin another header. */
function valueOf(value: unknown): string {
  const words = isObject(value) ? text(value.text) : Array.isArray(value) ? value.map(text).join(' ') : text(value);
  return words
    .replace(/[\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 8_000);
}

function assemble(
  headers: Map<string, string>,
  plain: string,
  html: string,
  attachments: readonly FieldAttachment[],
): Uint8Array {
  const { letter, report } = apart(plain, headers.get('content-type') ?? '');
  const parts: Array<{ type: string; content: Uint8Array }> = [];
  if (letter !== '') parts.push({ type: 'text/plain; charset=utf-8', content: Buffer.from(letter) });
  if (html !== '' && letter === '') parts.push({ type: 'text/html; charset=utf-8', content: Buffer.from(html) });
  if (report !== '') parts.push({ type: 'message/delivery-status', content: Buffer.from(report) });
  for (const { contentType, content } of attachments.slice(0, MOST_ATTACHMENTS)) {
    const type = /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0];
    if (type && READABLE.test(type)) parts.push({ type, content: content.subarray(0, LARGEST_ATTACHMENT) });
  }
  const lines = [...headers].flatMap(([name, value]) => (OF_THE_PACKAGE.test(name) ? [] : [`${name}: ${value}`]));
  const [only] = parts;
  if (
    only &&
    parts.length === 1 &&
    /^text\//.test(only.type) &&
    !/multipart\/report/i.test(headers.get('content-type') ?? '')
  ) {
    const top = [...lines, 'mime-version: 1.0', `content-type: ${only.type}`, '', ''].join('\n');
    return Buffer.concat([Buffer.from(top), only.content]);
  }
  const boundary = boundaryFor(parts);
  const type = packageType(headers.get('content-type') ?? '', report !== '');
  const head = [...lines, 'mime-version: 1.0', `content-type: ${type}; boundary="${boundary}"`, '', ''].join('\n');
  const bodies = parts.flatMap(({ type: of, content }) => [
    Buffer.from(`--${boundary}\ncontent-type: ${of}\n\n`),
    content,
    Buffer.from('\n'),
  ]);
  return Buffer.concat([Buffer.from(head), ...bodies, Buffer.from(`--${boundary}--\n`)]);
}

/** A report stays one, with its kind; anything else is a mixture. */
function packageType(contentType: string, hasReport: boolean): string {
  const kind = /report-type="?([\w-]{1,40})/i.exec(contentType)?.[1] ?? 'delivery-status';
  return hasReport || /^\s*multipart\/report/i.test(contentType)
    ? `multipart/report; report-type=${kind}`
    : 'multipart/mixed';
}

/** The letter, and the machine-readable part that a mail program wrote behind it. */
function apart(plain: string, contentType: string): { letter: string; report: string } {
  const at = /multipart\/report/i.test(contentType) ? plain.search(REPORT_FIELD) : -1;
  if (at < 0 || !REPORT_PROOF.test(plain.slice(at))) return { letter: plain, report: '' };
  return { letter: plain.slice(0, at), report: plain.slice(at) };
}

/** A delimiter that stands in none of the parts. */
function boundaryFor(parts: ReadonlyArray<{ content: Uint8Array }>): string {
  for (let number = 0; ; number += 1) {
    const boundary = `=_dunning_${number}`;
    if (
      !parts.some(({ content }) =>
        Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(`--${boundary}`),
      )
    )
      return boundary;
  }
}
