import fc from 'fast-check';
import { DateTime } from 'luxon';

import { CHANNELS } from '../../../dunning/common';
import type { Cap } from '../../../dunning/compliance/verdict';
import { brokenCap, capReach } from '../../../dunning/ledger/caps';
import type { CountedContact } from '../../../dunning/ledger/caps';
import { dayNumber, toMillis, weekNumber } from '../../../dunning/ledger/instant';

const MEXICO = 'America/Mexico_City';
const cap = (per: Cap['per'], max = 1, over: Partial<Cap> = {}): Cap => ({
  ruleId: 'test',
  channels: [],
  max,
  per,
  timeZone: MEXICO,
  ...over,
});
const at = (instant: string): number => toMillis(instant, 'at');
const email = (instant: string): CountedContact => ({ at: at(instant), channel: 'email' });
const refused = (rule: Cap, instant: string, ...others: CountedContact[]): boolean =>
  brokenCap([rule], at(instant), 'email', others) !== undefined;

describe('a cap', () => {
  it('per day counts calendar days of its time zone, not of UTC', () => {
    const lateEvening = email('2026-11-23T23:30:00-06:00');
    expect(refused(cap({ unit: 'day' }), '2026-11-24T00:10:00-06:00', lateEvening)).toBe(false);
    expect(refused(cap({ unit: 'day' }), '2026-11-23T08:00:00-06:00', lateEvening)).toBe(true);
    expect(refused(cap({ unit: 'day' }, 1, { timeZone: 'UTC' }), '2026-11-24T00:10:00-06:00', lateEvening)).toBe(true);
  });
  it('per week counts from Monday to Sunday', () => {
    const sunday = email('2026-11-22T18:00:00-06:00');
    expect(refused(cap({ unit: 'week' }), '2026-11-16T09:00:00-06:00', sunday)).toBe(true);
    expect(refused(cap({ unit: 'week' }), '2026-11-23T09:00:00-06:00', sunday)).toBe(false);
  });
  it('per rolling days holds in every period that contains the contact, also one that was recorded late', () => {
    const seven = cap({ unit: 'rolling_days', days: 7 }, 2);
    const others = [email('2026-11-20T09:00:00-06:00'), email('2026-11-26T09:00:00-06:00')];
    expect(refused(seven, '2026-11-23T09:00:00-06:00', ...others)).toBe(true);
    expect(refused(seven, '2026-11-27T09:00:00-06:00', ...others)).toBe(false);
  });
  it('on spacing asks for so many days between two contacts, in either direction', () => {
    const spacing = cap({ unit: 'spacing', days: 3 });
    const other = email('2026-11-23T20:00:00-06:00');
    expect(refused(spacing, '2026-11-25T09:00:00-06:00', other)).toBe(true);
    expect(refused(spacing, '2026-11-26T09:00:00-06:00', other)).toBe(false);
    expect(refused(spacing, '2026-11-21T09:00:00-06:00', other)).toBe(true);
  });
  it('counts only its channels, and leaves others alone', () => {
    const phone = cap({ unit: 'day' }, 1, { channels: ['call', 'sms'] });
    const other: CountedContact = { at: at('2026-11-23T09:00:00-06:00'), channel: 'call' };
    expect(brokenCap([phone], other.at, 'sms', [other])).toBe(phone);
    expect(brokenCap([phone], other.at, 'email', [other])).toBeUndefined();
    expect(brokenCap([phone], other.at, 'sms', [{ ...other, channel: 'email' }])).toBeUndefined();
  });
  it('names a time zone that is none', () => {
    expect(() => refused(cap({ unit: 'day' }, 1, { timeZone: 'Mexico/Nowhere' }), '2026-11-23T09:00:00Z')).toThrow(
      /timeZone: found “Mexico\/Nowhere”/,
    );
  });
});

const ZONES = [MEXICO, 'America/Santiago', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Chatham', 'Pacific/Apia'];

describe('days and weeks', () => {
  it('are those of luxon, across changes to and from summer time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') }),
        fc.constantFrom(...ZONES),
        (millis, zone) => {
          const local = DateTime.fromMillis(millis, { zone });
          const day = dayNumber(millis, zone);
          expect(new Date(day * 86_400_000).toISOString().slice(0, 10)).toBe(local.toISODate());
          const monday = DateTime.fromISO(local.startOf('week').toISODate() ?? '', { zone: 'utc' });
          expect(weekNumber(day)).toBe(weekNumber(monday.toMillis() / 86_400_000));
          expect(weekNumber(day)).not.toBe(weekNumber(monday.toMillis() / 86_400_000 - 1));
        },
      ),
    );
  });
});

describe('whatever is asked, in whatever order', () => {
  const unit = fc.oneof(
    fc.constant<Cap['per']>({ unit: 'day' }),
    fc.constant<Cap['per']>({ unit: 'week' }),
    fc.integer({ min: 1, max: 9 }).map((days): Cap['per'] => ({ unit: 'rolling_days', days })),
  );
  const start = at('2026-10-20T00:00:00Z');

  it('no period ever holds more contacts than the cap allows', () => {
    fc.assert(
      fc.property(
        unit,
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom(...ZONES),
        fc.array(fc.tuple(fc.nat(30 * 24 * 60), fc.constantFrom(...CHANNELS)), { maxLength: 60 }),
        (per, max, timeZone, wanted) => {
          const rule = cap(per, max, { timeZone });
          const made: CountedContact[] = [];
          for (const [minutes, channel] of wanted) {
            const millis = start + minutes * 60_000;
            const near = made.filter((other) => Math.abs(other.at - millis) <= capReach([rule]));
            expect(near.length <= made.length && brokenCap([rule], millis, channel, near)).toBe(
              brokenCap([rule], millis, channel, made),
            );
            if (!brokenCap([rule], millis, channel, near)) made.push({ at: millis, channel });
          }
          const days = made.map((contact) => dayNumber(contact.at, timeZone));
          for (const first of days) {
            const inside = days.filter((day) => {
              if (per.unit === 'day') return day === first;
              if (per.unit === 'week') return weekNumber(day) === weekNumber(first);
              return day >= first && day < first + (per.days ?? 1);
            });
            expect(inside.length).toBeLessThanOrEqual(max);
          }
        },
      ),
    );
  });
});
