import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'csv-parse/sync';
import Decimal from 'decimal.js';

import { createGenericReader, detectGenericOptions, guessMapping } from '../../../../dunning/invoice/readers/generic';

const BOOK = path.resolve(__dirname, '../../../../../shared/data/accounts-receivable.csv');

(existsSync(BOOK) ? describe : describe.skip)('a real book of 2,466 invoices (shared folder)', () => {
  it('is read without help, to the cent', () => {
    const rows = parse(readFileSync(BOOK, 'utf8'), { columns: true, bom: true }) as Array<Record<string, string>>;
    const { mapping } = guessMapping(Object.keys(rows[0] ?? {}));
    const options = detectGenericOptions(rows, mapping);
    expect(options).toEqual({ dateOrder: 'month-first', decimalStyle: 'point' });
    const reader = createGenericReader(mapping, { ...options, currency: 'USD' });
    const invoices = rows.map((row) => reader(row).invoice);
    const cents = rows.reduce(
      (sum, row) => sum + BigInt(new Decimal(row.InvoiceAmount ?? 0).times(100).toFixed(0)),
      0n,
    );
    expect(invoices).toHaveLength(2466);
    expect(BigInt(invoices.reduce((sum, { total }) => sum + total.minor, 0))).toBe(cents);
    expect(invoices.filter(({ holds }) => holds).length).toBe(rows.filter(({ Disputed }) => Disputed === 'Yes').length);
    expect(
      invoices.every(({ issueDate, dueDate }) => Date.parse(dueDate) - Date.parse(issueDate ?? '') === 30 * 86_400_000),
    ).toBe(true);
    const days = invoices.map(
      ({ issueDate, settledOn }) => (Date.parse(settledOn ?? '') - Date.parse(issueDate ?? '')) / 86_400_000,
    );
    expect(days).toEqual(rows.map(({ DaysToSettle }) => Number(DaysToSettle)));
  });
});
