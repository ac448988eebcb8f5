import { InputError } from '../../errors';
import type { GenericOptions } from './generic';
import { createDocumentReader, type SourceResult } from './source';
import { UBL_DOCUMENT } from './ubl-document';
import { parseXml, textAt, type XmlRoot } from './xml/xml';
import { createXmlReader } from './xml/xml-source';

const readDocument = createDocumentReader(UBL_DOCUMENT);

function read(root: XmlRoot, options: GenericOptions): SourceResult {
  const { node } = root.name === 'AttachedDocument' ? attached(root) : root;
  return { documents: [readDocument(node, options)], payments: [] };
}

/** Colombia delivers an invoice inside an AttachedDocument, as text. */
function attached({ node }: XmlRoot): XmlRoot {
  const inner = textAt(node, 'Attachment', 'ExternalReference', 'Description');
  if (inner === undefined) {
    throw new InputError({
      field: 'AttachedDocument',
      found: textAt(node, 'ID'),
      problem: 'holds no document',
      advice: 'The invoice should be in its Description; check the file.',
    });
  }
  return parseXml(inner);
}

/** UBL 2.1 invoices and credit notes: EN 16931 (Peppol and others), and Colombia's DIAN with its envelope. */
export const ubl = createXmlReader({
  id: 'ubl',
  name: 'UBL 2.1 (EN 16931, DIAN)',
  roots: ['Invoice', 'CreditNote', 'AttachedDocument'],
  marks: (start) =>
    /urn:oasis:names:specification:ubl:schema:xsd:(Invoice|CreditNote|AttachedDocument)-2/.test(start) &&
    !/sunat/i.test(start),
  read,
});
