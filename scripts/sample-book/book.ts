import type { PlainDate } from '../../dunning/common';
import { type SampleCustomer, sampleCustomers } from './customers';
import { addDays, decimal, type SampleDocument, sampleDocument } from './documents';
import { createRandom } from './random';

const DOCUMENTS = 2000;

type Cell = (document: SampleDocument, customer: SampleCustomer) => string;

/** The columns of the book, in plain English. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  'Invoice Number': (d) => d.number,
  'Document Type': (d) => d.type,
  'Customer ID': (_, c) => c.id,
  'Customer Name': (_, c) => c.name,
  'Contact Name': (_, c) => c.contactName,
  'Customer Type': (_, c) => c.kind,
  Email: (_, c) => c.email,
  Phone: (_, c) => c.phone,
  WhatsApp: (_, c) => c.phone,
  'Tax ID': (_, c) => c.taxId,
  Address: (_, c) => c.address,
  City: (_, c) => c.city.name,
  Region: (_, c) => c.city.region,
  Country: (_, c) => c.country.code,
  'Time Zone': (_, c) => c.city.timeZone,
  Language: (_, c) => c.country.language,
  'Issue Date': (d) => d.issueDate,
  'Due Date': (d) => d.dueDate,
  'Settled Date': (d) => d.settledDate,
  Currency: (d) => d.currency,
  Total: (d) => decimal(d.total, d.currency),
  Paid: (d) => decimal(d.paid, d.currency),
  Balance: (d) => decimal(d.total - d.paid, d.currency),
  Disputed: (d) => (d.disputed ? 'yes' : 'no'),
  'Dispute Reason': (d) => d.disputeReason,
  Hold: (d) => d.hold,
  Void: (d) => (d.void ? 'yes' : 'no'),
  'Promise Date': (d) => d.promiseDate,
  'Promise Amount': (d) => (d.promiseDate === '' ? '' : decimal(d.promiseAmount, d.currency)),
  'Purchase Order': (d) => d.purchaseOrder,
  'Payment URL': (d) => `https://pay.example.com/${d.number.toLowerCase()}`,
  'Document URL': (d) => `https://docs.example.com/${d.number.toLowerCase()}.pdf`,
  'Do Not Contact': (_, c) => (c.doNotContact ? 'yes' : 'no'),
  'Email Consent': (_, c) => c.emailConsent,
  'WhatsApp Consent': (_, c) => c.whatsappConsent,
};

/**
 * A book of receivables as CSV text (RFC 4180, one header line): 300 customers in Mexico, Colombia, Chile, Peru, Argentina
 * and Brazil, and 2,000 invoices and credit notes as they stood at the end of the as-of date. The same seed and date
 * give the same text. People and companies are made up; e-mail domains are reserved ones (RFC 2606).
 * @throws RangeError when the date is not `YYYY-MM-DD` or the seed not a whole number.
 */
export function generateBook(seed: number, asOf: PlainDate): string {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`${seed} is not a whole number`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || addDays(asOf, 0) !== asOf) throw new RangeError(`${asOf} is not a date`);
  const random = createRandom(seed);
  const customers = sampleCustomers(random);
  const lines = [Object.keys(COLUMNS).join(',')];
  for (let serial = 1; serial <= DOCUMENTS; serial += 1) {
    // Everybody has at least one document; the rest falls where it falls.
    const customer = customers[serial - 1] ?? random.pick(customers);
    const document = sampleDocument(random, customer, serial, asOf);
    lines.push(
      Object.values(COLUMNS)
        .map((cell) => escape(cell(document, customer)))
        .join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}

function escape(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
