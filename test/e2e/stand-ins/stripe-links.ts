import { demand, formOf } from './stand-in';
import type { Asked, StandIn } from './stand-in';

export const STRIPE_SECRET = 'sk_stand_in';

export interface PaymentLinkOf {
  id: string;
  url: string;
  amount: number;
  currency: string;
  contact: string;
  active: boolean;
  /** Somebody paid by it. */
  paid: boolean;
}

/** Stripe API, Payment Links: create, retrieve, update and list; and the sessions of a link. Idempotency keys are honoured. */
export function stripeLinks(): StandIn & { links: PaymentLinkOf[]; payWhenMade?: (link: PaymentLinkOf) => boolean } {
  const links: PaymentLinkOf[] = [];
  const byKey = new Map<string, PaymentLinkOf>();
  const shown = ({ id, url, active, contact, paid }: PaymentLinkOf) => ({
    id,
    object: 'payment_link',
    active,
    url,
    metadata: { dunning_contact: contact },
    restrictions: { completed_sessions: { count: paid ? 1 : 0, limit: 1 } },
    livemode: false,
  });
  const sessions = (id: string | null) =>
    links
      .filter((link) => link.paid && link.id === id)
      .map(({ amount, currency }) => ({
        id: `cs_${id}`,
        object: 'checkout.session',
        status: 'complete',
        payment_status: 'paid',
        amount_total: amount,
        currency,
      }));
  const standIn: ReturnType<typeof stripeLinks> = {
    hosts: ['api.stripe.com'],
    links,
    answer(asked: Asked) {
      const { method, url, headers } = asked;
      demand(headers.authorization === `Bearer ${STRIPE_SECRET}`, 'Invalid API Key provided', 401);
      demand(/^\d{4}-\d\d-\d\d(\.\w+)?$/.test(headers['stripe-version'] ?? ''), 'names no version');
      const own = /^\/v1\/payment_links\/(plink_\d+)$/.exec(url.pathname)?.[1];
      const known = links.find(({ id }) => id === own);
      if (method === 'GET' && url.pathname === '/v1/payment_links')
        return { body: { object: 'list', data: links.map(shown), has_more: false, url: '/v1/payment_links' } };
      if (method === 'GET' && url.pathname === '/v1/checkout/sessions')
        return {
          body: {
            object: 'list',
            data: sessions(url.searchParams.get('payment_link')),
            has_more: false,
            url: '/v1/checkout/sessions',
          },
        };
      if (method === 'GET' && known) return { body: shown(known) };
      demand(method === 'POST', 'Unrecognized request URL', 404);
      const form = formOf(asked);
      if (known) {
        known.active = form.get('active') !== 'false';
        return { body: shown(known) };
      }
      demand(url.pathname === '/v1/payment_links', 'Unrecognized request URL', 404);
      const key = headers['idempotency-key'] ?? '';
      demand(key !== '', 'was sent without an idempotency key');
      const before = byKey.get(key);
      if (before) return { body: shown(before) };
      const field = (name: string) => form.get(`line_items[0][${name}]`) ?? '';
      demand(field('quantity') === '1', 'Missing required param: line_items[0][quantity].');
      demand(/^\d+$/.test(field('price_data][unit_amount')), 'Invalid integer');
      demand(/^[a-z]{3}$/.test(field('price_data][currency')), 'Invalid currency');
      demand(field('price_data][product_data][name'), 'Missing required param: name.');
      const id = `plink_${links.length + 1}`;
      const link = {
        id,
        url: `https://buy.stripe.com/test_${links.length + 1}`,
        amount: Number(field('price_data][unit_amount')),
        currency: field('price_data][currency'),
        contact: form.get('metadata[dunning_contact]') ?? '',
        active: true,
        paid: false,
      };
      links.push(link);
      byKey.set(key, link);
      link.paid = standIn.payWhenMade?.(link) ?? false;
      return { body: shown(link) };
    },
  };
  return standIn;
}
