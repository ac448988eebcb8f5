import { FORMULAS, REFERENCE_RATES, statutoryInterest, statutoryRate } from '../../../dunning/compliance/interest';
import { money } from '../../../dunning/invoice/money';
import { judge, type Situation } from './helpers';

describe('the statutory rate of a day', () => {
  it.each([
    ['de-consumer', '2026-06-30', '6.27'],
    ['de-consumer', '2026-07-01', '6.52'],
    ['de-business', '2026-11-23', '10.52'],
    ['gb-business', '2026-03-31', '11.75'],
    ['es-business', '2026-06-30', '10.15'],
    ['mx-commercial', '2026-11-23', '6'],
    ['mx-civil', '2030-01-01', '9'],
  ])('%s on %s is %s%%', (formula, on, percent) => {
    expect(statutoryRate(formula, on).percent).toBe(percent);
  });

  it('is an error that says where to look, never a guess', () => {
    expect(() => statutoryRate('gb-business', '2026-07-01')).toThrow(
      /rates\.boe-official: found “2026-07-01”.*Bank of England: https:\/\/www\.bankofengland\.co\.uk/,
    );
    expect(() => statutoryRate('co-maximum', '2026-11-23')).toThrow(/Superintendencia Financiera de Colombia/);
    expect(() => statutoryRate('xx-nothing', '2026-11-23')).toThrow(/is not a statutory interest formula/);
  });

  it('takes a rate that the user brings, and says how well it is known', () => {
    const own = {
      reference: 'co-ibc',
      from: '2026-11-01',
      until: '2026-11-30',
      percent: '17.00',
      source: 'SFC',
      grade: 'verified' as const,
    };
    expect(statutoryRate('co-maximum', '2026-11-23', [own])).toMatchObject({ percent: '25.5', grade: 'unverified' });
  });

  it('knows no reference rate twice for one day', () => {
    for (const { reference, from, until } of REFERENCE_RATES) {
      const same = REFERENCE_RATES.filter(
        (row) => row.reference === reference && row.from <= until && from <= row.until,
      );
      expect(same).toHaveLength(1);
    }
  });

  it('has a citation and three languages for every formula', () => {
    for (const { citation, text } of FORMULAS) {
      expect(citation.length).toBeGreaterThan(3);
      expect(new Set([text.en, text.es, text.pt]).size).toBe(3);
    }
  });
});

describe('statutory interest', () => {
  it('counts each day at its own rate and rounds once', () => {
    // 10,000 euros, 16 days at 6.27% and 10 days at 6.52%: (16 x 6.27 + 10 x 6.52) x 10,000 / 100 / 365 = 45.3479...
    expect(statutoryInterest('de-consumer', money(1_000_000, 'EUR'), '2026-06-15', '2026-07-10')).toEqual(
      money(4535, 'EUR'),
    );
  });

  it('is nothing before the first day, and a day’s interest on it', () => {
    const principal = money(36_500_00, 'MXN');
    expect(statutoryInterest('mx-commercial', principal, '2026-11-24', '2026-11-23')).toEqual(money(0, 'MXN'));
    expect(statutoryInterest('mx-commercial', principal, '2026-11-23', '2026-11-23')).toEqual(money(600, 'MXN'));
  });

  it('rounds half away from zero in the minor unit of the currency', () => {
    // 9% of 1,825 a year is 0.45 a day; ten days are 4.5.
    expect(statutoryInterest('mx-civil', money(1825, 'MXN'), '2026-01-01', '2026-01-10')).toEqual(money(5, 'MXN'));
  });

  it('refuses a date that is none', () => {
    expect(() => statutoryInterest('mx-civil', money(100, 'MXN'), '2026-02-30', '2026-03-01')).toThrow(/^from: found/);
  });
});

const CHILE: Situation = { country: 'CL', zone: 'America/Santiago', channel: 'email', at: '2026-11-24T10:00:00-03:00' };
const CODE = (place: Situation, charges: object) => judge({ ...place, facts: { charges } }).reasonCode;

