import { IANAZone } from 'luxon';

import type { Instant } from '../common';
import { InputError } from '../errors';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const MOST_CACHED = 50_000;

/**
 * An instant as milliseconds since 1970 UTC.
 * @throws InputError when it is not ISO 8601 with an offset; without one it would mean another moment on every machine
 */
export function toMillis(instant: Instant, field: string): number {
  const millis = typeof instant === 'string' && INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(millis)) {
    throw new InputError({
      field,
      found: instant,
      problem: 'is not a moment in time',
      advice: 'Give a date and time with an offset, for example 2026-11-23T09:00:00-06:00.',
    });
  }
  return millis;
}

/** Milliseconds since 1970 as an instant in UTC. */
export function toInstant(millis: number): Instant {
  return new Date(millis).toISOString();
}

// Offsets change at whole quarter hours only, so one look-up serves all instants of a quarter; a batch has few.
const offsets = new Map<string, Map<number, number>>();

function offsetMinutes(millis: number, zoneName: string): number {
  let ofZone = offsets.get(zoneName);
  if (!ofZone) {
    if (!IANAZone.isValidZone(zoneName)) {
      throw new InputError({
        field: 'timeZone',
        found: zoneName,
        problem: 'is not a time zone',
        advice: 'Give an IANA name, for example America/Mexico_City.',
      });
    }
    ofZone = new Map();
    offsets.set(zoneName, ofZone);
  }
  const quarter = Math.floor(millis / QUARTER_MS);
  let offset = ofZone.get(quarter);
  if (offset === undefined) {
    offset = IANAZone.create(zoneName).offset(quarter * QUARTER_MS);
    if (ofZone.size >= MOST_CACHED) ofZone.clear();
    ofZone.set(quarter, offset);
  }
  return offset;
}

/** The calendar day of an instant in a time zone, counted in days since 1970-01-01. */
export function dayNumber(millis: number, zoneName: string): number {
  return Math.floor((millis + offsetMinutes(millis, zoneName) * 60_000) / DAY_MS);
}

/** The calendar week, Monday first, that a day number lies in; consecutive weeks differ by one. */
export function weekNumber(day: number): number {
  // 1970-01-01 was a Thursday, three days after a Monday.
  return Math.floor((day + 3) / 7);
}
