import fc from 'fast-check';

import { Duplicates } from '../../../dunning/cadence/duplicates';
import type { Invoice } from '../../../dunning/invoice/invoice';

const invoice = (id: string, minor = 100): Invoice => ({
  id,
  number: id,
  type: 'invoice',
  customerId: 'C',
  dueDate: '2026-03-01',
  total: { currency: 'MXN', minor },
});

const verdicts = (invoices: Invoice[]) => {
  const duplicates = new Duplicates(invoices);
  return invoices.map((one, index) => duplicates.of(one, index));
};

describe('invoices that stand in the input more than once', () => {
  it.each([
    ['in rising order', ['F-9', 'F-10', 'F-11']],
    ['in falling order', ['F-11', 'F-10', 'F-9']],
    ['with an empty one', ['', 'A']],
    ['none', []],
  ])('different ids %s are none', (_name, ids) => {
    expect(verdicts(ids.map((id) => invoice(id)))).toEqual(ids.map(() => undefined));
  });

  it('an equal copy counts once, the first one', () => {
    expect(verdicts([invoice('A'), invoice('A'), invoice('B')])).toEqual([undefined, 'copy', undefined]);
  });

  it('empty ids are copies, too', () => {
    expect(verdicts([invoice(''), invoice('')])).toEqual([undefined, 'copy']);
  });

  it('copies that differ are all for a person, whichever came first', () => {
    expect(verdicts([invoice('A', 1), invoice('B'), invoice('A', 2)])).toEqual(['conflict', undefined, 'conflict']);
  });

  it('finds exactly the repeated ids of any book', () => {
    const ids = fc.array(fc.constantFrom('F-1', 'F-2', 'F-9', 'F-10', 'F-11', 'a', 'B', '', 'ñ', '𝔉'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(ids, fc.boolean(), (list, sorted) => {
        const book = sorted ? [...list].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)) : list;
        const expected = book.map((id, i) => (book.indexOf(id) < i ? 'copy' : undefined));
        expect(verdicts(book.map((id) => invoice(id)))).toEqual(expected);
      }),
    );
  });
});
