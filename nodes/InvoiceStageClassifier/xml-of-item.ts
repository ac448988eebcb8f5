import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { detect } from '../../dunning/invoice/readers/index';

/** Largest XML that is read: e-invoices are some tens of kilobytes. */
const LARGEST = 10_000_000;

/** Whether a value is a text that starts like XML. */
export const looksLikeXml = (value: unknown): value is string =>
  typeof value === 'string' && mayBeginXml(value.charCodeAt(0)) && /^\uFEFF?\s*</.test(value);

/** Letters and digits, with which nearly every cell begins, need no pattern. */
const mayBeginXml = (first: number): boolean => first === 0x3c || first <= 0x20 || first >= 0x80;

/**
 * The e-invoice an item carries: in the named field, else in a binary field with an XML type or name, else in a text field
 * that starts like XML. Undefined when it carries none.
 * @throws InputError when the named field holds none, or it is too large
 */
export async function xmlOf(
  context: IExecuteFunctions,
  item: INodeExecutionData,
  index: number,
  field: string | undefined,
): Promise<string | undefined> {
  const binary = Object.entries(item.binary ?? {}).find(([name, { mimeType, fileExtension, fileName }]) =>
    field === undefined
      ? /[/+]xml$/.test(mimeType) || fileExtension === 'xml' || /\.xml$/i.test(fileName ?? '')
      : name === field,
  );
  if (binary) return limited(await text(context, index, binary[0]));
  const json = item.json as Record<string, unknown>;
  const found = field === undefined ? mostLikely(Object.values(json).filter(looksLikeXml)) : json[field];
  if (found === undefined && field === undefined) return undefined;
  if (looksLikeXml(found)) return limited(found);
  throw new InputError({
    field: field ?? 'XML',
    found,
    problem: 'is not XML',
    advice: 'Name the field or binary field with the e-invoice, or leave “XML From” empty to have it found.',
  });
}

/** Beside an e-invoice there may be a note in HTML. */
const mostLikely = (texts: string[]): string | undefined =>
  texts.length > 1 ? (texts.find((one) => detect(one) !== undefined) ?? texts[0]) : texts[0];

/** XML says its own encoding; everything here that is not UTF-8 is Latin-1 (Brazil, Chile, older Mexican issuers). */
async function text(context: IExecuteFunctions, index: number, property: string): Promise<string> {
  const bytes = await context.helpers.getBinaryDataBuffer(index, property);
  const declared = /encoding\s*=\s*["']([\w-]+)["']/i.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
  return bytes.toString(declared && /^(iso-8859-1|latin-?1|windows-1252)$/i.test(declared) ? 'latin1' : 'utf8');
}

function limited(xml: string): string {
  if (xml.length <= LARGEST) return xml;
  throw new InputError({
    field: 'XML',
    found: xml,
    problem: 'is too large for an e-invoice',
    advice: 'Give one document per item.',
  });
}
