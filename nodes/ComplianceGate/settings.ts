import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { GateSettings, HouseRules } from '../../dunning/compliance/input';
import type { Pack, Week } from '../../dunning/compliance/pack';
import { readPack } from '../../dunning/compliance/settings';
import { InputError } from '../../dunning/errors';
import { jsonParameter } from '../shared/json';
import { filled, perRun } from '../shared/parameters';

interface Options {
  agencyName?: string;
  blackouts?: { days?: Array<{ from?: string; until?: string; reason?: string }> };
  creditorName?: string;
  houseJson?: unknown;
  hours?: { hours?: { days?: string[]; from?: string; to?: string } };
  loosenings?: { rule?: Array<{ ruleId?: string; reason?: string }> };
  maxPerWeek?: number;
  packsJson?: unknown;
  proposeAlternative?: boolean;
  unknownRegion?: GateSettings['unknownRegion'];
}

/**
 * Reads and checks the panel, once for the run.
 * @param asOf the moment that holds for items that bring none of their own
 * @throws InputError naming the setting that cannot be used
 */
export function gateSettings(context: IExecuteFunctions, asOf: string): GateSettings {
  const options = perRun<Options>(context, 'options', {});
  const name = filled(options.creditorName);
  const agencyName = filled(options.agencyName);
  return {
    asOf,
    profile: perRun<'statute' | 'conservative'>(context, 'profile'),
    creditor: {
      kind: perRun<GateSettings['creditor']['kind']>(context, 'creditorKind'),
      ...(name === undefined ? {} : { name }),
      ...(agencyName === undefined ? {} : { agencyName }),
    },
    house: houseRules(options),
    packs: ownPacks(context),
    loosenings: (options.loosenings?.rule ?? []).map(({ ruleId, reason }) => ({
      ruleId: needed(ruleId, 'Rules Set Aside: Rule ID', 'Copy the rule’s id from a verdict.'),
      reason: needed(reason, 'Rules Set Aside: Reason', 'Write why you set this rule aside; it is recorded.'),
    })),
    proposeAlternative: options.proposeAlternative ?? false,
    ...(options.unknownRegion === undefined ? {} : { unknownRegion: options.unknownRegion }),
  };
}

/**
 * The rule packs that the user added, checked against the schema of a pack.
 * @throws InputError naming what is wrong in them
 */
export function ownPacks(context: IExecuteFunctions): Pack[] {
  const { packsJson } = perRun<Options>(context, 'options', {});
  const given = jsonParameter(packsJson, 'Own Rule Packs as JSON');
  if (given === undefined) return [];
  return (Array.isArray(given) ? given : [given]).map((pack) => readPack(pack));
}

function houseRules({ blackouts, hours, maxPerWeek, houseJson }: Options): HouseRules {
  const own = hours?.hours;
  return {
    ...(jsonParameter(houseJson, 'House Rules as JSON') as HouseRules | undefined),
    ...(own ? { hours: [{ week: weekOf(own) }] } : {}),
    ...(maxPerWeek ? { caps: [{ max: maxPerWeek, per: { unit: 'week' as const } }] } : {}),
    blackouts: (blackouts?.days ?? []).map(({ from, until, reason }) => ({
      from: plainDate(needed(from, 'Days Without Contact: First Day', 'Write it as 2026-12-24.')),
      ...(filled(until) === undefined ? {} : { until: plainDate(String(until).trim()) }),
      ...(filled(reason) === undefined ? {} : { reason: String(reason) }),
    })),
  };
}

function weekOf({ days = [], from, to }: { days?: string[]; from?: string; to?: string }): Week {
  const window: [string, string] = [clockTime(from, 'From'), clockTime(to, 'Until')];
  const on = (day: string): Array<[string, string]> => (days.includes(day) ? [window] : []);
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

function plainDate(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid) return text;
  throw new InputError({
    field: 'Days Without Contact',
    found: text,
    problem: 'is not a date',
    advice: 'Write it as year-month-day, for example 2026-12-24.',
  });
}

function needed(value: string | undefined, field: string, advice: string): string {
  const text = filled(value);
  if (text !== undefined) return text;
  throw new InputError({ field, found: value, problem: 'is needed', advice });
}
