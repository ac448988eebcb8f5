import type { GateSettings } from '../../../dunning/compliance/input';
import { judge, made, type Situation } from './helpers';

const bogota = (day: string, time = '10:00') => `2026-11-${day}T${time}:00-05:00`;
const CO: Situation = { country: 'CO', channel: 'email', at: bogota('25'), party: 'first_party' };

describe('the calendar', () => {
  it.each([
    ['Christmas falls on a Friday: Colombia', CO, '2026-12-25T10:00:00-05:00', '2026-12-26T08:00:00-05:00'],
    ['9 July moves to Monday 13: Colombia', CO, '2026-07-13T10:00:00-05:00', '2026-07-14T07:00:00-05:00'],
    ['9 July itself is no holiday: Colombia', CO, '2026-07-09T10:00:00-05:00', null],
    ['the law of 9 July is newer: Colombia in 2025', CO, '2025-07-14T10:00:00-05:00', null],
    ['a weekend, a holiday on Monday: Colombia', CO, '2026-11-14T15:00:00-05:00', '2026-11-17T07:00:00-05:00'],
    ['Maundy Thursday to Easter Monday: Colombia', CO, '2026-04-01T19:00:00-05:00', '2026-04-04T08:00:00-05:00'],
    ['29 February of a leap year: Colombia', CO, '2028-02-29T10:00:00-05:00', null],
    ['the night before 29 February: Colombia', CO, '2028-02-28T23:00:00-05:00', '2028-02-29T07:00:00-05:00'],
    ['New Year’s night: Colombia', CO, '2026-12-31T23:59:00-05:00', '2027-01-02T08:00:00-05:00'],
  ] as const)('%s', (_, place, at, next) => {
    expect(judge({ ...place, at }).nextAllowedAt).toBe(next);
  });

  const chile: Situation = { country: 'CL', region: 'CL-RM', channel: 'call', at: '' };

  it('keeps local hours across the night when summer time ends in Chile', () => {
    // In 2026 the clocks go back on the night to Sunday 5 April; Friday is Good Friday, Saturday Holy Saturday.
    expect(judge({ ...chile, at: '2026-04-02T21:00:00-03:00' }).nextAllowedAt).toBe('2026-04-06T08:00:00-04:00');
  });

  it('keeps local hours across the night when summer time begins in Chile', () => {
    // In 2026 midnight of Sunday 6 September does not exist.
    expect(judge({ ...chile, at: '2026-09-05T21:00:00-04:00' }).nextAllowedAt).toBe('2026-09-07T08:00:00-03:00');
  });

  it.each([
    ['before the gap', '2026-03-08T01:30:00-05:00', '2026-03-08T08:00:00-04:00'],
    ['after the gap', '2026-03-08T03:30:00-04:00', '2026-03-08T08:00:00-04:00'],
    ['in the first of two hours', '2026-11-01T01:30:00-04:00', '2026-11-01T08:00:00-05:00'],
    ['in the second of two hours', '2026-11-01T01:30:00-05:00', '2026-11-01T08:00:00-05:00'],
  ])('opens at eight of the wall clock in New York: %s', (_, at, next) => {
    expect(judge({ country: 'US', zone: 'America/New_York', channel: 'call', at }).nextAllowedAt).toBe(next);
  });

  const night = (from: string, to: string): Partial<GateSettings> => {
    const day: Array<[string, string]> = [[from, to]];
    const week = {
      mon: day,
      tue: day,
      wed: day,
      thu: day,
      fri: day,
      sat: day,
      sun: day,
      holiday: 'as_weekday' as const,
    };
    return { house: { hours: [{ week }] } };
  };
  const newYork: Situation = {
    country: 'US',
    zone: 'America/New_York',
    channel: 'email',
    party: 'first_party',
    at: '',
  };

  it('opens at the end of the gap when the clock skips the opening', () => {
    const verdict = judge({ ...newYork, at: '2026-03-08T00:00:00-05:00', settings: night('02:15', '03:30') });
    expect(verdict.nextAllowedAt).toBe('2026-03-08T03:00:00-04:00');
  });

  it('opens twice when the clock repeats the hour', () => {
    const settings = night('01:15', '01:45');
    const first = judge({ ...newYork, at: '2026-11-01T00:00:00-04:00', settings });
    expect(first.nextAllowedAt).toBe('2026-11-01T01:15:00-04:00');
    const second = judge({ ...newYork, at: '2026-11-01T01:50:00-04:00', settings });
    expect(second.nextAllowedAt).toBe('2026-11-01T01:15:00-05:00');
  });

  it('counts a day of twenty-five hours as one day', () => {
    const settings = { house: { caps: [{ max: 1, per: { unit: 'day' as const } }] } };
    const history = [made('2026-11-01T00:10:00-04:00', 'email')];
    const verdict = judge({ ...newYork, at: '2026-11-01T23:50:00-05:00', history, settings });
    expect(verdict.nextAllowedAt).toBe('2026-11-02T00:00:00-05:00');
  });

  it('follows a rule from its first to its last day', () => {
    const florida: Situation = { country: 'US', region: 'US-FL', channel: 'email', party: 'first_party', at: '' };
    const before = judge({
      ...florida,
      customer: { postalCode: '33101', city: 'Miami' },
      at: '2025-05-15T23:00:00-04:00',
    });
    // The rule ends with that day, so the night before its end waits for midnight and no longer.
    expect([before.decision, before.nextAllowedAt]).toEqual(['defer', '2025-05-16T00:00:00-04:00']);
    expect(judge({ ...florida, at: '2025-05-16T23:00:00-04:00' }).decision).toBe('allow');
  });
});

describe('an instant that never comes', () => {
  it('is null with the reason, when a conversation on WhatsApp closes before the hours open', () => {
    const situation: Situation = {
      country: 'CO',
      channel: 'whatsapp',
      party: 'first_party',
      at: bogota('28', '16:00'),
      facts: { messageType: 'freeform', lastInboundAt: bogota('28', '15:30') },
      settings: { platforms: ['whatsapp'] },
    };
    const verdict = judge(situation);
    expect(verdict).toMatchObject({ decision: 'block', nextAllowedAt: null, reasonCode: 'CONVERSATION_CLOSED' });
    expect(verdict.reason.en).toMatch(/Waiting does not help/);
  });

  it('is null when two sets of hours never meet', () => {
    const shut: Array<[string, string]> = [];
    const week = {
      mon: [['06:00', '07:00']] as Array<[string, string]>,
      tue: shut,
      wed: shut,
      thu: shut,
      fri: shut,
      sat: shut,
      sun: shut,
      holiday: 'as_weekday' as const,
    };
    const verdict = judge({ ...CO, settings: { house: { hours: [{ week }] } } });
    expect([verdict.decision, verdict.nextAllowedAt]).toEqual(['block', null]);
  });
});
