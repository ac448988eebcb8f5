// What the embedded Latin subset has glyphs for.
const COVERED =
  /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2122\u2212]/;

/** Replaces what the font cannot show: an accent is dropped, anything else becomes a question mark. */
export function printable(text: string): string {
  let shown = '';
  for (const character of text.normalize('NFC').replace(/\u202f/g, '\u00a0')) {
    const base = COVERED.test(character) ? character : character.normalize('NFD').charAt(0);
    shown += COVERED.test(base) ? base : '?';
  }
  return shown;
}

/** Text for a paragraph: no line ends between an amount and its currency. */
export function setting(text: string): string {
  return printable(text)
    .replace(/(\d) (?=[A-Z]{3}\b)/g, '$1\u00a0')
    .replace(/([$\u20ac\u00a3/]) (?=\d)/g, '$1\u00a0')
    .replace(/(\d) (?=[\u20ac\u00a3])/g, '$1\u00a0');
}
