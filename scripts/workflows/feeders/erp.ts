import type { WorkflowDefinition } from '../definition';
import { n8n, setting, settingRef } from '../parts';
import { enrich, feeder, httpRead, splitOut, step } from './feeder';

const LOGIN = 'Sign in';
const INVOICES = 'Get the open invoices';
const CUSTOMERS = 'Get the customers';
const ONE_INVOICE = 'One item for each invoice';
const ONE_CUSTOMER = 'One item for each customer';
const TOGETHER = 'Add the customers’ addresses';

const PER_PAGE = 100;
/** Alegra gives at most 30. */
const ALEGRA_PAGE = 30;

export const sapBusinessOne: WorkflowDefinition = feeder({
  slug: 'sap-business-one',
  system: 'SAP Business One',
  connect: [
    'Open **Sign in** and create a *Custom Auth* account with `{ "body": { "CompanyDB": "…", "UserName": "…", "Password": "…" } }`. The user needs to read A/R invoices and business partners.',
  ],
  settings: [
    {
      name: 'serviceLayer',
      value: 'https://sap.example.com:50000/b1s/v1',
      means: 'the address of your Service Layer, up to and with `/b1s/v1`',
    },
  ],
  note: 'Open A/R invoices and the customers’ addresses, 100 a page, through the Service Layer.',
  notes: ['The session of the Service Layer lasts 30 minutes; each run signs in anew.'],
  contracts: [
    {
      of: 'SAP Business One Service Layer, Login, Invoices, BusinessPartners',
      source: 'Working with SAP Business One Service Layer (help.sap.com)',
    },
  ],
  fetch(builder) {
    const session = `={{ 'B1SESSION=' + $('${LOGIN}').first().json.SessionId }}`;
    const read = (path: string, query: Record<string, string>, at: [number, number]) =>
      httpRead(
        {
          url: `={{ ${settingRef('serviceLayer')} }}/${path}`,
          query,
          headers: { Cookie: session, Prefer: `odata.maxpagesize=${PER_PAGE}` },
          paging: {
            parameter: '$skip',
            value: `={{ $pageCount * ${PER_PAGE} }}`,
            done: `={{ !$response.body['odata.nextLink'] && !$response.body['@odata.nextLink'] }}`,
          },
        },
        at,
      );
    builder
      .node(
        LOGIN,
        httpRead(
          {
            method: 'POST',
            url: `={{ ${settingRef('serviceLayer')} }}/Login`,
            credential: { kind: 'generic', type: 'httpCustomAuth', name: 'SAP Business One' },
          },
          step(0),
        ),
      )
      .node(
        INVOICES,
        read(
          'Invoices',
          { $filter: "DocumentStatus eq 'bost_Open' and Cancelled eq 'tNO'", $orderby: 'DocEntry' },
          step(1),
        ),
      )
      .node(ONE_INVOICE, splitOut('value', step(2)))
      .node(CUSTOMERS, {
        ...read(
          'BusinessPartners',
          {
            $select: 'CardCode,EmailAddress,Cellular,Country,LanguageCode',
            $filter: "CardType eq 'cCustomer'",
            $orderby: 'CardCode',
          },
          step(2, 1),
        ),
        executeOnce: true,
      })
      .node(ONE_CUSTOMER, splitOut('value', step(3, 1)))
      .node(TOGETHER, enrich('CardCode', 'CardCode', step(4)))
      .chain(LOGIN, INVOICES, ONE_INVOICE, TOGETHER)
      .chain(INVOICES, CUSTOMERS, ONE_CUSTOMER)
      .connect(ONE_CUSTOMER, TOGETHER, 0, 1);
    return { first: LOGIN, last: TOGETHER, columns: 5 };
  },
});

export const alegra: WorkflowDefinition = feeder({
  slug: 'alegra',
  system: 'Alegra',
  connect: [
    'Open **Get the open invoices** and create a *Basic Auth* account: user is your Alegra e-mail, password is the API token (Alegra → Configuración → API).',
  ],
  settings: [{ name: 'alegraAddress', value: 'https://api.alegra.com/api/v1', means: 'leave it as it is' }],
  note: 'Open invoices with their customers, 30 a page, which is all that Alegra gives at once.',
  contracts: [{ of: 'Alegra API v1, GET /invoices', source: 'developer.alegra.com' }],
  fetch(builder) {
    builder.node(
      INVOICES,
      httpRead(
        {
          url: `={{ ${settingRef('alegraAddress')} }}/invoices`,
          credential: { kind: 'generic', type: 'httpBasicAuth', name: 'Alegra' },
          query: { limit: String(ALEGRA_PAGE), status: 'open', order_field: 'id', order_direction: 'ASC' },
          paging: {
            parameter: 'start',
            value: `={{ $pageCount * ${ALEGRA_PAGE} }}`,
            done: `={{ Array.isArray($response.body) && $response.body.length < ${ALEGRA_PAGE} }}`,
          },
        },
        step(0),
      ),
    );
    return { first: INVOICES, last: INVOICES, columns: 1 };
  },
});

