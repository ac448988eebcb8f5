import { wasReturned } from '../../../dunning/payments/returned';
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

describe('whether a link’s money went back', () => {
  it.each<[string, PaymentRecord[], boolean]>([
    ['nothing is known of a payment', [], false],
    ['it went back', [payment()], true],
    ['it went back by an instalment’s name', [payment({ scope: ['F-1#2'] })], true],
    ['all of it went back, part by part', [payment({ status: 'paid', refunded: 150_000 })], true],
    ['a cent of it stayed', [payment({ status: 'paid', refunded: 149_999 })], false],
    ['one went back and another stayed', [payment(), payment({ paymentId: 'pi_2', status: 'paid' })], false],
    ['one is still on its way', [payment(), payment({ paymentId: 'pi_2', status: 'pending' })], false],
    ['it is disputed', [payment({ status: 'disputed' })], false],
    ['another provider gave money back', [payment({ provider: 'paypal' })], false],
    ['it was for another invoice', [payment({ scope: ['F-2'] })], false],
    ['it was paid by an earlier link', [payment({ at: '2026-11-20T09:49:59.999Z' })], false],
    ['the provider’s clock is ten minutes behind', [payment({ at: '2026-11-20T09:50:00.000Z' })], true],
  ])('%s', (_what, payments, expected) => {
    expect(wasReturned(payments, link)).toBe(expected);
  });

  it('knows the payments of a Pix charge', () => {
    expect(wasReturned([payment({ provider: 'pix' })], { ...link, provider: 'pix_cobv' })).toBe(true);
  });
});
