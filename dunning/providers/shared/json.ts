import { bodyText, LARGEST_BODY } from './request';
import type { WebhookRequest } from './request';

/**
 * Reading what a stranger sent. Nothing here throws and nothing recurses, so neither a wrong type nor a deep nesting can
 * stop the reader: what is not as expected reads as absent.
 */
export type Json = Record<string, unknown>;

/** The value when it is an object, else an empty one. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The value when it is a list, else an empty one. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A member that the object itself has: never one that it inherits. */
export function get(value: unknown, ...path: string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Json)[name];
  }
  return found;
}

/** A text that is not blank; a whole number counts as its digits. */
export function text(value: unknown, ...path: string[]): string | undefined {
  const found = get(value, ...path);
  if (typeof found === 'string') return found.trim() === '' ? undefined : found;
  return typeof found === 'number' && Number.isSafeInteger(found) ? String(found) : undefined;
}

/** A finite number, also when it is written as a text. */
export function number(value: unknown, ...path: string[]): number | undefined {
  const found = get(value, ...path);
  if (typeof found === 'number') return Number.isFinite(found) ? found : undefined;
  if (typeof found !== 'string' || found.length > 40 || !/^-?\d+(\.\d+)?$/.test(found)) return undefined;
  return Number(found);
}

/** JSON, or undefined when it is none. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

/** The body as JSON; undefined when it is none or larger than any provider sends. */
export function jsonBody(request: WebhookRequest): unknown {
  return request.body.length > LARGEST_BODY ? undefined : parseJson(bodyText(request));
}
