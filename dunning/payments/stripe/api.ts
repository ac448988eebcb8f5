import { text } from '../../providers/shared/json';
import { failureOf } from '../failure';
import type { FailureKind, ProviderFailure } from '../failure';
import { linkMetadata, shortLine } from '../reference';
import { wireAmount } from '../amounts';
import type { LinkRequest } from '../provider';
import { bodyOf, formOf } from '../wire';
import type { ProviderAnswer, ProviderRequest } from '../wire';
import { stripeAmounts } from './amounts';

/** The version whose contract this code was written against. */
export const STRIPE_VERSION = '2026-07-29.dahlia';

const KINDS: Readonly<Record<string, FailureKind>> = {
  amount_too_small: 'amount',
  amount_too_large: 'amount',
  invalid_currency: 'amount',
  idempotency_key_in_use: 'in_flight',
  lock_timeout: 'in_flight',
  rate_limit: 'rate_limit',
  resource_missing: 'not_found',
};

/** Stripe's errors: `{error: {type, code, param, message}}`. Source: docs.stripe.com/api/errors. */
export function stripeFailure(answer: ProviderAnswer): ProviderFailure | undefined {
  const error = bodyOf(answer, 'error');
  const code = text(error, 'code');
  const type = text(error, 'type');
  const found = failureOf(answer, { code: code ?? type, said: text(error, 'message'), field: text(error, 'param') });
  if (!found) return undefined;
  const known = code !== undefined && Object.hasOwn(KINDS, code) ? KINDS[code] : undefined;
  if (known) return { ...found, kind: known };
  // Without a code, a 409 is a request that still runs, and a 400 of this type another request under the same key.
  if (type === 'idempotency_error') return { ...found, kind: answer.status === 409 ? 'in_flight' : 'conflict' };
  return found;
}

/** A POST under an idempotency key, or one that comes to the same however often it is sent. */
export function stripePost(path: string, form: Record<string, unknown>, key?: string): ProviderRequest {
  return {
    method: 'POST',
    path,
    headers: { 'Stripe-Version': STRIPE_VERSION, ...(key === undefined ? {} : { 'Idempotency-Key': key }) },
    body: { form: formOf(form) },
    repeatable: true,
  };
}

export function stripeGet(path: string, query: Record<string, string> = {}): ProviderRequest {
  return { method: 'GET', path, query, headers: { 'Stripe-Version': STRIPE_VERSION }, repeatable: true };
}

const LONGEST_NAME = 250;

/** What both forms share: one line over the amount, and the metadata on everything that events are about. */
export function stripeParts(request: LinkRequest) {
  const { wire } = wireAmount(stripeAmounts, request.amount);
  const metadata = linkMetadata(request);
  return {
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: request.amount.currency.toLowerCase(),
          unit_amount: wire,
          product_data: { name: shortLine(request.description, LONGEST_NAME) },
        },
      },
    ],
    metadata,
    // A link's metadata is copied to its sessions, but not to the payment.
    payment_intent_data: { metadata },
  };
}
