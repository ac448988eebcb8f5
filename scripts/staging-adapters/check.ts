import { isDeepStrictEqual } from 'node:util';

import { InputError } from '../../dunning/errors';
import { answer } from '.';
import type { StagingCase } from './case';

/** Names under which a case notes what the other system does, where it also says what should be done. */
const isForeignNote = (key: string, { expected, source }: StagingCase) =>
  'recommended' in expected && source.toLowerCase().includes(key.toLowerCase());

/** Lists of records are compared as sets: their order says nothing. */
function comparable(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'object' && entry !== null)) return value;
  const rows = value.map((row: object) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));
  return rows.sort();
}

/** How a case came out. */
export type Verdict = { state: 'passed' } | { state: 'skipped'; reason: string } | { state: 'failed'; found: unknown };

/** A case that the product refuses to work on does not end the run: bad input is left out with the reason, anything else is a miss. */
function answered(given: StagingCase): ReturnType<typeof answer> | { broken: string } {
  try {
    return answer(given);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof InputError ? { skip: `cannot be put to the classifier: ${message}` } : { broken: message };
  }
}

/** Puts a case to the product and compares what it expects, and no more. */
export function check(given: StagingCase): Verdict {
  const found = answered(given);
  if ('broken' in found) return { state: 'failed', found: found.broken };
  if ('skip' in found) return { state: 'skipped', reason: found.skip };
  const keys = Object.keys(given.expected).filter((key) => !isForeignNote(key, given));
  const unknown = keys.filter((key) => !(key in found.actual));
  if (unknown.length > 0) {
    return { state: 'skipped', reason: `it expects ${unknown.join(', ')}, which its adapter does not answer` };
  }
  const same = keys.every((key) => isDeepStrictEqual(comparable(found.actual[key]), comparable(given.expected[key])));
  return same ? { state: 'passed' } : { state: 'failed', found: found.actual };
}
