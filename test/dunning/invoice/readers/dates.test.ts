import fc from 'fast-check';

import { type DateOptions, detectDateOrder, parseDate } from '../../../../dunning/invoice/parse-date';

describe('dates as people and systems write them', () => {
  it.each<[unknown, string, DateOptions?]>([
    ['2026-11-23', '2026-11-23'],
    ['2026/1/5', '2026-01-05'],
    ['20261123', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['11/23/2026', '2026-11-23'],
    ['03/04/2026', '2026-04-03', { order: 'day-first' }],
    ['03/04/2026', '2026-03-04', { order: 'month-first' }],
    ['5/5/2026', '2026-05-05'],
    ['23.11.26', '2026-11-23'],
    ['23-nov-26', '2026-11-23'],
    ['23 de noviembre de 2026', '2026-11-23'],
    ['23 de março de 2026', '2026-03-23'],
    ['Nov 23, 2026', '2026-11-23'],
    ['1º de maio de 2026', '2026-05-01'],
    ['23/11/2026 10:33:00 a. m.', '2026-11-23'],
    ['2026-11-23T10:00:00', '2026-11-23', { timeZone: 'Asia/Tokyo' }],
    ['2026-11-23 23:59:59-06:00', '2026-11-23', { timeZone: 'Asia/Tokyo' }],
    ['2026-11-23T00:00:00.000Z', '2026-11-23', { timeZone: 'America/Mexico_City' }],
    ['2026-11-23T03:00:00Z', '2026-11-22', { timeZone: 'America/Mexico_City' }],
    ['2026-11-23T06:00:00.000Z', '2026-11-23', { timeZone: 'America/Mexico_City' }],
    [46349, '2026-11-23'],
    ['46349', '2026-11-23'],
    [46349.75, '2026-11-23'],
    [1795392000, '2026-11-23'],
    [1795392000000, '2026-11-23'],
    [20261123, '2026-11-23'],
    [new Date('2026-11-23T15:00:00Z'), '2026-11-23'],
    ['2028-02-29', '2028-02-29'],
  ])('%s is %s', (value, expected, options = {}) => {
    expect(parseDate(value, options)).toBe(expected);
  });

  it.each<[unknown, DateOptions?]>([
    ['2026-02-29'],
    ['2026-13-01'],
    ['31/04/2026'],
    ['11/23/2026', { order: 'day-first' }],
    ['03/04/2026'],
    ['03/04/2026', { order: 'iso' }],
    ['soon'],
    ['23 foo 2026'],
    ['0001-01-01'],
    ['3026-01-01'],
    [12],
    [Number.NaN],
    [true],
    [new Date(Number.NaN)],
    ['2026-11-23T25:00:00Z'],
  ])('refuses %p, naming the field', (value, options = {}) => {
    expect(() => parseDate(value, options, 'dueDate')).toThrow(/^dueDate: found /);
  });

  it('refuses a megabyte of digits at once', () => {
    expect(() => parseDate('2'.repeat(1_000_000))).toThrow(/\(1000000 characters\)/);
  });

  it('tells the user why 03/04/2026 is refused', () => {
    expect(() => parseDate('03/04/2026', {}, 'dueDate')).toThrow(
      'dueDate: found “03/04/2026”, which can be read day first or month first. Say in the options which comes first, or write dates as 2026-11-23.',
    );
  });

  it('learns the order from a whole column', () => {
    expect(detectDateOrder(['03/04/2026', '23/04/2026', ''])).toMatchObject({ order: 'day-first', ambiguous: 1 });
    expect(detectDateOrder(['03/04/2026', '4/23/2026'])).toMatchObject({ order: 'month-first' });
    expect(detectDateOrder(['03/04/2026', '04/05/2026']).order).toBeUndefined();
    expect(detectDateOrder(['23/04/2026', '4/23/2026']).order).toBeUndefined();
    expect(detectDateOrder(['2026-04-23', '2026-04-24T00:00:00Z'])).toMatchObject({ order: 'iso', iso: 2 });
    expect(detectDateOrder([]).order).toBeUndefined();
  });

  it('reads every day back from each form', () => {
    const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2119-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-');
        expect(parseDate(iso)).toBe(iso);
        expect(parseDate(`${day}/${month}/${year}`, { order: 'day-first' })).toBe(iso);
        expect(parseDate(`${month}/${day}/${year}`, { order: 'month-first' })).toBe(iso);
        expect(parseDate(Date.parse(iso) / 86_400_000 + 25_569)).toBe(iso);
        expect(parseDate(`${iso}T00:00:00.000Z`, { timeZone: 'America/Tijuana' })).toBe(iso);
      }),
      { numRuns: 300 },
    );
  });
});
