import type { WorkflowDefinition } from '../definition';
import { n8n } from '../parts';
import { enrich, feeder, READ_AGAIN, step } from './feeder';

const INVOICES = 'Get the open invoices';
const CUSTOMERS = 'Get the customers';
const TOGETHER = 'Add the customers’ addresses';

export const odooFields = [
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
];
export const partnerFields = [
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
];

export const odooRead = (
  model: string,
  fields: string[],
  filters: Array<[string, string, string]>,
  at: [number, number],
) =>
  n8n(
    'odoo',
    2,
    {
      authentication: 'odooApiKeyApi',
      resource: 'custom',
      customResource: { __rl: true, mode: 'name', value: model },
      operation: 'getAll',
      returnAll: true,
      options: { fieldsList: fields.join(',') },
      filters: { filter: filters.map(([fieldName, operator, value]) => ({ fieldName, operator, value })) },
    },
    at,
    { ...READ_AGAIN, credentials: { odooApiKeyApi: 'Odoo' } },
  );

export const odoo: WorkflowDefinition = feeder({
  slug: 'odoo',
  system: 'Odoo',
  connect: [
    'Open **Get the open invoices** and **Get the customers** and choose or create your Odoo account (an API key; the user needs to read invoices).',
  ],
  settings: [],
  withoutSettings: true,
  note: 'Posted customer invoices that are not paid, and the customers with their addresses, put together by customer.',
  notes: [
    'Works with Odoo 19 and later as it is. For Odoo 14 to 18 choose *Username & Password* under Authentication in both nodes.',
    'Odoo gives all rows in one answer; n8n’s node asks for no pages.',
  ],
  contracts: [
    {
      of: 'Odoo External JSON-2 API, search_read on account.move and res.partner',
      source: 'odoo.com/documentation/19.0/developer/reference/external_api.html',
    },
  ],
  fetch(builder) {
    builder
      .node(
        INVOICES,
        odooRead(
          'account.move',
          odooFields,
          [
            ['move_type', 'equal', 'out_invoice'],
            ['state', 'equal', 'posted'],
            ['payment_state', 'notEqual', 'paid'],
          ],
          step(0),
        ),
      )
      .node(CUSTOMERS, { ...odooRead('res.partner', partnerFields, [], step(1, 1)), executeOnce: true })
      .node(
        'One address for each customer',
        n8n('set', 3.4, { mode: 'raw', jsonOutput: '={{ { partner: $json } }}', options: {} }, step(2, 1)),
      )
      .node(TOGETHER, enrich('partner_id[0]', 'partner.id', step(3)))
      .connect(INVOICES, TOGETHER)
      .chain(INVOICES, CUSTOMERS, 'One address for each customer')
      .connect('One address for each customer', TOGETHER, 0, 1);
    return { first: INVOICES, last: TOGETHER, columns: 4 };
  },
});

export const erpNext: WorkflowDefinition = feeder({
  slug: 'erpnext',
  system: 'ERPNext',
  connect: [
    'Open **Get the open invoices** and choose or create your ERPNext account (API key and secret of a user who may read sales invoices).',
  ],
  settings: [],
  withoutSettings: true,
  note: 'Submitted sales invoices with something outstanding, page by page. n8n’s ERPNext node reads one invoice of each page twice; the second copy is taken out.',
  notes: [
    'ERPNext’s list does not carry the payment schedule: an invoice with several due dates is judged by its last one (*due_date*).',
  ],
  contracts: [
    { of: 'Frappe REST API, GET /api/resource/Sales Invoice', source: 'docs.frappe.io/framework/user/en/api/rest' },
  ],
  fetch(builder) {
    builder
      .node(
        INVOICES,
        n8n(
          'erpNext',
          1,
          {
            resource: 'document',
            operation: 'getAll',
            docType: 'Sales Invoice',
            returnAll: true,
            options: {
              fields: ['*'],
              filters: {
                customProperty: [
                  { field: 'docstatus', operator: 'is', value: '1' },
                  { field: 'outstanding_amount', operator: 'greater', value: '0' },
                ],
              },
            },
          },
          step(0),
          { ...READ_AGAIN, credentials: { erpNextApi: 'ERPNext' } },
        ),
      )
      .node(
        'Each invoice once',
        n8n(
          'removeDuplicates',
          2,
          {
            operation: 'removeDuplicateInputItems',
            compare: 'selectedFields',
            fieldsToCompare: 'name',
            options: {},
          },
          step(1),
        ),
      )
      .chain(INVOICES, 'Each invoice once');
    return { first: INVOICES, last: 'Each invoice once', columns: 2 };
  },
});

export const invoiceNinja: WorkflowDefinition = feeder({
  slug: 'invoice-ninja',
  system: 'Invoice Ninja',
  connect: ['Open **Get the open invoices** and choose or create your Invoice Ninja account (an API token).'],
  settings: [],
  withoutSettings: true,
  note: 'Unpaid and overdue invoices with their clients, 100 a page.',
  notes: ['For Invoice Ninja 5. Its own reminders should be switched off, or customers hear twice.'],
  contracts: [{ of: 'Invoice Ninja API v1, GET /invoices', source: 'api-docs.invoicing.co (OpenAPI)' }],
  fetch(builder) {
    builder.node(
      INVOICES,
      n8n(
        'invoiceNinja',
        2,
        {
          apiVersion: 'v5',
          resource: 'invoice',
          operation: 'getAll',
          returnAll: true,
          options: { include: 'client', clientStatus: 'unpaid' },
        },
        step(0),
        { ...READ_AGAIN, credentials: { invoiceNinjaApi: 'Invoice Ninja' } },
      ),
    );
    return { first: INVOICES, last: INVOICES, columns: 1 };
  },
});
