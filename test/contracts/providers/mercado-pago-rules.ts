import type { ApiAnswer } from '../base/http';
import type { Link } from '../base/links';

export type Fields = Record<string, unknown>;

/** Amounts in these are whole. Source: odoo/odoo PR 124162, 185664. */
const WHOLE = ['CLP', 'COP', 'HNL', 'NIO'];
const CURRENCIES = [
  'ARS',
  'BOB',
  'BRL',
  'CLP',
  'COP',
  'CRC',
  'GTQ',
  'HNL',
  'MXN',
  'NIO',
  'PEN',
  'PYG',
  'USD',
  'UYU',
  'VES',
];
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(Z|[+-]\d{2}:\d{2})$/;

export const object = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

export const refuse = (error: string, message: string, status = 400): ApiAnswer => ({
  status,
  body: { message, error, status, cause: [] },
});

/** What Mercado Pago refuses of a preference; `existing` when one is changed. */
export function refusedPreference(
  body: Fields | undefined,
  existing: Link | undefined,
  now: number,
): ApiAnswer | undefined {
  if (body === undefined) return refuse('bad_request', 'invalid json');
  const items = body['items'];
  if (!Array.isArray(items) || items.length === 0) return refuse('invalid_items', 'items needed');
  for (const item of items.map(object)) {
    if (typeof item['title'] !== 'string' || item['title'] === '') return refuse('invalid_items', 'title invalid.');
    if (!Number.isInteger(item['quantity']) || Number(item['quantity']) < 1)
      return refuse('invalid_items', 'quantity invalid.');
    const currency = item['currency_id'];
    if (currency !== undefined && !CURRENCIES.includes(String(currency)))
      return refuse('invalid_items', 'currency_id invalid.');
    const price = item['unit_price'];
    const decimals = WHOLE.includes(String(currency)) ? 1 : 100;
    const fits = typeof price === 'number' && price > 0 && Number.isInteger(Number((price * decimals).toFixed(6)));
    if (!fits) return refuse('invalid_items', 'unit_price invalid.');
  }
  if (String(body['external_reference'] ?? '').length > 256)
    return refuse('invalid_external_reference', 'external_reference invalid.');
  return refusedDates(body, now, existing) ?? refusedRest(body);
}

function refusedDates(body: Fields, now: number, existing: Link | undefined): ApiAnswer | undefined {
  for (const field of ['expiration_date_from', 'expiration_date_to', 'date_of_expiration']) {
    const value = body[field];
    if (value === undefined || value === null) continue;
    if (typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value))) continue;
    return field === 'date_of_expiration'
      ? refuse('invalid_date', 'invalid date of expiration.')
      : refuse(`invalid_${field}`, `${field} invalid.`);
  }
  if (body['expires'] !== undefined && typeof body['expires'] !== 'boolean')
    return refuse('invalid_expires', 'expires must be boolean.');
  const [from, to] = [body['expiration_date_from'], body['expiration_date_to']].map((value) =>
    typeof value === 'string' ? Date.parse(value) : undefined,
  );
  if (from !== undefined && to !== undefined && from >= to)
    return refuse('invalid_expiration_date_to', 'expiration_date_to invalid.');
  // A new link that is over already makes no sense; an old one is ended that way.
  if (!existing && to !== undefined && to <= now)
    return refuse('invalid_expiration_date_to', 'expiration_date_to invalid.');
  return undefined;
}

function refusedRest(body: Fields): ApiAnswer | undefined {
  const backs = body['back_urls'];
  if (backs !== undefined && !Object.values(object(backs)).every((url) => url === '' || URL.canParse(String(url)))) {
    return refuse('invalid_back_urls', 'back_urls invalid. Wrong format');
  }
  if (body['auto_return'] !== undefined && !object(backs)['success']) {
    return refuse('invalid_auto_return', 'auto_return invalid. back_url.success must be defined');
  }
  if (body['binary_mode'] !== undefined && typeof body['binary_mode'] !== 'boolean')
    return refuse('invalid_binary_mode', 'binary_mode must be boolean.');
  const installments = object(body['payment_methods'])['installments'];
  if (installments != null && !(Number(installments) >= 1 && Number(installments) <= 36)) {
    return refuse('invalid_payment_methods', 'installments invalid. Should be a number between 1 and 36.');
  }
  return undefined;
}
