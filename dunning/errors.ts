/** What was wrong with one value that a user supplied, in the parts that an error message is made of. */
export interface InputProblem {
  /** The field as the user knows it: `dueDate`, or the column they mapped. */
  field: string;
  /** What was found there; shortened before it is shown. */
  found: unknown;
  /** What is wrong, as a clause: `is not a date`. */
  problem: string;
  /** What the user can do about it, as a full sentence. */
  advice: string;
}

const LONGEST_QUOTE = 80;

/** Quotes a value for an error text: short, on one line, control characters made visible. */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  const raw = typeof value === 'string' ? value : asText(value);
  if (raw.trim() === '') return 'an empty value';
  // Control and format characters could break a log line or hide text by changing its direction.
  const visible = raw.slice(0, LONGEST_QUOTE + 1).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return visible.length > LONGEST_QUOTE
    ? `“${visible.slice(0, LONGEST_QUOTE)}…” (${raw.length} characters)`
    : `“${visible}”`;
}

/** Field, what was found and what is wrong, in one sentence; the advice is apart. */
export function problemText({ field, found, problem }: Omit<InputProblem, 'advice'>): string {
  return `${field}: found ${quote(found)}, which ${problem}.`;
}

/** JSON where the value has one; circular values, bigints and the like by their kind, because an error text must not fail. */
function asText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/**
 * An error that the user's input caused. The message reads: field, what was found, what is wrong, what to do.
 * Nodes add the item index and turn it into a `NodeOperationError`.
 */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(readonly details: InputProblem) {
    super(`${problemText(details)} ${details.advice}`);
  }
}
