import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { n8n, settingRef, stopWith } from '../parts';
import { mailbox } from '../care/mailbox';
import { settingsBeside } from '../care/team';
import { keep } from '../ways';
import { CFDI_FOLDER, XML_TEXT, xmlText } from './cfdi';

const MAIL = 'When a mail arrives';
const EACH = 'One item for each attachment';
const ONLY_XML = 'Only XML files';
const ONLY_ZIP = 'Only ZIP files';
const UNPACK = 'Unpack them';
const EACH_INSIDE = 'One item for each file in them';
const ONLY_XML_INSIDE = 'Only XML files in them';
const WRITE = 'Put it into the folder';
const DAMAGED = 'A ZIP file is damaged';

/** Every attachment under one name: the node that unpacks asks for the same name in all items. */
const EACH_CODE = `return $input.all().flatMap((mail, index) =>
  Object.values(mail.binary ?? {}).map((file) => ({ json: {}, binary: { file }, pairedItem: index })),
);`;

const FILE = 'Object.values($binary)[0]';
/** Told by the name, or by the type where a mail program gave no name. */
const IS_XML = `/\\.xml$/i.test(${FILE}?.fileName ?? '') || /^(?:text|application)\\/xml\\b/i.test(${FILE}?.mimeType ?? '')`;
const IS_ZIP = `/\\.zip$/i.test(${FILE}?.fileName ?? '')`;

/**
 * The number of the fiscal stamp. Different invoices often come as files of the same name, and the same invoice under several; a
 * document without a stamp keeps its name, and a part of its own that follows from what is in it.
 */
const NAME = `($json.xml.match(/TimbreFiscalDigital\\b[^>]*?\\bUUID\\s*=\\s*["']([0-9a-f-]{36})["']/i)?.[1].toUpperCase() ?? (${FILE}.fileName ?? 'attachment').replace(/^.*[\\/\\\\]/, '').replace(/\\.xml$/i, '').replace(/[^\\w-]+/g, '_').slice(0, 80) + '-' + $json.xml.hash('sha256').slice(0, 12))`;

export const cfdiMailbox: WorkflowDefinition = {
  slug: 'feeders/cfdi-mailbox',
  title: 'CFDI from a mailbox into the folder',
  summary:
    'Whenever a mail with CFDI (XML, also inside of a ZIP file) arrives in a mailbox, for example the copy that your invoicing service sends you, puts the XML files into the folder that *Invoices from a folder of CFDI* reads.',
  connect: [
    'Open **When a mail arrives** and choose or create your mailbox (IMAP). Leave the format on _Resolved_: _Simple_ overlooks attachments that a mail program shows inside of the text.',
    'Make the folder before the first mail arrives; n8n does not.',
    'Press **Publish**.',
  ],
  settings: [{ name: 'folder', value: CFDI_FOLDER, means: 'the folder that the other workflow reads' }],
  result:
    'One file for each CFDI, named by the number of its fiscal stamp (UUID): the same CFDI again replaces its file, and two that are called alike are two. Mails without XML are left alone. Every mail is marked as read.',
  notes: [
    'n8n remembers how far it has read, also while it is not running, and whether or not somebody opened a mail before. What arrived before the day of *Publish* is not looked at; forward it to the mailbox.',
    'When a file cannot be written or a ZIP file is damaged, the run ends as failed and your error workflow tells a person. Mend the cause, then press *Retry* on that run under Executions: n8n still has the mail.',
    'A document without a fiscal stamp is kept under its own name; the other workflow says what is wrong with it.',
    'When n8n says *Command failed* after *Publish*, the mailbox refused the user or the password.',
    'When the mailbox moves to another server, import this workflow anew: n8n’s mark belongs to the old one.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: `## What this does\n${this.summary}\n\nIt reminds nobody; that is the other workflow’s part.`,
        at: [-780, -60],
        size: [400, 280],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **When a mail arrives** and choose your mailbox. Open **Your settings**: the folder.',
        at: [-340, -60],
        size: [300, 180],
        colour: 'set',
      })
      .note({
        text: '## 2 · The XML files\nAttachments that are XML, and those inside of ZIP files.',
        at: [180, -60],
        size: [1180, 280],
        colour: 'think',
      })
      .note({
        text: '## 3 · Into the folder\nNamed by the number of the fiscal stamp: the same CFDI that arrives again replaces its file, and two files that are called alike do not.',
        at: [1420, -60],
        size: [480, 280],
        colour: 'send',
      })
      .node(MAIL, mailbox({ postProcessAction: 'read', dataPropertyAttachmentsPrefixName: 'attachment_' }));
    const merged = settingsBeside(builder, MAIL, this.settings, [-300, 320], 'the mails');
    builder
      .node(EACH, n8n('code', 2, { jsCode: EACH_CODE }, [220, 320]))
      .node(ONLY_XML, keep(IS_XML, [480, 320]))
      .node(ONLY_ZIP, keep(IS_ZIP, [480, 520]))
      .node(UNPACK, {
        ...n8n(
          'compression',
          1.1,
          { operation: 'decompress', binaryPropertyName: 'file', outputPrefix: 'file_' },
          [700, 520],
        ),
        onError: 'continueErrorOutput',
      })
      .node(EACH_INSIDE, n8n('splitOut', 1, { fieldToSplitOut: '$binary', options: {} }, [940, 480]))
      .node(ONLY_XML_INSIDE, keep(IS_XML, [1180, 480]))
      .node(XML_TEXT, xmlText(`={{ Object.keys($binary)[0] }}`, [1460, 320], { keepSource: 'binary' }))
      .node(
        WRITE,
        n8n(
          'readWriteFile',
          1.1,
          {
            operation: 'write',
            fileName: `={{ ${settingRef('folder')} + '/' + ${NAME} + '.xml' }}`,
            dataPropertyName: '={{ Object.keys($binary)[0] }}',
            options: {},
          },
          [1700, 320],
        ),
      )
      .node(
        DAMAGED,
        stopWith(
          '={{ "A ZIP file that came by mail cannot be unpacked: " + $json.error + ". What to do: ask for the XML files again; the other files of the mail are in the folder." }}',
          [940, 680],
        ),
      )
      .connect(merged, EACH)
      .chain(EACH, ONLY_XML, XML_TEXT, WRITE)
      .chain(EACH, ONLY_ZIP, UNPACK, EACH_INSIDE, ONLY_XML_INSIDE, XML_TEXT)
      .connect(UNPACK, DAMAGED, 1);
    return builder.build();
  },
};
