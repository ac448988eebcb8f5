import { IANAZone } from 'luxon';

import type { Instant, PlainDate } from '../common';
import { InputError } from '../errors';
import type { Day } from './days';
import { dayAt, dayOrNaN, digits } from './days';

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;

/** The clock of one time zone, for asking many times which day a moment falls on. */
export class ZoneClock {
  private readonly zone: IANAZone;
  /**
   * Minutes east of UTC per UTC day, NaN for a day on which the clocks change: luxon takes microseconds for one question,
   * and a zone's offset is the same all day on almost every day.
   */
  private readonly offsets = new Map<number, number>();

  /** @throws InputError when the zone does not exist */
  constructor(readonly name: string) {
    this.zone = IANAZone.create(name);
    if (this.zone.isValid) return;
    throw new InputError({
      field: 'timeZone',
      found: name,
      problem: 'is not a time zone',
      advice: 'Use an IANA name, for example America/Mexico_City.',
    });
  }

  /** The calendar day here of a moment in minutes since the epoch. */
  private dayOfMinute(minute: number): Day {
    let offset = this.offsetOfUtcDay(Math.floor(minute / MINUTES_PER_DAY));
    if (Number.isNaN(offset)) offset = this.zone.offset(minute * MS_PER_MINUTE);
    return Math.floor((minute + offset) / MINUTES_PER_DAY);
  }

  /**
   * The calendar day that a plain date or an instant means here; NaN for anything else, also for a local time without an
   * offset, which would mean another moment on another machine. A plain date is that day everywhere.
   */
  dayOrNaN(moment: Instant | PlainDate | undefined): Day {
    if (typeof moment !== 'string') return NaN;
    if (moment.length === 10) return dayOrNaN(moment);
    const minute = minuteOf(moment);
    return Number.isNaN(minute) ? NaN : this.dayOfMinute(minute);
  }

  private offsetOfUtcDay(utcDay: number): number {
    const known = this.offsets.get(utcDay);
    if (known !== undefined) return known;
    const first = this.zone.offset(utcDay * MS_PER_DAY);
    const offset = first === this.zone.offset((utcDay + 1) * MS_PER_DAY) ? first : NaN;
    this.offsets.set(utcDay, offset);
    return offset;
  }
}

const clocks = new Map<string, ZoneClock>();

/**
 * The clock of a zone; made once, as there are only some hundreds.
 * @throws InputError when the zone does not exist
 */
export function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (!clock) clocks.set(zone, (clock = new ZoneClock(zone)));
  return clock;
}

const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** Minutes since the epoch of an instant, seconds dropped; NaN for text that is none. */
function minuteOf(instant: Instant): number {
  // The usual form is read by hand, several times faster than Date.parse: 2026-11-23T09:00:00Z.
  const zulu = instant.length >= 20 && instant.charCodeAt(instant.length - 1) === 90 && instant.charCodeAt(10) === 84;
  if (zulu && instant.charCodeAt(13) === 58 && instant.charCodeAt(16) === 58) {
    const hour = digits(instant, 11, 13);
    const minute = digits(instant, 14, 16);
    const day = dayAt(instant);
    if (hour < 24 && minute < 60 && !Number.isNaN(day)) return day * MINUTES_PER_DAY + hour * 60 + minute;
  }
  return HAS_OFFSET.test(instant) ? Math.floor(Date.parse(instant) / MS_PER_MINUTE) : NaN;
}

/**
 * The calendar day that a plain date or an instant means in a time zone. A plain date is that day everywhere.
 * @throws InputError for anything else, also for a local time without an offset
 */
export function dayIn(moment: Instant | PlainDate, zone: string, field = 'asOf'): Day {
  const day = clockOf(zone).dayOrNaN(moment);
  if (!Number.isNaN(day)) return day;
  throw new InputError({
    field,
    found: moment,
    problem: 'is neither a date nor a time with an offset',
    advice: 'Write 2026-11-23, or a time with its offset such as 2026-11-23T09:00:00-06:00.',
  });
}
