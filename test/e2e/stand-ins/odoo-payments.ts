import type { Debtor } from './debtors';
import { moveOf, ODOO_HOST, odooCall, partnerOf, withFields } from './odoo-server';
import type { Row } from './odoo-server';
import { demand, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

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
    'account.move': book.map((one) => moveOf(one)),
    'res.partner': book.map(partnerOf),
  };
  return {
    hosts: [ODOO_HOST],
    payments,
    answer(asked: Asked) {
      const { model, method } = odooCall(asked);
      const rows = tables[model];
      demand(rows && ['search_read', 'create'].includes(method), 'is no method that is known', 404);
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
      return { body: withFields(found, fields) };
    },
  };
}
