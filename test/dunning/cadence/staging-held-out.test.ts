import { stagingCase } from '../../../scripts/staging-adapters/case';
import { check } from '../../../scripts/staging-adapters/check';

/**
 * What other dunning systems' own tests and code say, restated as cases with figures that are not in the shared file: both sides of
 * each boundary, and the other words a case may use for the same thing.
 */
type Row = [description: string, input: Record<string, unknown>, expected: Record<string, unknown>];

const SYSTEMS: Record<string, Row[]> = {
  'killbill/killbill': [
    ['no unpaid invoice', { min_unpaid: 1, unpaid: 0 }, { match: false }],
    ['as many as asked', { min_unpaid_count: 1, count: 1 }, { match: true }],
    ['more than asked', { min_number_of_unpaid_invoices: 1, invoices: 2 }, { match: true }],
    ['less than the balance', { min_balance: 100, balance: 99.99 }, { match: false }],
    ['more than the balance', { min_total_balance: 100, balance: 200 }, { match: true }],
    ['nothing unpaid, so no days', { min_days: 10, days: null }, { match: false }],
    ['days reached', { min_days_since_earliest: 10, days: 10 }, { match: true }],
    ['days not reached', { min_days_since_earliest: 10, days: 9 }, { match: false }],
    ['another failure', { allowed: ['INSUFFICIENT_FUNDS'], response: 'LOST_OR_STOLEN_CARD' }, { match: false }],
    ['no failure at all', { allowed: ['INSUFFICIENT_FUNDS'], response: null }, { match: false }],
    ['one of the failures', { allowed: ['X', 'DO_NOT_HONOR'], response: 'DO_NOT_HONOR' }, { match: true }],
    ['no states', { thresholds: [], days: 400 }, { state: 'CLEAR' }],
    ['nothing unpaid', { thresholds: [['OD1', 30]], days: null, prior_state: 'OD1' }, { state: 'CLEAR' }],
    ...['2012-06-08', '2012-06-29'].map((asOf): Row => [`clear on ${asOf}`, stages(asOf), { state: 'CLEAR' }]),
    ...['2012-06-30', '2012-07-09'].map((asOf): Row => [`first state on ${asOf}`, stages(asOf), { state: 'OD1' }]),
    ...['2012-07-10', '2012-07-19'].map((asOf): Row => [`second state on ${asOf}`, stages(asOf), { state: 'OD2' }]),
    ['third state', stages('2012-07-20'), { state: 'OD3' }],
    ['a draft is not unpaid', { ...stages('2012-07-20'), draft: true }, { state: 'CLEAR' }],
    ['chargeback and its reversal', event('chargeback'), { before: 'CLEAR', after: 'OD1', after_reversal: 'CLEAR' }],
    ['chargeback reversal', event('chargeback reversal'), { before: 'OD1', after: 'CLEAR' }],
    ['refund', event('refund without adjustment'), { before: 'CLEAR', after: 'OD1' }],
    ['refund that also reduces the invoice', event('refund with adjustment'), { before: 'CLEAR', after: 'CLEAR' }],
    ['item adjustment', event('item adjustment'), { before: 'OD1', after: 'CLEAR' }],
    [
      'paying the oldest of two',
      { thresholds: DAYS(), invoices: ['2012-05-31', '2012-06-30'], as_of: '2012-07-05', event: 'external payment' },
      { before: 'OD1', after: 'CLEAR' },
    ],
    [
      'count below the next',
      {
        thresholds: [
          ['A', 2],
          ['B', 3],
          ['C', 5],
        ],
        unpaid: 4,
      },
      { state: 'B' },
    ],
    [
      'balance just there',
      {
        thresholds: [
          ['A', 260],
          ['B', 600],
        ],
        balance: 600,
      },
      { state: 'B' },
    ],
    [
      'balance just below',
      {
        thresholds: [
          ['A', 260],
          ['B', 600],
        ],
        balance: 249.95,
      },
      { state: 'CLEAR' },
    ],
    [
      'the state the disabled test skips to',
      {
        thresholds: [
          ['W', 5],
          ['B', 7],
        ],
        open_invoices: ['2012-06-02'],
        paid_on_2012_06_02: ['2012-05-31'],
        as_of: '2012-06-10',
      },
      { state: 'B' },
    ],
  ],
  'tryton/tryton': [
    ['four days', tryton('2026-01-05'), { level: null, state: null }],
    ['five days', tryton('2026-01-06'), { level: 1, state: 'draft' }],
    [
      'a draft stays',
      { ...tryton('2026-01-31'), current_state: 'draft', current_level: 1 },
      { level: 1, state: 'draft' },
    ],
    [
      'done moves on',
      { ...tryton('2026-01-31'), current_state: 'done', current_level: 1 },
      { level: 2, state: 'draft' },
    ],
    [
      'not late enough',
      { ...tryton('2026-01-15'), current_state: 'waiting', current_level: 1 },
      { level: 1, state: 'waiting' },
    ],
    [
      'reconciled',
      { ...tryton('2026-02-20'), current_state: 'draft', current_level: 2, reconciled: true },
      { level: null },
    ],
    ['last level done', { ...tryton('2026-03-20'), current_state: 'waiting', current_level: 3 }, { state: 'final' }],
  ],
  'metasfresh/metasfresh': [
    [
      'on the day',
      { level_days: 10, days_due: 10, in_dispute: false, open_amount: 100, show_all_due: false },
      { eligible: true },
    ],
    [
      'disputed',
      { level_days: 10, days_due: 15, in_dispute: true, open_amount: 100, show_all_due: false },
      { eligible: false },
    ],
    [
      'nothing open',
      { level_days: 10, days_due: 15, in_dispute: false, open_amount: 0, show_all_due: true },
      { eligible: false },
    ],
    [
      'level before missing',
      { levels_days: [10, 20, 30], days_due: 25, target_level: 2, level1: null },
      { create: false },
    ],
    [
      'level before not sent',
      { levels_days: [10, 20, 30], days_due: 25, target_level: 2, level1: 'not processed' },
      { create: false },
    ],
    [
      'level before sent',
      { levels_days: [10, 20, 30], days_due: 25, target_level: 2, level1: 'dunning doc processed' },
      { create: true },
    ],
    [
      'both before sent',
      { levels_days: [10, 20, 30], days_due: 35, target_level: 3, level1: 'processed', level2: 'processed' },
      { create: true },
    ],
    [
      'nine days apart',
      { last_sent: '2012-02-01', days_between: 10, as_of: '2012-02-10', days_due: 25 },
      { create: false },
    ],
    ['grace until the day after', { as_of: '2012-02-01', days_due: 25, grace_until: '2012-02-02' }, { create: false }],
    ['grace until the day before', { as_of: '2012-02-01', days_due: 25, grace_until: '2012-01-31' }, { create: true }],
    ['the same day', { last: '2013-01-02', as_of: '2013-01-02' }, { days: 0 }],
    ['too narrow', { last: '2013-01-01', as_of: '2013-01-10', required_days: 15 }, { respected: false }],
    ['wide enough', { last: '2013-01-01', as_of: '2013-01-10', required_days: 7 }, { respected: true }],
    ['none before', { last: null, as_of: '2013-01-10', required_days: 1000 }, { respected: true }],
  ],
  'getlago/lago-api': [
    ['below', { threshold: 50.99, overdue: 50 }, { dun: false }],
    ['exactly', { threshold: 50.99, overdue: 50.99 }, { dun: true }],
    ['other currency', { threshold: 0.01, threshold_currency: 'GBP', overdue: 50 }, { dun: false }],
    ['per currency', { threshold: { GBP: 0.01 }, overdue: { EUR: 50 } }, { dun: false }],
    ['one of two currencies', { threshold: { EUR: 10 }, overdue: { EUR: 50, USD: 1 } }, { dun: true }],
    ['the customer’s own campaign', { threshold: 50.99, customer_threshold: 49.99, overdue: 50 }, { dun: true }],
    ['switched off', { threshold: 50.99, overdue: 51, premium: false }, { dun: false }],
    ['four of five attempts', { max_attempts: 5, attempts: 4, overdue: 51 }, { dun: true }],
    ['exactly four days', { days_between: 4, seconds_since: 345_600, overdue: 51 }, { dun: false }],
    ['three days', { days_between: 4, days_since: 3, overdue: 51 }, { dun: false }],
    [
      'below on the first day',
      { ...CAMPAIGN(), as_of: '2025-01-04T13:00Z', overdue: { EUR: 149 }, last_attempt: null, attempts: 0 },
      { result: 'none' },
    ],
    [
      'after the last attempt',
      {
        ...CAMPAIGN(),
        as_of: '2025-01-13T13:00Z',
        overdue: { EUR: 155 },
        last_attempt: '2025-01-10T10:00Z',
        attempts: 2,
      },
      { result: 'none' },
    ],
    [
      'only the currency over its threshold',
      { ...CAMPAIGN(), threshold: { EUR: 150, USD: 100 }, as_of: '2025-01-03T10:00Z', overdue: { EUR: 149, USD: 120 } },
      { attempts_after: { USD: 1 } },
    ],
    [
      'the second currency reaches its end later',
      {
        ...CAMPAIGN(),
        threshold: { EUR: 150, USD: 100 },
        as_of: '2025-01-09T10:00Z',
        overdue: { EUR: 159, USD: 120 },
        attempts_before: { USD: 2, EUR: 1 },
      },
      { attempts_after: { USD: 2, EUR: 2 } },
    ],
  ],
  'frappe/erpnext': [
    [
      'fee and interest',
      { outstanding: 100, overdue_days: 15, rate_pct: 10, fee: 10 },
      { interest: 0.41, dunning: 10.41, grand_total: 110.41 },
    ],
    ['fee only', { outstanding: 100, overdue_days: 15, fee: 10 }, { interest: 0, dunning: 10, grand_total: 110 }],
    ['paid in full', { total: 100, events: ['pay 100'] }, { states: ['Resolved'] }],
    ['paid by an entry', { total: 100, events: ['payment entry'] }, { states: ['Resolved'] }],
    [
      'credit note against it, cancelled',
      { total: 100, events: ['applied credit note -100', 'cancel credit note'] },
      { states: ['Resolved', 'Unresolved'] },
    ],
    ['part of the first instalment', { total: 100, events: ['pay 20'] }, { states: ['Unresolved'] }],
  ],
  'OCA/credit-control': [
    ['one line alone', { lines: [{ id: 1, level: 1 }] }, { flags: { 1: 'highest_level' } }],
    [
      'promoted above the other',
      {
        lines: [
          { id: 1, level: 3 },
          { id: 2, level: 2 },
        ],
      },
      { flags: { 1: 'highest_level', 2: 'low_level' } },
    ],
    [
      'switched off',
      { lines: [{ id: 3, level: 2 }], auto_process_lower_levels: false },
      { flags: { 3: 'no_auto_process' } },
    ],
    [
      'reminded too lately',
      { today: '2026-03-10', min_interval_days: 5, last_reminder: '2026-03-06' },
      { remind: false },
    ],
    ['never reminded', { today: '2026-03-10', min_interval_days: 5, last_reminder: null }, { remind: true }],
    [
      'not later than the delay',
      { today: '2026-03-10', start_days: 5, min_interval_days: 5, due_date: '2026-03-05' },
      { remind: false },
    ],
    [
      'later than the delay',
      { today: '2026-03-10', start_days: 5, min_interval_days: 5, due_date: '2026-03-04' },
      { remind: true },
    ],
    ['due today', { today: '2026-03-10', due_date: '2026-03-10' }, { remind: false }],
    [
      'any of them lately',
      { today: '2026-03-10', min_interval_days: 5, last_reminders: ['2026-01-01', '2026-03-08'] },
      { remind: false },
    ],
    [
      'the customer is left out',
      { today: '2026-03-10', min_interval_days: 5, no_overdue_reminder: true },
      { remind: false },
    ],
  ],
  'OCA/account-financial-tools': [
    ['nine days', oca({ due_date: '2026-01-22' }), { action: 'none' }],
    [
      'ten days, in yen',
      oca({ due_date: '2026-01-21', open_balance: 300, currency: 'JPY' }),
      { action: 'send', level: 1, channel: 'email', balance: 300 },
    ],
    ['at the tolerance', oca({ due_date: '2026-01-01', open_balance: 0.1 }), { action: 'none' }],
    [
      'just over it',
      oca({ due_date: '2026-01-01', open_balance: 0.11 }),
      { action: 'send', level: 1, channel: 'email', balance: 0.11 },
    ],
    [
      'a call as its second level',
      oca({ due_date: '2025-12-01', last_sent_level: 1, last_sent_date: '2026-01-11' }),
      { action: 'send', level: 2, channel: 'phone', balance: 300 },
    ],
  ],
  'invoiceninja/invoiceninja': [
    ['paid', { ...ninja(), paid: true }, { next: null }],
    ['paid, as a status', { ...ninja(), status: 'paid' }, { next: null }],
    ['after the invoice date', ninja(), { next: '2026-01-08' }],
    ['the first was sent', { ...ninja(), as_of: '2026-01-09', reminder1_sent: '2026-01-08' }, { next: '2026-01-30' }],
    ['switched off', { ...ninja(), reminders: [{ schedule: '', days: 0 }] }, { next: null }],
    [
      'terms instead of a due date, and every two weeks after the last',
      {
        invoice_date: '2024-03-01',
        due_date: null,
        payment_terms: 14,
        as_of: '2024-03-16',
        reminders: [5, 10, 15].map((days) => ({ schedule: 'after_invoice_date', days })),
        reminder1_sent: '2024-03-06',
        reminder2_sent: '2024-03-11',
        reminder3_sent: '2024-03-16',
        endless: 'two_weeks',
      },
      { next: '2024-03-30' },
    ],
  ],
  'bcgov/sbc-pay': [
    ['nothing on the tenth', { due: '2026-01-31', as_of: '2026-01-10' }, { action: null }],
    [
      'February of a leap year',
      { invoice_date: '2024-01-15' },
      { reminder: '2024-02-22', final: '2024-02-29', overdue_lock: '2024-03-15' },
    ],
    ['paid', { due: '2026-01-31', as_of: '2026-02-07', paid: true }, { action: null }],
  ],
  'odoo/odoo (follow-up levels)': [
    ['not late enough', odoo({ due_date: '2026-01-20' }), { action: 'none', level: null }],
    ['first level', odoo({ due_date: '2026-01-16' }), { action: 'send', level: 1 }],
    [
      'one level a run',
      odoo({ due_date: '2025-11-01', last_level: 1, last_sent: '2026-01-20' }),
      { action: 'send', level: 2 },
    ],
    ['disputed', odoo({ due_date: '2025-11-01', disputed: true }), { action: 'none' }],
    ['paid', odoo({ due_date: '2025-11-01', paid: true }), { action: 'none' }],
  ],
};

