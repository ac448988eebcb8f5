import fc from 'fast-check';

import { fromDay, toDay } from '../../../dunning/cadence/days';
import { openBalance, readBalance } from '../../../dunning/invoice/balance';
import type { Invoice } from '../../../dunning/invoice/invoice';

const eur = (minor: number) => ({ currency: 'EUR', minor });

function invoice(extra: Partial<Invoice> = {}): Invoice {
  return { id: 'A', number: 'A', type: 'invoice', customerId: 'C1', dueDate: '2026-02-01', total: eur(1000), ...extra };
}

const payment = (date: string, minor: number, kind: 'payment' | 'credit_note' = 'payment') => ({
  id: date,
  kind,
  date,
  amount: eur(minor),
});

describe('what is open of an invoice on a day', () => {
  it.each<[string, Partial<Invoice>, string, number]>([
    ['nothing known: its total', {}, '2026-01-15', 1000],
    ['a balance is what is open now', { balance: eur(300) }, '2026-01-15', 300],
    ['a sum paid comes off the total', { paid: eur(250) }, '2026-01-15', 750],
    ['a payment counts from its date', { payments: [payment('2026-01-16', 400)] }, '2026-01-15', 1000],
    ['and on its date', { payments: [payment('2026-01-15', 400)] }, '2026-01-15', 600],
    [
      'a credit note that was applied counts as well',
      { payments: [payment('2026-01-01', 400, 'credit_note')] },
      '2026-01-15',
      600,
    ],
    [
      'a payment taken back opens it again',
      { payments: [payment('2026-01-01', 1000), payment('2026-01-10', -1000)] },
      '2026-01-15',
      1000,
    ],
    [
      'a later payment is put back on to the balance',
      { balance: eur(0), payments: [payment('2026-02-10', 1000)] },
      '2026-01-15',
      1000,
    ],
    ['before it was settled it was open', { settledOn: '2026-01-16', balance: eur(0) }, '2026-01-15', 1000],
    ['on the day it was settled nothing is', { settledOn: '2026-01-15' }, '2026-01-15', 0],
    ['more paid than asked is a credit', { paid: eur(1200) }, '2026-01-15', -200],
  ])('%s', (_name, extra, day, expected) => {
    expect(openBalance(invoice(extra), toDay(day))).toBe(expected);
  });

  it('never rises with time when money only comes in', () => {
    const payments = fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 100 }), minor: fc.integer({ min: 1, max: 300 }) }),
    );
    fc.assert(
      fc.property(payments, (list) => {
        const start = toDay('2026-01-01');
        const paid = invoice({ payments: list.map(({ day, minor }) => payment(fromDay(start + day), minor)) });
        for (let day = start; day < start + 100; day++) {
          expect(openBalance(paid, day + 1)).toBeLessThanOrEqual(openBalance(paid, day));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('instalments', () => {
  const instalments = [
    { id: '2', dueDate: '2026-03-01', amount: eur(400) },
    { id: '1', dueDate: '2026-02-01', amount: eur(600) },
  ];
  const open = (extra: Partial<Invoice>) => {
    const reading = readBalance(invoice({ instalments, ...extra }), toDay('2026-06-01'));
    return reading.state === 'open' ? reading.parts.map(({ key, balance }) => [key, balance]) : reading.state;
  };

  it('are paid oldest first', () => {
    expect(open({})).toEqual([
      ['A#1', 600],
      ['A#2', 400],
    ]);
    expect(open({ paid: eur(100) })).toEqual([
      ['A#1', 500],
      ['A#2', 400],
    ]);
    expect(open({ paid: eur(700) })).toEqual([['A#2', 300]]);
    expect(open({ paid: eur(1000) })).toBe('closed');
  });

  it('keep the balances the source states, where they add up', () => {
    const stated = [
      { ...instalments[0]!, balance: eur(100) },
      { ...instalments[1]!, balance: eur(600) },
    ];
    expect(open({ instalments: stated, balance: eur(700) })).toEqual([
      ['A#1', 600],
      ['A#2', 100],
    ]);
    expect(open({ instalments: stated, balance: eur(500) })).toEqual([
      ['A#1', 100],
      ['A#2', 400],
    ]);
  });

  it('that do not add up to the total still come to what is open', () => {
    expect(open({ total: eur(1100) })).toEqual([
      ['A#1', 700],
      ['A#2', 400],
    ]);
  });

  it('always come to what is open', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.nat(3000), (amounts, paid) => {
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        fc.pre(paid < total);
        const list = amounts.map((amount, i) => ({
          id: String(i),
          dueDate: fromDay(toDay('2026-01-01') + i),
          amount: eur(amount),
        }));
        const reading = readBalance(
          invoice({ total: eur(total), instalments: list, paid: eur(paid) }),
          toDay('2026-01-01'),
        );
        const sum = reading.state === 'open' ? reading.parts.reduce((all, { balance }) => all + balance, 0) : NaN;
        expect(sum).toBe(total - paid);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what cannot be judged', () => {
  it.each<[string, Partial<Invoice>]>([
    [
      'currency_mismatch',
      { payments: [{ id: 'p', kind: 'payment', date: '2026-01-01', amount: { currency: 'USD', minor: 1 } }] },
    ],
    ['invalid_due_date', { dueDate: '2026-02-30' }],
    ['invalid_due_date', { dueDate: '' }],
    ['invalid_amount', { total: { currency: 'EUR', minor: 0.5 } }],
  ])('is named: %s', (problem, extra) => {
    expect(readBalance(invoice(extra), toDay('2026-01-15'))).toEqual({ state: 'problem', problem });
  });
});
