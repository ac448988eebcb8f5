import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { StagingCase } from '../../../scripts/staging-adapters/case';
import { stagingCase } from '../../../scripts/staging-adapters/case';
import { check } from '../../../scripts/staging-adapters/check';

const FILE = path.resolve(__dirname, '../../../../shared/facts/staging-cases.json');
const cases: StagingCase[] = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8')).map((entry: unknown) => stagingCase.parse(entry))
  : [];

(cases.length > 0 ? describe : describe.skip)('what other dunning systems assert, asked of this one', () => {
  it.each(cases.map((given) => [given.id, given.description, given] as const))('%s: %s', (_id, _description, given) => {
    const verdict = check(given);
    expect(verdict.state === 'failed' ? verdict : 'as expected or left out').toBe('as expected or left out');
  });

  it('leaves out no more than one in ten', () => {
    const skipped = cases.filter((given) => check(given).state === 'skipped');
    expect(skipped.length * 10).toBeLessThan(cases.length);
  });
});

function given(source: string, input: Record<string, unknown>, expected: Record<string, unknown>): StagingCase {
  return stagingCase.parse({ id: 'own', source, description: '', input, expected });
}

describe('cases of the same kind with other figures', () => {
  const states = [
    ['OD1', 30],
    ['OD2', 40],
    ['OD3', 50],
  ];
  const campaign = { max_attempts: 2, days_between_attempts: 2, threshold: { EUR: 150 } };

  it.each([
    ['killbill/killbill', { thresholds: states, days: 29, prior_state: 'CLEAR' }, { state: 'CLEAR' }],
    ['killbill/killbill', { thresholds: states, days: 40, prior_state: 'OD1' }, { state: 'OD2' }],
    ['killbill/killbill', { min_balance: 100, balance: 100 }, { match: true }],
    [
      'killbill/killbill',
      {
        thresholds: [
          ['A', 2],
          ['B', 3],
        ],
        unpaid: 3,
      },
      { state: 'B' },
    ],
    ['tryton/tryton', { due_date: '2026-01-01', levels_days: [5, 20], as_of: '2026-01-05' }, { level: null }],
    [
      'tryton/tryton',
      { due_date: '2026-01-01', levels_days: [5, 20], as_of: '2026-01-06' },
      { level: 1, state: 'draft' },
    ],
    [
      'tryton/tryton',
      { due_date: '2026-01-01', levels_days: [5, 20], as_of: '2026-01-31', current_state: 'draft', current_level: 1 },
      { level: 1, state: 'draft' },
    ],
    [
      'tryton/tryton',
      {
        due_date: '2026-01-01',
        levels_days: [5, 20],
        as_of: '2026-01-31',
        current_state: 'waiting',
        current_level: 1,
        blocked: true,
      },
      { level: 1, state: 'waiting' },
    ],
    [
      'metasfresh/metasfresh',
      { levels_days: [10, 20, 30], days_due: 25, target_level: 2, level1: 'none' },
      { create: false },
    ],
    [
      'metasfresh/metasfresh',
      { levels_days: [10, 20, 30], days_due: 25, target_level: 2, level1: 'processed' },
      { create: true },
    ],
    [
      'metasfresh/metasfresh',
      { last_sent: '2012-02-01', days_between: 10, as_of: '2012-02-05', days_due: 25 },
      { create: false },
    ],
    ['metasfresh/metasfresh', { as_of: '2012-02-01', days_due: 25, grace_until: '2012-01-31' }, { create: true }],
    [
      'getlago/lago-api',
      {
        ...campaign,
        as_of: '2025-01-09T10:00Z',
        overdue: { EUR: 155 },
        last_attempt: '2025-01-07T10:00Z',
        attempts: 1,
      },
      { result: 'none' },
    ],
    [
      'getlago/lago-api',
      {
        ...campaign,
        as_of: '2025-01-13T13:00Z',
        overdue: { EUR: 155 },
        last_attempt: '2025-01-10T10:00Z',
        attempts: 2,
      },
      { result: 'none' },
    ],
    [
      'getlago/lago-api',
      {
        ...campaign,
        threshold: { EUR: 150, USD: 100 },
        as_of: '2025-01-06T10:00Z',
        overdue: { EUR: 159, USD: 120 },
        attempts_before: { USD: 1 },
      },
      { attempts_after: { USD: 2, EUR: 1 } },
    ],
    ['getlago/lago-api', { threshold: 50.99, overdue: 50 }, { dun: false }],
    ['getlago/lago-api', { days_between: 4, days_since: 3, overdue: 51 }, { dun: false }],
    [
      'frappe/erpnext',
      { outstanding: 100, overdue_days: 20, rate_pct: 8, fee: 10 },
      { interest: 0.44, dunning: 10.44, grand_total: 110.44 },
    ],
    [
      'OCA/credit-control',
      { today: '2026-03-10', min_interval_days: 5, last_reminder: '2026-03-06' },
      { remind: false },
    ],
    [
      'invoiceninja/invoiceninja',
      {
        invoice_date: '2026-01-01',
        due_date: '2026-01-31',
        as_of: '2026-01-01',
        reminders: [
          { schedule: 'after_invoice_date', days: 50 },
          { schedule: 'before_due_date', days: 29 },
          { schedule: 'after_due_date', days: 1 },
        ],
      },
      { next: '2026-01-02' },
    ],
    ['NangoHQ/nango', { as_of: '2026-02-12', due_dates: ['2026-02-12', '2026-02-11'] }, { overdue: true }],
  ])('%s %j -> %j', (source, input, expected) => {
    expect(check(given(source, input, expected))).toEqual({ state: 'passed' });
  });

  it('leaves out a form of input it does not know, and says so', () => {
    expect(check(given('killbill/killbill', { moon: 'full' }, { state: 'CLEAR' }))).toEqual({
      state: 'skipped',
      reason: 'its adapter does not know this form of input: moon',
    });
  });

  it('fails a case whose answer is another', () => {
    expect(check(given('killbill/killbill', { min_balance: 100, balance: 100 }, { match: false })).state).toBe(
      'failed',
    );
  });
});
