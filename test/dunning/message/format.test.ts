import fc from 'fast-check';

import { currencyExponent, money, toDecimalString } from '../../../dunning/invoice/money';
import { addDays, dayNumber, daysBetween, LocaleFormat } from '../../../dunning/message/format';
import { decimalDigits } from '../../../dunning/message/money-format';
import { createRenderer } from '../../../dunning/message/render';
import { TEXT_LOCALES } from '../../../dunning/message/texts';
import { debtOf, openItem, SETTINGS, stageOf } from './samples';

/** No decimals, two, three; and four for the Chilean unit of account. */
const CURRENCIES = ['CLP', 'JPY', 'PYG', 'MXN', 'USD', 'BRL', 'COP', 'EUR', 'GBP', 'ARS', 'PEN', 'KWD', 'TND', 'CLF'];

/** Reads an amount back as a person who knows the locale's decimal mark would. */
function readBack(text: string, locale: string, exponent: number): number {
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  const kept = [...text].filter((character) => /\d/.test(character) || character === decimal).join('');
  const [whole = '', fraction = ''] = kept.replace(/\.$/, '').split(decimal);
  const minor = Number(whole + fraction.padEnd(exponent, '0'));
  return /[-−]/.test(text) ? -minor : minor;
}

describe('an amount', () => {
  it.each(TEXT_LOCALES)('can be read back to the last minor unit in %s', (locale) => {
    const format = new LocaleFormat(locale);
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        const amount = money(minor, currency);
        const exponent = toDecimalString(amount).split('.')[1]?.length ?? 0;
        expect(readBack(format.money(amount), locale, exponent)).toBe(amount.minor);
      }),
      { numRuns: 300 },
    );
  });

  it('has the same digits as the ledger of amounts', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        expect(decimalDigits(money(minor, currency))).toBe(toDecimalString(money(minor, currency)));
      }),
    );
  });

  it.each(TEXT_LOCALES)('of every length is written in %s as Intl writes it', (locale) => {
    const format = new LocaleFormat(locale);
    for (const currency of [...CURRENCIES, 'CRC', 'TWD', 'CHF', 'INR', 'SAR']) {
      const exponent = currencyExponent(currency);
      const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
      const full = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
      for (let length = 1; length <= 16; length += 1) {
        for (const minor of [`9876543210123456`, `1000000000000000`].map((all) => Number(all.slice(0, length)))) {
          if (!Number.isSafeInteger(minor) || (['COP', 'CRC', 'TWD'].includes(currency) && minor % 100 === 0)) continue;
          const text = full.format(decimalDigits({ minor, currency }) as Intl.StringNumericLiteral);
          expect([text, `${text}\u00a0${currency}`]).toContain(format.money({ minor, currency }));
        }
      }
    }
  });

  it.each([
    ['es-MX', 'MXN', 125000, '$1,250.00 MXN'],
    ['es-MX', 'USD', 125000, 'USD 1,250.00'],
    ['es-CO', 'COP', 125000000, '$ 1.250.000 COP'],
    ['es-CO', 'COP', 125000050, '$ 1.250.000,50 COP'],
    ['es-CL', 'CLP', 1250000, '$1.250.000 CLP'],
    ['es-PE', 'PEN', 125000, 'S/ 1,250.00'],
    ['es-AR', 'ARS', 125000, '$ 1.250,00 ARS'],
    ['es-EC', 'USD', 125000, '$1.250,00 USD'],
    ['es-ES', 'EUR', 12500000, '125.000,00 €'],
    ['pt-BR', 'BRL', 125000, 'R$ 1.250,00'],
    ['en-US', 'USD', 125000, '$1,250.00 USD'],
    ['en-US', 'MXN', 125000, 'MX$1,250.00'],
    ['en-GB', 'GBP', 125000, '£1,250.00'],
    ['en-GB', 'USD', 125000, 'US$1,250.00'],
    ['es-MX', 'KWD', 1250123, 'KWD 1,250.123'],
  ])('in %s of %s is unmistakable', (locale, currency, minor, expected) => {
    expect(new LocaleFormat(locale).money({ minor, currency }).replace(/[\u00a0\u202f]/g, ' ')).toBe(expected);
  });

  it('stands in the mail as it stands in the invoice, in every language', () => {
    const renderer = createRenderer({ ...SETTINGS, payment: { link: 'https://pay.example/' } });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom(...CURRENCIES),
        fc.constantFrom(...TEXT_LOCALES),
        (total, currency, locale) => {
          const debt = debtOf([openItem({ total, currency })]);
          const stage = stageOf('first_reminder', debt);
          const { text } = renderer.render({ debt, stage, channel: 'email', asOf: '2026-11-23', locale });
          const label = /^(?:Saldo por pagar|Saldo pendiente|Valor a pagar|Amount due): (.*)$/m.exec(text)?.[1] ?? '';
          const exponent = debt.balance.decimal.split('.')[1]?.length ?? 0;
          expect(readBack(label, locale, exponent)).toBe(total);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('that is not exact is refused', () => {
    expect(() => new LocaleFormat('es-MX').money({ minor: 1.5, currency: 'MXN' })).toThrow(
      'whole number of minor units',
    );
  });
});

describe('a date', () => {
  it.each([
    ['es-MX', '30 de noviembre de 2026', '30/11/2026'],
    ['es-CL', '30 de noviembre de 2026', '30-11-2026'],
    ['pt-BR', '30 de novembro de 2026', '30/11/2026'],
    ['en-US', 'November 30, 2026', 'Nov 30, 2026'],
    ['en-GB', '30 November 2026', '30 Nov 2026'],
  ])('in %s', (locale, long, short) => {
    const format = new LocaleFormat(locale);
    expect([format.date('2026-11-30'), format.shortDate('2026-11-30')]).toEqual([long, short]);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '30/11/2026', '', '2026-11-30T00:00:00Z', '0000-01-01'])(
    '%s is refused',
    (date) => {
      expect(() => dayNumber(date)).toThrow('is not a calendar date');
    },
  );

  it('counts days over months, leap years and clock changes', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    fc.assert(
      fc.property(fc.integer({ min: -4_000, max: 4_000 }), (days) => {
        expect(daysBetween('2026-11-23', addDays('2026-11-23', days))).toBe(days);
      }),
    );
  });
});
