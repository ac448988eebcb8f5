import { amount, pageOf } from './debtors';
import type { Debtor } from './debtors';
import { queryNames } from './specs';
import { demand } from './stand-in';
import type { Answer, Asked, StandIn } from './stand-in';

export const XERO_TENANT = '45e4708e-d862-4111-ab3a-dd8cd03913e1';
export const XERO_TOKEN = 'xero-token';

/** Parameters of Xero's OpenAPI file (xero_accounting.yaml), getInvoices and getContacts. */
const PARAMETERS = {
  Invoices: [
    'where',
    'order',
    'IDs',
    'InvoiceNumbers',
    'ContactIDs',
    'Statuses',
    'page',
    'includeArchived',
    'createdByMyApp',
    'unitdp',
    'summaryOnly',
    'pageSize',
    'searchTerm',
  ],
  Contacts: ['where', 'order', 'IDs', 'page', 'includeArchived', 'summaryOnly', 'searchTerm', 'pageSize'],
} as const;

const id = (n: number, kind: number) => `${String(kind).repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const date = (day: string) => ({ text: `${day}T00:00:00`, stamp: `/Date(${Date.parse(`${day}T00:00:00Z`)}+0000)/` });

/** api.xero.com. As in Xero, lists of invoices carry the contact without its e-mail address. */
export function xero(book: Debtor[]): StandIn {
  const lists = {
    Invoices: book.map((one) => ({
      Type: 'ACCREC',
      InvoiceID: id(one.n, 1),
      InvoiceNumber: one.number,
      Contact: {
        ContactID: id(one.n, 2),
        Name: one.name,
        Addresses: [],
        Phones: [],
        ContactGroups: [],
        ContactPersons: [],
        HasValidationErrors: false,
      },
      DateString: date(one.issued).text,
      Date: date(one.issued).stamp,
      DueDateString: date(one.due).text,
      DueDate: date(one.due).stamp,
      Status: 'AUTHORISED',
      LineAmountTypes: 'Exclusive',
      LineItems: [],
      Total: amount(one.total),
      AmountDue: amount(one.open),
      AmountPaid: 0,
      CurrencyCode: 'MXN',
    })),
    Contacts: book.map((one) => ({
      ContactID: id(one.n, 2),
      ContactStatus: 'ACTIVE',
      Name: one.name,
      EmailAddress: one.email,
      Addresses: [],
      Phones: [],
      IsCustomer: true,
      IsSupplier: false,
    })),
  };
  const known = {
    Invoices: queryNames('xero.yaml', '/Invoices') ?? PARAMETERS.Invoices,
    Contacts: queryNames('xero.yaml', '/Contacts') ?? PARAMETERS.Contacts,
  };
  return {
    hosts: ['api.xero.com'],
    answer({ method, url, headers }: Asked): Answer {
      demand(headers.authorization === `Bearer ${XERO_TOKEN}`, 'wants the access token', 401);
      demand(headers['xero-tenant-id'] === XERO_TENANT, 'wants the tenant in every request', 403);
      const list = /^\/api\.xro\/2\.0\/(Invoices|Contacts)$/.exec(url.pathname)?.[1] as keyof typeof lists | undefined;
      demand(method === 'GET' && list, 'is no operation that is known', 404);
      for (const name of url.searchParams.keys()) {
        demand((known[list] as readonly string[]).includes(name), `has no parameter ${name}`);
      }
      demand(/^application\/json/.test(headers.accept ?? ''), 'answers XML unless JSON is asked for');
      const page = Number(url.searchParams.get('page'));
      const size = Number(url.searchParams.get('pageSize') ?? 100);
      demand(Number.isInteger(page) && page > 0, 'counts pages from 1');
      return {
        body: {
          Id: id(0, 9),
          Status: 'OK',
          pagination: {
            page,
            pageSize: size,
            pageCount: Math.ceil(lists[list].length / size),
            itemCount: lists[list].length,
          },
          [list]: pageOf<object>(lists[list], page, size),
        },
      };
    },
  };
}
