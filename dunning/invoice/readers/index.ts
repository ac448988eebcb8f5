import { InputError } from '../../errors';
import { alegra } from './alegra';
import { cfdi } from './cfdi';
import { cii } from './cii';
import { dte } from './dte';
import { erpnext } from './erpnext';
import { holded } from './holded';
import { invoiceNinja } from './invoice-ninja';
import { nfe } from './nfe';
import { odoo } from './odoo';
import { paypal } from './paypal';
import { peruUbl } from './peru-ubl';
import { quickbooks } from './quickbooks';
import { sapBusinessOne } from './sap-business-one';
import { siigo } from './siigo';
import { isRow, type SourceReader } from './source';
import { stripe } from './stripe';
import { ubl } from './ubl';
import { xero } from './xero';
import { zohoBooks } from './zoho-books';

export { applyPayments } from './payments';
export type { PaymentNotice, SourceReader, SourceResult } from './source';

/** Every source that can be read, by its id. Sheets with columns of their own are read by `createGenericReader`. */
export const readers: Readonly<Record<string, SourceReader>> = Object.fromEntries(
  [
    odoo,
    erpnext,
    quickbooks,
    xero,
    sapBusinessOne,
    alegra,
    siigo,
    holded,
    zohoBooks,
    stripe,
    invoiceNinja,
    paypal,
    cfdi,
    peruUbl,
    ubl,
    cii,
    nfe,
    dte,
  ].map((reader) => [reader.id, reader]),
);

/** Guesses the source of one document; `undefined` when it looks like none, so probably a row of a sheet. */
export function detect(payload: unknown): SourceReader | undefined {
  return Object.values(readers).find((reader) => reader.recognises(payload));
}

/**
 * The reader of a source.
 * @throws InputError when there is none of that id
 */
export function readerOf(id: string): SourceReader {
  const reader = Object.hasOwn(readers, id) ? readers[id] : undefined;
  if (reader !== undefined) return reader;
  throw new InputError({
    field: 'source',
    found: id,
    problem: 'is not a source that can be read',
    advice: `Choose one of ${Object.keys(readers).join(', ')}, or map columns.`,
  });
}

/** Deep enough for every envelope known: Stripe event > data > object. */
const DEEPEST_ENVELOPE = 3;
/** Names under which systems and n8n nodes put the documents of an answer or an event. */
const ENVELOPES = [
  'Invoices',
  'CreditNotes',
  'QueryResponse',
  'Invoice',
  'CreditMemo',
  'value',
  'data',
  'object',
  'results',
  'result',
  'invoices',
  'invoice',
  'creditnotes',
  'creditnote',
  'items',
  'message',
  'body',
  'xml',
];

/**
 * Takes the documents out of what a system answered or sent: a list, a page of results, an event. A payload that is a
 * document, or that nothing is known about, comes back alone.
 */
export function documentsOf(payload: unknown): unknown[] {
  const found = unwrap(payload, DEEPEST_ENVELOPE);
  return found.length > 0 ? found : [payload];
}

function unwrap(payload: unknown, depth: number): unknown[] {
  if (detect(payload) !== undefined) return [payload];
  if (depth === 0) return [];
  if (Array.isArray(payload)) return (payload as unknown[]).flatMap((one) => unwrap(one, depth - 1));
  if (!isRow(payload)) return [];
  const found = ENVELOPES.filter((name) => Object.hasOwn(payload, name)).flatMap((name) =>
    unwrap(payload[name], depth - 1),
  );
  if (found.length > 0) return found;
  // A column of any name may hold the XML of an invoice.
  return Object.values(payload).filter(
    (value) => typeof value === 'string' && value.includes('<') && detect(value) !== undefined,
  );
}
