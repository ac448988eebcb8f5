import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { InputError } from '../../../errors';
import type { Row } from '../cells';
import { isRow } from '../source';

/** An element: its children by local name, its attributes as `@name`, its own text as `#text`. */
export type XmlNode = Row;

/** The root element of a document. */
export interface XmlRoot {
  /** Local name, without prefix. */
  name: string;
  node: XmlNode;
  /** The document as text, for what only its text tells, such as the namespaces. */
  text: string;
}

/** An invoice with an embedded PDF has a few megabytes; more is not an invoice. */
const LARGEST = 10_000_000;
/** UBL, the deepest of the formats, uses about 12 levels. */
const DEEPEST = 64;

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: DEEPEST,
});

/**
 * Parses an XML document from text or bytes (in the encoding it declares). Document types and entities of the document's
 * own are refused, not resolved: they are the way to hostile XML (XXE, billion laughs), and no invoice format has them.
 * @throws InputError when it is not well-formed, too large, too deep, or has a document type.
 */
export function parseXml(source: unknown): XmlRoot {
  const text = decode(source);
  const fail = (problem: string, advice: string) => new InputError({ field: 'XML', found: text, problem, advice });
  if (text.length > LARGEST) throw fail('is larger than 10 MB', 'Pass the invoice alone, not an archive of them.');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw fail(
      'has a document type or entities of its own',
      'Electronic invoices have neither; do not trust this file.',
    );
  }
  const checked = XMLValidator.validate(text);
  if (checked !== true) {
    const { msg, line } = checked.err;
    throw fail(`is not well-formed XML (line ${line}: ${msg})`, 'Pass the file exactly as it was received.');
  }
  let parsed: unknown;
  try {
    parsed = PARSER.parse(text);
  } catch (error) {
    throw fail(
      `cannot be read as an invoice (${error instanceof Error ? error.message : 'unknown reason'})`,
      'Check that it is an electronic invoice.',
    );
  }
  const [entry] = isRow(parsed) ? Object.entries(parsed) : [];
  if (entry === undefined) throw fail('has no root element', 'Pass the file exactly as it was received.');
  return { name: entry[0], node: isRow(entry[1]) ? entry[1] : { '#text': entry[1] }, text };
}

function decode(source: unknown): string {
  if (typeof source === 'string') return source.replace(/^\ufeff/, '').trim();
  if (!(source instanceof Uint8Array)) {
    throw new InputError({
      field: 'XML',
      found: source,
      problem: 'is neither text nor a file',
      advice: 'Pass the XML as text, or the binary field that holds the file.',
    });
  }
  const utf16 =
    source[0] === 0xff && source[1] === 0xfe
      ? 'utf-16le'
      : source[0] === 0xfe && source[1] === 0xff
        ? 'utf-16be'
        : undefined;
  // The declaration is ASCII in every encoding that remains, so it can be read before the encoding is known.
  const head = new TextDecoder('latin1').decode(source.subarray(0, 200));
  const declared = /^[^<]*<\?xml[^>]*encoding=["']([A-Za-z\d._-]+)["']/.exec(head)?.[1];
  return decoderOf(utf16 ?? declared ?? 'utf-8')
    .decode(source)
    .trim();
}

function decoderOf(encoding: string) {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new InputError({
      field: 'XML',
      found: encoding,
      problem: 'is an encoding that is not known',
      advice: 'Save the file as UTF-8.',
    });
  }
}

/** The local name of the root element, read without parsing; `undefined` when the text is not XML. */
export function rootName(text: string): string | undefined {
  const start = text.slice(0, 20_000).replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  return /^[\s\ufeff]*<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(start)?.[1];
}

/** All child elements of a name; a child that holds only text is an element too. */
export function children(node: XmlNode, name: string): XmlNode[] {
  const value = Object.hasOwn(node, name) ? node[name] : undefined;
  if (value === undefined) return [];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map((child) =>
    isRow(child) ? child : { '#text': child },
  );
}

/** The first element along a path of names; an empty one where there is none. */
export function child(node: XmlNode, ...path: string[]): XmlNode {
  let at = node;
  for (const name of path) at = children(at, name)[0] ?? {};
  return at;
}

/** The text of the first element along a path, with character references decoded; nothing when it is empty. */
export function textAt(node: XmlNode, ...path: string[]): string | undefined {
  return plain(child(node, ...path)['#text']);
}

/** An attribute; nothing when it is absent or empty. */
export function attribute(node: XmlNode, name: string): string | undefined {
  return plain(node[`@${name}`]);
}

/** Finds elements of a name at any depth, in document order. */
export function descendants(node: XmlNode, name: string): XmlNode[] {
  const found: XmlNode[] = [];
  for (const key of Object.keys(node)) {
    if (key.startsWith('@') || key === '#text') continue;
    for (const element of children(node, key)) {
      if (key === name) found.push(element);
      found.push(...descendants(element, name));
    }
  }
  return found;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value
    .replace(
      /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return NAMED[name] ?? whole;
        const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
      },
    )
    .trim();
  return text === '' ? undefined : text;
}
