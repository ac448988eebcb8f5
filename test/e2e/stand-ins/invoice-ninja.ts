import { amount, pageOf } from './debtors';
import type { Debtor } from './debtors';
import { demand } from './stand-in';
import type { StandIn } from './stand-in';

/** Tokens of version 5 have 64 characters; n8n tells the versions apart by that. */
export const NINJA_TOKEN = 'n'.repeat(64);

/** Invoice Ninja API v1: GET /api/v1/invoices; without `include=client` the client is not there. */
export function invoiceNinja(book: Debtor[]): StandIn {
  return {
    hosts: ['ninja.example'],
    answer({ method, url, headers }) {
      demand(headers['x-api-token'] === NINJA_TOKEN, 'wants X-API-TOKEN', 403);
      demand(method === 'GET' && url.pathname === '/api/v1/invoices', 'is no operation that is known', 404);
      const { searchParams: query } = url;
      demand(query.get('client_status') === 'unpaid', 'would give paid invoices too');
      const page = Number(query.get('page') ?? 1);
      const size = Number(query.get('per_page') ?? 20);
      const pages = Math.ceil(book.length / size);
      const next = page < pages ? `https://ninja.example/api/v1/invoices?page=${page + 1}` : undefined;
      return {
        body: {
          data: pageOf(book, page, size).map((one) => ({
            id: `inv${one.n}`,
            entity_type: 'invoice',
            number: one.number,
            client_id: one.customer,
            status_id: '2',
            date: one.issued,
            due_date: one.due,
            partial: 0,
            partial_due_date: '',
            amount: amount(one.total),
            balance: amount(one.open),
            paid_to_date: 0,
            po_number: '',
            is_deleted: false,
            invitations: [{ link: `https://ninja.example/client/invoice/${one.n}` }],
            ...(query.get('include') === 'client'
              ? {
                  client: {
                    display_name: one.name,
                    vat_number: '',
                    country_id: '484',
                    currency: { code: 'MXN' },
                    contacts: [{ first_name: 'Ana', last_name: 'Ruiz', email: one.email, is_primary: true }],
                  },
                }
              : {}),
          })),
          meta: {
            pagination: {
              total: book.length,
              count: size,
              per_page: size,
              current_page: page,
              total_pages: pages,
              links: next ? { next } : {},
            },
          },
        },
      };
    },
  };
}
