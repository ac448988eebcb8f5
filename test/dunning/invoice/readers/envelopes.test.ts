import { detect, documentsOf } from '../../../../dunning/invoice/readers/index';
import { PAYLOADS } from './payloads';

type System = keyof typeof PAYLOADS;

/** The envelopes that the systems' lists, webhooks and remote calls put around their documents. */
const ENVELOPES: Array<[System, string, (document: unknown) => unknown]> = [
  ['quickbooks', 'a query', (one) => ({ QueryResponse: { Invoice: [one], maxResults: 1 }, time: '2026-01-01' })],
  ['quickbooks', 'one by id', (one) => ({ Invoice: one, time: '2026-01-01T00:00:00-07:00' })],
  ['xero', 'a list', (one) => ({ Id: 'x', Status: 'OK', Invoices: [one] })],
  ['stripe', 'a list', (one) => ({ object: 'list', url: '/v1/invoices', has_more: false, data: [one] })],
  ['stripe', 'an event', (one) => ({ object: 'event', id: 'evt_1', type: 'invoice.overdue', data: { object: one } })],
  ['zoho-books', 'one by id', (one) => ({ code: 0, message: 'success', invoice: one })],
  ['zoho-books', 'a list', (one) => ({ code: 0, invoices: [one], page_context: {} })],
  ['erpnext', 'one by name', (one) => ({ data: one })],
  ['erpnext', 'a method', (one) => ({ message: one })],
  ['sap-business-one', 'a query', (one) => ({ '@odata.context': 'x', value: [one] })],
  ['siigo', 'a list', (one) => ({ pagination: {}, results: [one], _links: {} })],
  ['invoice-ninja', 'a list', (one) => ({ data: [one], meta: {} })],
  ['paypal', 'a list', (one) => ({ items: [one], total_items: 1, links: [] })],
  ['odoo', 'a remote call', (one) => ({ jsonrpc: '2.0', id: 1, result: [one] })],
  ['alegra', 'a list with its count', (one) => ({ metadata: { total: 1 }, data: [one] })],
  ['holded', 'a list', (one) => [one]],
];

it.each(ENVELOPES)('%s: %s', (system, _name, wrap) => {
  expect(documentsOf(wrap(PAYLOADS[system])).map((document) => detect(document)?.id)).toEqual([system]);
});
