import fc from 'fast-check';

import { money, toDecimalString } from '../../../../dunning/invoice/money';
import { detectDecimalStyle, parseAmount } from '../../../../dunning/invoice/parse-amount';

const minor = (value: unknown, currency = 'MXN', style?: 'point' | 'comma') =>
  parseAmount(value, currency, 'total', style).minor;

describe('amounts as people write them', () => {
  it.each<[unknown, string, number]>([
    ['1234.50', 'MXN', 123450],
    ['1.234,56', 'COP', 123456],
    ['1,234.56', 'MXN', 123456],
    ['$ 1,234.50 MXN', 'MXN', 123450],
    ['R$ 1.234,56', 'BRL', 123456],
    ['S/ 1,234.5', 'PEN', 123450],
    ['US$12', 'USD', 1200],
    ['$1.234.567', 'CLP', 1234567],
    ['1.500', 'COP', 150000],
    ['$ 1.500', 'CLP', 1500],
    ['1,500', 'MXN', 150000],
    ['0.500', 'MXN', 50],
    ['1500.000', 'MXN', 150000],
    ['1 234,50', 'EUR', 123450],
    ["1'234.50", 'CHF', 123450],
    ['1,00,000.00', 'INR', 10000000],
    ['(12.00)', 'MXN', -1200],
    ['12.00-', 'MXN', -1200],
    ['−12', 'MXN', -1200],
    ['$-12', 'MXN', -1200],
    [',5', 'MXN', 50],
    [1234.5, 'MXN', 123450],
    [0.1 + 0.2, 'MXN', 30],
    [1e6, 'CLP', 1000000],
    ['1500.00', 'CLP', 1500],
    ['1234.567', 'KWD', 1234567],
  ])('%s in %s', (value, currency, expected) => {
    expect(minor(value, currency)).toBe(expected);
  });

  it.each<[unknown, string]>([
    ['abc', 'MXN'],
    ['', 'MXN'],
    ['12abc34', 'MXN'],
    ['1,23,4.5', 'MXN'],
    ['1.2.3', 'MXN'],
    ['12.345,678', 'MXN'],
    ['1e5', 'MXN'],
    ['0x10', 'MXN'],
    ['1.505', 'KWD'],
    ['10.5', 'CLP'],
    [Number.NaN, 'MXN'],
    [Infinity, 'MXN'],
    [{}, 'MXN'],
    ['9'.repeat(30), 'MXN'],
  ])('refuses %p in %s, naming the field', (value, currency) => {
    expect(() => parseAmount(value, currency, 'total')).toThrow(/^total: found /);
  });

  it('refuses a megabyte of digits at once', () => {
    expect(() => minor('9'.repeat(1_000_000))).toThrow(/\(1000000 characters\)/);
  });

  it('follows the style of the column where an amount alone would not tell', () => {
    expect(detectDecimalStyle(['1.500', '20.000', '1234.50'])).toBe('point');
    expect(minor('1.500', 'MXN', 'point')).toBe(150);
    expect(detectDecimalStyle(['1.500', '1.234,5'])).toBe('comma');
    expect(detectDecimalStyle(['1.500', '20.000'])).toBeUndefined();
    expect(detectDecimalStyle(['1.234,5', '1,234.5'])).toBeUndefined();
  });

  it('reads back every amount in either style, grouped or not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom('MXN', 'CLP', 'KWD'),
        fc.constantFrom('point' as const, 'comma' as const),
        fc.boolean(),
        (cents, currency, style, grouped) => {
          const [whole = '', fraction] = toDecimalString(money(cents, currency)).split('.');
          const [group, mark] = style === 'point' ? [',', '.'] : ['.', ','];
          const written = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
          expect(minor(fraction === undefined ? written : `${written}${mark}${fraction}`, currency, style)).toBe(cents);
        },
      ),
      { numRuns: 300 },
    );
  });
});
