import Decimal from 'decimal.js';

import { paidOf } from '../base/links';
import type { Link } from '../base/links';
import { object, WHOLE } from './paypal-rules';
import type { Fields } from './paypal-rules';

export const selfOf = ({ id }: Link): string => `https://api-m.paypal.com/v2/invoicing/invoices/${id}`;

export function statusOf(link: Link): string {
  const paid = new Decimal(paidOf(link));
  const refunded = link.payments.some((payment) => payment.refunded !== '0');
  if (link.payments.some(({ status }) => status === 'pending')) return 'PAYMENT_PENDING';
  if (refunded) return paid.isZero() ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  if (link.status === 'live' && paid.gt(0)) return 'PARTIALLY_PAID';
  return {
    draft: 'DRAFT',
    live: link.data['mailed'] === true ? 'SENT' : 'UNPAID',
    paid: 'PAID',
    cancelled: 'CANCELLED',
    expired: 'CANCELLED',
  }[link.status];
}

export function invoiceObject(link: Link): Fields {
  const body = object(link.data['body']);
  const money = (value: Decimal.Value): Fields => ({
    currency_code: link.currency,
    value: new Decimal(value).toFixed(WHOLE.includes(link.currency) ? 0 : 2),
  });
  const shown = link.status === 'draft' ? {} : { recipient_view_url: link.url };
  const transactions = link.payments
    .filter(({ status }) => status !== 'failed')
    .map((payment) => ({ payment_id: payment.id, amount: money(payment.amount), method: 'PAYPAL', type: 'PAYPAL' }));
  return {
    ...body,
    id: link.id,
    status: statusOf(link),
    detail: {
      ...object(body['detail']),
      metadata: { create_time: new Date(link.createdAt).toISOString(), ...shown },
    },
    amount: money(link.amount ?? '0'),
    due_amount: money(new Decimal(link.amount ?? '0').minus(paidOf(link))),
    payments: { paid_amount: money(paidOf(link)), transactions },
    links: [{ rel: 'self', href: selfOf(link), method: 'GET' }],
  };
}
