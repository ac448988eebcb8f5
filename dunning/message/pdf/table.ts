import type { LetterTable } from '../letter';
import { BODY_SIZE, FOOT_ROOM, GREY, INK, MARGIN, SMALL_SIZE } from './page';
import type { Pdf } from './page';
import { printable } from './printable';

const ROW_GAP = 4;
const RULE = '#c5ced8';
/** How wide a column is beside the others. */
const WEIGHTS = { text: 1.2, date: 1.05, amount: 1.5 };

interface RowStyle {
  bold?: boolean;
  header?: boolean;
  columns: LetterTable['columns'];
}

/** Sets a table where the cursor stands: head, rows, and the lines below them. The head is repeated on every page. */
export function setTable(doc: Pdf, root: PDFKit.PDFStructureElement, table: LetterTable, width: number): void {
  const element = doc.struct('Table');
  root.add(element);
  new TableSetter(doc, element, width).set(table);
  element.end();
}

class TableSetter {
  readonly #width: number;

  constructor(
    private readonly doc: Pdf,
    private readonly element: PDFKit.PDFStructureElement,
    width: number,
  ) {
    this.#width = width;
  }

  set({ head, columns, rows, totals }: LetterTable): void {
    const widths = columnWidths(columns, this.#width);
    const header = { bold: true, header: true, columns };
    this.#row(head, widths, header);
    const again = () => this.#repeated(head, widths, header);
    for (const row of rows) this.#row(row, widths, { columns }, again);
    const last = Math.max(widths.at(-1) ?? 0, this.#width * 0.4);
    for (const [index, { label, value }] of totals.entries()) {
      const style: RowStyle = { bold: index === totals.length - 1, columns: ['text', 'amount'] };
      this.#row([label, value], [this.#width - last, last], style);
    }
  }

  /** @param onNewPage draws the head of the table again */
  #row(cells: string[], widths: number[], style: RowStyle, onNewPage?: () => void): void {
    const { doc } = this;
    let height = this.#rowHeight(cells, widths, style);
    if (doc.y + height + ROW_GAP > doc.page.height - FOOT_ROOM) {
      doc.addPage();
      onNewPage?.();
      height = this.#rowHeight(cells, widths, style);
    }
    const row = doc.struct('TR');
    this.element.add(row);
    this.#cells(cells, widths, style, (set) => row.add(doc.struct(style.header ? 'TH' : 'TD', {}, set)));
    row.end();
    this.#rule(height);
  }

  /** The head on the next page: for the eye, not for the reading order, which has it once. */
  #repeated(head: string[], widths: number[], style: RowStyle): void {
    const { doc } = this;
    const height = this.#rowHeight(head, widths, style);
    doc.markContent('Artifact', { type: 'Pagination' });
    this.#cells(head, widths, style, (set) => set());
    doc.endMarkedContent();
    this.#rule(height);
  }

  /** Also makes the row's font the current one. */
  #rowHeight(cells: string[], widths: number[], style: RowStyle): number {
    const { doc } = this;
    doc.font(style.bold ? 'bold' : 'regular').fontSize(style.header ? SMALL_SIZE : BODY_SIZE - 1.5);
    return Math.max(
      ...cells.map((text, index) => doc.heightOfString(printable(text), { width: (widths[index] ?? 0) - 6 })),
    );
  }

  /** The cells side by side; the cursor stays at their top. */
  #cells(cells: string[], widths: number[], style: RowStyle, put: (set: () => void) => void): void {
    const { doc } = this;
    const top = doc.y;
    let left = MARGIN;
    for (const [index, text] of cells.entries()) {
      const width = widths[index] ?? 0;
      const x = left;
      const isAmount = style.columns[index] === 'amount';
      put(() => {
        doc.fillColor(style.header ? GREY : INK).text(printable(text), x, top, {
          width: width - (isAmount ? 0 : 6),
          align: isAmount ? 'right' : 'left',
        });
      });
      left += width;
    }
    doc.y = top;
  }

  /** The rule below a row of this height. */
  #rule(height: number): void {
    const { doc } = this;
    const bottom = doc.y + height + ROW_GAP;
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
}

function columnWidths(columns: LetterTable['columns'], width: number): number[] {
  const all = columns.reduce((sum, column) => sum + WEIGHTS[column], 0);
  return columns.map((column) => (width * WEIGHTS[column]) / all);
}
