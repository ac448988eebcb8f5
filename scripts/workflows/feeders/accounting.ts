import type { WorkflowDefinition } from '../definition';
import { setting, settingRef } from '../parts';
import { enrich, feeder, httpRead, splitOut, step } from './feeder';

const INVOICES = 'Get the open invoices';
const CUSTOMERS = 'Get the customers';
const ONE_INVOICE = 'One item for each invoice';
const ONE_CUSTOMER = 'One item for each customer';
const TOGETHER = 'Add the customers’ addresses';

const quickBooksAccount = { kind: 'predefined', type: 'quickBooksOAuth2Api', name: 'QuickBooks Online' } as const;
const PER_PAGE = 100;

export const quickBooks: WorkflowDefinition = feeder({
  slug: 'quickbooks',
  system: 'QuickBooks Online',
  connect: ['Open **Get the open invoices** and choose or create your QuickBooks account.'],
  settings: [
    {
      name: 'quickBooksAddress',
      value: 'https://quickbooks.api.intuit.com',
      means: 'for a sandbox company: `https://sandbox-quickbooks.api.intuit.com`',
    },
    {
      name: 'companyId',
      value: '',
      means: 'the Company ID (Realm ID), shown in QuickBooks under Settings → Account and settings → Billing',
    },
  ],
  note: 'Invoices with something still open, 100 a page.',
  notes: [
    'Uses n8n’s QuickBooks account in an HTTP Request. n8n’s own QuickBooks node cannot be used here: asked for all invoices that match a filter, it counts those that do not match as well and, when the count is not reached, returns **none** without an error.',
  ],
  contracts: [{ of: 'QuickBooks Online Accounting API v3, query', source: 'developer.intuit.com, Data queries' }],
  fetch(builder) {
    const query = `={{ "select * from Invoice where Balance > '0' orderby Id startposition " + ($pageCount * ${PER_PAGE} + 1) + ' maxresults ${PER_PAGE}' }}`;
    builder
      .node(
        INVOICES,
        httpRead(
          {
            url: `={{ ${settingRef('quickBooksAddress')} }}/v3/company/{{ ${settingRef('companyId')} }}/query`,
            credential: quickBooksAccount,
            query: { minorversion: '75' },
            headers: { Accept: 'application/json' },
            paging: {
              parameter: 'query',
              value: query,
              done: `={{ ($response.body.QueryResponse?.Invoice ?? []).length < ${PER_PAGE} }}`,
            },
          },
          step(0),
        ),
      )
      .node(ONE_INVOICE, splitOut('QueryResponse.Invoice', step(1)))
      .chain(INVOICES, ONE_INVOICE);
    return { first: INVOICES, last: ONE_INVOICE, columns: 2 };
  },
});

const xeroAccount = { kind: 'predefined', type: 'xeroOAuth2Api', name: 'Xero' } as const;

const xeroPages = (list: string) => ({
  parameter: 'page',
  value: '={{ $pageCount + 1 }}',
  done: `={{ ($response.body.${list} ?? []).length < ${PER_PAGE} }}`,
});

export const xero: WorkflowDefinition = feeder({
  slug: 'xero',
  system: 'Xero',
  connect: ['Open **Get the open invoices** and **Get the customers** and choose or create your Xero account.'],
  settings: [
    {
      name: 'tenantId',
      value: '',
      means: 'the organisation’s tenant ID, as https://api.xero.com/connections lists it',
    },
  ],
  note: 'Authorised sales invoices with something still due, 100 a page, and the contacts: Xero leaves the e-mail address out of its lists of invoices.',
  notes: [
    'Uses n8n’s Xero account in an HTTP Request. n8n’s own Xero node names the organisation only in the first request: with more than 100 invoices the second page fails.',
  ],
  contracts: [
    {
      of: 'Xero Accounting API 2.0, getInvoices and getContacts',
      source: 'Xero’s OpenAPI file (xero_accounting.yaml)',
    },
  ],
  fetch(builder) {
    const headers = { 'xero-tenant-id': setting('tenantId'), Accept: 'application/json' };
    builder
      .node(
        INVOICES,
        httpRead(
          {
            url: 'https://api.xero.com/api.xro/2.0/Invoices',
            credential: xeroAccount,
            query: {
              where: 'Type=="ACCREC"',
              Statuses: 'AUTHORISED',
              order: 'InvoiceNumber ASC',
              pageSize: String(PER_PAGE),
            },
            headers,
            paging: xeroPages('Invoices'),
          },
          step(0),
        ),
      )
      .node(ONE_INVOICE, splitOut('Invoices', step(1)))
      .node(CUSTOMERS, {
        ...httpRead(
          {
            url: 'https://api.xero.com/api.xro/2.0/Contacts',
            credential: xeroAccount,
            query: { where: 'IsCustomer==true', pageSize: String(PER_PAGE) },
            headers,
            paging: xeroPages('Contacts'),
          },
          step(1, 1),
        ),
        executeOnce: true,
      })
      .node(ONE_CUSTOMER, splitOut('Contacts', step(2, 1), 'Contact'))
      .node(TOGETHER, enrich('Contact.ContactID', 'Contact.ContactID', step(3), 'preferLast'))
      .chain(INVOICES, ONE_INVOICE, TOGETHER)
      .chain(INVOICES, CUSTOMERS, ONE_CUSTOMER)
      .connect(ONE_CUSTOMER, TOGETHER, 0, 1);
    return { first: INVOICES, last: TOGETHER, columns: 4 };
  },
});

