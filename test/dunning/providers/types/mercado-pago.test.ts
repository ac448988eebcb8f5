import { PROVIDERS } from '../../../../dunning/providers';
import { RECEIVED } from '../support';
import { eventTable } from './table';

// Shapes as Mercado Pago documents them; every value is of our own.
const AT = '2026-03-03T10:00:00Z';

const order = (status: string) => ({
  type: 'order',
  action: `order.${status}`,
  id: '5',
  date_created: AT,
  data: { id: 'ORD1', status, status_detail: 'x', external_reference: 'inv-1', total_amount: '50.00' },
});
eventTable('mercadopago', [
  ...Object.entries({
    created: 'payment_pending',
    action_required: 'payment_pending',
    processing: 'payment_pending',
    processed: 'paid',
    canceled: 'payment_failed',
    failed: 'payment_failed',
    expired: 'link_expired',
    refunded: 'refunded',
    charged_back: 'disputed',
  } as const).map(
    ([status, type]) =>
      [`order ${status}`, order(status), { type, payment: { id: 'ORD1', reference: 'inv-1' } }] as const,
  ),
  ...['payment', 'topic_chargebacks_wh', 'topic_claims_integration_wh', 'mp-connect', 'brand_new'].map(
    (type) =>
      [
        `${type}, which says nothing by itself`,
        { type, action: `${type}.updated`, id: '1', data: { id: '77' }, date_created: AT },
        'unknown',
      ] as const,
  ),
]);

describe('a resource that Mercado Pago was asked for', () => {
  const fetched = (resource: unknown) => PROVIDERS.mercadopago.normaliseFetched?.(resource, RECEIVED) ?? [];
  const inside = {
    id: 77,
    status: 'approved',
    transaction_amount: 50,
    total_paid_amount: 50,
    currency_id: 'MXN',
    amount_refunded: 0,
  };
  const merchantOrder = (...payments: object[]) => ({
    id: 9,
    order_status: 'paid',
    status: 'closed',
    external_reference: 'inv-1',
    payments,
  });

  it('is a merchant order: its payments are the same facts as when they are asked for themselves', () => {
    const [payment] = fetched(merchantOrder(inside));
    expect(payment).toMatchObject({
      type: 'paid',
      payment: { id: '77', reference: 'inv-1', amount: { currency: 'MXN', minor: 5000 } },
    });
    const [alone] = fetched({ ...inside, total_paid_amount: undefined, external_reference: 'inv-1' });
    expect(payment?.eventId).toBe(alone?.eventId);
  });
  it('is a merchant order with several payments, one of them partly returned', () => {
    const types = fetched(
      merchantOrder({ ...inside, id: 1, status: 'rejected' }, { ...inside, id: 2, amount_refunded: 20 }),
    ).map(({ type, payment }) => [type, payment?.id, payment?.amount?.minor]);
    expect(types).toEqual([
      ['payment_failed', '1', 5000],
      ['paid', '2', 5000],
      ['refunded', '2', 2000],
    ]);
  });
});
