import fc from 'fast-check';

import { instantMs, ZoneClock } from '../../../dunning/compliance/clock';

const two = (value: number) => String(value).padStart(2, '0');

describe('an instant', () => {
  it('is read as the engine reads it, whatever the numbers in it', () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    const offset = fc.oneof(
      fc.constant('Z'),
      fc.tuple(fc.constantFrom('+', '-'), part(25), part(61)).map(([sign, h, m]) => `${sign}${two(h)}:${two(m)}`),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9999 }),
        fc.tuple(part(13), part(32), part(25), part(61), part(61)),
        offset,
        (year, [month, day, hour, minute, second], zone) => {
          const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`;
          expect(instantMs(text)).toBe(Date.parse(text));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    '2026-11-23T09:00:00',
    '2026-11-23',
    '2026-11-23 09:00:00Z',
    'xxxx-11-23T09:00:00Z',
    '2026-1a-23T09:00:00-06:00',
    '',
  ])('needs an offset and digits: “%s” is none', (text) => expect(instantMs(text)).toBeNaN());

  it('is written in its zone, the same however often and in whatever turn it is asked for', () => {
    const clock = ZoneClock.of('America/Mexico_City');
    const hours = [0, 1, 2, 1, 0, 2, 2, 0].map((hour) => Date.UTC(2026, 10, 23, 15 + hour));
    expect(hours.map((ms) => clock.iso(ms).slice(11))).toEqual(
      ['09', '10', '11', '10', '09', '11', '11', '09'].map((hour) => `${hour}:00:00-06:00`),
    );
  });
});
