import type { IExecuteFunctions } from 'n8n-workflow';

import type { Creditor, GateSettings } from '../../dunning/compliance/input';
import type { ReferenceRate } from '../../dunning/compliance/interest';
import type { Pack } from '../../dunning/compliance/pack';
import { readPack } from '../../dunning/compliance/settings';
import { InputError } from '../../dunning/errors';
import { jsonParameter } from '../shared/json';
import { filled, perRun } from '../shared/parameters';
import { houseRules, needed, plainDate, type HouseOptions } from './house-settings';

interface Sender {
  address?: string;
  taxId?: string;
  phone?: string;
  agencyAddress?: string;
  agencyPhone?: string;
  paymentAccounts?: string;
  sector?: string;
  senderBusiness?: string;
  region?: string;
}

interface Options extends HouseOptions {
  agencyName?: string;
  creditorName?: string;
  loosenings?: { rule?: Array<{ ruleId?: string; reason?: string }> };
  packsJson?: unknown;
  platforms?: string[];
  proposeAlternative?: boolean;
  rates?: { rate?: Array<{ reference?: string; from?: string; until?: string; percent?: string; source?: string }> };
  readings?: string[];
  sender?: { about?: Sender };
  unknownRegion?: GateSettings['unknownRegion'];
}

/**
 * Reads and checks the panel, once for the run.
 * @param asOf the moment that holds for items that bring none of their own
 * @throws InputError naming the setting that cannot be used
 */
export function gateSettings(context: IExecuteFunctions, asOf: string): GateSettings {
  const options = perRun<Options>(context, 'options', {});
  const { platforms, unknownRegion } = options;
  return {
    asOf,
    profile: perRun<'statute' | 'conservative'>(context, 'profile'),
    creditor: creditorOf(perRun<GateSettings['creditor']['kind']>(context, 'creditorKind'), options),
    house: houseRules(options),
    packs: ownPacks(context),
    loosenings: (options.loosenings?.rule ?? []).map(({ ruleId, reason }) => ({
      ruleId: needed(ruleId, 'Rules Set Aside: Rule ID', 'Copy the rule’s id from a verdict.'),
      reason: needed(reason, 'Rules Set Aside: Reason', 'Write why you set this rule aside; it is recorded.'),
    })),
    readings: readingsOf(options.readings ?? []),
    rates: ratesOf(options),
    proposeAlternative: options.proposeAlternative ?? false,
    ...(platforms === undefined ? {} : { platforms }),
    ...(unknownRegion === undefined ? {} : { unknownRegion }),
  };
}

function creditorOf(kind: Creditor['kind'], { sender, creditorName, agencyName }: Options): Creditor {
  const { paymentAccounts, ...texts }: Sender & { name?: string; agencyName?: string } = {
    name: creditorName,
    agencyName,
    ...sender?.about,
  };
  const said = Object.entries(texts).flatMap(([name, value]) => {
    const text = filled(value);
    return text === undefined ? [] : [[name, text] as const];
  });
  const accounts = (filled(paymentAccounts) ?? '').split(/[,;\n]/).flatMap((account) => filled(account) ?? []);
  return { kind, ...Object.fromEntries(said), ...(accounts.length > 0 ? { paymentAccounts: accounts } : {}) };
}

/** @throws InputError when one rule is to be read in two ways */
function readingsOf(chosen: readonly string[]): Record<string, string> {
  const readings: Record<string, string> = {};
  for (const choice of chosen) {
    const [ruleId = '', reading = ''] = choice.split('=');
    if (readings[ruleId] !== undefined) {
      throw new InputError({
        field: 'How to Read Unclear Rules',
        found: `${readings[ruleId]}, ${reading}`,
        problem: `reads the rule ${ruleId} in two ways`,
        advice: 'Leave one of the two.',
      });
    }
    readings[ruleId] = reading;
  }
  return readings;
}

function ratesOf({ rates }: Options): ReferenceRate[] {
  return (rates?.rate ?? []).map(({ reference = '', from, until, percent, source }) => ({
    reference,
    from: plainDate(
      needed(from, 'Published Interest Rates: First Day', 'Write it as 2026-11-01.'),
      'Published Interest Rates',
    ),
    until: plainDate(
      needed(until, 'Published Interest Rates: Last Day', 'Write it as 2026-11-30.'),
      'Published Interest Rates',
    ),
    percent: percentOf(percent),
    grade: 'unverified',
    source: filled(source) ?? '',
  }));
}

function percentOf(value: string | undefined): string {
  const text = (filled(value) ?? '').replace(/\s*%$/, '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d+)?$/.test(text)) return text;
  throw new InputError({
    field: 'Published Interest Rates: Percent a Year',
    found: value,
    problem: 'is not a rate',
    advice: 'Write the number alone, for example 16.52.',
  });
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
