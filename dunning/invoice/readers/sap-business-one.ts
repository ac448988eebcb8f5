import type { Row } from './cells';
import { createJsonReader, hasAll, type RawInstalment, rowsAt, word } from './source';

/** Currency codes of SAP Business One are the company's own; these are the ones its country templates bring. */
const TEMPLATE_CODES: ReadonlyMap<string, string> = new Map(Object.entries({ MXP: 'MXN', SOL: 'PEN', NSO: 'PEN' }));

/** `DocTotal` is in local currency; the foreign amounts are set only for documents in a foreign currency. */
function isForeign(doc: Row): boolean {
  const total = doc.DocTotalFc ?? doc.DocTotalFC;
  return typeof total === 'number' && total !== 0;
}

function currency(doc: Row): unknown {
  const code = doc.DocCurrency;
  if (typeof code !== 'string') return undefined;
  return TEMPLATE_CODES.get(code.trim().toUpperCase()) ?? code;
}

function instalments(doc: Row): RawInstalment[] {
  return rowsAt(doc, 'DocumentInstallments').map((part) => ({
    id: part.InstallmentId,
    dueDate: part.DueDate,
    amount: isForeign(doc) ? part.TotalFC : part.Total,
  }));
}

/** SAP Business One Service Layer (v1 and v2): `Invoices` and `CreditNotes`. */
export const sapBusinessOne = createJsonReader({
  id: 'sap-business-one',
  name: 'SAP Business One',
  recognises: (doc) => hasAll(doc, 'DocEntry', 'CardCode', 'DocDueDate'),
  mapping: {
    id: 'DocEntry',
    number: 'DocNum',
    customerId: 'CardCode',
    customerName: 'CardName',
    taxId: 'FederalTaxID',
    address: 'Address',
    email: 'EmailAddress',
    // From the business partner, where it was merged in.
    phone: 'Cellular',
    country: 'Country',
    issueDate: 'DocDate',
    dueDate: 'DocDueDate',
    purchaseOrder: 'NumAtCard',
  },
  values: {
    type: (doc) => (/creditnote/i.test(word(doc.DocObjectCode)) ? 'credit note' : 'invoice'),
    total: (doc) => (isForeign(doc) ? (doc.DocTotalFc ?? doc.DocTotalFC) : doc.DocTotal),
    paid: (doc) => (isForeign(doc) ? (doc.PaidToDateFC ?? doc.PaidToDateFc) : doc.PaidToDate),
    currency,
    void: (doc) => doc.Cancelled === 'tYES' || doc.CancelStatus === 'csYes' || doc.CancelStatus === 'csCancellation',
    status: (doc) => (doc.DocumentStatus === 'bost_Close' ? 'paid' : undefined),
  },
  refuses: (doc) => (/^oPurchase/.test(word(doc.DocObjectCode)) ? 'is a purchase document' : undefined),
  instalments,
});
