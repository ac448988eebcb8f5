import Decimal from 'decimal.js';
import fc from 'fast-check';

import {
  add,
  compare,
  currencyCode,
  currencyExponent,
  money,
  moneyFromDecimal,
  subtract,
  toDecimalString,
  view,
  zero,
} from '../../../dunning/invoice/money';

describe('money', () => {
  it.each([
    ['MXN', 2],
    ['COP', 2],
    ['CLP', 0],
    ['PYG', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['JPY', 0],
    ['BRL', 2],
  ])('%s has %i decimals', (currency, decimals) => {
    expect(currencyExponent(currency)).toBe(decimals);
    expect(toDecimalString(money(1, currency))).toBe(new Decimal(10).pow(-decimals).toFixed(decimals));
  });

  it('takes a currency code in any case, and refuses what is none', () => {
    expect(currencyCode(' mxn ')).toBe('MXN');
    expect(currencyCode('CLF')).toBe('CLF');
    for (const bad of ['XYZ', '$', '', 'PESOS', undefined, 484]) {
      expect(() => currencyCode(bad, 'Moneda')).toThrow(
        /^Moneda: found .* is not a currency code\. Use the three-letter/,
      );
    }
  });

  it('shows the exact integer and what a person reads', () => {
    expect(view(moneyFromDecimal('1234.5', 'MXN'))).toEqual({ currency: 'MXN', minor: 123450, decimal: '1234.50' });
    expect(view(moneyFromDecimal(new Decimal('-0.05'), 'MXN'))).toEqual({
      currency: 'MXN',
      minor: -5,
      decimal: '-0.05',
    });
    expect(view(zero('CLP'))).toEqual({ currency: 'CLP', minor: 0, decimal: '0' });
  });

  it('shows every amount as arithmetic on decimals would', () => {
    const amounts = fc.tuple(fc.maxSafeInteger(), fc.constantFrom('MXN', 'CLP', 'KWD', 'CLF'));
    fc.assert(
      fc.property(amounts, ([minor, currency]) => {
        const decimals = currencyExponent(currency);
        expect(toDecimalString({ minor, currency })).toBe(
          new Decimal(minor).div(new Decimal(10).pow(decimals)).toFixed(decimals),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never adds, takes or compares two currencies', () => {
    const [pesos, dollars] = [money(1, 'MXN'), money(1, 'USD')];
    for (const operation of [add, subtract, compare]) {
      expect(() => operation(pesos, dollars)).toThrow('MXN and USD cannot be added or compared');
    }
  });

  it('never becomes inexact', () => {
    expect(() => money(0.5, 'MXN')).toThrow(RangeError);
    expect(() => add(money(Number.MAX_SAFE_INTEGER, 'MXN'), money(1, 'MXN'))).toThrow(RangeError);
    expect(() => moneyFromDecimal('90071992547409.92', 'MXN')).toThrow(/is too large to be an invoice amount/);
    expect(moneyFromDecimal('90071992547409.91', 'MXN').minor).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('adds and takes like integers do', () => {
    const amounts = fc.integer({ min: -1e12, max: 1e12 }).map((minor) => money(minor, 'MXN'));
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(Math.sign(a.minor - b.minor));
        expect(moneyFromDecimal(toDecimalString(a), 'MXN')).toEqual(a);
      }),
      { numRuns: 200 },
    );
  });
});
