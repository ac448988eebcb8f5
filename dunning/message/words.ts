/** How many words a text has up to a place, rows of tables left out. */
export function countWords(text: string, end = text.length): number {
  let words = 0;
  let start = 0;
  for (let row = nextRow(text, 0); row >= 0 && row < end; row = nextRow(text, start)) {
    words += wordsBetween(text, start, row);
    const last = text.indexOf('\n', row);
    if (last < 0) return words;
    start = last;
  }
  return words + wordsBetween(text, start, end);
}

const ROW = '- ';

/** Where the next line begins that is a row; a row ends with its line. */
function nextRow(text: string, from: number): number {
  if (from === 0 && text.startsWith(ROW)) return 0;
  const before = text.indexOf(`\n${ROW}`, from);
  return before < 0 ? -1 : before + 1;
}

const SPACE = 32;
const CODES = new Uint16Array(8_192);
const BYTES = Buffer.from(CODES.buffer);
/** What `utf16le` writes can be read as numbers only where numbers are written that way round. */
const FITS = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? CODES.length : 0;

/** Asking for the characters one by one takes three times as long as copying them out; every mail is counted. */
function wordsBetween(text: string, start: number, end: number): number {
  let words = 0;
  let before = SPACE;
  for (let from = start; from < end; from += CODES.length) {
    const piece = text.slice(from, Math.min(end, from + CODES.length));
    if (piece.length <= FITS) BYTES.write(piece, 'utf16le');
    else for (let index = 0; index < piece.length; index += 1) CODES[index] = piece.charCodeAt(index);
    for (let index = 0; index < piece.length; index += 1) {
      const code = CODES[index] ?? SPACE;
      if (code > SPACE && before <= SPACE) words += 1;
      before = code;
    }
  }
  return words;
}
