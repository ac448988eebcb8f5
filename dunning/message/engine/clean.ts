/** Longest value of one variable that reaches a message; a name or a reference is never longer. */
export const LONGEST_VALUE = 1_000;

// Controls, line breaks, and the marks that turn the reading direction or hide text. Joiners stay: emoji and some scripts need them.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const UNSAFE_RUN = new RegExp(`${UNSAFE.source}+`, 'g');

/**
 * One value as one harmless line: no controls and no line breaks (so it can end neither a header nor a JSON string), no
 * marks that reorder or hide text, whole Unicode characters only, and bounded in length.
 */
export function cleanValue(value: string, longest = LONGEST_VALUE): string {
  let text = value.isWellFormed() ? value : value.toWellFormed();
  if (UNSAFE.test(text)) text = text.replace(UNSAFE_RUN, ' ').replace(/ {2,}/g, ' ').trim();
  return text.length > longest ? shorten(text, longest) : text;
}

/** Cuts to so many UTF-16 units, the last of them an ellipsis, never inside a surrogate pair. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text
    .slice(0, longest - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}
