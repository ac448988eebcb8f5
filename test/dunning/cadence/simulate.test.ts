import { PRESETS } from '../../../dunning/cadence/presets';
import { simulate } from '../../../dunning/cadence/simulate';
import type { Invoice } from '../../../dunning/invoice/invoice';
import { customer, dates, invoice } from './one-invoice';

const book = (invoices: Invoice[]) => ({
  invoices,
  customers: new Map([['C1', customer]]),
  account: 'main',
  defaultTimeZone: 'UTC',
});

describe('what a policy would have done', () => {
  it('is a calendar of contacts, with how many per stage', () => {
    const paid = invoice({ settledOn: '2026-11-20' });
    const open = invoice({ id: 'B', number: 'B', dueDate: '2026-11-10' });
    const walk = simulate({
      ...book([open, paid]),
      policy: PRESETS.b2b_standard,
      from: '2026-11-01',
      to: '2026-11-30',
    });
    expect(walk.contacts.map(({ date, debtId, stage, daysPastDue }) => [date, debtId, stage, daysPastDue])).toEqual([
      ['2026-11-01', 'A', 'before_due', -1],
      ['2026-11-02', 'A', 'due_today', 0],
      ['2026-11-05', 'A', 'first_reminder', 3],
      ['2026-11-05', 'B', 'before_due', -5],
      ['2026-11-10', 'B', 'due_today', 0],
      ['2026-11-13', 'B', 'first_reminder', 3],
      ['2026-11-17', 'A', 'second_reminder', 15],
      ['2026-11-25', 'B', 'second_reminder', 15],
    ]);
    expect(walk.perStage).toEqual({ before_due: 2, due_today: 2, first_reminder: 2, second_reminder: 2 });
  });

  it.each([
    [
      'b2b_standard',
      [
        '2026-10-28 before_due',
        '2026-11-02 due_today',
        '2026-11-05 first_reminder',
        '2026-11-17 second_reminder',
        '2026-12-02 final_notice',
      ],
    ],
    [
      'b2b_strict',
      [
        '2026-10-30 before_due',
        '2026-11-02 due_today',
        '2026-11-05 first_reminder',
        '2026-11-09 second_reminder',
        '2026-11-17 formal_notice',
        '2026-11-27 final_notice',
      ],
    ],
    [
      'consumer_gentle',
      ['2026-10-30 before_due', '2026-11-09 first_reminder', '2026-11-19 second_reminder', '2026-12-14 final_notice'],
    ],
    [
      'subscription',
      [
        '2026-11-02 due_today',
        '2026-11-04 first_reminder',
        '2026-11-07 second_reminder',
        '2026-11-11 second_reminder 2',
        '2026-11-16 final_notice',
      ],
    ],
    ['public_sector', ['2026-11-16 first_reminder', '2026-12-02 second_reminder', '2027-01-01 formal_notice']],
  ] as const)('the preset %s writes on %j about an invoice due on 2026-11-02', (id, expected) => {
    expect(dates(PRESETS[id])).toEqual(expected);
  });

  it('knows earlier contacts', () => {
    const sent = {
      customerId: 'C1',
      scope: ['A'],
      stage: 'first_reminder',
      level: 3,
      channel: 'email' as const,
      at: '2026-11-05',
      status: 'sent' as const,
    };
    const history = new Map([['C1', [sent]]]);
    const { contacts } = simulate({ ...book([invoice()]), history, from: '2026-11-06', to: '2026-11-20' });
    expect(contacts.map(({ date, stage }) => `${date} ${stage}`)).toEqual(['2026-11-17 second_reminder']);
  });

  it('refuses a range that ends before it begins', () => {
    expect(() => simulate({ ...book([]), from: '2026-11-02', to: '2026-11-01' })).toThrow(
      'to: found “2026-11-01”, which lies before 2026-11-02',
    );
  });
});
