import { InputError } from '../../../errors';
import type { GenericOptions } from '../generic';
import type { SourceReader, SourceResult } from '../source';
import { parseXml, rootName, type XmlRoot } from './xml';

/** What describes a source of XML documents. */
export interface XmlSource {
  id: string;
  name: string;
  /** Local names of the root elements it can have. */
  roots: readonly string[];
  /** Tells sources with the same root apart, by the beginning of the text. */
  marks?: (start: string) => boolean;
  read: (root: XmlRoot, options: GenericOptions) => SourceResult;
}

/** How much of a document the marks are looked for in: namespaces stand at the top. */
const START = 20_000;

/** Makes a reader of XML documents from text, bytes, or a row that holds the text. */
export function createXmlReader({ id, name, roots, marks, read }: XmlSource): SourceReader {
  return {
    id,
    name,
    format: 'xml',
    recognises(payload) {
      const start = startOf(payload);
      const root = start === undefined ? undefined : rootName(start);
      return start !== undefined && root !== undefined && roots.includes(root) && (marks?.(start) ?? true);
    },
    read(payload, options = {}) {
      const root = parseXml(payload);
      if (!roots.includes(root.name)) {
        throw new InputError({
          field: 'XML',
          found: root.name,
          problem: `is not the root of a ${name} document`,
          advice: `It should be ${roots.join(' or ')}; choose another source.`,
        });
      }
      return read(root, options);
    },
  };
}

function startOf(payload: unknown): string | undefined {
  if (typeof payload === 'string') return payload.slice(0, START);
  // Only ASCII is looked for, so the encoding does not matter; UTF-16 loses its zero bytes.
  if (payload instanceof Uint8Array) {
    return new TextDecoder('latin1')
      .decode(payload.subarray(0, START))
      .replace(/\0/g, '')
      .replace(/^[^<]+/, '');
  }
  return undefined;
}
