import { get } from '../providers/shared/json';

/** One call to a provider. The caller adds the base address, the credential and the network. */
export interface ProviderRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the provider's base address; begins with `/`, its parts already encoded. */
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: { json: unknown } | { form: Array<[name: string, value: string]> };
  /**
   * Whether it may be sent again although an earlier one may have arrived: reading, closing, and making under a key that the
   * provider itself makes once only.
   */
  repeatable: boolean;
}

/** What came back. Header names in small letters; a body that is JSON, parsed. */
export interface ProviderAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * The network gave no answer. `left`: the request may have arrived (a time-out, a connection that broke); when false it
 * provably did not (no such host, refused).
 */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly left: boolean,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** A segment of a path that came from outside: encoded, so that it can name nothing but itself. */
export function segment(value: string): string {
  return encodeURIComponent(value).replaceAll('.', '%2E');
}

/** The body of an answer, or one member of it. */
export function bodyOf(answer: ProviderAnswer, ...path: string[]): unknown {
  return path.length === 0 ? answer.body : get(answer.body, ...path);
}

/** A nested object as Stripe's form writes it: `a[b][0][c]=1`. Undefined members are left out. */
export function formOf(value: Record<string, unknown>): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  const add = (name: string, part: unknown): void => {
    if (part === undefined || part === null) return;
    if (Array.isArray(part)) part.forEach((one, index) => add(`${name}[${index}]`, one));
    else if (typeof part === 'object') for (const [key, one] of Object.entries(part)) add(`${name}[${key}]`, one);
    else pairs.push([name, String(part)]);
  };
  for (const [name, part] of Object.entries(value)) add(name, part);
  return pairs;
}
