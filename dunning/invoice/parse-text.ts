import { InputError } from '../errors';

/** Lower case, no accents, words separated by one space; `dueDate`, `Due-Date` and `DUE DATE` become the same. */
export function plainWords(text: string): string {
  return text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

/** Nothing was written: empty, spaces, or one of the marks people put in empty cells. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'string') return false;
  const first = value.charCodeAt(0);
  // Digits and capitals begin no mark but `N/A` and `NULL`.
  if ((first > 47 && first < 58) || (first > 64 && first < 91 && first !== 78)) return false;
  if (value.length > 10) return value.trim() === '';
  const text = value.trim().toLowerCase();
  return text === '' || text === '-' || text === '—' || text === 'n/a' || text === '#n/a' || text === 'null';
}

/** Words of plain signs with one space between them. */
const PLAIN_LINE = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/**
 * A text for one line: trimmed, spaces collapsed, invisible control and direction characters removed, NFC.
 * @throws InputError when it is longer than `longest` characters or not a text at all.
 */
export function cleanText(value: unknown, field: string, longest: number): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') {
    throw new InputError({
      field,
      found: value,
      problem: 'is not a text',
      advice: 'Map a column that holds text or a number.',
    });
  }
  if (value.length > longest) {
    throw new InputError({
      field,
      found: value,
      problem: `is longer than ${longest} characters`,
      advice: 'Check that the right column is mapped, or shorten the text.',
    });
  }
  // Most values are plain already; the check is a fifth of the cost of the cleaning.
  if (PLAIN_LINE.test(value)) return value;
  return value
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .normalize('NFC')
    .trim();
}

const YES = new Set('yes y true t 1 x si s sim verdadeiro verdadero on'.split(' '));
const NO = new Set('no n false f 0 nao falso off'.split(' '));

/**
 * Reads yes or no in English, Spanish and Portuguese; `undefined` for any other text.
 */
export function yesOrNo(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const raw = String(value);
  if (raw.length > 20) return undefined;
  if (raw === '✓' || raw === '✔') return true;
  const word = plainWords(raw);
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/**
 * Reads yes or no, refusing everything else.
 * @throws InputError when it is neither.
 */
export function parseYesNo(value: unknown, field: string): boolean {
  const answer = yesOrNo(value);
  if (answer !== undefined) return answer;
  throw new InputError({
    field,
    found: value,
    problem: 'is neither yes nor no',
    advice: 'Write yes or no (sí, sim, não, true, false, 1 and 0 are understood).',
  });
}
