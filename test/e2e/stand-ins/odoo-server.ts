import { amount } from './debtors';
import type { Debtor } from './debtors';
import { demand } from './stand-in';
import type { Asked } from './stand-in';

export const ODOO_KEY = 'odoo-key';
export const ODOO_HOST = 'acme.odoo.example';

export type Row = Record<string, unknown>;

/** Odoo 19, External JSON-2 API: `POST /json/2/{model}/{method}` with the key as bearer; anything else is refused. */
export function odooCall(asked: Asked): { model: string; method: string } {
  demand(asked.headers.authorization?.toLowerCase() === `bearer ${ODOO_KEY}`, 'wants the API key', 401);
  const [, model, method] = /^\/json\/2\/([a-z.]+)\/([a-z_]+)$/.exec(asked.url.pathname) ?? [];
  demand(asked.method === 'POST' && model && method, 'is no method that is known', 404);
  return { model, method };
}

/** The rows with these fields of each, as `search_read` gives them; the id is always there. */
export const withFields = (rows: readonly Row[], fields: readonly string[]): Row[] =>
  rows.map((row) => Object.fromEntries(['id', ...fields].map((field) => [field, row[field]])));

/** One invoice of the book as a row of `account.move`; empty values are `false`. */
export const moveOf = (one: Debtor, more: Row = {}): Row => ({
  id: 1000 + one.n,
  name: one.number,
  move_type: 'out_invoice',
  state: 'posted',
  payment_state: 'not_paid',
  partner_id: [300 + one.n, one.name],
  invoice_partner_display_name: one.name,
  invoice_date: one.issued,
  invoice_date_due: one.due,
  amount_total: amount(one.total),
  amount_residual: amount(one.open),
  currency_id: [33, 'MXN'],
  ref: false,
  ...more,
});

/** Its customer as a row of `res.partner`. */
export const partnerOf = (one: Debtor): Row => ({
  id: 300 + one.n,
  name: one.name,
  email: one.email,
  phone: one.phone,
  vat: false,
  lang: 'es_MX',
  street: 'Calle 1',
  city: 'Ciudad de México',
  zip: '06600',
  state_id: false,
  country_code: 'MX',
  is_company: true,
  parent_id: false,
});
