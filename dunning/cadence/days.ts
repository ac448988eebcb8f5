import type { PlainDate } from '../common';
import { InputError } from '../errors';

/**
 * Plain dates as whole days since 1970-01-01 (proleptic Gregorian calendar), so that cadence arithmetic is integer
 * arithmetic: no zone, no daylight saving, and fast enough for a million invoices. The conversions are Howard Hinnant's
 * `days_from_civil` and `civil_from_days` (https://howardhinnant.github.io/date_algorithms.html).
 */
export type Day = number;

/** Days of one 400-year cycle of the Gregorian calendar. */
const DAYS_PER_ERA = 146097;
/** 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719468;

function fromCivil(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

function toCivil(day: Day): { year: number; month: number; day: number } {
  const shifted = day + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

function monthLength(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The number that a run of digits in a text stands for, or NaN. */
export function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The day of a plain date, or NaN when the text is not a real calendar date (`2026-02-30`, `23/11/2026`, nothing). */
export function dayOrNaN(date: PlainDate | undefined | null): Day {
  return typeof date === 'string' && date.length === 10 ? dayAt(date) : NaN;
}

/** The day that a text begins with, or NaN: a plain date, or an instant's own date. */
export function dayAt(date: string): Day {
  if (date.charCodeAt(4) !== 45 || date.charCodeAt(7) !== 45) return NaN;
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  if (!(month >= 1 && month <= 12) || !(day >= 1 && day <= monthLength(year, month))) return NaN;
  return fromCivil(year, month, day);
}

/**
 * The day of a plain date.
 * @throws InputError when the text is not a real calendar date
 */
export function toDay(date: PlainDate, field = 'date'): Day {
  const day = dayOrNaN(date);
  if (!Number.isNaN(day)) return day;
  throw new InputError({
    field,
    found: date,
    problem: 'is not a calendar date',
    advice: 'Write the date as year-month-day, for example 2026-11-23.',
  });
}

const pad = (value: number, length: number) => String(value).padStart(length, '0');
const texts = new Map<Day, PlainDate>();
/** Two centuries of dates; a book with more distinct ones only loses the cache. */
const MOST_TEXTS = 75_000;

/** The plain date of a day: `2026-11-23`. */
export function fromDay(day: Day): PlainDate {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const civil = toCivil(day);
  const text = `${pad(civil.year, 4)}-${pad(civil.month, 2)}-${pad(civil.day, 2)}`;
  if (texts.size < MOST_TEXTS) texts.set(day, text);
  return text;
}

/** The last day of the month that the day is in. */
export function endOfMonth(day: Day): Day {
  const civil = toCivil(day);
  return day + monthLength(civil.year, civil.month) - civil.day;
}

/** The calendar year the day is in, and whether that is a leap year. */
export function yearOf(day: Day): { year: number; leap: boolean } {
  const { year } = toCivil(day);
  return { year, leap: monthLength(year, 2) === 29 };
}

/** ISO weekday: 1 Monday ... 7 Sunday. */
export function weekday(day: Day): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
