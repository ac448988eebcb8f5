import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { n8n, setting, settingRef, SETTINGS, settingsNode } from '../parts';
import { enrich, feeder, step } from './feeder';

const READ = 'Read the invoices';
const XML_TEXT = 'The text of each file';
const WHOSE = 'Whose invoice is it?';
const CUSTOMER_FILE = 'Read the list of customers';
const CUSTOMERS = 'One row per customer';
const TOGETHER = 'Add the customers’ addresses';

/** The receiver's RFC, by which the list of customers is joined. */
const RECEIVER = '={{ $json.xml.match(/<(?:\\w+:)?Receptor\\b[^>]*?\\bRfc\\s*=\\s*["\']([^"\']+)["\']/)?.[1] ?? "" }}';

const CFDI_FOLDER = '/home/node/.n8n-files/cfdi';

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
    'Only what the folder holds is known: without the *complementos de pago*, invoices look unpaid. Keep the files of paid invoices there too, or move both away.',
  ],
  fetch(builder) {
    const read = (file: string, at: [number, number]) =>
      n8n('readWriteFile', 1, { operation: 'read', fileSelector: file, options: {} }, at);
    builder
      .node(READ, read(`={{ ${settingRef('folder')} }}/*.xml`, step(0)))
      .node(
        XML_TEXT,
        n8n(
          'extractFromFile',
          1,
          { operation: 'text', binaryPropertyName: 'data', destinationKey: 'xml', options: {} },
          step(1),
        ),
      )
      .node(
        WHOSE,
        n8n(
          'set',
          3.4,
          {
            assignments: { assignments: [{ id: 'r1', name: 'rfc', value: RECEIVER, type: 'string' }] },
            includeOtherFields: true,
            options: {},
          },
          step(2),
        ),
      )
      .node(CUSTOMER_FILE, read(setting('customersFile'), step(1, 1)))
      .node(CUSTOMERS, n8n('extractFromFile', 1, { operation: 'csv', options: {} }, step(2, 1)))
      .node(TOGETHER, enrich('rfc', 'RFC', step(3)))
      .chain(READ, XML_TEXT, WHOSE, TOGETHER)
      .connect(SETTINGS, CUSTOMER_FILE)
      .chain(CUSTOMER_FILE, CUSTOMERS)
      .connect(CUSTOMERS, TOGETHER, 0, 1);
    return { first: READ, last: TOGETHER, columns: 4 };
  },
});

export const cfdiMailbox: WorkflowDefinition = {
  slug: 'feeders/cfdi-mailbox',
  title: 'CFDI from a mailbox into the folder',
  summary:
    'Whenever a mail with CFDI (XML) arrives in a mailbox, for example the copy that your invoicing service sends you, puts the XML files into the folder that *Invoices from a folder of CFDI* reads.',
  connect: ['Open **When a mail arrives** and choose or create your mailbox (IMAP).', 'Press **Publish**.'],
  settings: [{ name: 'folder', value: CFDI_FOLDER, means: 'the folder that the other workflow reads' }],
  result:
    'One file for each attached XML, named like the attachment; the same CFDI again replaces its file. Mails without XML are left alone.',
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    const isXml = '={{ Object.values($binary)[0].fileName }}';
    builder
      .note({
        text: `## What this does\n${this.summary}\n\nIt reminds nobody; that is the other workflow’s part.`,
        at: [-760, -60],
        size: [400, 280],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **When a mail arrives** and choose your mailbox. Open **Your settings**: the folder.',
        at: [-320, -60],
        size: [300, 280],
        colour: 'set',
      })
      .note({
        text: '## 2 · The XML files\nEach attachment becomes a file. The same CFDI that arrives again replaces its file.',
        at: [0, -60],
        size: [680, 280],
        colour: 'think',
      })
      .node(
        'When a mail arrives',
        n8n(
          'emailReadImap',
          2,
          {
            mailbox: 'INBOX',
            postProcessAction: 'read',
            format: 'simple',
            downloadAttachments: true,
            dataPropertyAttachmentsPrefixName: 'attachment_',
            options: {},
          },
          [-720, 320],
          { credentials: { imap: 'Mailbox (IMAP)' } },
        ),
      )
      .node(SETTINGS, { ...settingsNode(this.settings, [-240, 320]) })
      .node('One item for each attachment', n8n('splitOut', 1, { fieldToSplitOut: '$binary', options: {} }, [40, 320]))
      .node(
        'Only XML files',
        n8n(
          'filter',
          2.2,
          {
            conditions: {
              options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
              combinator: 'and',
              conditions: [
                {
                  id: 'xml',
                  leftValue: isXml,
                  rightValue: '.xml',
                  operator: { type: 'string', operation: 'endsWith' },
                },
              ],
            },
            options: { ignoreCase: true },
          },
          [280, 320],
        ),
      )
      .node(
        'Put it into the folder',
        n8n(
          'readWriteFile',
          1,
          {
            operation: 'write',
            fileName: `={{ ${settingRef('folder')} + '/' + Object.values($binary)[0].fileName.replace(/[^\\w.-]+/g, '_') }}`,
            dataPropertyName: '={{ Object.keys($binary)[0] }}',
            options: {},
          },
          [520, 320],
        ),
      )
      .node(
        'Settings first, then the mails',
        n8n('merge', 3.1, { mode: 'chooseBranch', useDataOfInput: 1 }, [-40, 320]),
      )
      .connect('When a mail arrives', SETTINGS)
      .connect('When a mail arrives', 'Settings first, then the mails')
      .connect(SETTINGS, 'Settings first, then the mails', 0, 1)
      .chain(
        'Settings first, then the mails',
        'One item for each attachment',
        'Only XML files',
        'Put it into the folder',
      );
    return builder.build();
  },
};
