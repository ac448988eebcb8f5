import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { WebhookRequest } from '../../../dunning/providers/shared/request';

export const RECEIVED = '2026-11-23T12:00:00.000Z';
export const NOW = Date.parse(RECEIVED);

/** A contact key as the ledger makes them. */
export const KEY = 'ab12'.repeat(10);

/** A call as it would come in; the body as text, or as something to be written as JSON. */
export function call(body: unknown = '', more: Partial<Omit<WebhookRequest, 'body'>> = {}): WebhookRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', headers: {}, receivedAt: RECEIVED, ...more, body: bytes };
}

/** A form body as Twilio sends it. */
export function form(fields: Record<string, string>, more: Partial<Omit<WebhookRequest, 'body'>> = {}): WebhookRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...more.headers };
  return call(new URLSearchParams(fields).toString(), { ...more, headers });
}

/** A file of fixtures; each entry names where it came from. */
export function fixtures<T>(name: string): T[] {
  return JSON.parse(readFileSync(path.join(__dirname, 'fixtures', name), 'utf8')) as T[];
}
