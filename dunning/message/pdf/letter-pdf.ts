import type PDFDocument from 'pdfkit';
import qrcode from 'qrcode-generator';

import type { PlainDate } from '../../common';
import type { LetterDocument, LetterTable } from '../letter';
import { BOLD, REGULAR } from './fonts';

/** How a letter is set. */
export interface PdfOptions {
  /** Default: Letter where the language's country uses it, else A4. */
  size?: 'A4' | 'LETTER';
  /** Prints the payment link as a QR code. */
  qr?: boolean;
}

type Pdf = InstanceType<typeof PDFDocument>;

/** Countries whose paper is Letter (ANSI); the others use A4 (ISO 216). */
const LETTER_LOCALES: ReadonlySet<string> = new Set(['es-MX', 'es-CO', 'es-CL', 'en-US']);

const MARGIN = 56;
const FOOT_ROOM = 64;
const BODY_SIZE = 10;
const SMALL_SIZE = 8.5;
const ROW_GAP = 5;
const QR_SIZE = 84;
const GREY = '#52606d';
const RULE = '#c5ced8';

/**
 * Sets a letter as a PDF: fonts embedded, tagged (document, headings, paragraphs, table with header cells), with language and
 * title, pages numbered. Nothing in it depends on the clock: the same letter gives the same bytes.
 */
export async function letterPdf(letter: LetterDocument, asOf: PlainDate, options: PdfOptions): Promise<Uint8Array> {
  const size = options.size ?? (LETTER_LOCALES.has(letter.locale) ? 'LETTER' : 'A4');
  const created = new Date(`${asOf}T00:00:00Z`);
  // A megabyte that only letters need.
  const { default: Document } = await import('pdfkit');
  const doc: Pdf = new Document({
    size,
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: FOOT_ROOM },
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    lang: letter.locale,
    pdfVersion: '1.7',
    // An empty default keeps the library from reading its own font files.
    font: '',
    info: { Title: letter.subject, Author: letter.from[0] ?? '', CreationDate: created, ModDate: created },
  });
  const bytes = collect(doc);
  doc.registerFont('regular', Buffer.from(REGULAR, 'base64'));
  doc.registerFont('bold', Buffer.from(BOLD, 'base64'));
  new Setter(doc, letter, options).set();
  doc.end();
  return bytes;
}

