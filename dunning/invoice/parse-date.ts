import type { PlainDate } from '../common';
import { InputError } from '../errors';
import { monthFromName } from './parse-months';

/** Which part of a written date comes first. `iso` accepts year-month-day only. */
export type DateOrder = 'day-first' | 'month-first' | 'iso';

/** What a column of dates says about its own order. */
export interface DateOrderEvidence {
  /** Absent when no value settles it, or when some values contradict others. */
  order?: DateOrder;
  /** How many values can only be read day first, month first, either way, and year first. */
  dayFirst: number;
  monthFirst: number;
  ambiguous: number;
  iso: number;
}

export interface DateOptions {
  /** Needed for dates such as `03/04/2026`; without it they are refused. */
  order?: DateOrder;
  /** IANA zone in which an instant (`2026-11-23T03:00:00Z`, a unix time) becomes a day. Default UTC. */
  timeZone?: string;
}

const ISO_DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;
/** How ASP.NET and Xero write an instant in JSON: milliseconds, with an offset that changes nothing about the instant. */
const MS_JSON = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const TIME_TAIL = /[,\s]+\d{1,2}:\d{2}(:\d{2})?(\s*[ap]\.?\s?m\.?)?$/i;
const LONGEST_DATE = 60;
/** Excel counts days from 1899-12-30 (its 1900 leap-year bug included); these bounds are 1954 and 2119. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const EXCEL_FIRST = 20_000;
const EXCEL_LAST = 80_000;
const DAY = 86_400_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/**
 * Reads a date in any of the forms that sheets and systems write: ISO dates and datetimes, `23/11/2026`, `23-nov-26`,
 * `23 de noviembre de 2026`, Excel serial days, unix times in seconds or milliseconds, and `Date` objects.
 * Midnight UTC is how systems write a plain date, so it stays on its day whatever the zone.
 * @throws InputError when it is not a date, does not exist, or can be read in two ways.
 */
export function parseDate(value: unknown, options: DateOptions = {}, field = 'date'): PlainDate {
  if (typeof value === 'string') return fromText(value.trim(), options, field);
  if (typeof value === 'number') return fromNumber(value, options, field);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return dayOf(value.getTime(), options, field);
  throw notADate(value, field);
}

/**
 * Finds out over a whole batch whether dates are written day first or month first. One date that can only be read in
 * one way settles it for all; contradictions leave it open.
 */
export function detectDateOrder(values: Iterable<unknown>): DateOrderEvidence {
  const evidence: DateOrderEvidence = { dayFirst: 0, monthFirst: 0, ambiguous: 0, iso: 0 };
  for (const value of values) {
    if (typeof value !== 'string' || value.length > LONGEST_DATE) continue;
    const text = value.trim();
    // Year first is how most systems write, and is told apart at sight.
    if (text.charCodeAt(4) === 45 && ISO_DATE.test(text)) {
      evidence.iso += 1;
      continue;
    }
    const numeric = NUMERIC.exec(text.replace(TIME_TAIL, ''));
    if (!numeric) {
      if (ISO_DATE.test(text) || ISO_TIME.test(text)) evidence.iso += 1;
      continue;
    }
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    if (first === second) continue;
    if (first > 12 && second <= 12) evidence.dayFirst += 1;
    else if (second > 12 && first <= 12) evidence.monthFirst += 1;
    else if (first <= 12) evidence.ambiguous += 1;
  }
  if (evidence.dayFirst > 0 && evidence.monthFirst === 0) evidence.order = 'day-first';
  else if (evidence.monthFirst > 0 && evidence.dayFirst === 0) evidence.order = 'month-first';
  else if (evidence.iso > 0 && evidence.dayFirst + evidence.monthFirst + evidence.ambiguous === 0)
    evidence.order = 'iso';
  return evidence;
}

function fromText(text: string, options: DateOptions, field: string): PlainDate {
  if (text.length > LONGEST_DATE) throw notADate(text, field);
  const iso = ISO_DATE.exec(text);
  if (iso) return build(iso[1], iso[2], iso[3], text, field);
  const timed = ISO_TIME.exec(text);
  if (timed) return fromIsoTime(timed, text, options, field);
  if (/^\d{8}$/.test(text)) return build(text.slice(0, 4), text.slice(4, 6), text.slice(6), text, field);
  if (/^\d{5}(\.\d+)?$/.test(text)) return fromNumber(Number(text), options, field);
  const msJson = MS_JSON.exec(text);
  if (msJson) return dayOf(Number(msJson[1]), options, field);
  const day = text.replace(TIME_TAIL, '');
  const numeric = NUMERIC.exec(day);
  if (numeric) return fromNumeric(numeric, text, options, field);
  const named = fromNamedMonth(day);
  if (named) return build(named[0], named[1], named[2], text, field);
  throw notADate(text, field);
}

