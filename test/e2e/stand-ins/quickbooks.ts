import { amount } from './debtors';
import type { Debtor } from './debtors';
import { demand } from './stand-in';
import type { StandIn } from './stand-in';

export const QUICKBOOKS = { token: 'quickbooks-token', realm: '4620816365' };

/** `select * from Invoice [where Balance > 'n'] [orderby x] [startposition n] [maxresults n]`: the clauses in this order only. */
const QUERY =
  /^select \* from Invoice(?: where Balance > '(\d+)')?(?: orderby (\w+))?(?: startposition (\d+))?(?: maxresults (\d+))?$/i;

/** QuickBooks Online Accounting API v3: GET /v3/company/{realm}/query. An empty page has no list in it. */
export function quickBooks(book: Debtor[]): StandIn {
  const all = book.flatMap((one) => [
    invoice(one),
    ...(one.n % 10 === 0 ? [{ ...invoice(one), Id: `9${one.n}`, DocNumber: `${one.number}-P`, Balance: 0 }] : []),
  ]);
  return {
    hosts: ['quickbooks.api.intuit.com'],
    answer({ method, url, headers }) {
      demand(headers.authorization === `Bearer ${QUICKBOOKS.token}`, 'wants the access token', 401);
      demand(
        method === 'GET' && url.pathname === `/v3/company/${QUICKBOOKS.realm}/query`,
        'is no operation that is known',
        404,
      );
      demand(/application\/json/.test(headers.accept ?? ''), 'answers XML unless JSON is asked for');
      const [, balance, , start = '1', max = '100'] = QUERY.exec(url.searchParams.get('query') ?? '') ?? [];
      demand(QUERY.test(url.searchParams.get('query') ?? ''), 'QueryParserError');
      demand(Number(max) <= 1000, 'gives at most 1000');
      const found = all.filter((one) => balance === undefined || one.Balance > Number(balance));
      const page = found.slice(Number(start) - 1, Number(start) - 1 + Number(max));
      return {
        body: {
          QueryResponse:
            page.length > 0 ? { Invoice: page, startPosition: Number(start), maxResults: page.length } : {},
          time: '2026-11-23T09:00:00.000-07:00',
        },
      };
    },
  };
}

function invoice(one: Debtor) {
  return {
    Id: String(one.n),
    DocNumber: one.number,
    TxnDate: one.issued,
    DueDate: one.due,
    CustomerRef: { value: one.customer, name: one.name },
    BillEmail: { Address: one.email },
    CurrencyRef: { value: 'MXN', name: 'Mexican Peso' },
    TotalAmt: amount(one.total),
    Balance: amount(one.open),
    Line: [],
    sparse: false,
  };
}
