import fc from 'fast-check';

import { currencyExponent, money, moneyFromDecimal } from '../../../dunning/invoice/money';
import { PROVIDERS } from '../../../dunning/payments';
import { moneyOfUnits, wireAmount } from '../../../dunning/payments/amounts';

const wire = (provider: keyof typeof PROVIDERS, decimal: string, currency: string) =>
  wireAmount(PROVIDERS[provider].amounts, moneyFromDecimal(decimal, currency));

describe('amounts over the wire', () => {
  it.each([
    ['stripe', '1234.56', 'MXN', 123_456],
    ['stripe', '50000', 'COP', 5_000_000],
    ['stripe', '70000', 'PYG', 70_000],
    ['stripe', '500', 'JPY', 500],
    ['stripe', '5', 'ISK', 500],
    ['stripe', '5', 'UGX', 500],
    ['stripe', '5', 'MGA', 5],
    ['stripe', '5.120', 'KWD', 5_120],
    ['mercadopago', '75.76', 'MXN', 75.76],
    ['mercadopago', '0.01', 'BRL', 0.01],
    ['mercadopago', '5000', 'CLP', 5_000],
    ['mercadopago', '50000.00', 'COP', 50_000],
    ['paypal', '100', 'JPY', '100'],
    ['paypal', '10.5', 'USD', '10.50'],
    ['wompi', '25000', 'COP', 2_500_000],
    ['conekta', '0.07', 'MXN', 7],
    ['fintoc', '120900', 'CLP', 120_900],
    ['fintoc', '1209', 'MXN', 120_900],
    ['khipu', '1.2345', 'CLF', 1.2345],
    ['flow', '12000', 'CLP', 12_000],
    ['pix_cob', '10', 'BRL', '10.00'],
    ['pix_cobv', '9999999999.99', 'BRL', '9999999999.99'],
  ] as const)('%s takes %s %s as %p', (provider, decimal, currency, expected) => {
    expect(wire(provider, decimal, currency)).toMatchObject({ wire: expected, rounded: false });
  });

  it.each([
    ['stripe', '5.124', 'KWD', 5_120, 5_120],
    ['stripe', '5.125', 'KWD', 5_130, 5_130],
    ['mercadopago', '1234.49', 'COP', 1_234, 123_400],
    ['mercadopago', '1234.50', 'COP', 1_235, 123_500],
    ['mercadopago', '9.99', 'HNL', 10, 1_000],
    ['paypal', '10.50', 'HUF', '11', 1_100],
  ] as const)('%s takes no such fraction of %s %s: %p, and says so', (provider, decimal, currency, expected, minor) => {
    expect(wire(provider, decimal, currency)).toEqual({ wire: expected, rounded: true, asked: { currency, minor } });
  });

  it.each([
    ['paypal', 'COP', /currency that PayPal does not take/],
    ['paypal', 'CLP', /currency that PayPal does not take/],
    ['paypal', 'PEN', /currency that PayPal does not take/],
    ['paypal', 'ARS', /currency that PayPal does not take/],
    ['wompi', 'USD', /Wompi takes COP/],
    ['conekta', 'COP', /Conekta takes MXN/],
    ['fintoc', 'BRL', /Fintoc takes CLP, MXN/],
    ['flow', 'MXN', /Flow takes CLP/],
    ['stripe', 'VES', /currency that Stripe does not take/],
    ['pix_cob', 'USD', /Pix takes BRL/],
  ] as const)('%s takes no %s, and says so before any call', (provider, currency, words) => {
    expect(() => wireAmount(PROVIDERS[provider].amounts, money(100_00, currency))).toThrow(words);
  });

  it('nothing, less than nothing, and what rounds to nothing is refused', () => {
    expect(() => wire('stripe', '0', 'MXN')).toThrow(/nothing to pay/);
    expect(() => wire('stripe', '-5', 'MXN')).toThrow(/nothing to pay/);
    expect(() => wire('mercadopago', '0.49', 'COP')).toThrow(/smallest unit/);
    expect(() => wire('stripe', '0.004', 'KWD')).toThrow(/smallest unit/);
    expect(() => wire('pix_cob', '10000000000.00', 'BRL')).toThrow(/more than Pix can write/);
  });

  it('is never further from the debt than half a step, and exact where it says so', () => {
    const rules = Object.values(PROVIDERS).map(({ amounts }) => amounts);
    const cases = fc.constantFrom(...rules).chain((rule) =>
      fc.record({
        rule: fc.constant(rule),
        currency: fc.constantFrom(...rule.currencies),
        minor: fc.integer({ min: 1, max: 90_000_000_000 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ rule, currency, minor }) => {
        let result;
        try {
          result = wireAmount(rule, money(minor, currency));
        } catch (error) {
          expect(String(error)).toMatch(/smallest unit|more than/);
          return;
        }
        const decimals = rule.decimals(currency);
        const step = (rule.step?.(currency) ?? 1) * 10 ** Math.max(0, currencyExponent(currency) - decimals);
        const own = 10 ** Math.max(0, decimals - currencyExponent(currency));
        expect(Math.abs(result.asked.minor - minor) * own).toBeLessThanOrEqual(step / 2);
        expect(result.rounded).toBe(result.asked.minor !== minor);
        const units =
          rule.wire === 'units'
            ? Number(result.wire)
            : Number(String(result.wire).includes('e') ? NaN : moneyText(result.wire, decimals));
        expect(moneyOfUnits(rule, units, currency)).toEqual(result.asked);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** A decimal as whole units, by moving its point in the text. */
function moneyText(value: number | string, decimals: number): number {
  const [whole = '', fraction = ''] = String(value).split('.');
  return Number(whole + fraction.padEnd(decimals, '0'));
}
