import { InputError } from '../../dunning/errors';

/**
 * A JSON parameter: what the user typed, read, or what an expression gave, as it is; undefined when it was left empty.
 * @throws InputError when the text is not JSON, with the place where it stops being so
 */
export function jsonParameter(value: unknown, field: string): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  let problem: string;
  try {
    return JSON.parse(value);
  } catch (error) {
    problem = (error as Error).message;
  }
  throw new InputError({
    field,
    found: value,
    problem: `is not JSON (${problem})`,
    advice: 'Check commas, quotes and brackets.',
  });
}
