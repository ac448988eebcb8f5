import type { GenericOptions } from './generic';
import { createDocumentReader, joined, type SourceResult, word } from './source';
import { buyer, buyerAddress, instalments, isCreditNote, UBL_DOCUMENT } from './ubl-document';
import { attribute, child, children, textAt, type XmlNode, type XmlRoot } from './xml/xml';
import { createXmlReader } from './xml/xml-source';

/** UBL 2.1 names the parties by id, UBL 2.0 by the account that SUNAT assigned them. */
function buyerId(doc: XmlNode): string | undefined {
  return (
    textAt(buyer(doc), 'PartyIdentification', 'ID') ??
    textAt(child(doc, 'AccountingCustomerParty'), 'CustomerAssignedAccountID')
  );
}

/** SUNAT catalogue 06: 6 is a RUC; 1, 4 and 7 are persons' documents. */
function buyerKind(doc: XmlNode): string | undefined {
  const kind =
    attribute(child(buyer(doc), 'PartyIdentification', 'ID'), 'schemeID') ??
    textAt(child(doc, 'AccountingCustomerParty'), 'AdditionalAccountID');
  return kind === '1' || kind === '4' || kind === '7' ? 'consumer' : undefined;
}

function sellerId(doc: XmlNode): string | undefined {
  const seller = child(doc, 'AccountingSupplierParty');
  return textAt(seller, 'Party', 'PartyIdentification', 'ID') ?? textAt(seller, 'CustomerAssignedAccountID');
}

/** The terms of payment: `Contado`, or `Credito` with the net amount to be paid (Resolución 000193-2020/SUNAT). */
function terms(doc: XmlNode): { cash: boolean; credit?: string } {
  const all = children(doc, 'PaymentTerms').filter((one) => textAt(one, 'ID') === 'FormaPago');
  const of = (means: RegExp) => all.find((one) => means.test(textAt(one, 'PaymentMeansID') ?? ''));
  const credit = of(/^cr[eé]dito$/i);
  const amount = credit && textAt(credit, 'Amount');
  return { cash: of(/^contado$/i) !== undefined, ...(amount !== undefined && { credit: amount }) };
}

/** What tells documents of one issuer apart in Peru: its RUC, the kind of document and the number. */
function id(doc: XmlNode): string | undefined {
  const kind = textAt(doc, 'InvoiceTypeCode') ?? (isCreditNote(doc) ? '07' : undefined);
  return joined('-', sellerId(doc), kind, textAt(doc, 'ID'));
}

const readDocument = createDocumentReader({
  ...UBL_DOCUMENT,
  values: {
    ...UBL_DOCUMENT.values,
    id,
    fiscalId: id,
    customerId: buyerId,
    taxId: buyerId,
    customerKind: buyerKind,
    country: (doc) => textAt(buyerAddress(doc), 'Country', 'IdentificationCode') ?? 'PE',
    termsDays: (doc) => (terms(doc).cash ? 0 : undefined),
    balance: (doc) => terms(doc).credit ?? textAt(doc, 'LegalMonetaryTotal', 'PayableAmount'),
  },
  instalments: (doc) => instalments(doc).filter(({ id: part }) => /^cuota/i.test(word(part))),
});

function read({ node }: XmlRoot, options: GenericOptions): SourceResult {
  const result = readDocument(node, options);
  const payable = textAt(node, 'LegalMonetaryTotal', 'PayableAmount');
  const { credit } = terms(node);
  if (credit !== undefined && payable !== undefined && Number(credit) !== Number(payable)) {
    result.warnings.push({
      field: 'total',
      message:
        'The amount to be paid on credit is less than the total of the document: the rest is withheld or deposited elsewhere.',
    });
  }
  return { documents: [result], payments: [] };
}

/** Peru: UBL 2.1 and 2.0 invoices, receipts and credit notes in SUNAT's profile. */
export const peruUbl = createXmlReader({
  id: 'peru-ubl',
  name: 'UBL (Peru, SUNAT)',
  roots: ['Invoice', 'CreditNote'],
  marks: (start) =>
    /urn:oasis:names:specification:ubl:schema:xsd:(Invoice|CreditNote)-2/.test(start) && /sunat/i.test(start),
  read,
});