export const stripe: WorkflowDefinition = feeder({
  slug: 'stripe',
  system: 'Stripe',
  connect: [
    'Open **Get the open invoices** and choose or create your Stripe account (a restricted key that may read invoices).',
  ],
  settings: [{ name: 'stripeAddress', value: 'https://api.stripe.com', means: 'leave it as it is' }],
  note: 'Open invoices with their customers, 100 a page. Each carries its own payment page, which the reminder links to.',
  notes: [
    'Uses n8n’s Stripe account in an HTTP Request: n8n’s own Stripe node has no invoices. Switch Stripe’s own reminders off, or customers hear twice.',
  ],
  contracts: [{ of: 'Stripe API, GET /v1/invoices', source: 'docs.stripe.com/api/invoices/list' }],
  fetch(builder) {
    const url = `${settingRef('stripeAddress')} + '/v1/invoices?status=open&limit=${PER_PAGE}&expand[]=data.customer'`;
    builder
      .node(
        INVOICES,
        httpRead(
          {
            url: `={{ ${url} }}`,
            credential: { kind: 'predefined', type: 'stripeApi', name: 'Stripe' },
            paging: {
              nextUrl: `={{ ${url} + ($response.body?.data?.length ? '&starting_after=' + $response.body.data.at(-1).id : '') }}`,
              done: '={{ $response.body.has_more === false }}',
            },
          },
          step(0),
        ),
      )
      .node(ONE_INVOICE, splitOut('data', step(1)))
      .chain(INVOICES, ONE_INVOICE);
    return { first: INVOICES, last: ONE_INVOICE, columns: 2 };
  },
});

const zohoPages = {
  parameter: 'page',
  value: '={{ $pageCount + 1 }}',
  done: '={{ $response.body.page_context?.has_more_page !== true }}',
};

export const zohoBooks: WorkflowDefinition = feeder({
  slug: 'zoho-books',
  system: 'Zoho Books',
  connect: [
    'Open **Get the open invoices** and choose or create your Zoho account; its scope must hold `ZohoBooks.invoices.READ` (turn on *Custom Scopes* where n8n offers it, or use a generic OAuth2 account).',
  ],
  settings: [
    {
      name: 'zohoAddress',
      value: 'https://www.zohoapis.com',
      means: 'the address of your region: `.com`, `.eu`, `.in`, `.com.au` …',
    },
    { name: 'organizationId', value: '', means: 'the organisation ID, shown in Zoho Books under Manage Organizations' },
  ],
  note: 'Invoices that are not paid, 200 a page, with the e-mail address and the payment page that Zoho keeps for each.',
  contracts: [{ of: 'Zoho Books API v3, GET /invoices', source: 'zoho.com/books/api/v3/invoices' }],
  fetch(builder) {
    builder
      .node(
        INVOICES,
        httpRead(
          {
            url: `={{ ${settingRef('zohoAddress')} }}/books/v3/invoices`,
            credential: { kind: 'predefined', type: 'zohoOAuth2Api', name: 'Zoho Books' },
            query: { organization_id: setting('organizationId'), filter_by: 'Status.Unpaid', per_page: '200' },
            paging: zohoPages,
          },
          step(0),
        ),
      )
      .node(ONE_INVOICE, splitOut('invoices', step(1)))
      .chain(INVOICES, ONE_INVOICE);
    return { first: INVOICES, last: ONE_INVOICE, columns: 2 };
  },
});
