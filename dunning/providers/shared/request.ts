import type { Instant } from '../../common';

/** A webhook call as it came in, before anything of it is believed. */
export interface WebhookRequest {
  method: string;
  /** The whole address it was sent to, as the provider knows it: scheme, host, path and query. Twilio signs it. */
  url?: string;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The decoded query parameters. */
  query?: Readonly<Record<string, string | undefined>>;
  /** The raw bytes. A body that was parsed and written again has another signature. */
  body: Uint8Array;
  /** The address of the caller, for providers that sign nothing. */
  remoteAddress?: string;
  /** When it was received: the time of events that carry none. */
  receivedAt: Instant;
}

/** The largest body that is read. SendGrid sends up to 768 KB, Meta up to 3 MB; nobody sends more. */
export const LARGEST_BODY = 5 * 1024 * 1024;

/** One header, whatever the case of its name; of a repeated header the first. */
export function header(request: WebhookRequest, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const { headers } = request;
  if (Object.hasOwn(headers, wanted)) return firstOf(headers[wanted]);
  for (const [given, value] of Object.entries(headers)) {
    if (given.toLowerCase() === wanted) return firstOf(value);
  }
  return undefined;
}

function firstOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}

/** One query parameter. */
export function queryValue(request: WebhookRequest, name: string): string | undefined {
  const { query } = request;
  if (!query || !Object.hasOwn(query, name)) return undefined;
  const value: unknown = query[name];
  return typeof value === 'string' ? value : undefined;
}

const decoder = new TextDecoder('utf-8');

/** The body as text; bytes that are not UTF-8 are replaced. Signatures are computed over the bytes instead. */
export function bodyText(request: WebhookRequest): string {
  return decoder.decode(request.body);
}
