import { dayAfterHolds, holdsOf } from '../../../dunning/invoice/holds';
import type { Customer, Hold, Invoice } from '../../../dunning/invoice/invoice';

const customer: Customer = { id: 'C1', name: 'Uno' };
const spans = (...holds: Hold[]) => holdsOf({ holds } as Invoice, customer);

describe('the first day after all holds', () => {
  it('never comes while a dispute is open', () => {
    expect(dayAfterHolds(spans({ kind: 'dispute' }), 20_000)).toBe(Infinity);
  });

  it('never comes when a hold that ends runs into one that does not', () => {
    const held = spans({ kind: 'manual', until: '2024-10-10' }, { kind: 'legal', from: '2024-10-11' });
    expect(dayAfterHolds(held, 20_000)).toBe(Infinity);
  });

  it('is the day after the last of several holds that touch', () => {
    const held = spans(
      { kind: 'manual', until: '1970-01-11' },
      { kind: 'promise', from: '1970-01-12', until: '1970-01-15' },
      { kind: 'plan', from: '1970-01-17' },
    );
    expect(dayAfterHolds(held, 5)).toBe(15);
  });
});
