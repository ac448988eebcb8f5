import { parse } from 'csv-parse/sync';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { createGenericReader, guessMapping } from '../../dunning/invoice/readers/generic';
import { checkTaxId } from '../../dunning/invoice/tax-ids';
import { generateBook } from '../../scripts/sample-book/book';

const AS_OF = '2026-11-23';
const text = generateBook(1, AS_OF);
const rows = parse(text, { columns: true }) as Record<string, string>[];
const { mapping, ambiguous, unused } = guessMapping(Object.keys(rows[0] ?? {}));
const read = createGenericReader(mapping);
const results = rows.map((row) => read(row));
const customers = new Map(results.map(({ customer }) => [customer.id, customer]));

describe('the sample book', () => {
  it('is the same for the same seed and date, and another for another', () => {
    expect(generateBook(1, AS_OF)).toBe(text);
    expect(generateBook(2, AS_OF)).not.toBe(text);
  });

  it('has 2,000 documents of 300 customers in six countries', () => {
    expect(rows).toHaveLength(2000);
    expect(new Set(results.map(({ invoice }) => invoice.id)).size).toBe(2000);
    expect(customers.size).toBe(300);
    const perCountry: Record<string, number> = {};
    for (const { country = '' } of customers.values()) perCountry[country] = (perCountry[country] ?? 0) + 1;
    expect(perCountry).toEqual({ MX: 96, CO: 54, CL: 36, PE: 30, AR: 30, BR: 54 });
  });

  it('is read without help and without a warning', () => {
    expect({ ambiguous, unused }).toEqual({ ambiguous: {}, unused: [] });
    expect(results.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('has tax ids, phones and e-mail addresses that hold up', () => {
    for (const { id, taxId = '', country = '', phone = '', email = '' } of customers.values()) {
      expect({ id, taxId, ...checkTaxId(taxId, country) }).toMatchObject({ valid: true });
      const parsed = parsePhoneNumberFromString(phone);
      expect({ id, phone, valid: parsed?.isValid(), country: parsed?.country }).toEqual({
        id,
        phone,
        valid: true,
        country,
      });
      expect(email).toMatch(/(@example\.com|\.example)$/);
    }
  });

  it('has every situation that a collector meets', () => {
    const count = (test: (result: (typeof results)[number]) => boolean) => results.filter(test).length;
    const held = (kind: string) => count(({ invoice }) => invoice.holds?.some((hold) => hold.kind === kind) ?? false);
    expect({
      creditNotes: count(({ invoice }) => invoice.type === 'credit_note'),
      settled: count(({ invoice }) => invoice.settledOn !== undefined),
      partlyPaid: count(({ invoice }) => invoice.settledOn === undefined && (invoice.paid?.minor ?? 0) > 0),
      disputes: held('dispute'),
      promises: held('promise'),
      plans: held('plan'),
      legal: held('legal'),
      void: count(({ invoice }) => invoice.void === true),
      dollars: count(({ invoice }) => invoice.total.currency === 'USD'),
      optedOut: [...customers.values()].filter(({ doNotContact }) => doNotContact).length,
      noWhatsapp: [...customers.values()].filter(({ consent }) => consent?.whatsapp?.granted === false).length,
      overdue: count(({ invoice }) => invoice.settledOn === undefined && invoice.dueDate < AS_OF),
    }).toMatchInlineSnapshot(`
      {
        "creditNotes": 96,
        "disputes": 24,
        "dollars": 173,
        "legal": 1,
        "noWhatsapp": 63,
        "optedOut": 7,
        "overdue": 332,
        "partlyPaid": 67,
        "plans": 3,
        "promises": 19,
        "settled": 1511,
        "void": 21,
      }
    `);
  });

  it('is settled only within the as-of date, and balances add up', () => {
    for (const { invoice } of results) {
      expect((invoice.settledOn ?? '') <= AS_OF).toBe(true);
      expect((invoice.issueDate ?? '') <= AS_OF).toBe(true);
      expect(invoice.total.minor).toBeGreaterThan(0);
      expect(invoice.balance?.minor).toBe(invoice.total.minor - (invoice.paid?.minor ?? 0));
    }
  });

  it.each([
    [1.5, AS_OF],
    [1, '2026-02-30'],
    [1, 'today'],
  ])('refuses seed %s with date %s', (seed, asOf) => {
    expect(() => generateBook(seed, asOf)).toThrow(RangeError);
  });
});
