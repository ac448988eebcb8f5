import type { Debtor } from './debtors';
import { moveOf, ODOO_HOST, odooCall, partnerOf, withFields } from './odoo-server';
import type { Row } from './odoo-server';
import { demand, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

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

/** Odoo 19, External JSON-2 API: `search_read` of invoices and customers. */
export function odoo(book: Debtor[]): StandIn {
  const moves: Row[] = book.flatMap((one) => [
    moveOf(one),
    // Paid ones and drafts are there too, and must not be asked for.
    ...(one.n % 10 === 0
      ? [moveOf(one, { id: 5000 + one.n, name: `${one.number}-P`, payment_state: 'paid', amount_residual: 0 })]
      : []),
    ...(one.n % 13 === 0 ? [moveOf(one, { id: 6000 + one.n, name: `${one.number}-D`, state: 'draft' })] : []),
  ]);
  const partners = book.map(partnerOf);
  return {
    hosts: [ODOO_HOST],
    answer(asked: Asked) {
      const { model, method } = odooCall(asked);
      const known = FIELDS[model];
      demand(method === 'search_read' && known, 'is no method that is known', 404);
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
      return { body: withFields(page, fields) };
    },
  };
}

function holds(row: Row, [field, operator, value]: Clause): boolean {
  demand(operator === '=' || operator === '!=', `Invalid operator ${operator}`, 422);
  return (row[field] === value) === (operator === '=');
}
