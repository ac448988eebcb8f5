import qrcode from 'qrcode-generator';

import type { Pdf } from './page';

/** Draws a QR code (ISO/IEC 18004), level M, as squares. Sizes are points. */
export function drawQr(doc: Pdf, link: string, { left, top, size }: { left: number; top: number; size: number }): void {
  const code = qrcode(0, 'M');
  code.addData(link, 'Byte');
  code.make();
  const modules = code.getModuleCount();
  const side = size / modules;
  doc.fillColor('#000000');
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (code.isDark(row, column)) doc.rect(left + column * side, top + row * side, side, side);
    }
  }
  doc.fill();
}
