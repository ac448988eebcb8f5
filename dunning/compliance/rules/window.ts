import { DAY, MINUTE, weekdayOf, type EpochDay, type ZoneClock } from '../clock';
import type { Week } from '../pack';

/** Minutes from local midnight. */
export type Range = readonly [open: number, close: number];

/** Hours per weekday, ready for arithmetic. */
export interface Hours {
  /** Monday first. */
  days: readonly (readonly Range[])[];
  /** Undefined: holidays are days like any other. */
  holiday: readonly Range[] | undefined;
  endInclusive: boolean;
}

/** Whether a date is a holiday, or that this is not known. */
export type HolidayCheck = (day: EpochDay) => boolean | 'unknown';

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** No rule keeps a channel shut for longer than this: where nothing opens in it, nothing ever will. */
const HORIZON_DAYS = 800;

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export function toRanges(ranges: readonly (readonly [string, string])[]): Range[] {
  return ranges.map(([open, close]): Range => [minutes(open), minutes(close)]).sort((a, b) => a[0] - b[0]);
}

export function toHours(week: Week, endInclusive: boolean): Hours {
  return {
    days: NAMES.map((name) => toRanges(week[name])),
    holiday: week.holiday === 'as_weekday' ? undefined : toRanges(week.holiday),
    endInclusive,
  };
}

/** An instant; `Infinity` when it never opens; `unknown` when the holidays on the way are not known. */
export type Opening = number | 'unknown';

/**
 * The first instant not before `from` at which the hours are open on this clock. It goes from one stretch of constant
 * offset to the next and inside it from day to day, so that hours that the clock skips or repeats when summer time
 * changes come out right.
 */
export function nextOpening(hours: Hours, clock: ZoneClock, isHoliday: HolidayCheck, from: number): Opening {
  const limit = from + HORIZON_DAYS * DAY;
  let at = from;
  while (at < limit) {
    const segment = clock.segmentAt(at);
    const day = Math.floor((at + segment.offset) / DAY);
    const midnight = day * DAY - segment.offset;
    const ranges = rangesOn(hours, isHoliday, day);
    if (ranges === 'unknown') return 'unknown';
    for (const [open, close] of ranges) {
      const candidate = Math.max(at, midnight + open * MINUTE);
      const end = midnight + close * MINUTE;
      if ((hours.endInclusive ? candidate <= end : candidate < end) && candidate < segment.to) return candidate;
    }
    at = Math.min(midnight + DAY, segment.to);
  }
  return Infinity;
}

/** What is open on a date. A weekday that is shut anyway needs no calendar. */
export function rangesOn(hours: Hours, isHoliday: HolidayCheck, day: EpochDay): readonly Range[] | 'unknown' {
  const usual = hours.days[weekdayOf(day)] as readonly Range[];
  if (hours.holiday === undefined) return usual;
  if (usual.length === 0 && hours.holiday.length === 0) return usual;
  const holiday = isHoliday(day);
  if (holiday === 'unknown') return 'unknown';
  return holiday ? hours.holiday : usual;
}