function DAYS(): Array<[string, number]> {
  return [
    ['OD1', 30],
    ['OD2', 40],
    ['OD3', 50],
  ];
}

function stages(asOf: string) {
  return { thresholds: DAYS(), earliest_unpaid: '2012-05-31', as_of: asOf };
}

function event(name: string) {
  return { thresholds: DAYS(), invoice: '2012-05-31', as_of: '2012-07-05', event: name };
}

function tryton(asOf: string) {
  return { due_date: '2026-01-01', amount: 100, levels_days: [5, 20, 40], as_of: asOf };
}

function CAMPAIGN() {
  return { max_attempts: 2, days_between_attempts: 2, threshold: { EUR: 150 } };
}

function oca(part: Record<string, unknown>) {
  return {
    run_date: '2026-01-31',
    tolerance: 0.1,
    policy_levels: [
      { level: 1, mode: 'due+days', days: 10, channel: 'email' },
      { level: 2, mode: 'previous_reminder+days', days: 20, channel: 'phone' },
    ],
    installment: { open_balance: 300, currency: 'EUR', ...part },
  };
}

function ninja() {
  return {
    invoice_date: '2026-01-01',
    due_date: '2026-01-31',
    as_of: '2026-01-01',
    reminders: [
      { schedule: 'after_invoice_date', days: 7 },
      { schedule: 'before_due_date', days: 1 },
      { schedule: 'after_due_date', days: 1 },
    ],
  };
}

