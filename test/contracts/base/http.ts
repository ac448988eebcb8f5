import type { IncomingHttpHeaders } from 'node:http';

/** A call as a contract server got it. */
export interface ApiRequest {
  /** 1 for the first call of this server. */
  number: number;
  method: string;
  /** The path without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  raw: Buffer;
  /** Parts of the path that the route names (`:id`). */
  params: Record<string, string>;
}

/** How it answers. A body that is a string goes out as it is, anything else as JSON; undefined is no body at all. */
export interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export type Handler = (request: ApiRequest) => ApiAnswer;

/** `POST /v1/payment_links/:id`, and what answers it. */
export type Routes = Readonly<Record<string, Handler>>;

/** The handler of the route that fits, with the parts the route names; undefined when none does. */
export function route(routes: Routes, method: string, path: string): [Handler, Record<string, string>] | undefined {
  const given = path.split('/');
  for (const [pattern, handler] of Object.entries(routes)) {
    const [verb, form = ''] = pattern.split(' ');
    const wanted = form.split('/');
    if (verb !== method || wanted.length !== given.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const value = given[index] ?? '';
      if (!part.startsWith(':')) return part === value;
      params[part.slice(1)] = decodeURIComponent(value);
      return value !== '';
    });
    if (fits) return [handler, params];
  }
  return undefined;
}

/** The user and password of `Authorization: Basic`; undefined for any other header. */
export function basic(header: string | undefined): { user: string; password: string } | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { user, password: rest.join(':') };
}

/** The token of `Authorization: Bearer`. */
export const bearer = (header: string | undefined): string | undefined => /^Bearer (\S+)$/i.exec(header ?? '')?.[1];

/** A body in JSON as an object; undefined when it is not one. */
export function jsonObject(raw: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A form body with Stripe's brackets as nested objects: `line_items[0][quantity]=1` is `{line_items: [{quantity: '1'}]}`.
 * Values stay text; a key that is given twice keeps the last.
 */
export function nestedForm(raw: Buffer): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(raw.toString('utf8'))) {
    const parts = [name.split('[')[0] ?? '', ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, part = '']) => part)];
    let at: Record<string, unknown> = root;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1) ?? ''] = value;
  }
  return listsOf(root) as Record<string, unknown>;
}

function listsOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, listsOf(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
