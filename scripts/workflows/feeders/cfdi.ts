import { CSV_OPTIONS, HOW_WRITTEN, howWrittenNode } from '../csv';
import type { WorkflowDefinition } from '../definition';
import { n8n, setting, settingRef, SETTINGS } from '../parts';
import { enrich, feeder, step } from './feeder';

const READ = 'Read the invoices';
export const XML_TEXT = 'The text of each file';
const WHOSE = 'Whose invoice is it?';
const CUSTOMER_FILE = 'Read the list of customers';
const CUSTOMERS = 'One row per customer';
const TIDY = 'Each RFC in one way of writing';
const TOGETHER = 'Add the customers’ addresses';

/** The receiver's RFC, by which the list of customers is joined. It may hold an ampersand, which XML writes as a word. */
const RECEIVER =
  '={{ ($json.xml.match(/<(?:\\w+:)?Receptor\\b[^>]*?\\bRfc\\s*=\\s*["\']([^"\']+)["\']/)?.[1] ?? "").replaceAll("&amp;", "&").trim().toUpperCase() }}';

/** As people type it: in small letters, with a blank behind it, under `rfc`. */
const RFC_OF_ROW = '={{ String($json.RFC ?? $json.Rfc ?? $json.rfc ?? "").trim().toUpperCase() }}';

/** A CFDI is always in UTF-8; n8n would guess, and takes a name with one accent for another encoding. */
export const xmlText = (binaryPropertyName: string, at: [number, number], options: object = {}) =>
  n8n(
    'extractFromFile',
    1.1,
    { operation: 'text', binaryPropertyName, destinationKey: 'xml', options: { encoding: 'utf8', ...options } },
    at,
  );

export const CFDI_FOLDER = '/home/node/.n8n-files/cfdi';

export const cfdiFolder: WorkflowDefinition = feeder({
  slug: 'cfdi-folder',
  system: 'a folder of CFDI',
  title: 'Invoices from a folder of CFDI (XML)',
  summary:
    'Every weekday morning: reads the CFDI (XML) of your invoices and of the payments received (complementos de pago) from a folder, adds your customers’ addresses from a list, and hands them to the reminders core.',
  connect: [
    'Put the XML files into a folder that n8n may read (`~/.n8n-files` unless your administrator set `N8N_RESTRICT_FILE_ACCESS_TO`), or let the workflow *CFDI from a mailbox* put them there.',
    'Put a CSV file with the columns `RFC` and `Email` (and, if you like, `Phone`, `WhatsApp`, `Language`) beside them: a CFDI does not hold the customer’s address.',
  ],
  settings: [
    { name: 'folder', value: CFDI_FOLDER, means: 'the folder with the XML files' },
    { name: 'customersFile', value: `${CFDI_FOLDER}/customers.csv`, means: 'the list of customers, as CSV' },
  ],
  note: 'One XML file for each invoice or payment. What the payments cover counts as paid. The e-mail address comes from the list of customers, by RFC.',
  notes: [
    'A folder without XML files, and a list of customers that is not there, end the run as failed.',
    'A file that cannot be read as a CFDI is named to a person; the others go on.',
    'Only what the folder holds is known: without the *complementos de pago*, invoices look unpaid. Keep the files of paid invoices there too, or move both away.',
  ],
  fetch(builder) {
    const read = (file: string, at: [number, number]) =>
      // From version 1.1 on, a folder that is empty or not there fails the run instead of passing for “nothing is open”.
      n8n('readWriteFile', 1.1, { operation: 'read', fileSelector: file, options: {} }, at);
    const field = (name: string, value: string, at: [number, number], kept: object = { includeOtherFields: true }) =>
      n8n(
        'set',
        3.4,
        {
          assignments: { assignments: [{ id: 'r1', name, value, type: 'string' }] },
          ...kept,
          options: {},
        },
        at,
      );
    const named = { includeOtherFields: true, include: 'selected', includeFields: 'xml, fileName' };
    builder
      .node(READ, read(`={{ ${settingRef('folder')} }}/*.xml`, step(0)))
      .node(XML_TEXT, xmlText('data', step(1), { keepSource: 'json' }))
      .node(WHOSE, field('rfc', RECEIVER, step(2), named))
      .node(CUSTOMER_FILE, read(setting('customersFile'), step(1, 1)))
      .node(HOW_WRITTEN, howWrittenNode('data', step(2, 1)))
      .node(CUSTOMERS, n8n('extractFromFile', 1.1, { operation: 'csv', options: CSV_OPTIONS }, step(3, 1)))
      .node(TIDY, field('RFC', RFC_OF_ROW, step(4, 1)))
      .node(TOGETHER, enrich('rfc', 'RFC', step(5)))
      .chain(READ, XML_TEXT, WHOSE, TOGETHER)
      .connect(SETTINGS, CUSTOMER_FILE)
      .chain(CUSTOMER_FILE, HOW_WRITTEN, CUSTOMERS, TIDY)
      .connect(TIDY, TOGETHER, 0, 1);
    return { first: READ, last: TOGETHER, columns: 6 };
  },
});
