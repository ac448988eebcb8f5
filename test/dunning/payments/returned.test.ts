import { moneyOf } from '../../../dunning/payments/returned';
import type { PaymentRecord } from '../../../dunning/ledger/records';

const link = { provider: 'stripe_checkout', scope: ['F-1'], askedAt: '2026-11-20T10:00:00.000Z' };

const payment = (over: Partial<PaymentRecord> = {}): PaymentRecord => ({
  account: 'acme',
  customerId: 'c-1',
  provider: 'stripe',
  paymentId: 'pi_1',
  scope: ['F-1'],
  amount: { currency: 'MXN', minor: 150_000 },
  at: '2026-11-23T10:00:00.000Z',
  status: 'refunded',
  ...over,
});

describe('what is known of a link’s money', () => {
  it.each<[string, PaymentRecord[], 'unknown' | 'returned' | 'known']>([
    ['nothing is known of a payment', [], 'unknown'],
    ['it went back', [payment()], 'returned'],
    ['it went back by an instalment’s name', [payment({ scope: ['F-1#2'] })], 'returned'],
    ['all of it went back, part by part', [payment({ status: 'paid', refunded: 150_000 })], 'returned'],
    ['a cent of it stayed', [payment({ status: 'paid', refunded: 149_999 })], 'known'],
    ['one went back and another stayed', [payment(), payment({ paymentId: 'pi_2', status: 'paid' })], 'known'],
    ['one is still on its way', [payment(), payment({ paymentId: 'pi_2', status: 'pending' })], 'known'],
    ['it is disputed', [payment({ status: 'disputed' })], 'known'],
    ['it is only on its way', [payment({ status: 'pending' })], 'unknown'],
    ['it failed', [payment({ status: 'failed' })], 'unknown'],
    ['another provider gave money back', [payment({ provider: 'paypal' })], 'unknown'],
    ['it was for another invoice', [payment({ scope: ['F-2'] })], 'unknown'],
    ['it was paid by an earlier link', [payment({ at: '2026-11-20T09:49:59.999Z' })], 'unknown'],
    ['the provider’s clock is ten minutes behind', [payment({ at: '2026-11-20T09:50:00.000Z' })], 'returned'],
  ])('%s', (_what, payments, expected) => {
    expect(moneyOf(payments, link)).toBe(expected);
  });

  it('knows the payments of a Pix charge', () => {
    expect(moneyOf([payment({ provider: 'pix' })], { ...link, provider: 'pix_cobv' })).toBe('returned');
  });
});
