import fc from 'fast-check';

import { CHANNELS } from '../../../dunning/common';
import { promiseState } from '../../../dunning/ledger/promises';
import type { HoldRecord, PaymentRecord } from '../../../dunning/ledger/records';
import { holdApplies, refusedChannels, restrictedBy, selects } from '../../../dunning/ledger/standing';

const said = (channel: (typeof CHANNELS)[number] | 'all', change: 'opt_out' | 'opt_in', at: string) => ({
  channel,
  change,
  at,
});
const DAY1 = '2026-11-01T09:00:00-06:00';
const DAY2 = '2026-11-02T09:00:00-06:00';

describe('the channels a customer refuses', () => {
  it('are none until they say so', () => expect(refusedChannels([])).toEqual([]));
  it('follow the latest word on each channel', () => {
    expect(refusedChannels([said('sms', 'opt_out', DAY1)])).toEqual(['sms']);
    expect(refusedChannels([said('all', 'opt_out', DAY1), said('email', 'opt_in', DAY2)])).not.toContain('email');
    expect(refusedChannels([said('email', 'opt_out', DAY1), said('all', 'opt_in', DAY2)])).toEqual([]);
  });
  it('include the one they refused and agreed to at the same moment', () => {
    expect(refusedChannels([said('sms', 'opt_in', DAY1), said('sms', 'opt_out', DAY1)])).toEqual(['sms']);
  });
  it('compare moments, not the way they are written', () => {
    const later = said('sms', 'opt_in', '2026-11-01T14:59:00-01:00');
    expect(refusedChannels([said('sms', 'opt_out', '2026-11-01T15:00:00Z'), later])).toEqual([]);
  });
  it('are the same for every order and repetition of what they said', () => {
    const word = fc.tuple(
      fc.constantFrom(...CHANNELS, 'all' as const),
      fc.constantFrom('opt_in' as const, 'opt_out' as const),
      fc.integer({ min: 1, max: 5 }).map((day) => `2026-11-0${day}T00:00:00Z`),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const changes = words.map((one) => said(...one));
        expect(refusedChannels([...changes].reverse().concat(changes))).toEqual(refusedChannels(changes));
      }),
    );
  });
});

const hold: HoldRecord = {
  account: 'acme',
  customerId: 'c-1',
  id: 'h-1',
  scope: ['inv-1'],
  hold: { kind: 'promise', from: '2026-11-10', until: '2026-11-20', amount: { currency: 'MXN', minor: 10_000 } },
  setAt: '2026-11-10T12:00:00-06:00',
};

describe('a hold', () => {
  it('applies from its first to its last day', () => {
    const on = (day: string) => holdApplies(hold, ['inv-1'], day);
    expect(['2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'].map(on)).toEqual([false, true, true, false]);
  });
  it('on an invoice holds its instalments and the other way round, and no other invoice', () => {
    expect(holdApplies(hold, ['inv-1#2'], '2026-11-15')).toBe(true);
    expect(holdApplies({ ...hold, scope: ['inv-1#1'] }, ['inv-1'], '2026-11-15')).toBe(true);
    expect(holdApplies(hold, ['inv-10'], '2026-11-15')).toBe(false);
  });
  it('that was released does not apply', () => {
    expect(holdApplies({ ...hold, releasedAt: DAY1 }, ['inv-1'], '2026-11-15')).toBe(false);
  });
  it('counts days in the customer’s zone', () => {
    const request = { at: '2026-11-21T03:00:00Z', channel: 'email' as const, scope: ['inv-1'], caps: [] };
    const restrictions = { consent: [], holds: [hold] };
    expect(restrictedBy({ ...request, timeZone: 'America/Mexico_City' }, restrictions)).toBe('on_hold');
    expect(restrictedBy({ ...request, timeZone: 'Europe/Madrid' }, restrictions)).toBeUndefined();
    expect(restrictedBy({ ...request, at: '2026-11-20T21:00:00-06:00' }, restrictions)).toBe('on_hold');
  });
  it('is chosen for release by id, or by kind and invoice', () => {
    const one = { account: 'acme', customerId: 'c-1' };
    expect(selects(one, hold)).toBe(true);
    expect(selects({ ...one, id: 'other' }, hold)).toBe(false);
    expect(selects({ ...one, kind: 'promise', scope: ['inv-1'] }, hold)).toBe(true);
    expect(selects({ ...one, kind: 'dispute' }, hold)).toBe(false);
    expect(selects({ ...one, scope: ['inv-2'] }, hold)).toBe(false);
  });
});

describe('a promise to pay', () => {
  const zone = 'America/Mexico_City';
  const paid = (minor: number, at: string, over: Partial<PaymentRecord> = {}): PaymentRecord => ({
    account: 'acme',
    customerId: 'c-1',
    provider: 'bank',
    paymentId: at,
    scope: ['inv-1'],
    amount: { currency: 'MXN', minor },
    at,
    status: 'paid',
    ...over,
  });
  const state = (asOf: string, ...payments: PaymentRecord[]) => promiseState(hold, payments, asOf, zone);

  it('is open until its day has passed, then broken', () => {
    expect(state('2026-11-20')).toBe('open');
    expect(state('2026-11-21')).toBe('broken');
  });
  it('is kept by payments that reach it in time, also in parts, also late on the last day', () => {
    const parts = [paid(4_000, '2026-11-12T10:00:00-06:00'), paid(6_000, '2026-11-20T23:30:00-06:00')];
    expect(state('2026-11-25', ...parts)).toBe('kept');
    expect(state('2026-11-25', ...parts.slice(1))).toBe('broken');
  });
  it('is not kept by what came too early, too late, in another currency, for another invoice, or failed', () => {
    for (const payment of [
      paid(10_000, '2026-11-09T10:00:00-06:00'),
      paid(10_000, '2026-11-21T00:10:00-06:00'),
      paid(10_000, '2026-11-12T10:00:00-06:00', { amount: { currency: 'USD', minor: 10_000 } }),
      paid(10_000, '2026-11-12T10:00:00-06:00', { scope: ['inv-2'] }),
      paid(10_000, '2026-11-12T10:00:00-06:00', { status: 'failed' }),
    ]) {
      expect(state('2026-11-25', payment)).toBe('broken');
    }
  });
  it('without an amount is kept by any payment', () => {
    const any = { ...hold, hold: { ...hold.hold, amount: undefined } };
    expect(promiseState(any, [paid(1, '2026-11-12T10:00:00-06:00')], '2026-11-12', zone)).toBe('kept');
  });
  it('is judged as of a day: a payment after it does not exist yet', () => {
    expect(state('2026-11-11', paid(10_000, '2026-11-12T10:00:00-06:00'))).toBe('open');
  });
});
