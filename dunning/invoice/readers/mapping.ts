import { plainWords } from '../parse-text';
import { FIELD_KEYS, FIELD_NAMES, type FieldKey, type FieldMapping, STATE_NAMES } from './fields';

/** A mapping that was guessed from column names, and how sure the guess is. */
export interface GuessedMapping {
  mapping: FieldMapping;
  /** The fields for which a column was found. */
  guessed: FieldKey[];
  /** Fields for which several columns fit equally well; the first of them was taken. */
  ambiguous: Partial<Record<FieldKey, string[]>>;
  /** Columns that fit no field. */
  unused: string[];
}

const SMALL_WORDS = new Set('de da do das dos del la el los las en em the of a o y e su seu sua'.split(' '));

/** Longest column name worth comparing; longer headers are prose. */
const LONGEST_COLUMN = 80;

interface Alias {
  field: FieldKey;
  rank: number;
}

const ALIASES = buildAliases();

function buildAliases(): Map<string, Alias[]> {
  const aliases = new Map<string, Alias[]>();
  for (const field of FIELD_KEYS) {
    FIELD_NAMES[field].split('|').forEach((name, rank) => {
      const key = name.replaceAll(' ', '');
      aliases.set(key, [...(aliases.get(key) ?? []), { field, rank }]);
    });
  }
  return aliases;
}

/**
 * Guesses which column holds which field from the columns' names in English, Spanish and Portuguese. Case, accents,
 * separators and camelCase do not matter (`dueDate`, `Due-Date`, `Fecha de Vencimiento`). A column serves one field and a
 * field has one column: the closest name wins, and equal ones are reported as ambiguous. Values are never looked at.
 */
export function guessMapping(columns: readonly string[]): GuessedMapping {
  const candidates = columns.flatMap((column, position) =>
    aliasesOf(column).map(({ field, rank }) => ({ column, position, field, rank })),
  );
  candidates.sort((a, b) => a.rank - b.rank || a.position - b.position);
  const mapping: FieldMapping = {};
  const ranks: Partial<Record<FieldKey, number>> = {};
  const ambiguous: GuessedMapping['ambiguous'] = {};
  const used = new Set<string>();
  for (const { column, field, rank } of candidates) {
    if (used.has(column)) continue;
    const taken = mapping[field];
    if (taken === undefined) {
      mapping[field] = column;
      ranks[field] = rank;
      used.add(column);
    } else if (ranks[field] === rank) {
      ambiguous[field] = [...(ambiguous[field] ?? [taken]), column];
    }
  }
  for (const column of columns) {
    if (used.has(column) || !STATE_NAMES.has(keysOf(column)[0] ?? '')) continue;
    const inAddress = mapping.city ?? mapping.address ?? mapping.postalCode;
    const wanted: FieldKey[] = inAddress === undefined ? ['status', 'region'] : ['region', 'status'];
    const field = wanted.find((one) => mapping[one] === undefined);
    if (field === undefined) continue;
    mapping[field] = column;
    used.add(column);
  }
  const guessed = FIELD_KEYS.filter((field) => mapping[field] !== undefined);
  return { mapping, guessed, ambiguous, unused: columns.filter((column) => !used.has(column)) };
}

function aliasesOf(column: string): Alias[] {
  for (const key of keysOf(column)) {
    const aliases = ALIASES.get(key);
    if (aliases !== undefined) return aliases;
  }
  return [];
}

/** A column's name without spaces: first without the small words, then with them. */
function keysOf(column: string): string[] {
  if (column.length > LONGEST_COLUMN) return [];
  const words = plainWords(column).split(' ');
  return [words.filter((word) => !SMALL_WORDS.has(word)).join(''), words.join('')];
}