function fromIsoTime(match: RegExpExecArray, text: string, options: DateOptions, field: string): PlainDate {
  const [, date = '', time = '', offset] = match;
  const [year, month, day] = date.split('-');
  const written = build(year, month, day, text, field);
  // A wall time, with or without its offset, names its own day; only an instant in UTC needs a zone to become one.
  if (offset === undefined || !/^(z|[+-]00:?00)$/i.test(offset)) return written;
  if (/^00:00(:00([.,]0+)?)?$/.test(time)) return written;
  const instant = Date.parse(`${date}T${time.replace(',', '.')}Z`);
  if (Number.isNaN(instant)) throw notADate(text, field);
  return dayOf(instant, options, field);
}

function fromNumeric(match: RegExpExecArray, text: string, options: DateOptions, field: string): PlainDate {
  const [, first = '', second = '', year = ''] = match;
  const bothPossible = Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second);
  let order = options.order;
  if (order === undefined || order === 'iso') {
    if (bothPossible) {
      throw new InputError({
        field,
        found: text,
        problem: 'can be read day first or month first',
        advice: 'Say in the options which comes first, or write dates as 2026-11-23.',
      });
    }
    order = Number(second) > 12 ? 'month-first' : 'day-first';
  }
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return build(fullYear(year), month, day, text, field);
}

function fromNumber(value: number, options: DateOptions, field: string): PlainDate {
  if (value >= EXCEL_FIRST && value < EXCEL_LAST) return isoDay(EXCEL_EPOCH + Math.floor(value) * DAY);
  if (Number.isInteger(value) && value >= 19_700_101 && value <= 21_991_231) {
    return fromText(String(value), options, field);
  }
  if (value >= 1e8 && value < 1e10) return dayOf(value * 1000, options, field);
  if (value >= 1e11 && value < 1e13) return dayOf(value, options, field);
  throw notADate(value, field);
}

/** Year, month, day of `23 de noviembre de 2026`, `23-nov-26`, `Nov 23, 2026`. */
function fromNamedMonth(text: string): [string, string, string] | undefined {
  const words = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[\s,./-]+/)
    .filter((word) => word !== '' && word !== 'de' && word !== 'del' && word !== 'of');
  if (words.length !== 3) return undefined;
  const [one = '', two = '', year = ''] = words;
  if (!/^(\d{4}|\d{2})$/.test(year)) return undefined;
  const [monthWord, dayWord] = /^\d/.test(one) ? [two, one] : [one, two];
  const month = monthFromName(monthWord);
  const day = /^(\d{1,2})(st|nd|rd|th|o|º)?$/.exec(dayWord)?.[1];
  return month === undefined || day === undefined ? undefined : [fullYear(year), String(month), day];
}

function fullYear(year: string): string {
  return year.length === 4 ? year : `20${year}`;
}

function build(year = '', month = '', day = '', found: unknown, field: string): PlainDate {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const lengths = [
    31,
    y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (m < 1 || m > 12 || d < 1 || d > (lengths[m - 1] ?? 0)) {
    throw new InputError({
      field,
      found,
      problem: 'is a date that does not exist',
      advice: 'Check the date, and whether the day or the month is written first.',
    });
  }
  if (y < FIRST_YEAR || y > LAST_YEAR) {
    throw new InputError({
      field,
      found,
      problem: `is outside the years ${FIRST_YEAR} to ${LAST_YEAR}`,
      advice: 'Check the year.',
    });
  }
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function dayOf(instant: number, { timeZone }: DateOptions, field: string): PlainDate {
  const day = timeZone === undefined || instant % DAY === 0 ? isoDay(instant) : zoned(instant, timeZone);
  const [year, month, date] = day.split('-');
  return build(year, month, date, instant, field);
}

function zoned(instant: number, timeZone: string): PlainDate {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    // Swedish writes dates as ISO does; making the formatter is slow, so one is kept per zone.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    FORMATS.set(timeZone, format);
  }
  return format.format(instant);
}

function isoDay(instant: number): PlainDate {
  return new Date(instant).toISOString().slice(0, 10);
}

function notADate(found: unknown, field: string): InputError {
  return new InputError({
    field,
    found,
    problem: 'is not a date',
    advice: 'Write dates as 2026-11-23, or say in the options whether the day or the month comes first.',
  });
}
