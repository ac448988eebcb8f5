import { CSV_OPTIONS, HOW_WRITTEN, howWrittenNode } from '../csv';
import type { WorkflowDefinition } from '../definition';
import { n8n, setting } from '../parts';
import { feeder, READ_AGAIN, step } from './feeder';

const ROWS = 'One row per invoice';
const READ = 'Read the invoices';
const COLUMNS =
  'Columns are recognised by name in English, Spanish and Portuguese: invoice number, customer, e-mail, due date, amount, balance, currency …';

export const googleSheets: WorkflowDefinition = feeder({
  slug: 'google-sheets',
  system: 'Google Sheets',
  connect: ['Open **Read the invoices** and choose or create your Google account.'],
  settings: [
    { name: 'sheetUrl', value: '', means: 'the address of the sheet, as your browser shows it' },
    { name: 'tab', value: 'Invoices', means: 'the name of the tab' },
  ],
  note: `One row for each invoice. ${COLUMNS}`,
  contracts: [
    {
      of: 'Google Sheets API v4, spreadsheets.get and values.get',
      source: 'developers.google.com/sheets/api/reference/rest',
    },
  ],
  fetch(builder) {
    builder.node(
      READ,
      n8n(
        'googleSheets',
        4.5,
        {
          authentication: 'oAuth2',
          resource: 'sheet',
          operation: 'read',
          documentId: { __rl: true, mode: 'url', value: setting('sheetUrl') },
          sheetName: { __rl: true, mode: 'name', value: setting('tab') },
          filtersUI: {},
          options: {},
        },
        step(0),
        { ...READ_AGAIN, credentials: { googleSheetsOAuth2Api: 'Google Sheets' } },
      ),
    );
    return { first: READ, last: READ, columns: 1 };
  },
});

const isExcel = {
  conditions: {
    options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: 'excel',
        leftValue: `={{ $binary.Invoices.fileExtension || $binary.Invoices.fileName }}`,
        rightValue: 'xlsx',
        operator: { type: 'string', operation: 'endsWith' },
      },
    ],
  },
  options: { ignoreCase: true },
};

export const formUpload: WorkflowDefinition = feeder({
  slug: 'upload',
  system: 'a file you upload',
  title: 'Invoices from a CSV or Excel file you upload',
  summary:
    'A page on which you drop a CSV or Excel file of your open invoices; they are handed to the reminders core at once. Uploading the same file again reminds nobody twice.',
  connect: [],
  settings: [],
  withoutSettings: true,
  note: `One row for each invoice. ${COLUMNS}`,
  notes: [
    'A CSV file may have commas, semicolons or tabs between its columns, and be written as Excel writes it (Windows or UTF-8).',
    'Anyone with the address of the page can upload a file. Choose *Basic Auth* or *n8n user* in **Upload your invoices** before you share it.',
  ],
  triggers(builder) {
    builder.node(
      'Upload your invoices',
      n8n(
        'formTrigger',
        2.2,
        {
          formTitle: 'Open invoices',
          formDescription: 'A CSV or Excel file (.xlsx), one row for each invoice.',
          formFields: {
            values: [
              {
                fieldLabel: 'Invoices',
                fieldType: 'file',
                multipleFiles: false,
                acceptFileTypes: '.csv, .xlsx',
                requiredField: true,
              },
            ],
          },
          responseMode: 'onReceived',
          options: {
            appendAttribution: false,
            path: 'upload-invoices',
            respondWithOptions: {
              values: {
                respondWith: 'text',
                formSubmittedText: 'Thank you. The reminders are being worked out; see Executions in n8n.',
              },
            },
          },
        },
        [-720, 320],
        { webhookId: '6f1d2c3b-4a59-4e68-8d77-90abcdef0012' },
      ),
    );
    return ['Upload your invoices'];
  },
  fetch(builder) {
    // A file that is no CSV fails the run from version 1.1 on.
    const rows = (operation: string, at: [number, number], options: object = {}) =>
      n8n('extractFromFile', 1.1, { operation, binaryPropertyName: 'Invoices', options }, at);
    builder
      .node('Excel or CSV?', n8n('if', 2.2, isExcel, step(0)))
      .node('Rows of the Excel file', rows('xlsx', [step(2)[0], step(2)[1] - 40]))
      .node(HOW_WRITTEN, howWrittenNode('Invoices', [step(1)[0], step(1)[1] + 140]))
      .node('Rows of the CSV file', rows('csv', [step(2)[0], step(2)[1] + 140], CSV_OPTIONS))
      .node(ROWS, n8n('noOp', 1, {}, step(3)))
      .connect('Excel or CSV?', 'Rows of the Excel file', 0)
      .connect('Excel or CSV?', HOW_WRITTEN, 1)
      .connect('Rows of the Excel file', ROWS)
      .chain(HOW_WRITTEN, 'Rows of the CSV file', ROWS);
    return { first: 'Excel or CSV?', last: ROWS, columns: 4 };
  },
});

const sql = (type: 'postgres' | 'mySql', version: number, system: string, query: string): WorkflowDefinition =>
  feeder({
    slug: type === 'postgres' ? 'postgresql' : 'mysql',
    system: `a ${system} query`,
    summary: `Every weekday morning: runs your ${system} query and hands its rows, one for each open invoice, to the reminders core.`,
    connect: [
      `Open **Read the invoices** and choose or create your ${system} account; one that may only read is enough.`,
    ],
    settings: [{ name: 'query', value: query, means: 'the query that gives one row for each open invoice' }],
    note: `One row for each invoice. ${COLUMNS} Give columns such names with \`AS\`.`,
    notes: [
      'The database gives all rows in one answer: there are no pages between which an invoice could slip through.',
      'Amounts are exact in columns of the type `DECIMAL` (or `NUMERIC`), and days in columns of the type `DATE`.',
      'Begin the query with `SELECT`, and leave semicolons out: n8n takes other queries for changes, and answers with a line of its own when nothing is open.',
    ],
    fetch(builder) {
      builder.node(
        READ,
        n8n(type, version, { operation: 'executeQuery', query: setting('query'), options: {} }, step(0), {
          ...READ_AGAIN,
          credentials: { [type]: system },
        }),
      );
      return { first: READ, last: READ, columns: 1 };
    },
  });

const QUERY =
  'SELECT number AS "Invoice Number", customer_id AS "Customer ID", customer_name AS "Customer", email AS "Email", issue_date AS "Invoice Date", due_date AS "Due Date", total AS "Amount", balance AS "Balance", currency AS "Currency" FROM open_invoices';

export const postgresql = sql('postgres', 2.7, 'PostgreSQL', QUERY);
export const mysql = sql('mySql', 2.5, 'MySQL', QUERY.replaceAll('"', '`'));
