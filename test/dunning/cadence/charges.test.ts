import fc from 'fast-check';

import type { ChargePolicy, StatutoryRates } from '../../../dunning/cadence/charges';
import { chargesOn } from '../../../dunning/cadence/charges';
import { classify } from '../../../dunning/cadence/classify';
import { fromDay, toDay } from '../../../dunning/cadence/days';
import { PRESETS } from '../../../dunning/cadence/presets';
import { statutoryInterest } from '../../../dunning/compliance/interest';
import { readBalance } from '../../../dunning/invoice/balance';
import type { Invoice } from '../../../dunning/invoice/invoice';

function invoice(extra: Partial<Invoice> = {}): Invoice {
  const total = { currency: 'EUR', minor: 100_000 };
  return { id: 'A', number: 'A', type: 'invoice', customerId: 'C1', dueDate: '2026-01-01', total, ...extra };
}

function lines(asOf: string, policy: ChargePolicy, extra: Partial<Invoice> = {}, rates: StatutoryRates = {}) {
  const day = toDay(asOf);
  const reading = readBalance(invoice(extra), day);
  if (reading.state !== 'open') throw new Error('the invoice is not open');
  return reading.parts.flatMap((part) => chargesOn(part, day, policy, rates));
}

const amounts = (...args: Parameters<typeof lines>) => lines(...args).map(({ key, amount }) => [key, amount.decimal]);

const simple = (
  annualPercent: string,
  dayCount: '30/360' | 'actual/360' | 'actual/365' | 'actual/actual',
): ChargePolicy => ({
  interest: { kind: 'simple', annualPercent, dayCount },
});

describe('interest', () => {
  it.each([
    // 1000 × 10 % × 90 days
    ['actual/365', '2026-04-01', '24.66'],
    ['actual/360', '2026-04-01', '25.00'],
    // three months of thirty days, though January has 31
    ['30/360', '2026-04-01', '25.00'],
    ['30/360', '2026-03-31', '24.72'],
    ['actual/actual', '2026-04-01', '24.66'],
  ] as const)('of 10 % a year on 1,000.00 by %s until %s is %s', (dayCount, asOf, expected) => {
    expect(amounts(asOf, simple('10', dayCount))).toEqual([['interest', expected]]);
  });

  it('actual/actual takes each year by its own length', () => {
    // 2027-12-31 to 2028-01-02: one day of 365, one of 366; on a million that shows.
    const total = { currency: 'EUR', minor: 100_000_000 };
    const [line] = lines('2028-01-02', simple('10', 'actual/actual'), { dueDate: '2027-12-31', total });
    expect(line?.amount.decimal).toBe('547.20');
  });

  it('begins the day after the due date', () => {
    expect(amounts('2026-01-01', simple('10', 'actual/365'))).toEqual([]);
    expect(amounts('2026-01-02', simple('10', 'actual/365'))).toEqual([['interest', '0.27']]);
  });

  it('counts what was open on each day', () => {
    const payments = [
      { id: 'p', kind: 'payment' as const, date: '2026-02-20', amount: { currency: 'EUR', minor: 60_000 } },
    ];
    const [line] = lines('2026-04-01', simple('10', 'actual/365'), { payments });
    // 1000 × 10 % × 50/365 + 400 × 10 % × 40/365 = 13.6986 + 4.3836
    expect(line?.amount.decimal).toBe('18.08');
    expect(line?.detail).toBe('1000.00 × 10 % × 50 d + 400.00 × 10 % × 40 d (actual/365)');
  });

  it('follows a rate that changes', () => {
    const annualPercent = [
      { from: '2025-07-01', annualPercent: '10.15' },
      { from: '2026-02-01', annualPercent: '12.15' },
    ];
    const policy: ChargePolicy = { interest: { kind: 'simple', annualPercent, dayCount: 'actual/365' } };
    // 30 days at 10.15, from 2 January, and 60 at 12.15, from 1 February
    expect(amounts('2026-04-01', policy)).toEqual([['interest', '28.32']]);
  });

  it('by law is data: rates, lump sum and source', () => {
    const rates: StatutoryRates = {
      test_law: {
        id: 'test_law',
        citation: 'Law 1/2000, article 7',
        dayCount: 'actual/365',
        rates: [{ from: '2025-01-01', annualPercent: '10' }],
        compensation: { EUR: 4_000 },
      },
    };
    const policy: ChargePolicy = { interest: { kind: 'statutory', rate: 'test_law' } };
    expect(amounts('2026-04-01', policy, {}, rates)).toEqual([
      ['test_law', '24.66'],
      ['test_law_compensation', '40.00'],
    ]);
    expect(lines('2026-04-01', policy, {}, rates)[0]?.detail).toContain('Law 1/2000, article 7');
    expect(() => lines('2026-04-01', policy)).toThrow('policy.charges.interest.rate: found “test_law”');
  });

  it('by a built-in formula is what the formula says, and is left out for days without a known rate', () => {
    const policy: ChargePolicy = { interest: { kind: 'statutory', rate: 'eu-business' } };
    const own = statutoryInterest('eu-business', { currency: 'EUR', minor: 100_000 }, '2026-01-02', '2026-11-01');
    const [line] = lines('2026-11-01', policy);
    expect(line?.amount.minor).toBe(own.minor);
    expect(() => lines('2026-11-01', policy, { dueDate: '1990-01-01' })).toThrow(
      'is a day for which no reference rate is known',
    );
    const [result] = classify({
      invoices: [invoice({ dueDate: '1990-01-01' })],
      customers: new Map([['C1', { id: 'C1', name: 'C1', timeZone: 'UTC' }]]),
      policy: { ...PRESETS.b2b_standard, charges: policy },
      asOf: '2026-11-01',
      account: 'main',
      defaultTimeZone: 'UTC',
    });
    expect(result?.stage).toMatchObject({ outcome: 'due', amountDue: { decimal: '1000.00' } });
    expect(result?.stage.split?.unknown).toContain('no reference rate is known');
  });

  it('is never more for a shorter time, nor for a smaller balance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 10_000_000 }), (days, minor) => {
        const at = (late: number, amount: number) => {
          const asOf = fromDay(toDay('2026-01-01') + late);
          const [line] = lines(asOf, simple('9.5', 'actual/360'), { total: { currency: 'EUR', minor: amount } });
          return line?.amount.minor ?? 0;
        };
        expect(at(days + 1, minor)).toBeGreaterThanOrEqual(at(days, minor));
        expect(at(days, minor + 1)).toBeGreaterThanOrEqual(at(days, minor));
      }),
      { numRuns: 50 },
    );
  });
});

