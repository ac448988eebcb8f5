import { amount } from './debtors';
import type { Debtor } from './debtors';
import { demand, jsonOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

export const SAP = { CompanyDB: 'SBODEMO', UserName: 'cobranza', Password: 'secreto' };
export const SAP_ADDRESS = 'https://sap.example.com:50000/b1s/v1';
const SESSION = '9c1f6f7e-0000-11ee-8000-005056000001';

/** SAP Business One Service Layer v1: a session cookie, OData filters, at most `Prefer: odata.maxpagesize` rows and a next link. */
export function sapBusinessOne(book: Debtor[]): StandIn {
  const tables = {
    Invoices: book.map((one) => ({
      DocEntry: one.n,
      DocNum: Number(one.n) + 20_000,
      NumAtCard: null,
      CardCode: one.customer,
      CardName: one.name,
      DocDate: `${one.issued}T00:00:00Z`,
      DocDueDate: `${one.due}T00:00:00Z`,
      DocTotal: amount(one.total),
      DocTotalFc: 0,
      PaidToDate: 0,
      PaidToDateFC: 0,
      DocCurrency: 'MXP',
      Cancelled: 'tNO',
      DocumentStatus: 'bost_Open',
      DocObjectCode: 'oInvoices',
      DocumentInstallments: [
        { InstallmentId: 1, DueDate: `${one.due}T00:00:00Z`, Total: amount(one.total), TotalFC: 0 },
      ],
    })),
    BusinessPartners: book.map((one) => ({
      CardCode: one.customer,
      EmailAddress: one.email,
      Cellular: one.phone,
      Country: 'MX',
      LanguageCode: null,
    })),
  };
  return {
    hosts: ['sap.example.com'],
    answer(asked: Asked) {
      const { method, url, headers } = asked;
      const path = url.pathname.replace('/b1s/v1/', '');
      if (method === 'POST' && path === 'Login') {
        const { CompanyDB, UserName, Password } = jsonOf(asked);
        const right = CompanyDB === SAP.CompanyDB && UserName === SAP.UserName && Password === SAP.Password;
        demand(right, 'Login failed: wrong user or password', 401);
        return {
          headers: { 'set-cookie': `B1SESSION=${SESSION}; HttpOnly; path=/b1s/v1` },
          body: { SessionId: SESSION, Version: '1000190', SessionTimeout: 30 },
        };
      }
      demand(
        new RegExp(`B1SESSION=${SESSION}`).test(headers.cookie ?? ''),
        'Invalid session or session already timeout.',
        401,
      );
      demand(
        method === 'GET' && (path === 'Invoices' || path === 'BusinessPartners'),
        'is no operation that is known',
        404,
      );
      const query = url.searchParams;
      if (path === 'Invoices')
        demand(/DocumentStatus eq 'bost_Open'/.test(query.get('$filter') ?? ''), 'would give closed invoices too');
      demand(query.get('$orderby'), 'gives pages in no order unless one is asked for');
      const rows: object[] = tables[path];
      const skip = Number(query.get('$skip') ?? 0);
      const size = Number(/odata\.maxpagesize=(\d+)/.exec(headers.prefer ?? '')?.[1] ?? 20);
      const more = skip + size < rows.length;
      return {
        body: {
          'odata.metadata': `${SAP_ADDRESS}/$metadata#${path}`,
          value: rows.slice(skip, skip + size),
          ...(more ? { 'odata.nextLink': `${path}?$skip=${skip + size}` } : {}),
        },
      };
    },
  };
}
