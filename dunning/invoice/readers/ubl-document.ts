import Decimal from 'decimal.js';

import { currencyExponent } from '../money';
import type { Row } from './cells';
import type { DocumentDefinition, RawInstalment } from './source';
import { joined } from './source';
import { attribute, child, children, textAt, type XmlNode } from './xml/xml';

/** UNTDID 1001 codes of credit notes that EN 16931 allows, beside those of invoices. */
const CREDIT_NOTES = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);

const of =
  (...path: string[]) =>
  (doc: Row) =>
    textAt(doc, ...path);

/** The buyer's Party element. */
export function buyer(doc: XmlNode): XmlNode {
  return child(doc, 'AccountingCustomerParty', 'Party');
}

/** Whether a UBL document is a credit note: by its root, or by its type code. */
export function isCreditNote(doc: XmlNode): boolean {
  if (Object.hasOwn(doc, 'CreditNoteLine') || Object.hasOwn(doc, 'CreditNoteTypeCode')) return true;
  return CREDIT_NOTES.has(textAt(doc, 'InvoiceTypeCode') ?? '');
}

function taxId(doc: XmlNode): string | undefined {
  for (const scheme of children(buyer(doc), 'PartyTaxScheme')) {
    const id = textAt(scheme, 'CompanyID');
    if (id !== undefined) return id;
  }
  return textAt(buyer(doc), 'PartyLegalEntity', 'CompanyID');
}

function name(doc: XmlNode): string | undefined {
  const person = child(buyer(doc), 'Person');
  return (
    textAt(buyer(doc), 'PartyLegalEntity', 'RegistrationName') ??
    textAt(buyer(doc), 'PartyName', 'Name') ??
    textAt(buyer(doc), 'PartyTaxScheme', 'RegistrationName') ??
    joined(' ', textAt(person, 'FirstName'), textAt(person, 'FamilyName'))
  );
}

/** EN 16931 has the postal address; Colombia the place or the tax registration, Peru the legal entity's. */
export function buyerAddress(doc: XmlNode): XmlNode {
  const party = buyer(doc);
  const places = [
    child(party, 'PostalAddress'),
    child(party, 'PhysicalLocation', 'Address'),
    child(party, 'PartyLegalEntity', 'RegistrationAddress'),
    child(party, 'PartyTaxScheme', 'RegistrationAddress'),
  ];
  return places.find((place) => Object.keys(place).length > 0) ?? {};
}

/** Payment terms that carry a date and an amount, or a share of what is to be paid, are instalments. */
export function instalments(doc: XmlNode): RawInstalment[] {
  const dated = children(doc, 'PaymentTerms')
    .map((one) => ({
      id: textAt(one, 'PaymentMeansID') ?? textAt(one, 'ID'),
      dueDate: textAt(one, 'PaymentDueDate') ?? textAt(one, 'InstallmentDueDate'),
      amount: textAt(one, 'Amount'),
      percent: textAt(one, 'PaymentPercent'),
    }))
    .filter(({ dueDate }) => dueDate !== undefined);
  const shares = inShares(doc, dated);
  return dated
    .map(({ id, dueDate, amount }, i) => ({ id, dueDate, amount: amount ?? shares?.[i] }))
    .filter(({ amount }) => amount !== undefined);
}

const DECIMAL = /^\d{1,12}(\.\d{1,8})?$/;

/** The amounts of parts given in percent that make a hundred; the last takes what rounding leaves, so that they add up. */
function inShares(doc: XmlNode, parts: ReadonlyArray<{ percent: string | undefined }>): string[] | undefined {
  const payable = textAt(doc, 'LegalMonetaryTotal', 'PayableAmount') ?? '';
  const currency = textAt(doc, 'DocumentCurrencyCode') ?? '';
  const percents = parts.map(({ percent = '' }) => percent);
  if (percents.length < 2 || ![payable, ...percents].every((text) => DECIMAL.test(text))) return undefined;
  if (!Decimal.sum(...percents).equals(100)) return undefined;
  const decimals = currencyExponent(currency);
  let left = new Decimal(payable);
  return percents.map((percent, i) => {
    const share = new Decimal(payable).times(percent).div(100).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
    const part = i === percents.length - 1 ? left : share;
    left = left.minus(part);
    return part.toFixed(decimals);
  });
}

/** The due date of the document (BT-9), else the latest of its payment means or terms. */
function dueDate(doc: XmlNode): string | undefined {
  const named = [...children(doc, 'PaymentMeans'), ...children(doc, 'PaymentTerms')].map(
    (one) => textAt(one, 'PaymentDueDate') ?? textAt(one, 'InstallmentDueDate'),
  );
  return (
    textAt(doc, 'DueDate') ??
    named
      .filter((date) => date !== undefined)
      .sort()
      .at(-1)
  );
}

/** UBL 2.1 invoices and credit notes as EN 16931 and the Latin American profiles use them. */
export const UBL_DOCUMENT: DocumentDefinition = {
  values: {
    id: of('ID'),
    number: of('ID'),
    // In UBL the UUID is the tax office's own in Colombia (CUFE) and Uruguay; elsewhere it is the sender's.
    fiscalId: of('UUID'),
    type: (doc) => (isCreditNote(doc) ? 'credit note' : 'invoice'),
    customerId: (doc) => textAt(buyer(doc), 'PartyIdentification', 'ID') ?? taxId(doc),
    customerName: name,
    taxId,
    contactName: (doc) => textAt(buyer(doc), 'Contact', 'Name'),
    email: (doc) => textAt(buyer(doc), 'Contact', 'ElectronicMail'),
    phone: (doc) => textAt(buyer(doc), 'Contact', 'Telephone'),
    address: (doc) => {
      const address = buyerAddress(doc);
      return (
        joined(', ', textAt(address, 'StreetName'), textAt(address, 'AdditionalStreetName')) ??
        textAt(address, 'AddressLine', 'Line')
      );
    },
    city: (doc) => textAt(buyerAddress(doc), 'CityName'),
    postalCode: (doc) => textAt(buyerAddress(doc), 'PostalZone'),
    region: (doc) => textAt(buyerAddress(doc), 'CountrySubentityCode') ?? textAt(buyerAddress(doc), 'CountrySubentity'),
    country: (doc) => textAt(buyerAddress(doc), 'Country', 'IdentificationCode'),
    issueDate: of('IssueDate'),
    dueDate,
    currency: (doc) =>
      textAt(doc, 'DocumentCurrencyCode') ?? attribute(child(doc, 'LegalMonetaryTotal', 'PayableAmount'), 'currencyID'),
    // What is to be paid and what was paid in advance make up the total, whatever was rounded in between.
    balance: of('LegalMonetaryTotal', 'PayableAmount'),
    paid: of('LegalMonetaryTotal', 'PrepaidAmount'),
    purchaseOrder: of('OrderReference', 'ID'),
  },
  instalments,
};
