import type { CalendarData } from '../cadence/calendar';
import { HOLIDAYS } from './packs/index';
import type { Holidays } from './pack';

/**
 * The rest days that policies count by: per country the days that all of it keeps, and per region (ISO 3166-2) those of its
 * country and its own.
 */
export function calendarsOf(tables: readonly Holidays[]): Record<string, CalendarData> {
  const calendars: Record<string, CalendarData> = {};
  for (const { country, days } of tables) {
    calendars[country] = {
      holidays: days.filter(({ regions, except }) => !regions && !except).map(({ date }) => date),
    };
    const regions = new Set(days.flatMap(({ regions: own = [], except = [] }) => [...own, ...except]));
    for (const region of regions) {
      const kept = days.filter((day) => (day.regions?.includes(region) ?? true) && !day.except?.includes(region));
      calendars[region] = { holidays: kept.map(({ date }) => date) };
    }
  }
  return calendars;
}

/** The calendars of all holiday tables that come with the product. */
export const HOLIDAY_CALENDARS = calendarsOf(HOLIDAYS);
