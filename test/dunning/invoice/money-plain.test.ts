import Decimal from 'decimal.js';
import fc from 'fast-check';

import { currencyExponent, money, moneyFromDecimal, toDecimalString } from '../../../dunning/invoice/money';

describe('money from plain numbers', () => {
  it('is the same as by arithmetic on decimals, to the last unit', () => {
    const amounts = fc.tuple(
      fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
      fc.nat(6),
      fc.constantFrom('MXN', 'CLP', 'KWD', 'CLF', 'JPY'),
    );
    fc.assert(
      fc.property(amounts, ([digits, decimals, currency]) => {
        const value = new Decimal(digits.toString()).div(new Decimal(10).pow(decimals)).toFixed(decimals);
        const expected = new Decimal(value).times(new Decimal(10).pow(currencyExponent(currency)));
        if (expected.isInteger() && expected.abs().lte(Number.MAX_SAFE_INTEGER)) {
          expect(new Decimal(moneyFromDecimal(value, currency).minor).equals(expected)).toBe(true);
        } else {
          expect(() => moneyFromDecimal(value, currency)).toThrow(/has more decimals|too large/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads back what it writes, as text and as a number of up to 15 digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }),
        fc.constantFrom('MXN', 'CLP', 'KWD'),
        (minor, currency) => {
          const text = toDecimalString(money(minor, currency));
          expect(moneyFromDecimal(text, currency).minor).toBe(minor);
          expect(moneyFromDecimal(Number(text), currency).minor).toBe(minor);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['-0', '-0.00', '0.000'])('%s is zero, without a sign', (value) => {
    expect(Object.is(moneyFromDecimal(value, 'KWD').minor, 0)).toBe(true);
  });

  it.each(['1.005', '1e400', '', ' ', '1,5', 'Infinity', '0x1F', '9'.repeat(20)])('refuses “%s” for pesos', (value) => {
    expect(() => moneyFromDecimal(value, 'MXN')).toThrow(/^amount: found /);
  });
});
