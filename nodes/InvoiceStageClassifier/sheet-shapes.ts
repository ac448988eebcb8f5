import { looksLikeXml } from './xml-of-item';

/**
 * The rows of a sheet all have the same columns: once one was found to come from no known system, the next ones need not be
 * asked. Only flat rows count; in nested data the answer depends on more than the names of the fields.
 */
export class SheetShapes {
  /** The names of the fields, per form; the one met last comes first. */
  readonly #known: string[][] = [];

  knows(row: Record<string, unknown>): boolean {
    for (const names of this.#known) if (isOfShape(row, names)) return true;
    return false;
  }

  remember(row: Record<string, unknown>): void {
    const names = Object.keys(row);
    if (this.#known.length < MOST_SHAPES && isOfShape(row, names)) this.#known.unshift(names);
  }
}

/** Forms of rows that are kept apart; a sheet has one. */
const MOST_SHAPES = 16;

/** Whether a row has these fields in this order, and no nested data and no XML in them. */
function isOfShape(row: Record<string, unknown>, names: readonly string[]): boolean {
  let at = 0;
  for (const name in row) {
    if (name !== names[at]) return false;
    const value = row[name];
    if (typeof value === 'string' ? looksLikeXml(value) : typeof value === 'object' && value !== null) return false;
    at++;
  }
  return at === names.length;
}
