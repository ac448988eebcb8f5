import fc from 'fast-check';

import { classify } from '../../../dunning/cadence/classify';
import { fromDay } from '../../../dunning/cadence/days';
import { PRESETS } from '../../../dunning/cadence/presets';
import { SPAN, START, asking, books, policies } from './books';

describe('the sentence that explains a decision', () => {
  it('is one sentence in each language, with nothing unfilled, for every book and policy', () => {
    fc.assert(
      fc.property(books, policies, fc.integer({ min: 0, max: SPAN }), (book, policy, offset) => {
        for (const { stage } of classify({ ...asking(book, policy), asOf: fromDay(START + offset) })) {
          for (const sentence of [stage.reason.en, stage.reason.es, stage.reason.pt]) {
            expect(sentence).toMatch(/^\S.*[^.]\.$/);
            expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|\[object|--|\b-\d+ (day|día|dia)/);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    [-20, 'Due in 20 days; next is the reminder before the due date on 2026-11-15.'],
    [-5, 'Due in 5 days, so reminder before the due date; nothing was sent before.'],
    [-1, 'Due tomorrow, so reminder before the due date; nothing was sent before.'],
    [0, 'Due today, so due-date reminder; nothing was sent before.'],
    [1, '1 day past due; next is the first reminder on 2026-11-23.'],
    [12, '12 days past due, so first reminder; nothing was sent before.'],
  ])('%d days from the due date it reads: %s', (late, expected) => {
    const total = { currency: 'MXN', minor: 100 };
    const [result] = classify({
      invoices: [{ id: 'A', number: 'A', type: 'invoice', customerId: 'C', dueDate: '2026-11-20', total }],
      customers: new Map([['C', { id: 'C', name: 'C', timeZone: 'UTC' }]]),
      policy: PRESETS.b2b_standard,
      asOf: fromDay(START + 323 + late),
      account: 'main',
      defaultTimeZone: 'UTC',
    });
    expect(result?.stage.reason.en).toBe(expected);
  });
});