export const siigo: WorkflowDefinition = feeder({
  slug: 'siigo',
  system: 'Siigo',
  connect: [
    'Open **Sign in** and create a *Custom Auth* account with `{ "body": { "username": "…", "access_key": "…" } }` (Siigo Nube → Alianzas → Mi Credencial API).',
  ],
  settings: [
    { name: 'siigoAddress', value: 'https://api.siigo.com', means: 'leave it as it is' },
    {
      name: 'partnerId',
      value: '',
      means: 'a name for your integration without spaces, which Siigo asks for (`Partner-Id`)',
    },
  ],
  note: 'Invoices and customers, 100 a page, put together by customer: Siigo’s invoices do not carry the e-mail address.',
  notes: ['Siigo cannot be asked for open invoices only; paid ones are read and left alone.'],
  contracts: [
    { of: 'Siigo API v1, POST /auth, GET /v1/invoices, GET /v1/customers', source: 'siigoapi.docs.apiary.io' },
  ],
  fetch(builder) {
    const read = (path: string, at: [number, number]) =>
      httpRead(
        {
          url: `={{ ${settingRef('siigoAddress')} }}/v1/${path}`,
          query: { page_size: String(PER_PAGE) },
          headers: {
            Authorization: `={{ 'Bearer ' + $('${LOGIN}').first().json.access_token }}`,
            'Partner-Id': setting('partnerId'),
          },
          paging: {
            parameter: 'page',
            value: '={{ $pageCount + 1 }}',
            done: `={{ $response.body.pagination?.page * $response.body.pagination?.page_size >= $response.body.pagination?.total_results }}`,
          },
        },
        at,
      );
    builder
      .node(
        LOGIN,
        httpRead(
          {
            method: 'POST',
            url: `={{ ${settingRef('siigoAddress')} }}/auth`,
            headers: { 'Partner-Id': setting('partnerId') },
            credential: { kind: 'generic', type: 'httpCustomAuth', name: 'Siigo' },
          },
          step(0),
        ),
      )
      .node(INVOICES, read('invoices', step(1)))
      .node(ONE_INVOICE, splitOut('results', step(2)))
      .node(CUSTOMERS, { ...read('customers', step(2, 1)), executeOnce: true })
      .node(ONE_CUSTOMER, splitOut('results', step(3, 1), 'customer'))
      .node(TOGETHER, enrich('customer.id', 'customer.id', step(4)))
      .chain(LOGIN, INVOICES, ONE_INVOICE, TOGETHER)
      .chain(INVOICES, CUSTOMERS, ONE_CUSTOMER)
      .connect(ONE_CUSTOMER, TOGETHER, 0, 1);
    return { first: LOGIN, last: TOGETHER, columns: 5 };
  },
});

export const holded: WorkflowDefinition = feeder({
  slug: 'holded',
  system: 'Holded',
  connect: [
    'Open **Get the open invoices** and **Get the customers** and create a *Header Auth* account: name `key`, value your API key (Holded → Configuración → Desarrolladores).',
  ],
  settings: [{ name: 'holdedAddress', value: 'https://api.holded.com/api/invoicing/v1', means: 'leave it as it is' }],
  note: 'Unpaid invoices, page by page, and the contacts: Holded’s invoices do not carry the e-mail address.',
  contracts: [{ of: 'Holded Invoicing API v1, GET /documents/invoice and /contacts', source: 'developers.holded.com' }],
  fetch(builder) {
    const read = (path: string, query: Record<string, string>, at: [number, number]) =>
      httpRead(
        {
          url: `={{ ${settingRef('holdedAddress')} }}/${path}`,
          credential: { kind: 'generic', type: 'httpHeaderAuth', name: 'Holded' },
          query,
          paging: {
            parameter: 'page',
            value: '={{ $pageCount + 1 }}',
            done: '={{ Array.isArray($response.body) && $response.body.length === 0 }}',
          },
        },
        at,
      );
    builder
      .node(INVOICES, read('documents/invoice', { paid: '0', sort: 'created-asc' }, step(0)))
      .node(CUSTOMERS, { ...read('contacts', {}, step(1, 1)), executeOnce: true })
      .node(
        'The address of each customer',
        n8n(
          'set',
          3.4,
          {
            mode: 'raw',
            jsonOutput:
              '={{ { contact: $json.id, contactEmail: $json.email, contactPhone: $json.mobile || $json.phone } }}',
            options: {},
          },
          step(2, 1),
        ),
      )
      .node(TOGETHER, enrich('contact', 'contact', step(3)))
      .connect(INVOICES, TOGETHER)
      .chain(INVOICES, CUSTOMERS, 'The address of each customer')
      .connect('The address of each customer', TOGETHER, 0, 1);
    return { first: INVOICES, last: TOGETHER, columns: 4 };
  },
});
