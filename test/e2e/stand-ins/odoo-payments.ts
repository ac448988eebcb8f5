import { amount } from './debtors';
import type { Debtor } from './debtors';
import { ODOO_KEY } from './odoo';
import { demand, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

type Row = Record<string, unknown>;

/** What `account.payment` takes, as Odoo 19 has it; an unknown field is an error there. */
const TYPES: Record<string, 'string' | 'number'> = {
  payment_type: 'string',
  partner_type: 'string',
  partner_id: 'number',
  amount: 'number',
  date: 'string',
  memo: 'string',
  currency_id: 'number',
};

/** Odoo 19, External JSON-2 API: payments created and looked for, and one customer's invoices and address. */
export function odooPayments(book: Debtor[]): StandIn & { payments: Row[] } {
  const payments: Row[] = [];
  const tables: Record<string, Row[]> = {
    'account.payment': payments,
    'res.currency': [{ id: 33, name: 'MXN' }],
    'account.move': book.map((one) => ({
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
    })),
    'res.partner': book.map((one) => ({
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
    })),
  };
  return {
    hosts: ['acme.odoo.example'],
    payments,
    answer(asked: Asked) {
      demand(asked.headers.authorization?.toLowerCase() === `bearer ${ODOO_KEY}`, 'wants the API key', 401);
      const [, model = '', method] = /^\/json\/2\/([a-z.]+)\/(search_read|create)$/.exec(asked.url.pathname) ?? [];
      const rows = tables[model];
      demand(asked.method === 'POST' && rows, 'is no method that is known', 404);
      if (method === 'create') {
        demand(model === 'account.payment', 'may not be created', 403);
        const { vals_list: values } = jsonOf(asked) as { vals_list: Row[] };
        for (const value of values) {
          for (const [name, type] of Object.entries(TYPES)) {
            demand(typeof value[name] === type, `${name} is no ${type}`, 422);
          }
          const unknown = Object.keys(value).find((name) => !(name in TYPES));
          demand(unknown === undefined, `Invalid field ${unknown} on account.payment`, 422);
          payments.push({ id: payments.length + 1, state: 'draft', ...value });
        }
        return { body: values.map((_value, index) => payments.length - values.length + index + 1) };
      }
      const { domain, fields } = jsonOf(asked) as { domain: Array<[string, string, unknown]>; fields: string[] };
      const found = rows.filter((row) =>
        domain.every(([field, operator, value]) => {
          demand(operator === '=', `Invalid operator ${operator}`, 422);
          const own = row[field];
          return (Array.isArray(own) ? own[0] : own) === value;
        }),
      );
      return { body: found.map((row) => Object.fromEntries(['id', ...fields].map((field) => [field, row[field]]))) };
    },
  };
}
