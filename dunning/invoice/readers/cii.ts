import type { Row } from './cells';
import { createDocumentReader, joined, type RawInstalment } from './source';
import { child, children, textAt, type XmlNode } from './xml/xml';
import { createXmlReader } from './xml/xml-source';

const CREDIT_NOTES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);

const document = (doc: Row) => child(doc, 'ExchangedDocument');
const agreement = (doc: Row) => child(doc, 'SupplyChainTradeTransaction', 'ApplicableHeaderTradeAgreement');
const settlement = (doc: Row) => child(doc, 'SupplyChainTradeTransaction', 'ApplicableHeaderTradeSettlement');
const buyer = (doc: Row) => child(agreement(doc), 'BuyerTradeParty');
const sums = (doc: Row) => child(settlement(doc), 'SpecifiedTradeSettlementHeaderMonetarySummation');

/** Dates are `20261123` in format 102, the only one that EN 16931 allows. */
function dueDate(terms: XmlNode): string | undefined {
  return textAt(terms, 'DueDateDateTime', 'DateTimeString');
}

function taxId(doc: Row): string | undefined {
  for (const registration of children(buyer(doc), 'SpecifiedTaxRegistration')) {
    const id = textAt(registration, 'ID');
    if (id !== undefined) return id;
  }
  return textAt(buyer(doc), 'SpecifiedLegalOrganization', 'ID');
}

function instalments(doc: Row): RawInstalment[] {
  return children(settlement(doc), 'SpecifiedTradePaymentTerms')
    .map((terms) => ({ dueDate: dueDate(terms), amount: textAt(terms, 'PartialPaymentAmount') }))
    .filter((part) => part.dueDate !== undefined && part.amount !== undefined);
}

const readDocument = createDocumentReader({
  values: {
    id: (doc) => textAt(document(doc), 'ID'),
    number: (doc) => textAt(document(doc), 'ID'),
    type: (doc) => (CREDIT_NOTES.has(textAt(document(doc), 'TypeCode') ?? '') ? 'credit note' : 'invoice'),
    customerId: (doc) => textAt(buyer(doc), 'ID') ?? textAt(buyer(doc), 'GlobalID') ?? taxId(doc),
    customerName: (doc) => textAt(buyer(doc), 'Name'),
    taxId,
    contactName: (doc) => textAt(buyer(doc), 'DefinedTradeContact', 'PersonName'),
    email: (doc) => textAt(buyer(doc), 'DefinedTradeContact', 'EmailURIUniversalCommunication', 'URIID'),
    phone: (doc) => textAt(buyer(doc), 'DefinedTradeContact', 'TelephoneUniversalCommunication', 'CompleteNumber'),
    address: (doc) => {
      const address = child(buyer(doc), 'PostalTradeAddress');
      return joined(', ', textAt(address, 'LineOne'), textAt(address, 'LineTwo'));
    },
    city: (doc) => textAt(buyer(doc), 'PostalTradeAddress', 'CityName'),
    postalCode: (doc) => textAt(buyer(doc), 'PostalTradeAddress', 'PostcodeCode'),
    region: (doc) => textAt(buyer(doc), 'PostalTradeAddress', 'CountrySubDivisionName'),
    country: (doc) => textAt(buyer(doc), 'PostalTradeAddress', 'CountryID'),
    issueDate: (doc) => textAt(document(doc), 'IssueDateTime', 'DateTimeString'),
    dueDate: (doc) =>
      children(settlement(doc), 'SpecifiedTradePaymentTerms')
        .map(dueDate)
        .filter((date) => date !== undefined)
        .sort()
        .at(-1),
    currency: (doc) => textAt(settlement(doc), 'InvoiceCurrencyCode'),
    balance: (doc) => textAt(sums(doc), 'DuePayableAmount'),
    paid: (doc) => textAt(sums(doc), 'TotalPrepaidAmount'),
    purchaseOrder: (doc) => textAt(agreement(doc), 'BuyerOrderReferencedDocument', 'IssuerAssignedID'),
  },
  instalments,
});

/** UN/CEFACT Cross Industry Invoice D16B: EN 16931, ZUGFeRD and Factur-X. */
export const cii = createXmlReader({
  id: 'cii',
  name: 'CII (EN 16931, Factur-X)',
  roots: ['CrossIndustryInvoice'],
  read: ({ node }, options) => ({ documents: [readDocument(node, options)], payments: [] }),
});
