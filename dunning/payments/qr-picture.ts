import { deflateSync } from 'node:zlib';

import qrcode from 'qrcode-generator';

const QUIET = 4;
const SCALE = 6;

/**
 * A text as a QR code (ISO/IEC 18004, level M) in a PNG: black on white, with the quiet zone of four modules around it.
 * @param text at most about 2,300 bytes
 */
export function qrPicture(text: string): Uint8Array {
  const code = qrcode(0, 'M');
  // The library takes one byte from each character; readers expect UTF-8.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const modules = code.getModuleCount();
  const side = (modules + 2 * QUIET) * SCALE;
  // One bit a pixel: rows of whole bytes, each after the byte of its filter.
  const stride = Math.ceil(side / 8) + 1;
  const pixels = Buffer.alloc(stride * side, 0xff);
  for (let y = 0; y < side; y += 1) {
    pixels[y * stride] = 0;
    for (let x = 0; x < side; x += 1) {
      const row = Math.floor(y / SCALE) - QUIET;
      const column = Math.floor(x / SCALE) - QUIET;
      const inside = row >= 0 && column >= 0 && row < modules && column < modules;
      if (!inside || !code.isDark(row, column)) continue;
      const at = y * stride + 1 + (x >> 3);
      pixels[at] = (pixels[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  return png(side, pixels);
}

/** Source: W3C PNG, grey scale of one bit. */
function png(side: number, pixels: Buffer): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
