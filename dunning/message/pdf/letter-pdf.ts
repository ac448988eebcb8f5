import type { PlainDate } from '../../common';
import type { LetterDocument } from '../letter';
import { BOLD, REGULAR } from './fonts';
import { BODY_SIZE, FOOT_ROOM, GREY, INK, MARGIN, SMALL_SIZE } from './page';
import type { Pdf } from './page';
import { printable, setting } from './printable';
import { drawQr } from './qr';
import { setTable } from './table';

/** How a letter is set. */
export interface PdfOptions {
  /** Default: Letter where the language's country uses it, else A4. */
  size?: 'A4' | 'LETTER';
  /** Prints the payment link as a QR code. */
  qr?: boolean;
}

/** Countries whose paper is Letter (ANSI); the others use A4 (ISO 216). */
const LETTER_LOCALES: ReadonlySet<string> = new Set(['es-MX', 'es-CO', 'es-CL', 'en-US']);

const TOP = 46;
/** What the page number takes of the first line of the foot. */
const PAGE_ROOM = 90;
const LINE_GAP = 2.5;
/** What one line of the ways to pay takes, about. */
const PAY_LINE = 17;
/** Between the closing words and the name. */
const SIGN_GAP = 8;
const QR_SIZE = 84;

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
    margins: { top: TOP, left: MARGIN, right: MARGIN, bottom: FOOT_ROOM },
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
    this.#gap(12);
    this.#paragraph('P', letter.date, { after: 10 });
    for (const line of letter.to) this.#paragraph('P', line);
    this.#gap(12);
    this.#paragraph('H1', `${letter.subjectLabel}: ${letter.subject}`, { bold: true, size: 11.5, after: 10 });
    this.#paragraph('P', letter.greeting, { after: 7 });
    for (const paragraph of letter.paragraphs) this.#paragraph('P', paragraph, { after: 7 });
    this.#gap(6);
    setTable(this.doc, this.#root, letter.table, this.#width);
    this.#gap(10);
    this.#payment();
    this.#signature();
    this.#root.end();
    this.#feet();
  }

  /** On one page: a name without its telephone, or a telephone without its name, helps nobody. */
  #signature(): void {
    const { doc } = this;
    const lines = this.letter.signature;
    this.#gap(10);
    doc.font('bold').fontSize(BODY_SIZE);
    const height = lines.reduce((sum, line) => sum + this.#heightOf(line), SIGN_GAP);
    if (doc.y + height > doc.page.height - FOOT_ROOM) doc.addPage();
    for (const [index, line] of lines.entries()) {
      this.#paragraph('P', line, index === 1 ? { bold: true } : { after: index === 0 ? SIGN_GAP : 0 });
    }
  }

  #heightOf(text: string): number {
    return this.doc.heightOfString(setting(text), { width: this.#width, lineGap: LINE_GAP });
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
        .fillColor(style.color ?? INK)
        .text(setting(text), MARGIN, doc.y, { width: this.#width, lineGap: LINE_GAP });
    };
    this.#root.add(doc.struct(tag, {}, set));
    this.#gap(style.after ?? 0);
  }

  #gap(points: number): void {
    this.doc.y += points;
  }

  #payment(): void {
    const { letter, doc } = this;
    if (!letter.payLink && letter.payLines.length === 0) return;
    const { payLink, payQr } = letter;
    const qr = this.options.qr === true ? payQr : undefined;
    const lines = letter.payLines.length + 1 + Number(payLink !== undefined);
    const height = Math.max(lines * PAY_LINE, qr === undefined ? 0 : QR_SIZE);
    // A heading alone at the foot of a page, or half an account, is read as all there is.
    if (height < doc.page.height / 2 && doc.y + height > doc.page.height - FOOT_ROOM) doc.addPage();
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
          lineGap: LINE_GAP,
          link,
          underline: true,
        });
    };
    this.#root.add(doc.struct('P', {}, set));
  }

  /** At the right of the ways to pay; the margin is its quiet zone. */
  #qr(link: string, alternative: string, top: number): void {
    const { doc } = this;
    const left = MARGIN + this.#width - QR_SIZE;
    const draw = () => drawQr(doc, link, { left, top, size: QR_SIZE });
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
      const top = height - FOOT_ROOM + 12;
      for (const [line, text] of letter.foot.slice(0, 3).entries()) {
        const width = this.#width - (line === 0 ? PAGE_ROOM : 0);
        doc.text(printable(text), MARGIN, top + line * 11, { width, lineBreak: false, ellipsis: true });
      }
      const page = `${letter.pageWord} ${index + 1} ${letter.ofWord} ${count}`;
      doc.text(page, MARGIN, top, { width: this.#width, lineBreak: false, align: 'right' });
      doc.endMarkedContent();
    }
  }
}