describe('fees asked for', () => {
  it.each([
    // Ley 19.496 art. 37: after 20 days; 9% to 10 UF, 6% to 50 UF, 3% above.
    [{ daysLate: 20, unit: 'UF', overdue: '5', fee: '0.45' }, 'FEE_TOO_EARLY'],
    [{ daysLate: 21, unit: 'UF', overdue: '5', fee: '0.45' }, 'ALLOWED'],
    [{ daysLate: 21, unit: 'UF', overdue: '5', fee: '0.451' }, 'FEE_OVER_MAXIMUM'],
    [{ daysLate: 21, unit: 'UF', overdue: '10', fee: '0.9' }, 'ALLOWED'],
    [{ daysLate: 21, unit: 'UF', overdue: '10', fee: '0.91' }, 'FEE_OVER_MAXIMUM'],
    [{ daysLate: 21, unit: 'UF', overdue: '50', fee: '3.3' }, 'ALLOWED'],
    [{ daysLate: 21, unit: 'UF', overdue: '50', fee: '3.31' }, 'FEE_OVER_MAXIMUM'],
    [{ daysLate: 21, unit: 'UF', overdue: '100', fee: '4.8' }, 'ALLOWED'],
    [{ daysLate: 21, unit: 'UF', overdue: '100', feePercent: '9' }, 'FEE_OVER_MAXIMUM'],
    [{ daysLate: 21, feePercent: '9' }, 'ALLOWED'],
    [{ daysLate: 21, feePercent: '9.1' }, 'FEE_OVER_MAXIMUM'],
    [{ daysLate: 21, unit: 'CLP', overdue: '400000', fee: '20000' }, 'FEE_CANNOT_BE_CHECKED'],
    [{ fee: '1', unit: 'UF', overdue: '100' }, 'FEE_TOO_EARLY'],
    [{ daysLate: 5, fee: '0', unit: 'UF', overdue: '100' }, 'ALLOWED'],
  ])('in Chile: %j is %s', (charges, code) => {
    expect(CODE(CHILE, charges)).toBe(code);
  });

  it.each([
    [{ daysLate: 5, unit: 'USD', overdue: '100', fee: '5' }, 'FEE_TOO_EARLY'],
    [{ daysLate: 6, unit: 'USD', overdue: '100', fee: '5' }, 'ALLOWED'],
    [{ daysLate: 6, unit: 'USD', overdue: '1000', fee: '12' }, 'ALLOWED'],
    [{ daysLate: 6, unit: 'USD', overdue: '1000', fee: '12.01' }, 'FEE_OVER_MAXIMUM'],
    [{ daysLate: 6, unit: 'CRC', overdue: '100000', fee: '5000' }, 'ALLOWED'],
    [{ daysLate: 6, unit: 'CRC', overdue: '100000', fee: '5001' }, 'FEE_OVER_MAXIMUM'],
  ])('in Costa Rica: %j is %s', (charges, code) => {
    expect(CODE({ country: 'CR', channel: 'email', at: '2026-11-25T10:00:00-06:00' }, charges)).toBe(code);
  });

  it('are refused when they are no number', () => {
    expect(() => CODE(CHILE, { daysLate: 30, unit: 'UF', overdue: '10', fee: 'some' })).toThrow(
      /facts\.charges\.fee: found “some”/,
    );
  });
});

describe('interest asked for', () => {
  const GERMANY: Situation = { country: 'DE', channel: 'email', at: '2026-11-25T10:00:00+01:00', party: 'first_party' };

  it.each([
    ['consumer', { interestSpreadPoints: '5' }, 'ALLOWED'],
    ['consumer', { interestSpreadPoints: '9' }, 'INTEREST_OVER_MAXIMUM'],
    ['business', { interestSpreadPoints: '9' }, 'ALLOWED'],
    ['consumer', { interestPercentPerYear: '6.52' }, 'ALLOWED'],
    ['consumer', { interestPercentPerYear: '6.53' }, 'INTEREST_OVER_MAXIMUM'],
    ['consumer', { interestPercentPerYear: '6.52', interestOn: '2026-06-30' }, 'INTEREST_OVER_MAXIMUM'],
    ['business', { interestPercentPerYear: '10.52' }, 'ALLOWED'],
    ['consumer', { interestPercentPerYear: '1', interestOn: '2031-01-01' }, 'REFERENCE_RATE_UNKNOWN'],
  ] as const)('in Germany from a %s: %j is %s', (kind, charges, code) => {
    expect(CODE({ ...GERMANY, kind }, charges)).toBe(code);
  });

  it('is judged by a rate that the settings bring', () => {
    const rates = [
      {
        reference: 'de-basiszins',
        from: '2031-01-01',
        until: '2031-06-30',
        percent: '2',
        source: 'own',
        grade: 'verified' as const,
      },
    ];
    const facts = { charges: { interestPercentPerYear: '7', interestOn: '2031-01-01' } };
    expect(judge({ ...GERMANY, facts, settings: { rates } }).decision).toBe('allow');
  });
});
