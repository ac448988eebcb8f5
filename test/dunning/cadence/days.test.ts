import {
  addBusinessDays,
  addDays,
  differenceInCalendarDays,
  format,
  getISODay,
  lastDayOfMonth,
  parseISO,
} from 'date-fns';
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { BusinessCalendar, WEEKDAYS } from '../../../dunning/cadence/calendar';
import { dayOrNaN, endOfMonth, fromDay, toDay, weekday } from '../../../dunning/cadence/days';
import { clockOf, dayIn } from '../../../dunning/cadence/zones';

/** 1900 to 2100. */
const someDay = fc.integer({ min: -25_567, max: 47_846 });
const RUNS = { numRuns: 300 };

describe('plain dates as whole days agree with date-fns', () => {
  it('there and back', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const date = fromDay(day);
        expect(toDay(date)).toBe(day);
        expect(date).toBe(format(addDays(parseISO('1970-01-01'), day), 'yyyy-MM-dd'));
      }),
      RUNS,
    );
  });

  it('in distance, weekday and end of month', () => {
    fc.assert(
      fc.property(someDay, someDay, (a, b) => {
        const [first, second] = [parseISO(fromDay(a)), parseISO(fromDay(b))];
        expect(a - b).toBe(differenceInCalendarDays(first, second));
        expect(weekday(a)).toBe(getISODay(first));
        expect(fromDay(endOfMonth(a))).toBe(format(lastDayOfMonth(first), 'yyyy-MM-dd'));
      }),
      RUNS,
    );
  });

  it('in working days', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -60, max: 60 }), (day, count) => {
        fc.pre(!WEEKDAYS.isRestDay(day));
        const expected = format(addBusinessDays(parseISO(fromDay(day)), count), 'yyyy-MM-dd');
        expect(fromDay(WEEKDAYS.add(day, count))).toBe(expected);
      }),
      RUNS,
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '23/11/2026', '2026-11-23T00:00', '', 'today'])(
    'refuses %j',
    (text) => {
      expect(dayOrNaN(text)).toBeNaN();
      expect(() => toDay(text, 'dueDate')).toThrow('dueDate');
    },
  );
});

describe('working days', () => {
  const calendar = new BusinessCalendar({ holidays: ['2026-11-16', '2026-11-21'] });

  it('leave out weekends and holidays', () => {
    expect(fromDay(calendar.add(toDay('2026-11-13'), 1))).toBe('2026-11-17');
    expect(fromDay(calendar.add(toDay('2026-11-17'), -1))).toBe('2026-11-13');
    expect(fromDay(calendar.roll(toDay('2026-11-14'), 1))).toBe('2026-11-17');
    expect(fromDay(calendar.roll(toDay('2026-11-14'), -1))).toBe('2026-11-13');
  });

  it('between two days are those that adding walks over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (a, b) => {
        const start = toDay('2026-10-20');
        const [from, to] = [start + Math.min(a, b), start + Math.max(a, b)];
        let count = 0;
        for (let day = from + 1; day <= to; day++) if (!calendar.isRestDay(day)) count++;
        expect(calendar.between(from, to)).toBe(count);
        expect(calendar.between(to, from)).toBe(0 - count);
      }),
      RUNS,
    );
  });

  it('follow another weekend where there is one', () => {
    const fridaySaturday = new BusinessCalendar({ weekend: [5, 6], holidays: [] });
    expect(fromDay(fridaySaturday.add(toDay('2026-11-12'), 1))).toBe('2026-11-15');
  });
});

describe('the day a moment falls on', () => {
  const zones = [
    'America/Tijuana',
    'America/Bogota',
    'America/Santiago',
    'Europe/Madrid',
    'Pacific/Kiritimati',
    'Asia/Kathmandu',
  ];

  it('agrees with luxon in every zone, at every minute', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2_100_000_000 }), (zone, seconds) => {
        const utc = DateTime.fromSeconds(seconds, { zone: 'utc' });
        const expected = utc.setZone(zone).toISODate();
        const forms = [utc.toISO(), utc.toISO({ suppressMilliseconds: true }), utc.setZone('America/Lima').toISO()];
        for (const form of forms) expect(fromDay(clockOf(zone).dayOrNaN(form ?? ''))).toBe(expected);
      }),
      RUNS,
    );
  });

  it('is the same for both sides of a change of clocks', () => {
    // Santiago, 2026-09-06T00:00 does not exist: 23:59:59 is followed by 01:00:00.
    expect(fromDay(dayIn('2026-09-06T03:59:59Z', 'America/Santiago'))).toBe('2026-09-05');
    expect(fromDay(dayIn('2026-09-06T04:00:00Z', 'America/Santiago'))).toBe('2026-09-06');
  });

  it('needs an offset', () => {
    expect(() => dayIn('2026-09-06T04:00:00', 'UTC')).toThrow('is neither a date nor a time with an offset');
    expect(() => dayIn('2026-09-06', 'Mars/Olympus')).toThrow('is not a time zone');
  });
});
