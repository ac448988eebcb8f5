import type { Row } from './cells';
import { createJsonReader, hasAll, joined, type RawPayment, rowAt, rowsAt, word } from './source';

const PAYABLE = /^(ACCPAY|AP)/;
const VOID = new Set(['DRAFT', 'SUBMITTED', 'DELETED', 'VOIDED']);

/** Xero writes a date as `/Date(ms)/` and, in most answers, again as `...String`; the text needs no zone. */
function date(doc: Row, field: string): unknown {
  return doc[`${field}String`] ?? doc[field];
}

function address(doc: Row): Row {
  const all = rowsAt(rowAt(doc, 'Contact'), 'Addresses');
  return (
    all.find(({ AddressType: type, AddressLine1: line }) => type === 'POBOX' && line) ??
    all.find((one) => one.AddressLine1) ??
    {}
  );
}

/** The mobile number before the landline: it can be written to. */
function phone(doc: Row): unknown {
  const all = rowsAt(rowAt(doc, 'Contact'), 'Phones').filter((one) => one.PhoneNumber);
  const found = all.find((one) => one.PhoneType === 'MOBILE') ?? all.find((one) => one.PhoneType === 'DEFAULT');
  if (!found) return undefined;
  const number = joined(' ', found.PhoneCountryCode, found.PhoneAreaCode, found.PhoneNumber);
  return found.PhoneCountryCode ? `+${word(number).replace(/^\+/, '')}` : number;
}

function payments(doc: Row): RawPayment[] {
  const applied = (list: string, id: string): RawPayment[] =>
    rowsAt(doc, list)
      .filter(({ AppliedAmount: amount }) => amount !== undefined)
      .map((one) => ({ id: one[id], kind: 'credit_note', date: date(one, 'Date'), amount: one.AppliedAmount }));
  return [
    ...rowsAt(doc, 'Payments')
      .filter(({ Amount: amount, Status: status }) => amount !== undefined && status !== 'DELETED')
      .map((one): RawPayment => ({ id: one.PaymentID, kind: 'payment', date: date(one, 'Date'), amount: one.Amount })),
    ...applied('CreditNotes', 'CreditNoteID'),
    ...applied('Overpayments', 'OverpaymentID'),
    ...applied('Prepayments', 'PrepaymentID'),
  ];
}

/** Xero Accounting API 2.0: `Invoice` of type ACCREC, and `CreditNote` of type ACCRECCREDIT. */
export const xero = createJsonReader({
  id: 'xero',
  name: 'Xero',
  recognises: (doc) => hasAll(doc, 'Type', 'Contact') && (hasAll(doc, 'InvoiceID') || hasAll(doc, 'CreditNoteID')),
  mapping: {
    customerId: 'Contact.ContactID',
    customerName: 'Contact.Name',
    email: 'Contact.EmailAddress',
    taxId: 'Contact.TaxNumber',
    total: 'Total',
    currency: 'CurrencyCode',
    paymentUrl: 'OnlineInvoiceUrl',
    documentUrl: 'Url',
    purchaseOrder: 'Reference',
  },
  values: {
    id: (doc) => doc.InvoiceID ?? doc.CreditNoteID,
    number: (doc) => doc.InvoiceNumber ?? doc.CreditNoteNumber ?? doc.InvoiceID,
    type: (doc) => (/CREDIT$/.test(word(doc.Type)) ? 'credit note' : 'invoice'),
    contactName: (doc) => joined(' ', rowAt(doc, 'Contact').FirstName, rowAt(doc, 'Contact').LastName),
    phone,
    address: (doc) =>
      joined(
        ', ',
        ...['AddressLine1', 'AddressLine2', 'AddressLine3', 'AddressLine4'].map((line) => address(doc)[line]),
      ),
    city: (doc) => address(doc).City,
    region: (doc) => address(doc).Region,
    postalCode: (doc) => address(doc).PostalCode,
    country: (doc) => address(doc).Country,
    issueDate: (doc) => date(doc, 'Date'),
    dueDate: (doc) => date(doc, 'DueDate'),
    settledOn: (doc) => (doc.Status === 'PAID' ? date(doc, 'FullyPaidOnDate') : undefined),
    // Xero calls the day by which the customer is expected to pay, as agreed with them, the expected payment date.
    promiseDate: (doc) => date(doc, 'ExpectedPaymentDate'),
    balance: (doc) => doc.AmountDue ?? doc.RemainingCredit,
    status: (doc) => (VOID.has(word(doc.Status)) ? 'void' : undefined),
  },
  refuses: (doc) => (PAYABLE.test(word(doc.Type)) ? 'is a bill to pay, not an invoice to a customer' : undefined),
  payments,
});
