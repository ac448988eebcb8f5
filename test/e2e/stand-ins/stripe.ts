import type { Debtor } from './debtors';
import { demand } from './stand-in';
import type { StandIn } from './stand-in';

export const STRIPE_KEY = 'rk_test_stand_in';

const PARAMETERS = [
  'status',
  'limit',
  'starting_after',
  'expand[]',
  'customer',
  'created',
  'due_date',
  'ending_before',
  'collection_method',
  'subscription',
];
const unix = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000;

/** Stripe API, GET /v1/invoices: newest first, `starting_after` the last id, `has_more` says whether there is another page. */
export function stripe(book: Debtor[]): StandIn {
  const invoices = [...book].reverse().map((one) => ({
    id: `in_${one.n}`,
    object: 'invoice',
    number: one.number,
    currency: 'mxn',
    customer: {
      id: `cus_${one.n}`,
      object: 'customer',
      name: one.name,
      email: one.email,
      preferred_locales: ['es-MX'],
    },
    customer_name: one.name,
    customer_email: one.email,
    customer_address: { line1: 'Calle 1', city: 'Ciudad de México', country: 'MX', postal_code: '06600', state: null },
    collection_method: 'send_invoice',
    created: unix(one.issued),
    due_date: unix(one.due),
    status: 'open',
    status_transitions: { finalized_at: unix(one.issued), paid_at: null },
    total: one.total,
    amount_due: one.open,
    amount_paid: one.total - one.open,
    amount_remaining: one.open,
    hosted_invoice_url: `https://invoice.stripe.com/i/${one.n}`,
    invoice_pdf: null,
    metadata: {},
  }));
  return {
    hosts: ['api.stripe.com'],
    answer({ method, url, headers }) {
      demand(headers.authorization === `Bearer ${STRIPE_KEY}`, 'Invalid API Key provided', 401);
      demand(method === 'GET' && url.pathname === '/v1/invoices', 'Unrecognized request URL', 404);
      for (const name of url.searchParams.keys())
        demand(PARAMETERS.includes(name), `Received unknown parameter: ${name}`);
      demand(url.searchParams.get('status') === 'open', 'would give paid invoices too');
      const limit = Number(url.searchParams.get('limit') ?? 10);
      demand(limit >= 1 && limit <= 100, 'limit is between 1 and 100');
      const after = url.searchParams.get('starting_after');
      const start = after === null ? 0 : invoices.findIndex(({ id }) => id === after) + 1;
      demand(after === null || start > 0, `No such invoice: ${after}`, 404);
      const data = invoices.slice(start, start + limit);
      return { body: { object: 'list', url: '/v1/invoices', has_more: start + limit < invoices.length, data } };
    },
  };
}
