import { toMinor } from '../base/links';
import type { Happening, Link, Payment } from '../base/links';
import { exponent } from './stripe-rules';

/** Stripe's objects as its API and its events show them. Source: stripe-node (API 2026-07-29.dahlia), the resource types. */

export type Form = Record<string, unknown>;

export const object = (value: unknown): Form => (typeof value === 'object' && value !== null ? (value as Form) : {});

/** A page of a link that somebody has open: it stays payable when the link is switched off. */
export interface OpenPage {
  id: string;
  status: 'open' | 'complete' | 'expired';
}

export const pagesOf = ({ data }: Link): OpenPage[] => (data['pages'] ??= []) as OpenPage[];

const minorOf = (amount: string, currency: string): number => toMinor(amount, exponent(currency.toLowerCase()));
const succeeded = ({ status }: Payment): boolean => status !== 'pending' && status !== 'failed';

export function linkObject({ id, url, status, currency, data, payments }: Link): Form {
  const form = object(data['form']);
  const count = payments.filter((payment) => payment.status !== 'failed').length;
  return {
    id,
    object: 'payment_link',
    active: status === 'live',
    currency: currency.toLowerCase(),
    livemode: false,
    metadata: object(form['metadata']),
    payment_intent_data: form['payment_intent_data'] ?? null,
    restrictions: data['limit'] === null ? null : { completed_sessions: { count, limit: data['limit'] } },
    url,
  };
}

export function sessionObject(link: Link): Form {
  const { id, url, status, currency, amount, data, payments, expiresAt } = link;
  const form = object(data['form']);
  const states = { draft: 'open', live: 'open', paid: 'complete', cancelled: 'expired', expired: 'expired' };
  return {
    id,
    object: 'checkout.session',
    url: status === 'live' ? url : null,
    status: states[status],
    payment_status: status === 'paid' ? 'paid' : 'unpaid',
    created: Math.floor(link.createdAt / 1_000),
    expires_at: Math.floor((expiresAt ?? 0) / 1_000),
    client_reference_id: form['client_reference_id'] ?? null,
    amount_total: minorOf(amount ?? '0', currency),
    currency: currency.toLowerCase(),
    metadata: object(form['metadata']),
    payment_intent: payments.at(-1)?.id ?? null,
    payment_link: null,
    mode: 'payment',
    livemode: false,
  };
}

/** The session of a payment: the one that was made by us, or the one the link made when its page was opened. */
export function paidSession(payment: Payment): Form {
  const { link, currency, amount } = payment;
  const own = link.data['kind'] === 'session';
  return {
    ...sessionObject(link),
    id: payment.data['session'],
    url: null,
    status: 'complete',
    payment_status: succeeded(payment) ? 'paid' : 'unpaid',
    payment_intent: payment.id,
    payment_link: own ? null : link.id,
    amount_total: minorOf(amount, currency),
    customer_details: { email: 'pagador@cliente.example', name: 'Pagador' },
  };
}

/** The sessions that a payment link has brought forth: those that were paid, and those that are open. */
export function sessionsOfLink(link: Link): Form[] {
  const open = pagesOf(link).filter(({ status }) => status !== 'complete');
  return [
    ...link.payments.map(paidSession),
    ...open.map(({ id, status }) => ({
      ...sessionObject(link),
      id,
      status,
      payment_status: 'unpaid',
      payment_link: link.id,
    })),
  ];
}

export function intentObject(payment: Payment): Form {
  const { id, amount, currency, status, link } = payment;
  const states = {
    approved: 'succeeded',
    refunded: 'succeeded',
    disputed: 'succeeded',
    pending: 'requires_action',
    failed: 'requires_payment_method',
  };
  return {
    id,
    object: 'payment_intent',
    amount: minorOf(amount, currency),
    amount_received: succeeded(payment) ? minorOf(amount, currency) : 0,
    currency: currency.toLowerCase(),
    status: states[status],
    latest_charge: id.replace(/^pi_/, 'ch_'),
    metadata: object(object(object(link.data['form'])['payment_intent_data'])['metadata']),
  };
}

function chargeObject(payment: Payment): Form {
  const { amount, currency, metadata } = intentObject(payment);
  return {
    id: payment.id.replace(/^pi_/, 'ch_'),
    object: 'charge',
    amount,
    amount_refunded: minorOf(payment.refunded, payment.currency),
    refunded: payment.status === 'refunded',
    currency,
    payment_intent: payment.id,
    status: succeeded(payment) ? 'succeeded' : payment.status,
    metadata,
  };
}

/** The events of what happened to a payment, in the order Stripe mostly sends them; each with its resource. */
export function paymentEvents(
  what: Happening,
  payment: Payment,
  later: boolean,
): Array<[type: string, resource: Form]> {
  const session = paidSession(payment);
  const intent = intentObject(payment);
  const charge = chargeObject(payment);
  const completed: [string, Form] = ['checkout.session.completed', session];
  switch (what) {
    case 'paid':
      return later
        ? [
            ['checkout.session.async_payment_succeeded', session],
            ['payment_intent.succeeded', intent],
            ['charge.succeeded', charge],
          ]
        : [['charge.succeeded', charge], ['payment_intent.succeeded', intent], completed];
    case 'pending':
      return [['payment_intent.requires_action', intent], completed];
    case 'failed':
      return [
        ['payment_intent.payment_failed', intent],
        ...(later ? [['checkout.session.async_payment_failed', session] as [string, Form]] : []),
      ];
    case 'refunded':
      return [['charge.refunded', charge]];
    case 'disputed': {
      const { amount, currency } = charge;
      const dispute = {
        id: payment.id.replace(/^pi_/, 'dp_'),
        object: 'dispute',
        charge: charge['id'],
        payment_intent: payment.id,
        amount,
        currency,
        reason: 'fraudulent',
        status: 'needs_response',
        metadata: {},
      };
      return [['charge.dispute.created', dispute]];
    }
    default:
      return [];
  }
}
