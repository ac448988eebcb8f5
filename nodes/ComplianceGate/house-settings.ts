import { DateTime } from 'luxon';

import type { Channel } from '../../dunning/common';
import type { HouseRules } from '../../dunning/compliance/input';
import type { Week } from '../../dunning/compliance/pack';
import { InputError } from '../../dunning/errors';
import { jsonParameter } from '../shared/json';
import { filled } from '../shared/parameters';

interface OwnHours {
  days?: Array<keyof Week>;
  from?: string;
  to?: string;
}

interface OwnLimit {
  channels?: Channel[];
  max?: number;
  per?: string;
  perDebt?: boolean;
}

/** The part of the panel that holds the user's own rules. */
export interface HouseOptions {
  blackouts?: { days?: Array<{ from?: string; until?: string; reason?: string }> };
  consentNeeded?: Channel[];
  houseJson?: unknown;
  hours?: { hours?: OwnHours[] };
  hoursBetween?: number;
  limits?: { limit?: OwnLimit[] };
  maxPerWeek?: number;
  requiredContent?: string[];
}

const KNOWN: ReadonlySet<string> = new Set([
  'hours',
  'caps',
  'minimumMinutesBetween',
  'blackouts',
  'consentNeeded',
  'requiredContent',
]);

/**
 * The user's own rules: those of the panel, and those given as JSON beside them. All of them hold.
 * @throws InputError naming what cannot be used
 */
export function houseRules(options: HouseOptions): HouseRules {
  const json = houseJson(options.houseJson);
  const own = options.hours?.hours ?? [];
  const caps = (options.limits?.limit ?? []).map(capOf);
  if (options.maxPerWeek) caps.push({ max: options.maxPerWeek, per: { unit: 'week' } });
  const minutes = Math.max(json.minimumMinutesBetween ?? 0, (options.hoursBetween ?? 0) * 60);
  return {
    hours: [...(json.hours ?? []), ...(own.length > 0 ? [{ week: weekOf(own) }] : [])],
    caps: [...(json.caps ?? []), ...caps],
    blackouts: [...(json.blackouts ?? []), ...(options.blackouts?.days ?? []).map(blackoutOf)],
    consentNeeded: [...(json.consentNeeded ?? []), ...(options.consentNeeded ?? [])],
    requiredContent: [...(json.requiredContent ?? []), ...(options.requiredContent ?? [])],
    ...(minutes > 0 ? { minimumMinutesBetween: Math.round(minutes) } : {}),
  };
}

/** A rule with a name that is misspelled would otherwise be one that does not hold. */
function houseJson(value: unknown): HouseRules {
  const given = jsonParameter(value, 'House Rules as JSON') ?? {};
  const names = typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.keys(given) : undefined;
  const unknown = names?.find((name) => !KNOWN.has(name));
  if (names !== undefined && unknown === undefined) return given as HouseRules;
  throw new InputError({
    field: 'House Rules as JSON',
    found: unknown ?? given,
    problem: 'is not a house rule',
    advice: `Use ${[...KNOWN].join(', ')}.`,
  });
}

function capOf({ channels = [], max, per, perDebt }: OwnLimit): NonNullable<HouseRules['caps']>[number] {
  if (max === undefined || !Number.isInteger(max) || max < 1) {
    throw new InputError({
      field: 'Own Limits: Messages at Most',
      found: max,
      problem: 'is not a number of messages',
      advice: 'Write a whole number from 1.',
    });
  }
  return {
    max,
    per: per === 'day' || per === 'week' ? { unit: per } : { unit: 'rolling_days', days: Number(per ?? 7) },
    ...(channels.length > 0 ? { channels } : {}),
    ...(perDebt ? { perDebt } : {}),
  };
}

function blackoutOf({ from, until, reason }: { from?: string; until?: string; reason?: string }) {
  return {
    from: plainDate(needed(from, 'Days Without Contact: First Day', 'Write it as 2026-12-24.')),
    ...(filled(until) === undefined ? {} : { until: plainDate(String(until).trim()) }),
    ...(filled(reason) === undefined ? {} : { reason: String(reason) }),
  };
}

function weekOf(lines: readonly OwnHours[]): Week {
  const windows = lines.map(({ days = [], from, to }) => ({
    days,
    window: [clockTime(from, 'From'), clockTime(to, 'Until')] as [string, string],
  }));
  const on = (day: keyof Week): Array<[string, string]> =>
    windows.flatMap(({ days, window }) => (days.includes(day) ? [window] : []));
  return {
    mon: on('mon'),
    tue: on('tue'),
    wed: on('wed'),
    thu: on('thu'),
    fri: on('fri'),
    sat: on('sat'),
    sun: on('sun'),
    // A holiday is a working day or not by the law's calendar, not by the house's hours.
    holiday: 'as_weekday',
  };
}

function clockTime(value: string | undefined, end: string): string {
  const time = filled(value) ?? '';
  if (/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)) return time;
  throw new InputError({
    field: `Own Contact Hours: ${end}`,
    found: value,
    problem: 'is not a time of day',
    advice: 'Write it with two digits each, for example 09:00.',
  });
}

/** @throws InputError when it is no calendar date */
export function plainDate(text: string, field = 'Days Without Contact'): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid) return text;
  throw new InputError({
    field,
    found: text,
    problem: 'is not a date',
    advice: 'Write it as year-month-day, for example 2026-12-24.',
  });
}

/** @throws InputError when the user left it empty */
export function needed(value: string | undefined, field: string, advice: string): string {
  const text = filled(value);
  if (text !== undefined) return text;
  throw new InputError({ field, found: value, problem: 'is needed', advice });
}
