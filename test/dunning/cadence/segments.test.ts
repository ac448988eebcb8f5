import { classify } from '../../../dunning/cadence/classify';
import { fromDay, toDay } from '../../../dunning/cadence/days';
import { PRESETS } from '../../../dunning/cadence/presets';
import { segmentOf } from '../../../dunning/cadence/segments';
import type { Invoice } from '../../../dunning/invoice/invoice';

const AS_OF = toDay('2026-11-23');

/** One invoice a month, due a month after, paid so many days late; NaN: still open. */
function monthly(late: readonly number[], minor = 100_000): Invoice[] {
  return late.map((days, index) => {
    const due = AS_OF - 30 * (late.length - index);
    return {
      id: `I${index}`,
      number: `I${index}`,
      type: 'invoice',
      customerId: 'C1',
      issueDate: fromDay(due - 30),
      dueDate: fromDay(due),
      total: { currency: 'MXN', minor },
      ...(Number.isNaN(days) ? {} : { settledOn: fromDay(due + days) }),
    };
  });
}

const keyOf = (late: readonly number[]) => segmentOf(monthly(late), AS_OF).key;

describe('how a customer pays', () => {
  it.each([
    ['new', [0, 5]],
    ['reliable', [0, -3, 0, 1, 0, 2]],
    ['occasional', [0, 12, 0, 15, 2, 14]],
    ['chronic', [60, 65, 70, 62, 66, 70].map((days) => days - 10)],
    ['high_exposure', [20, 20, 20, NaN, NaN, NaN, NaN, NaN]],
  ])('is %s for %j days late', (key, late) => {
    expect(keyOf(late)).toBe(key);
  });

  it('says what led to it, and the points add up', () => {
    const { score, factors } = segmentOf(monthly([0, 12, 0, 15, 2, 14]), AS_OF);
    expect(factors.map(({ key, value, points }) => [key, value, points])).toEqual([
      ['average_days_late', 7.2, 4.8],
      ['share_late', 50, 20],
      ['trend', 6.3, 4.2],
      ['relation_days', 210, 0],
      ['months_open', 0, 0],
    ]);
    expect(score).toBe(29);
    expect(factors[0]?.text.en).toBe('Pays 7.2 days late on average.');
  });

  it('does not use what is only known later', () => {
    const invoices = monthly([0, 0, 0, 0]);
    expect(segmentOf(invoices, AS_OF - 200).key).toBe('new');
  });

  it('can decide the policy', () => {
    const invoices = [...monthly([0, 0, 0, 0, 0]), ...monthly([NaN]).map((one) => ({ ...one, id: 'open' }))];
    const [open] = classify({
      invoices,
      customers: new Map([['C1', { id: 'C1', name: 'C1', timeZone: 'UTC' }]]),
      segments: true,
      policyFor: (_customer, _invoice, segment) =>
        segment?.key === 'reliable' ? PRESETS.consumer_gentle : PRESETS.b2b_strict,
      asOf: fromDay(AS_OF),
      account: 'main',
      defaultTimeZone: 'UTC',
    }).filter(({ stage }) => stage.outcome !== 'closed');
    expect(open?.stage).toMatchObject({ policyId: 'consumer_gentle', segment: { key: 'reliable' } });
  });
});
