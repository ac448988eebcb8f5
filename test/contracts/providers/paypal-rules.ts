import Decimal from 'decimal.js';

import type { ApiAnswer } from '../base/http';

export type Fields = Record<string, unknown>;

/** Source: developer.paypal.com, “Currency codes”; facts of the contracts file. */
const SUPPORTED =
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN RUB SEK SGD THB TWD USD'.split(' ');
export const WHOLE = ['HUF', 'JPY', 'TWD'];

export const object = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

const NAMES: Readonly<Record<number, [string, string]>> = {
  400: ['INVALID_REQUEST', 'Request is not well-formed, syntactically incorrect, or violates schema.'],
  401: [
    'AUTHENTICATION_FAILURE',
    'Authentication failed due to missing authorization header, or invalid authentication credentials.',
  ],
  403: ['NOT_AUTHORIZED', 'Authorization failed due to insufficient permissions.'],
  404: ['RESOURCE_NOT_FOUND', 'The specified resource does not exist.'],
  409: ['RESOURCE_CONFLICT', 'The server has detected a conflict while processing this request.'],
  422: [
    'UNPROCESSABLE_ENTITY',
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
  ],
  429: ['RATE_LIMIT_REACHED', 'Too many requests. Blocked due to rate limiting.'],
  500: ['INTERNAL_SERVER_ERROR', 'An internal server error occurred.'],
  503: ['SERVICE_UNAVAILABLE', 'Service Unavailable.'],
};

export interface Detail {
  field?: string;
  value?: string;
  issue: string;
  description?: string;
}

export function refuse(status: number, details: Detail[] = []): ApiAnswer {
  const [name, message] = NAMES[status] ?? ['INTERNAL_SERVER_ERROR', 'An internal server error occurred.'];
  const located = details.map((detail) => ({
    ...detail,
    location: 'body',
    description: detail.description ?? detail.issue,
  }));
  return {
    status,
    body: { name, message, ...(details.length > 0 ? { details: located } : {}), debug_id: '90957fca61718', links: [] },
  };
}

/** What PayPal calls the rules of a schema. Source: the issues in openapi/checkout_orders_v2.json. */
export const ISSUES: Readonly<Record<string, string>> = {
  required: 'MISSING_REQUIRED_PARAMETER',
  maxLength: 'INVALID_STRING_MAX_LENGTH',
  minLength: 'INVALID_STRING_LENGTH',
  maxItems: 'INVALID_ARRAY_MAX_ITEMS',
  enum: 'INVALID_PARAMETER_VALUE',
};

export function refusedMoney(currency: string, items: Fields[]): Detail | undefined {
  if (!SUPPORTED.includes(currency))
    return { field: '/detail/currency_code', value: currency, issue: 'INVALID_CURRENCY_CODE' };
  for (const [index, item] of items.entries()) {
    const { currency_code: own, value } = object(item['unit_amount']);
    const field = `/items/${index}/unit_amount`;
    if (own !== currency) return { field: `${field}/currency_code`, value: String(own), issue: 'CURRENCY_MISMATCH' };
    const decimals = new Decimal(String(value)).decimalPlaces();
    if (decimals > (WHOLE.includes(currency) ? 0 : 2))
      return { field: `${field}/value`, value: String(value), issue: 'DECIMALS_NOT_SUPPORTED' };
  }
  return undefined;
}
