import { DateTime, IANAZone } from 'luxon';

import type { Instant, PlainDate } from '../common';
import { InputError } from '../errors';
import type { Day } from './days';
import { dayOrNaN } from './days';

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/** An hour-by-hour question to luxon costs microseconds; a zone's offset is constant on almost every UTC day. */
const offsets = new Map<string, Map<number, number>>();
const MOST_DAYS_PER_ZONE = 20_000;

function zoneNamed(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (zone.isValid) return zone;
  throw new InputError({
    field: 'timeZone',
    found: name,
    problem: 'is not a time zone',
    advice: 'Use an IANA name, for example America/Mexico_City.',
  });
}

/** Minutes east of UTC on a whole UTC day, or NaN when the clocks change during that day. */
function offsetOfUtcDay(zone: string, utcDay: number): number {
  let days = offsets.get(zone);
  if (!days) {
    zoneNamed(zone);
    days = new Map();
    offsets.set(zone, days);
  }
  const known = days.get(utcDay);
  if (known !== undefined) return known;
  const iana = zoneNamed(zone);
  const first = iana.offset(utcDay * MS_PER_DAY);
  const offset = first === iana.offset((utcDay + 1) * MS_PER_DAY) ? first : NaN;
  if (days.size < MOST_DAYS_PER_ZONE) days.set(utcDay, offset);
  return offset;
}

/**
 * The calendar day of a moment in a time zone.
 * @param ms milliseconds since the epoch
 * @throws InputError when the zone does not exist
 */
export function localDay(ms: number, zone: string): Day {
  let offset = offsetOfUtcDay(zone, Math.floor(ms / MS_PER_DAY));
  if (Number.isNaN(offset)) offset = zoneNamed(zone).offset(ms);
  return Math.floor((ms + offset * MS_PER_MINUTE) / MS_PER_DAY);
}

const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The calendar day that a plain date or an instant means in a time zone. A plain date is that day everywhere.
 * @throws InputError for anything else, also for a local time without an offset: it would mean another moment on another machine
 */
export function dayIn(moment: Instant | PlainDate, zone: string, field = 'asOf'): Day {
  const day = dayOrNaN(moment);
  if (!Number.isNaN(day)) return day;
  const ms = typeof moment === 'string' && HAS_OFFSET.test(moment) ? Date.parse(moment) : NaN;
  if (!Number.isNaN(ms)) return localDay(ms, zone);
  throw new InputError({
    field,
    found: moment,
    problem: 'is neither a date nor a time with an offset',
    advice: 'Write 2026-11-23, or a time with its offset such as 2026-11-23T09:00:00-06:00.',
  });
}

/** The same as `dayIn` for text that may be wrong: NaN instead of an error. */
export function dayInOrNaN(moment: Instant | PlainDate | undefined, zone: string): Day {
  const day = dayOrNaN(moment);
  if (!Number.isNaN(day) || typeof moment !== 'string' || !HAS_OFFSET.test(moment)) return day;
  const ms = Date.parse(moment);
  return Number.isNaN(ms) ? NaN : localDay(ms, zone);
}

/** Whether luxon knows the zone. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** Midnight at the start of a day in a zone, as an instant with its offset. */
export function startOfDay(date: PlainDate, zone: string): Instant {
  return DateTime.fromISO(date, { zone }).startOf('day').toISO() ?? date;
}
