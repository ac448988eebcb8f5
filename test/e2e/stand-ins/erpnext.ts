import { amount } from './debtors';
import type { Debtor } from './debtors';
import { demand } from './stand-in';
import type { StandIn } from './stand-in';

export const ERPNEXT = { apiKey: 'erp-key', apiSecret: 'erp-secret' };

/** Frappe REST API: GET /api/resource/Sales Invoice with filters, fields, limit_start and limit_page_length. */
export function erpNext(book: Debtor[]): StandIn {
  const invoices = book.map((one) => ({
    name: one.number,
    docstatus: 1,
    customer: one.customer,
    customer_name: one.name,
    posting_date: one.issued,
    due_date: one.due,
    currency: 'MXN',
    party_account_currency: 'MXN',
    grand_total: amount(one.total),
    rounded_total: 0,
    outstanding_amount: amount(one.open),
    is_return: 0,
    contact_email: one.email,
    contact_mobile: one.phone,
    po_no: null,
    language: 'es-MX',
  }));
  const paid = { ...invoices[0], name: 'PAID-1', outstanding_amount: 0 };
  return {
    hosts: ['acme.erpnext.example'],
    answer({ method, url, headers }) {
      demand(headers.authorization === `token ${ERPNEXT.apiKey}:${ERPNEXT.apiSecret}`, 'wants token key:secret', 401);
      if (url.pathname === '/api/method/frappe.auth.get_logged_user') return { body: { message: 'ana@acme.example' } };
      demand(
        method === 'GET' && decodeURIComponent(url.pathname) === '/api/resource/Sales Invoice',
        'DocType not found',
        404,
      );
      const filters = JSON.parse(url.searchParams.get('filters') ?? '[]') as Array<[string, string, string, string]>;
      const kept = [...invoices, paid].filter((row) =>
        filters.every(([type, field, operator, value]) => {
          demand(type === 'Sales Invoice', `filters on ${type}`, 417);
          const found = Number((row as Record<string, unknown>)[field]);
          demand(operator === '=' || operator === '>', `has no operator ${operator}`, 417);
          return operator === '=' ? found === Number(value) : found > Number(value);
        }),
      );
      const start = Number(url.searchParams.get('limit_start') ?? 0);
      const length = Number(url.searchParams.get('limit_page_length') ?? 20);
      const rows = kept.slice(start, start + length);
      return { body: { data: url.searchParams.get('fields') === '["*"]' ? rows : rows.map(({ name }) => ({ name })) } };
    },
  };
}