function collect(doc: Pdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

interface RowStyle {
  bold?: boolean;
  header?: boolean;
  columns: LetterTable['columns'];
}

/** How wide a column is beside the others. */
const WEIGHTS = { text: 1.2, date: 1.05, amount: 1.5 };

/** Sets one letter, from top to bottom. */
class Setter {
  readonly #width: number;
  readonly #root: PDFKit.PDFStructureElement;

  constructor(
    private readonly doc: Pdf,
    private readonly letter: LetterDocument,
    private readonly options: PdfOptions,
  ) {
    this.#width = doc.page.width - 2 * MARGIN;
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  set(): void {
    const { letter } = this;
    const [sender = '', ...address] = letter.from;
    this.#paragraph('P', sender, { bold: true, size: 14, color: letter.color, after: 2 });
    for (const line of address) this.#paragraph('P', line, { size: SMALL_SIZE + 0.5, color: GREY });
    this.#gap(16);
    this.#paragraph('P', letter.date, { after: 14 });
    for (const line of letter.to) this.#paragraph('P', line);
    this.#gap(16);
    this.#paragraph('H1', `${letter.subjectLabel}: ${letter.subject}`, { bold: true, size: 11.5, after: 14 });
    this.#paragraph('P', letter.greeting, { after: 9 });
    for (const paragraph of letter.paragraphs) this.#paragraph('P', paragraph, { after: 9 });
    this.#table();
    this.#payment();
    this.#gap(12);
    for (const [index, line] of letter.signature.entries()) {
      this.#paragraph('P', line, index === 1 ? { bold: true } : { after: index === 0 ? 12 : 0 });
    }
    this.#root.end();
    this.#feet();
  }

  #paragraph(
    tag: 'P' | 'H1' | 'H2',
    text: string,
    style: { bold?: boolean; size?: number; color?: string; after?: number } = {},
  ): void {
    const { doc } = this;
    if (text === '') return;
    const set = () => {
      doc
        .font(style.bold ? 'bold' : 'regular')
        .fontSize(style.size ?? BODY_SIZE)
        .fillColor(style.color ?? '#1f2933')
        .text(printable(text), MARGIN, doc.y, { width: this.#width, lineGap: 2.5 });
    };
    this.#root.add(doc.struct(tag, {}, set));
    this.#gap(style.after ?? 0);
  }

  #gap(points: number): void {
    this.doc.y += points;
  }

  #table(): void {
    const { doc } = this;
    const { head, columns, rows, totals } = this.letter.table;
    this.#gap(6);
    const widths = columnWidths(columns, this.#width);
    const table = doc.struct('Table');
    this.#root.add(table);
    this.#row(table, head, widths, { bold: true, header: true, columns });
    for (const row of rows) this.#row(table, row, widths, { columns });
    const last = widths.at(-1) ?? 0;
    for (const [index, { label, value }] of totals.entries()) {
      const amountWidth = Math.max(last, this.#width * 0.4);
      const style: RowStyle = { bold: index === totals.length - 1, columns: ['text', 'amount'] };
      this.#row(table, [label, value], [this.#width - amountWidth, amountWidth], style);
    }
    table.end();
    this.#gap(12);
  }

  #row(table: PDFKit.PDFStructureElement, cells: string[], widths: number[], style: RowStyle): void {
    const { doc } = this;
    doc.font(style.bold ? 'bold' : 'regular').fontSize(style.header ? SMALL_SIZE : BODY_SIZE - 1.5);
    const texts = cells.map(printable);
    const height = Math.max(
      ...texts.map((text, index) => doc.heightOfString(text, { width: (widths[index] ?? 0) - 6 })),
    );
    if (doc.y + height + ROW_GAP > doc.page.height - FOOT_ROOM) doc.addPage();
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    let left = MARGIN;
    for (const [index, text] of texts.entries()) {
      const width = widths[index] ?? 0;
      const x = left;
      const isAmount = style.columns[index] === 'amount';
      const set = () => {
        doc.fillColor(style.header ? GREY : '#1f2933').text(text, x, top, {
          width: width - (isAmount ? 0 : 6),
          align: isAmount ? 'right' : 'left',
        });
      };
      row.add(doc.struct(style.header ? 'TH' : 'TD', {}, set));
      left += width;
    }
    row.end();
    const bottom = top + height + ROW_GAP;
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(MARGIN, bottom)
      .lineTo(MARGIN + this.#width, bottom)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke();
    doc.endMarkedContent();
    doc.y = bottom + ROW_GAP;
  }

  #payment(): void {
    const { letter, doc } = this;
    if (!letter.payLink && letter.payLines.length === 0) return;
    const { payLink, payQr } = letter;
    const qr = this.options.qr === true ? payQr : undefined;
    if (qr !== undefined && doc.y + QR_SIZE > doc.page.height - FOOT_ROOM) doc.addPage();
    const top = doc.y;
    this.#paragraph('H2', letter.payTitle, { bold: true, after: 3 });
    for (const { label, value } of letter.payLines) this.#paragraph('P', `${label}: ${value}`);
    if (payLink) this.#link(letter.payLabel, payLink);
    if (qr !== undefined) {
      const bottom = doc.y;
      this.#qr(qr, `${letter.payLabel}: ${qr}`, top);
      doc.y = Math.max(bottom, top + QR_SIZE);
    }
    doc.x = MARGIN;
  }

  #link(label: string, link: string): void {
    const { doc } = this;
    const set = () => {
      doc
        .font('regular')
        .fontSize(BODY_SIZE)
        .fillColor(this.letter.color)
        .text(printable(`${label}: ${link}`), MARGIN, doc.y, {
          width: this.#width,
          lineGap: 2.5,
          link,
          underline: true,
        });
    };
    this.#root.add(doc.struct('P', {}, set));
  }

  /** A QR code (ISO/IEC 18004), level M, drawn as squares at the right of the ways to pay; the margin is its quiet zone. */
  #qr(link: string, alternative: string, top: number): void {
    const { doc } = this;
    const code = qrcode(0, 'M');
    code.addData(link, 'Byte');
    code.make();
    const left = MARGIN + this.#width - QR_SIZE;
    const side = QR_SIZE / code.getModuleCount();
    const draw = () => {
      doc.fillColor('#000000');
      for (let row = 0; row < code.getModuleCount(); row += 1) {
        for (let column = 0; column < code.getModuleCount(); column += 1) {
          if (code.isDark(row, column)) doc.rect(left + column * side, top + row * side, side, side);
        }
      }
      doc.fill();
    };
    this.#root.add(doc.struct('Figure', { alt: alternative }, draw));
  }

  /** The small print and the page number at the foot of every page; not part of the reading order. */
  #feet(): void {
    const { doc, letter } = this;
    const { start, count } = doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      doc.switchToPage(start + index);
      const { height, margins } = doc.page;
      // Without this the text below the margin would open another page.
      margins.bottom = 0;
      doc.markContent('Artifact', { type: 'Pagination' });
      doc
        .font('regular')
        .fontSize(SMALL_SIZE - 1)
        .fillColor(GREY);
      const options = { width: this.#width, lineBreak: false };
      for (const [line, text] of letter.foot.slice(0, 3).entries()) {
        doc.text(printable(text), MARGIN, height - FOOT_ROOM + 14 + line * 11, { ...options, ellipsis: true });
      }
      const page = `${letter.pageWord} ${index + 1} ${letter.ofWord} ${count}`;
      doc.text(page, MARGIN, height - FOOT_ROOM + 46, { ...options, align: 'right' });
      doc.endMarkedContent();
    }
  }
}

function columnWidths(columns: LetterTable['columns'], width: number): number[] {
  const all = columns.reduce((sum, column) => sum + WEIGHTS[column], 0);
  return columns.map((column) => (width * WEIGHTS[column]) / all);
}

// What the embedded Latin subset has glyphs for.
const COVERED =
  /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2122\u2212]/;

/** Replaces what the font cannot show: an accent is dropped, anything else becomes a question mark. */
function printable(text: string): string {
  let shown = '';
  for (const character of text.normalize('NFC').replace(/\u202f/g, '\u00a0')) {
    const base = COVERED.test(character) ? character : character.normalize('NFD').charAt(0);
    shown += COVERED.test(base) ? base : '?';
  }
  return shown;
}
