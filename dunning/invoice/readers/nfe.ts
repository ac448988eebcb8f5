import type { Row } from './cells';
import type { GenericOptions } from './generic';
import type { ReaderResult } from './reader';
import { createDocumentReader, joined, type RawInstalment, type SourceResult } from './source';
import { attribute, child, children, descendants, textAt, type XmlNode, type XmlRoot } from './xml/xml';
import { createXmlReader } from './xml/xml-source';

/** SEFAZ states under which a document counts for nothing: cancelled, denied. */
const VOID_STATES = new Set(['101', '135', '151', '155', '110', '301', '302', '303']);

const at =
  (...path: string[]) =>
  (doc: Row) =>
    textAt(doc, ...path);

const buyerAddress = (name: string) => at('dest', 'enderDest', name);

function buyerId(doc: XmlNode): string | undefined {
  const buyer = child(doc, 'dest');
  return textAt(buyer, 'CNPJ') ?? textAt(buyer, 'CPF') ?? textAt(buyer, 'idEstrangeiro');
}

function duplicates(doc: XmlNode): RawInstalment[] {
  return children(child(doc, 'cobr'), 'dup').map((dup) => ({
    id: textAt(dup, 'nDup'),
    dueDate: textAt(dup, 'dVenc'),
    amount: textAt(dup, 'vDup'),
  }));
}

/** Paid at sight when every way of payment says so, or when the note has none on credit. */
function isCash(doc: XmlNode): boolean {
  const payments = children(child(doc, 'pag'), 'detPag');
  return payments.length > 0 && payments.every((one) => textAt(one, 'indPag') === '0');
}

/** The 44 digits of the access key, without the `NFe` before them. */
function key(doc: XmlNode): string | undefined {
  return attribute(doc, 'Id')?.replace(/^NFe/, '');
}

const readNote = createDocumentReader({
  refuses: (doc) =>
    textAt(doc, 'ide', 'tpNF') === '0' && textAt(doc, 'ide', 'finNFe') !== '4'
      ? 'is a note of goods received (tpNF 0)'
      : undefined,
  values: {
    id: key,
    fiscalId: key,
    number: (doc) => joined('-', textAt(doc, 'ide', 'serie'), textAt(doc, 'ide', 'nNF')),
    // finNFe 4 is a return of goods.
    type: (doc) => (textAt(doc, 'ide', 'finNFe') === '4' ? 'credit note' : 'invoice'),
    customerId: buyerId,
    taxId: buyerId,
    customerName: at('dest', 'xNome'),
    customerKind: (doc) =>
      textAt(doc, 'dest', 'CPF') ? 'consumer' : textAt(doc, 'dest', 'CNPJ') ? 'business' : undefined,
    email: at('dest', 'email'),
    phone: buyerAddress('fone'),
    address: (doc) => joined(', ', buyerAddress('xLgr')(doc), buyerAddress('nro')(doc)),
    city: buyerAddress('xMun'),
    postalCode: buyerAddress('CEP'),
    region: (doc) => (buyerAddress('UF')(doc) === 'EX' ? undefined : buyerAddress('UF')(doc)),
    // cPais 1058 is Brazil in the central bank's list; the names of others vary.
    country: (doc) => {
      const code = buyerAddress('cPais')(doc);
      return code === undefined || code === '1058' ? 'BR' : buyerAddress('xPais')(doc);
    },
    issueDate: (doc) => textAt(doc, 'ide', 'dhEmi') ?? textAt(doc, 'ide', 'dEmi'),
    termsDays: (doc) => (isCash(doc) ? 0 : undefined),
    currency: () => 'BRL',
    total: (doc) => textAt(doc, 'cobr', 'fat', 'vLiq') ?? textAt(doc, 'total', 'ICMSTot', 'vNF'),
    purchaseOrder: at('compra', 'xPed'),
  },
  instalments: duplicates,
});

function readOne(note: XmlNode, options: GenericOptions): ReaderResult {
  const result = readNote(note, options);
  const [billed, total] = [textAt(note, 'cobr', 'fat', 'vLiq'), textAt(note, 'total', 'ICMSTot', 'vNF')];
  if (billed !== undefined && total !== undefined && Number(billed) !== Number(total)) {
    result.warnings.push({
      field: 'total',
      message: 'The bill (vLiq) is not the total of the note (vNF); what was billed is used.',
    });
  }
  return result;
}

function read({ node, name }: XmlRoot, options: GenericOptions): SourceResult {
  const notes = name === 'infNFe' ? [node] : descendants(node, 'infNFe');
  const states = descendants(node, 'infProt').map((one) => textAt(one, 'cStat'));
  const documents = notes.map((note) => readOne(note, options));
  // The protocol stands beside the note, one for one.
  documents.forEach(({ invoice, warnings }, index) => {
    if (VOID_STATES.has(states[index] ?? '')) invoice.void = true;
    if (states[index] === undefined)
      warnings.push({ field: 'fiscalId', message: 'The note has no protocol: SEFAZ has not authorised it.' });
  });
  return { documents, payments: [] };
}

/** Brazil: NF-e and NFC-e 4.00, with the duplicates of `cobr` as instalments. */
export const nfe = createXmlReader({
  id: 'nfe',
  name: 'NF-e (Brazil)',
  roots: ['nfeProc', 'NFe', 'infNFe', 'enviNFe'],
  read,
});
