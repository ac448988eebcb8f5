import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';

import type { WebhookRequest } from '../../dunning/providers/shared/request';
import { LARGEST_BODY } from '../../dunning/providers/shared/request';

/** What of n8n's request is used: Node's own, with what Express and n8n add to it. */
export type IncomingCall = Omit<IncomingMessage, 'rawBody'> & {
  originalUrl?: string;
  /** The caller's address as Express knows it, past the proxies that n8n is told to trust. */
  ip?: string;
  /** Where n8n has read the body already. */
  rawBody?: Buffer;
};

/** What is written back. */
export interface CallAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

/** Why a body could not be read. */
export type BodyProblem = 'too_large' | 'too_slow' | 'broken';

export type BodyReading = { ok: true; body: Uint8Array } | { ok: false; problem: BodyProblem };

/** Providers send a call in one go; who needs longer than this only wants to keep us busy. Milliseconds. */
const BODY_TIMEOUT_MS = 15_000;

/**
 * Reads the raw body, up to what any provider sends and within a time. A body that is too large is not read to its end.
 * @param timeoutMs milliseconds for the whole body
 */
export async function readBody(call: IncomingCall, timeoutMs = BODY_TIMEOUT_MS): Promise<BodyReading> {
  if (call.rawBody !== undefined) {
    return call.rawBody.length > LARGEST_BODY ? { ok: false, problem: 'too_large' } : { ok: true, body: call.rawBody };
  }
  if (Number(call.headers['content-length'] ?? 0) > LARGEST_BODY) return { ok: false, problem: 'too_large' };
  if (call.readableEnded) return { ok: true, body: new Uint8Array() };
  return await collected(call, timeoutMs);
}

/** The body as it was before it was packed for the way. */
function unpacked(call: IncomingCall): Readable {
  const encoding = String(call.headers['content-encoding'] ?? '').toLowerCase();
  if (encoding === 'gzip') return call.pipe(createGunzip());
  return encoding === 'deflate' ? call.pipe(createInflate()) : call;
}

function collected(call: IncomingCall, timeoutMs: number): Promise<BodyReading> {
  return new Promise((resolve) => {
    const source = unpacked(call);
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (reading: BodyReading) => {
      clearTimeout(deadline);
      source.removeAllListeners('data');
      if (!reading.ok) call.unpipe().pause();
      resolve(reading);
    };
    const deadline = setTimeout(() => end({ ok: false, problem: 'too_slow' }), timeoutMs);
    source.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Counted after unpacking, so that a small bomb cannot become a large body.
      if (size > LARGEST_BODY) end({ ok: false, problem: 'too_large' });
      else chunks.push(chunk);
    });
    source.once('end', () => end({ ok: true, body: Buffer.concat(chunks) }));
    source.once('error', () => end({ ok: false, problem: 'broken' }));
    call.once('aborted', () => end({ ok: false, problem: 'broken' }));
    call.once('error', () => end({ ok: false, problem: 'broken' }));
  });
}

/** The query string with its question mark; empty when there is none. */
function searchOf(call: IncomingCall): string {
  const address = call.originalUrl ?? call.url ?? '';
  const start = address.indexOf('?');
  return start < 0 ? '' : address.slice(start);
}

/**
 * The call in the form in which the domain reads it.
 * @param address the address as the provider knows it, without a query
 * @param receivedAt milliseconds since 1970 UTC
 */
export function webhookRequest(
  call: IncomingCall,
  body: Uint8Array,
  address: string | undefined,
  receivedAt: number,
): WebhookRequest {
  const search = searchOf(call);
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(search)) query[name] ??= value;
  return {
    method: call.method ?? 'POST',
    ...(address === undefined ? {} : { url: address + search }),
    headers: call.headers,
    query: { ...query },
    body,
    remoteAddress: call.ip ?? call.socket?.remoteAddress,
    receivedAt: new Date(receivedAt).toISOString(),
  };
}

const PROBLEM_STATUS: Readonly<Record<BodyProblem, number>> = { too_large: 413, too_slow: 408, broken: 400 };

/** Answers a call whose body was not read, and hangs up. */
export function hangUp(call: IncomingCall, response: ServerResponse, problem: BodyProblem): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(PROBLEM_STATUS[problem], { Connection: 'close', 'Content-Length': '0' });
  response.end(() => call.destroy());
}

/** Writes an answer. Nobody may be there any more to read it. */
export function writeAnswer(response: ServerResponse, { status, headers = {}, body }: CallAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  response.writeHead(status, { ...headers, 'Content-Length': String(bytes.length) });
  response.end(bytes);
}
