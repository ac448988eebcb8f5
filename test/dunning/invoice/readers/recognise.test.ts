import { detect, documentsOf } from '../../../../dunning/invoice/readers';
import { PAYLOADS } from './payloads';

describe('tables of one’s own', () => {
  it.each<[string, Record<string, unknown>]>([
    [
      'customers and balances',
      { customer_id: 7, customer_name: 'Acme', invoice_number: 'F-1', invoice_id: 1, currency_code: 'MXN', balance: 5 },
    ],
    ['clients and states', { client_id: 7, status_id: 2, amount: 5, number: 'F-1' }],
    ['clients and totals', { client: 'Acme', dueDate: '2026-10-31', totalPaid: 0, number: 'F-1' }],
    ['contacts', { contact: 'Ana', contactName: 'Ana', docNumber: 'F-1' }],
    ['documents', { document: 'F-1', customer: 'Acme', payments: 0, balance: 5 }],
    ['partners', { partner_id: 7, move_type: 'sale' }],
    ['types', { Type: 'Invoice', Contact: 'Ana', Total: 5 }],
  ])('%s are not taken for a system’s', (_name, row) => {
    expect(detect(row)).toBeUndefined();
    expect(documentsOf(row)).toEqual([row]);
  });
});

describe('taking documents out of an answer', () => {
  const { stripe, quickbooks, xero } = PAYLOADS;

  it.each<[string, unknown, unknown[]]>([
    ['a list', [stripe, stripe], [stripe, stripe]],
    ['a Xero answer', { Id: '1', Status: 'OK', Invoices: [xero] }, [xero]],
    ['a QuickBooks query', { QueryResponse: { Invoice: [quickbooks] } }, [quickbooks]],
    ['a Stripe event', { object: 'event', type: 'invoice.overdue', data: { object: stripe } }, [stripe]],
    ['an OData page', { value: [PAYLOADS['sap-business-one']] }, [PAYLOADS['sap-business-one']]],
    ['a row of a sheet', { Invoice: 'F-1', Total: 5 }, [{ Invoice: 'F-1', Total: 5 }]],
    ['XML in a field', { xml: '<Comprobante Version="4.0"/>' }, ['<Comprobante Version="4.0"/>']],
  ])('%s', (_name, payload, expected) => {
    expect(documentsOf(payload)).toEqual(expected);
  });

  it.each([[null], [undefined], [5], [''], ['text'], [[]], [{}], [{ data: { data: { data: { data: stripe } } } }]])(
    'recognises nothing in %j',
    (payload) => {
      expect(detect(payload)).toBeUndefined();
      expect(documentsOf(payload)).toEqual([payload]);
    },
  );
});
