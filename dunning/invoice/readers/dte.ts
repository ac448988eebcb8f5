import type { Row } from './cells';
import { createDocumentReader, joined, type RawInstalment, type SourceResult } from './source';
import type { GenericOptions } from './generic';
import { child, children, descendants, textAt, type XmlNode, type XmlRoot } from './xml/xml';
import { createXmlReader } from './xml/xml-source';

const CREDIT_NOTES = new Set(['60', '61', '112']);
const REFUSED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '46': 'is a purchase invoice (type 46), issued by the buyer',
    '50': 'is a delivery note (type 50)',
    '52': 'is a delivery note (type 52)',
  }),
);
/** The SII writes currencies of export documents in words of its own. */
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'PESO CL': 'CLP',
    'DOLAR USA': 'USD',
    EURO: 'EUR',
    'NUEVO SOL': 'PEN',
    'PESO COL': 'COP',
    'PESO MEX': 'MXN',
  }),
);

const idDoc = (name: string) => (doc: Row) => textAt(doc, 'Encabezado', 'IdDoc', name);
const buyer = (name: string) => (doc: Row) => textAt(doc, 'Encabezado', 'Receptor', name);
const totals = (name: string) => (doc: Row) => textAt(doc, 'Encabezado', 'Totales', name);

/** Terms beyond the day of issue; with one date only, it is the due date. */
function instalments(doc: XmlNode): RawInstalment[] {
  return children(child(doc, 'Encabezado', 'IdDoc'), 'MntPagos').map((one) => ({
    dueDate: textAt(one, 'FchPago'),
    amount: textAt(one, 'MntPago'),
  }));
}

/** Issuer, kind and number: what identifies a document to the SII. */
function id(doc: XmlNode): string | undefined {
  return joined(
    '-',
    textAt(doc, 'Encabezado', 'Emisor', 'RUTEmisor'),
    `T${idDoc('TipoDTE')(doc) ?? ''}`,
    `F${idDoc('Folio')(doc) ?? ''}`,
  );
}

/** What is to be paid, unless that takes in an earlier balance: it belongs to other documents. */
function total(doc: XmlNode): string | undefined {
  const earlier = totals('SaldoAnterior')(doc);
  const payable = earlier === undefined || /^0+$/.test(earlier) ? totals('VlrPagar')(doc) : undefined;
  return payable ?? totals('MntTotal')(doc);
}

const readDocument = createDocumentReader({
  refuses: (doc) =>
    REFUSED.get(idDoc('TipoDTE')(doc) ?? '') ??
    (idDoc('FmaPago')(doc) === '3' ? 'is free of charge (FmaPago 3)' : undefined),
  values: {
    id,
    fiscalId: id,
    number: idDoc('Folio'),
    type: (doc) => (CREDIT_NOTES.has(idDoc('TipoDTE')(doc) ?? '') ? 'credit note' : 'invoice'),
    customerId: buyer('RUTRecep'),
    taxId: buyer('RUTRecep'),
    customerName: buyer('RznSocRecep'),
    contactName: (doc) => {
      const contact = buyer('Contacto')(doc);
      // The field is for a person, and is used for phones and addresses as well.
      return contact !== undefined && /^\D*$/.test(contact) && !contact.includes('@') ? contact : undefined;
    },
    email: buyer('CorreoRecep'),
    phone: (doc) => {
      const contact = buyer('Contacto')(doc);
      return contact !== undefined && /^[\d\s()+-]{7,}$/.test(contact) ? contact : undefined;
    },
    address: (doc) => joined(', ', buyer('DirRecep')(doc), buyer('CmnaRecep')(doc)),
    city: (doc) => buyer('CiudadRecep')(doc) ?? buyer('CmnaRecep')(doc),
    country: (doc) => (/^11[0-2]$/.test(idDoc('TipoDTE')(doc) ?? '') ? undefined : 'CL'),
    issueDate: idDoc('FchEmis'),
    dueDate: idDoc('FchVenc'),
    termsDays: (doc) => (idDoc('FmaPago')(doc) === '1' ? '0' : idDoc('TermPagoDias')(doc)),
    currency: (doc) => {
      const written = totals('TpoMoneda')(doc);
      return written === undefined ? 'CLP' : (CURRENCIES.get(written.toUpperCase()) ?? written);
    },
    total,
    balance: idDoc('SaldoInsol'),
    paid: idDoc('MntCancel'),
    purchaseOrder: (doc) => {
      // Reference type 801 is a purchase order.
      const order = children(doc, 'Referencia').find((one) => textAt(one, 'TpoDocRef') === '801');
      return order && textAt(order, 'FolioRef');
    },
  },
  instalments,
});

function read({ node, name }: XmlRoot, options: GenericOptions): SourceResult {
  const documents =
    name === 'Documento' || name === 'Exportaciones'
      ? [node]
      : [...descendants(node, 'Documento'), ...descendants(node, 'Exportaciones')];
  return { documents: documents.map((document) => readDocument(document, options)), payments: [] };
}

/** Chile: DTE 1.0 of the SII, alone or in an envelope. */
export const dte = createXmlReader({
  id: 'dte',
  name: 'DTE (Chile)',
  roots: ['DTE', 'EnvioDTE', 'EnvioBOLETA', 'SetDTE', 'Documento', 'Exportaciones'],
  read,
});