function odoo(input: Record<string, unknown>) {
  const levels = [
    { name: 'First reminder', delay: 15 },
    { name: 'Second reminder', delay: 30 },
  ];
  return { levels, as_of: '2026-01-31', sequential: true, ...input };
}

describe.each(Object.entries(SYSTEMS))('%s', (source, rows) => {
  it.each(rows)('%s', (description, input, expected) => {
    const given = stagingCase.parse({ id: 'held out', source, description, input, expected });
    expect(check(given)).toEqual({ state: 'passed' });
  });
});

describe('what cannot be asked', () => {
  const verdict = (source: string, input: Record<string, unknown>, expected: Record<string, unknown>) =>
    check(stagingCase.parse({ id: 'x', source, input, expected }));

  it('names the fields of a form that is not known', () => {
    const found = verdict('killbill/killbill', { weather: 'rain' }, { state: 'CLEAR' });
    expect(found).toMatchObject({ state: 'skipped', reason: expect.stringContaining('weather') as string });
  });

  it('leaves an unknown system out, by its name', () => {
    const found = verdict('acme/dunning', { weather: 'rain' }, { level: 1 });
    expect(found).toMatchObject({ state: 'skipped', reason: expect.stringContaining('acme/dunning') as string });
  });

  it('leaves out a value that no invoice can have', () => {
    const input = { ...oca({ due_date: '2026-01-01', currency: 'moon' }) };
    expect(verdict('OCA/account-financial-tools', input, { action: 'none' }).state).not.toBe('passed');
  });

  it('fails a wrong expectation, so that it can fail', () => {
    expect(verdict('tryton/tryton', tryton('2026-01-06'), { level: 2 }).state).toBe('failed');
  });
});
