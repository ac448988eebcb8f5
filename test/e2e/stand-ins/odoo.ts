import { amount } from './debtors';
import type { Debtor } from './debtors';
import { demand, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

export const ODOO_KEY = 'odoo-key';

type Row = Record<string, unknown>;
type Clause = [string, string, unknown];

/** Fields of the two models that are asked for, as Odoo 19 has them; an unknown field is an error there. */
const FIELDS: Record<string, string[]> = {
  'account.move': [
    'id',
    'name',
    'move_type',
    'state',
    'payment_state',
    'partner_id',
    'invoice_partner_display_name',
    'invoice_date',
    'invoice_date_due',
    'amount_total',
    'amount_residual',
    'currency_id',
    'ref',
  ],
  'res.partner': [
    'id',
    'name',
    'email',
    'phone',
    'vat',
    'lang',
    'street',
    'city',
    'zip',
    'state_id',
    'country_code',
    'is_company',
    'parent_id',
  ],
};

/** Odoo 19, External JSON-2 API: POST /json/2/{model}/search_read with the key as bearer; empty values are `false`. */
export function odoo(book: Debtor[]): StandIn {
  const moves: Row[] = book.flatMap((one) => [
    move(one, { id: 1000 + one.n }),
    // Paid ones and drafts are there too, and must not be asked for.
    ...(one.n % 10 === 0
      ? [move(one, { id: 5000 + one.n, name: `${one.number}-P`, payment_state: 'paid', amount_residual: 0 })]
      : []),
    ...(one.n % 13 === 0 ? [move(one, { id: 6000 + one.n, name: `${one.number}-D`, state: 'draft' })] : []),
  ]);
  const partners: Row[] = book.map((one) => ({
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
  }));
  return {
    hosts: ['acme.odoo.example'],
    answer(asked: Asked) {
      const { method, url, headers } = asked;
      demand(headers.authorization?.toLowerCase() === `bearer ${ODOO_KEY}`, 'wants the API key', 401);
      const model = /^\/json\/2\/([a-z.]+)\/search_read$/.exec(url.pathname)?.[1] ?? '';
      const known = FIELDS[model];
      demand(method === 'POST' && known, 'is no method that is known', 404);
      const {
        domain,
        fields,
        offset = 0,
        limit,
        ...others
      } = jsonOf(asked) as { domain: Clause[]; fields: string[]; offset?: number; limit?: number };
      demand(
        Object.keys(others).filter((name) => !['order', 'context'].includes(name)).length === 0,
        'has arguments that search_read does not take',
        422,
      );
      const unknown = fields.find((field) => !known.includes(field));
      demand(unknown === undefined, `Invalid field ${unknown} on ${model}`, 422);
      const rows = (model === 'account.move' ? moves : partners).filter((row) =>
        domain.every((clause) => holds(row, clause)),
      );
      const page = rows.slice(offset, limit === undefined ? undefined : offset + limit);
      return { body: page.map((row) => Object.fromEntries(['id', ...fields].map((field) => [field, row[field]]))) };
    },
  };
}

function move(one: Debtor, more: Row): Row {
  return {
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
  };
}

function holds(row: Row, [field, operator, value]: Clause): boolean {
  demand(operator === '=' || operator === '!=', `Invalid operator ${operator}`, 422);
  return (row[field] === value) === (operator === '=');
}
