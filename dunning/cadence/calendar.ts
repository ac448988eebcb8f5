import type { PlainDate } from '../common';
import type { Day } from './days';
import { toDay, weekday } from './days';

/** The rest days of a country or region, as data. */
export interface CalendarData {
  /** ISO weekdays without work: 1 Monday ... 7 Sunday. Saturday and Sunday when absent. */
  weekend?: readonly number[];
  holidays: readonly PlainDate[];
}

/** Which days work is done, and the counting of working days. */
export class BusinessCalendar {
  private readonly weekend: ReadonlySet<number>;
  private readonly holidays: ReadonlySet<Day>;

  constructor({ weekend = [6, 7], holidays }: CalendarData = { holidays: [] }) {
    this.weekend = new Set(weekend);
    this.holidays = new Set(holidays.map((date) => toDay(date, 'calendar.holidays')));
    if (this.weekend.size > 6) throw new RangeError('A calendar needs at least one working weekday');
  }

  isRestDay(day: Day): boolean {
    return this.weekend.has(weekday(day)) || this.holidays.has(day);
  }

  /** The day itself, or the nearest working day after (`step` 1) or before it (-1). */
  roll(day: Day, step: 1 | -1): Day {
    let rolled = day;
    while (this.isRestDay(rolled)) rolled += step;
    return rolled;
  }

  /** The `count`th working day after the day (before it when negative); the day itself for 0. */
  add(day: Day, count: number): Day {
    const step = count < 0 ? -1 : 1;
    let left = Math.abs(count);
    let at = day;
    while (left > 0) {
      at += step;
      if (!this.isRestDay(at)) left--;
    }
    return at;
  }

  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  between(from: Day, to: Day): number {
    if (to < from) return 0 - this.between(to, from);
    const weeks = Math.floor((to - from) / 7);
    let count = weeks * (7 - this.weekend.size);
    for (let day = from + weeks * 7 + 1; day <= to; day++) if (!this.weekend.has(weekday(day))) count++;
    for (const day of this.holidays) if (day > from && day <= to && !this.weekend.has(weekday(day))) count--;
    return count;
  }
}

/** Monday to Friday, no holidays: what counts where no calendar is known. */
export const WEEKDAYS = new BusinessCalendar();
