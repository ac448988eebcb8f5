import { IANAZone } from 'luxon';

/** Days since 1970-01-01 of a calendar date: date arithmetic without zones. */
export type EpochDay = number;

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: EpochDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `2026-11-23` as a day number; NaN when it is not a calendar date. */
export function epochDay(date: string): EpochDay {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // Date.parse accepts 2026-02-30 in no engine we support, but rolls 2026-02-29 in some.
  return Number.isNaN(ms) || plainDate(ms / DAY) !== date ? NaN : ms / DAY;
}

export function plainDate(day: EpochDay): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * UTC milliseconds of an instant with an offset; NaN for anything else. A time without an offset would be read in the zone of the
 * machine, and is no instant.
 */
export function instantMs(text: string): number {
  const usual = usualInstant(text);
  return Number.isNaN(usual) && OFFSET.test(text) ? Date.parse(text) : usual;
}

/**
 * `2026-11-23T09:00:00Z`, `2026-11-23T09:00:00-06:00`: how histories are written, read at half the cost of `Date.parse`. NaN for
 * everything else, dates after the 28th among them, whose check is left to `Date.parse`.
 */
function usualInstant(text: string): number {
  const zulu = text.length === 20 && text.charCodeAt(19) === 90;
  if (!zulu && text.length !== 25) return NaN;
  if (text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return NaN;
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= 28 && hour < 24 && minute < 60 && second < 60;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  // The years before 100 are years of the twentieth century to `Date.UTC`.
  if (!inRange || !(year >= 100)) return NaN;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  if (zulu) return ms;
  const sign = text.charCodeAt(19) === 43 ? 1 : text.charCodeAt(19) === 45 ? -1 : NaN;
  const hours = twoDigits(text, 20);
  const minutes = twoDigits(text, 23);
  if (text.charCodeAt(22) !== 58 || !(hours < 24) || !(minutes < 60)) return NaN;
  return ms - sign * (hours * 60 + minutes) * MINUTE;
}

/** NaN when they are no digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

const OFFSET = /T.*(?:Z|[+-]\d\d:?\d\d)$/i;

/** A stretch of time in which a zone keeps one offset. `from` inclusive, `to` exclusive, both UTC milliseconds. */
export interface Segment {
  from: number;
  to: number;
  offset: number;
}

const FIRST = Date.UTC(2010, 0, 1);
const LAST = Date.UTC(2040, 0, 1);
/** Shorter than the shortest stretch between two changes that any zone has had since 2010 (Morocco's Ramadan). */
const STEP = 10 * DAY;

/**
 * A time zone with its changes of offset looked up once, so that conversions cost a comparison. Rules of the zones come
 * from the engine's tz database through luxon.
 */
export class ZoneClock {
  private readonly segments: Segment[];
  private last: Segment;
  private lastIsoOf = NaN;
  private lastIso = '';
  private earlierIsoOf = NaN;
  private earlierIso = '';

  private constructor(readonly name: string) {
    const zone = IANAZone.create(name);
    const offsetAt = (ms: number) => zone.offset(ms) * MINUTE;
    const segments: Segment[] = [];
    let from = -Infinity;
    let offset = offsetAt(FIRST);
    for (let ms = FIRST; ms < LAST; ms += STEP) {
      const next = offsetAt(ms + STEP);
      if (next === offset) continue;
      let low = ms;
      let high = ms + STEP;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetAt(middle) === offset) low = middle;
        else high = middle;
      }
      segments.push({ from, to: high, offset });
      from = high;
      offset = next;
    }
    this.last = { from, to: Infinity, offset };
    segments.push(this.last);
    this.segments = segments;
  }

  private static readonly known = new Map<string, ZoneClock>();

  /** The clock of an IANA zone. @throws RangeError when there is no such zone. */
  static of(name: string): ZoneClock {
    let clock = ZoneClock.known.get(name);
    if (!clock) {
      if (!IANAZone.isValidZone(name)) throw new RangeError(`${name} is not an IANA time zone`);
      ZoneClock.known.set(name, (clock = new ZoneClock(name)));
    }
    return clock;
  }

  /** The stretch of one offset that an instant falls into. */
  segmentAt(ms: number): Segment {
    if (ms >= this.last.from && ms < this.last.to) return this.last;
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ms < (this.segments[middle] as Segment).to) high = middle;
      else low = middle + 1;
    }
    return (this.last = this.segments[low] as Segment);
  }

  /** The calendar date on the wall at an instant. */
  dayAt(ms: number): EpochDay {
    return Math.floor((ms + this.segmentAt(ms).offset) / DAY);
  }

  /** The first instant of a calendar date: 00:00, or the end of the gap where the clock skips midnight. */
  startOfDay(day: EpochDay): number {
    const wall = day * DAY;
    let segment = this.segmentAt(wall - DAY);
    for (;;) {
      const at = Math.max(wall - segment.offset, segment.from);
      if (at < segment.to) return at;
      segment = this.segmentAt(segment.to);
    }
  }

  /** ISO 8601 with this zone's offset: `2026-11-23T07:00:00-06:00`. */
  iso(ms: number): string {
    // The items of a run share one instant, and their deferrals a few openings: the two written last are kept.
    if (ms === this.lastIsoOf) return this.lastIso;
    const swapped = ms === this.earlierIsoOf ? this.earlierIso : undefined;
    this.earlierIsoOf = this.lastIsoOf;
    this.earlierIso = this.lastIso;
    this.lastIsoOf = ms;
    if (swapped !== undefined) return (this.lastIso = swapped);
    return (this.lastIso = this.writeIso(ms));
  }

  private writeIso(ms: number): string {
    const { offset } = this.segmentAt(ms);
    const local = new Date(ms + offset).toISOString();
    const seconds = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23);
    const minutes = Math.abs(offset) / MINUTE;
    const pad = (value: number) => (value < 10 ? `0${value}` : `${value}`);
    return `${seconds}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(Math.floor(minutes % 60))}`;
  }
}