describe('fees', () => {
  const label = { en: 'Late fee', es: 'Cargo por mora', pt: 'Taxa de atraso' };

  it('are a fixed amount per currency, a percentage, or both, from their day on', () => {
    const policy: ChargePolicy = {
      fees: [
        { key: 'reminder', label, afterDays: 10, fixed: { EUR: 1_500 } },
        { key: 'late', label, afterDays: 30, percent: '2.5', minimum: { EUR: 500 }, maximum: { EUR: 2_000 } },
        { key: 'dollars', label, afterDays: 1, fixed: { USD: 900 } },
      ],
    };
    expect(amounts('2026-01-10', policy)).toEqual([]);
    expect(amounts('2026-01-11', policy)).toEqual([['reminder', '15.00']]);
    expect(amounts('2026-01-31', policy)).toEqual([
      ['reminder', '15.00'],
      ['late', '20.00'],
    ]);
    expect(amounts('2026-01-31', policy, { total: { currency: 'EUR', minor: 10_000 } })[1]).toEqual(['late', '5.00']);
  });

  it('and interest stay within a cap together', () => {
    const policy: ChargePolicy = {
      ...simple('10', 'actual/360'),
      fees: [{ key: 'fee', label, afterDays: 1, fixed: { EUR: 4_000 } }],
      cap: { percentOfTotal: '5' },
    };
    expect(amounts('2026-04-01', policy)).toEqual([
      ['fee', '40.00'],
      ['interest', '10.00'],
    ]);
  });
});

describe('what is asked for', () => {
  const policy = { ...PRESETS.b2b_standard, charges: simple('10', 'actual/360') };
  const ask = (extra: Partial<Invoice>) =>
    classify({
      invoices: [invoice(extra)],
      customers: new Map([['C1', { id: 'C1', name: 'C1', timeZone: 'UTC' }]]),
      policy,
      asOf: '2026-04-01',
      account: 'main',
      defaultTimeZone: 'UTC',
    })[0];

  it('is taken apart into principal, fees and interest', () => {
    const result = ask({});
    expect(result?.stage.split).toMatchObject({
      principal: { decimal: '1000.00' },
      fees: { decimal: '0.00' },
      interest: { decimal: '25.00' },
    });
    expect(result?.stage.amountDue.decimal).toBe('1025.00');
    expect(result?.debt.balance.decimal).toBe('1000.00');
  });

  it('leaves charges out of the sum for a fiscally stamped invoice: they need a document of their own', () => {
    const result = ask({ fiscalId: '5FB2822E-396D-4725-8521-CDC4BDD20CCF' });
    expect(result?.stage.amountDue.decimal).toBe('1000.00');
    expect(result?.stage.split?.lines[0]).toMatchObject({ amount: { decimal: '25.00' }, needsOwnDocument: true });
  });
});
