/** One thing that is not as expected. */
export interface Difference {
  name: string;
  found: string;
  expected: string;
}

/**
 * What differs between what we say and what a vector expects. `why` is a remark beside a valid input, and beside an invalid one
 * a sentence in which our name of the problem must stand. A list under `wire` holds the amounts that will do.
 */
export function differences(found: Record<string, unknown>, expected: Record<string, unknown>): Difference[] {
  return Object.entries(expected)
    .filter(([name, value]) => !agrees(name, found, value, expected))
    .map(([name, value]) => ({ name, found: canonical(found[name]), expected: canonical(value) }));
}

function agrees(
  name: string,
  found: Record<string, unknown>,
  value: unknown,
  expected: Record<string, unknown>,
): boolean {
  const own = found[name];
  if (name === 'why') {
    if (expected.valid === true) return true;
    const sentence = String(value).toLowerCase();
    const reason = typeof own === 'string' ? own.toLowerCase() : '';
    return reason !== '' && (sentence.includes(reason) || reason.includes(sentence));
  }
  if (name === 'wire') {
    const choices: unknown[] = Array.isArray(value) ? value : [value];
    return choices.some((choice) => canonical(choice) === canonical(own));
  }
  return canonical(own) === canonical(value);
}

/** The order of error codes says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : value) ?? 'nothing';
}
