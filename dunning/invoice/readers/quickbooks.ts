import type { Row } from './cells';
import { createJsonReader, hasAll, joined, rowAt, word } from './source';

/** QuickBooks Online, entities `Invoice` and `CreditMemo` of the Accounting API v3. */
export const quickbooks = createJsonReader({
  id: 'quickbooks',
  name: 'QuickBooks Online',
  recognises: (doc) => hasAll(doc, 'CustomerRef', 'TxnDate') && hasAll(doc, 'Line'),
  mapping: {
    id: 'Id',
    customerId: 'CustomerRef.value',
    customerName: 'CustomerRef.name',
    email: 'BillEmail.Address',
    phone: 'BillPhone.FreeFormNumber',
    city: 'BillAddr.City',
    region: 'BillAddr.CountrySubDivisionCode',
    postalCode: 'BillAddr.PostalCode',
    country: 'BillAddr.Country',
    issueDate: 'TxnDate',
    dueDate: 'DueDate',
    currency: 'CurrencyRef.value',
    total: 'TotalAmt',
    paymentUrl: 'InvoiceLink',
  },
  values: {
    number: (doc) => doc.DocNumber ?? doc.Id,
    type: (doc) => (isCreditMemo(doc) ? 'credit note' : 'invoice'),
    balance: (doc) => (isCreditMemo(doc) ? doc.RemainingCredit : doc.Balance),
    address: (doc) => joined(', ', ...['Line1', 'Line2', 'Line3'].map((line) => rowAt(doc, 'BillAddr')[line])),
    // QuickBooks voids a document by setting it to zero and writing so in the private note.
    void: (doc) => /^\s*voided/i.test(word(doc.PrivateNote)) && doc.TotalAmt === 0,
  },
});

function isCreditMemo(doc: Row): boolean {
  return Object.hasOwn(doc, 'RemainingCredit');
}
