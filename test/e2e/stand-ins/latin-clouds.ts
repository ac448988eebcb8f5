import { amount, pageOf } from './debtors';
import type { Debtor } from './debtors';
import { demand, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

export const ALEGRA = { user: 'ana@acme.example', password: 'alegra-token' };

/** Alegra API v1, GET /invoices: `start` from 0, `limit` at most 30, the answer is the list itself. */
export function alegra(book: Debtor[]): StandIn {
  return {
    hosts: ['api.alegra.com'],
    answer({ method, url, headers }) {
      const basic = Buffer.from(`${ALEGRA.user}:${ALEGRA.password}`).toString('base64');
      demand(headers.authorization === `Basic ${basic}`, 'wants e-mail and token', 401);
      demand(method === 'GET' && url.pathname === '/api/v1/invoices', 'is no operation that is known', 404);
      const limit = Number(url.searchParams.get('limit') ?? 30);
      demand(limit >= 1 && limit <= 30, 'limit is between 1 and 30');
      demand(url.searchParams.get('status') === 'open', 'would give closed invoices too');
      const start = Number(url.searchParams.get('start') ?? 0);
      return {
        body: book.slice(start, start + limit).map((one) => ({
          id: String(one.n),
          date: one.issued,
          dueDate: one.due,
          status: 'open',
          numberTemplate: { id: '1', prefix: null, number: String(one.n), fullNumber: one.number },
          client: {
            id: one.customer,
            name: one.name,
            identification: null,
            email: one.email,
            mobile: one.phone,
            address: { address: 'Calle 1', city: 'Ciudad de México' },
          },
          currency: { code: 'MXN', symbol: '$' },
          total: amount(one.total),
          totalPaid: 0,
          balance: amount(one.open),
        })),
      };
    },
  };
}

export const SIIGO = { username: 'ana@acme.example', access_key: 'siigo-key' };
export const SIIGO_PARTNER = 'AcmeReminders';
const SIIGO_TOKEN = 'siigo-token';
const uuid = (n: number) => `6b6ceb43-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Siigo API v1: a token from POST /auth, `Partner-Id` in every request, pages of at most 100. */
export function siigo(book: Debtor[]): StandIn {
  const lists = {
    invoices: book.map((one) => ({
      id: uuid(one.n),
      document: { id: 24446 },
      number: one.n,
      name: one.number,
      date: one.issued,
      customer: { id: uuid(10_000 + one.n), identification: String(900_000_000 + one.n), branch_office: 0 },
      total: amount(one.total),
      balance: amount(one.open),
      currency: { code: 'MXN', exchange_rate: 1 },
      payments: [{ id: 5636, name: 'Crédito', value: amount(one.total), due_date: one.due }],
    })),
    customers: book.map((one) => ({
      id: uuid(10_000 + one.n),
      type: 'Customer',
      person_type: 'Company',
      id_type: { code: '31', name: 'NIT' },
      identification: String(900_000_000 + one.n),
      name: [one.name],
      branch_office: 0,
      active: true,
      phones: [{ indicative: '52', number: one.phone.slice(3), extension: '' }],
      contacts: [
        {
          first_name: 'Ana',
          last_name: 'Ruiz',
          email: one.email,
          phone: { indicative: '52', number: one.phone.slice(3), extension: '' },
        },
      ],
    })),
  };
  return {
    hosts: ['api.siigo.com'],
    answer(asked: Asked) {
      const { method, url, headers } = asked;
      demand(headers['partner-id'] === SIIGO_PARTNER, 'wants Partner-Id in every request', 400);
      if (method === 'POST' && url.pathname === '/auth') {
        const { username, access_key: key } = jsonOf(asked);
        demand(username === SIIGO.username && key === SIIGO.access_key, 'invalid_grant', 401);
        return { body: { access_token: SIIGO_TOKEN, expires_in: 86_400, token_type: 'Bearer', scope: 'SiigoAPI' } };
      }
      demand(headers.authorization === `Bearer ${SIIGO_TOKEN}`, 'unauthorized', 401);
      const list = /^\/v1\/(invoices|customers)$/.exec(url.pathname)?.[1] as keyof typeof lists | undefined;
      demand(method === 'GET' && list, 'is no operation that is known', 404);
      const page = Number(url.searchParams.get('page') ?? 1);
      const size = Number(url.searchParams.get('page_size') ?? 25);
      demand(size >= 1 && size <= 100, 'page_size is between 1 and 100');
      return {
        body: {
          pagination: { page, page_size: size, total_results: lists[list].length },
          results: pageOf<object>(lists[list], page, size),
        },
      };
    },
  };
}

export const HOLDED_KEY = 'holded-key';
const HOLDED_PAGE = 100;
const hex = (n: number, kind: string) => `${kind.repeat(12)}${n.toString(16).padStart(12, '0')}`;
const unix = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

/** Holded Invoicing API v1: the key in the header `key`, the answer is the list itself, empty after the last page. */
export function holded(book: Debtor[]): StandIn {
  const lists: Record<string, object[]> = {
    'documents/invoice': book.map((one) => ({
      id: hex(one.n, 'a'),
      contact: hex(one.n, 'b'),
      contactName: one.name,
      docNumber: one.number,
      date: unix(one.issued),
      dueDate: unix(one.due),
      total: amount(one.total),
      paymentsTotal: 0,
      paymentsPending: amount(one.open),
      status: 0,
      currency: 'mxn',
      multipledueDate: [],
    })),
    contacts: book.map((one) => ({
      id: hex(one.n, 'b'),
      name: one.name,
      email: one.email,
      mobile: one.phone,
      phone: null,
    })),
  };
  return {
    hosts: ['api.holded.com'],
    answer({ method, url, headers }) {
      demand(headers.key === HOLDED_KEY, 'wants the key', 401);
      const list = lists[url.pathname.replace('/api/invoicing/v1/', '')];
      demand(method === 'GET' && list, 'is no operation that is known', 404);
      return { body: pageOf(list, Number(url.searchParams.get('page') ?? 1), HOLDED_PAGE) };
    },
  };
}

export const ZOHO = { token: 'zoho-token', organization: '10234695' };

/**
 * Zoho Books API v3, GET /books/v3/invoices: `Zoho-oauthtoken` in the documentation, `Bearer` as n8n's own Zoho node sends it,
 * `organization_id`, `page_context.has_more_page`.
 */
export function zohoBooks(book: Debtor[]): StandIn {
  return {
    hosts: ['www.zohoapis.com'],
    answer({ method, url, headers }) {
      demand(
        [`Zoho-oauthtoken ${ZOHO.token}`, `Bearer ${ZOHO.token}`].includes(headers.authorization ?? ''),
        'You are not authorized to perform this operation',
        401,
      );
      demand(method === 'GET' && url.pathname === '/books/v3/invoices', 'is no operation that is known', 404);
      demand(url.searchParams.get('organization_id') === ZOHO.organization, 'wants organization_id');
      const page = Number(url.searchParams.get('page') ?? 1);
      const size = Number(url.searchParams.get('per_page') ?? 200);
      demand(size >= 1 && size <= 200, 'per_page is at most 200');
      const status = url.searchParams.get('filter_by');
      demand(
        status === null ||
          /^Status\.(All|Sent|Draft|OverDue|Paid|Void|Unpaid|PartiallyPaid|Viewed)$|^Date\.PaymentExpectedDate$/.test(
            status,
          ),
        'Invalid value passed for filter_by',
      );
      return {
        body: {
          code: 0,
          message: 'success',
          invoices: pageOf(book, page, size).map((one) => ({
            invoice_id: String(982_000_000_567_000 + one.n),
            invoice_number: one.number,
            customer_id: String(982_000_000_600_000 + one.n),
            customer_name: one.name,
            status: 'sent',
            date: one.issued,
            due_date: one.due,
            payment_expected_date: '',
            currency_code: 'MXN',
            total: amount(one.total),
            balance: amount(one.open),
            email: one.email,
            phone: one.phone,
            reference_number: '',
            invoice_url: `https://zoho.example/pay/${one.n}`,
          })),
          page_context: {
            page,
            per_page: size,
            has_more_page: page * size < book.length,
            sort_column: 'date',
            sort_order: 'D',
          },
        },
      };
    },
  };
}
