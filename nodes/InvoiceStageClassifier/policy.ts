import type { IExecuteFunctions } from 'n8n-workflow';

import type { Channel } from '../../dunning/common';
import type { EndAction, Policy, PolicyStage, Tone } from '../../dunning/cadence/policy';
import { validatePolicy } from '../../dunning/cadence/policy-schema';
import { PRESETS, STAGE_LABELS } from '../../dunning/cadence/presets';
import { InputError } from '../../dunning/errors';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import { filled, perRun } from '../shared/parameters';
import { AS_JSON, OWN_STAGES } from './description/policy';

/** One stage as the panel holds it. */
interface PanelStage {
  key: string;
  anchor: PolicyStage['anchor'];
  days: number;
  dayCount: PolicyStage['dayCount'];
  tone: Tone;
  channels: Channel[];
  needsApproval: boolean;
  repeatTimes: number;
  repeatEvery: number;
  endAction: EndAction | '';
}

type PanelRules = Partial<
  Pick<Policy, 'graceDays' | 'minimumDaysBetweenContacts' | 'granularity' | 'progression' | 'restDays' | 'calendar'>
>;

/**
 * The policy that the panel describes: a ready-made one, the user's stages or their JSON, with the rules set beside it.
 * @throws InputError naming the field that cannot be used
 */
export function policyFromPanel(context: IExecuteFunctions): Policy {
  const { calendar, ...rules } = perRun<PanelRules>(context, 'rules', {});
  const policy = chosen(context);
  return validatePolicy({
    ...policy,
    ...rules,
    ...(filled(calendar) === undefined ? {} : { calendar: filled(calendar)?.toUpperCase() }),
    minimumBalance: { ...policy.minimumBalance, ...minimumBalances(perRun(context, 'minimumBalance', {})) },
  });
}

/**
 * A ready-made policy by its name.
 * @throws InputError when there is none of that name
 */
export function preset(name: string, field = 'Policy'): Policy {
  const found = (PRESETS as Record<string, Policy>)[name];
  if (found) return found;
  throw new InputError({
    field,
    found: name,
    problem: 'is not a policy of this version',
    advice: `Choose one of: ${Object.keys(PRESETS).join(', ')}.`,
  });
}

function chosen(context: IExecuteFunctions): Policy {
  const name = perRun<string>(context, 'policy');
  if (name === AS_JSON) return validatePolicy(parsed(perRun(context, 'policyJson')));
  if (name !== OWN_STAGES) return preset(name);
  const { stage = [] } = perRun<{ stage?: PanelStage[] }>(context, 'stages', {});
  if (stage.length === 0) {
    throw new InputError({
      field: 'Stages',
      found: undefined,
      problem: 'leaves nobody to write to',
      advice: 'Add at least one stage, or choose a ready-made policy.',
    });
  }
  return {
    id: OWN_STAGES,
    label: { en: 'My own stages', es: 'Etapas propias', pt: 'Etapas próprias' },
    progression: 'jump',
    granularity: 'invoice',
    stages: stage.map(toStage),
  };
}

function toStage(panel: PanelStage, index: number): PolicyStage {
  const { key, anchor, days, dayCount, tone, channels, needsApproval, repeatTimes, repeatEvery, endAction } = panel;
  return {
    key,
    level: index + 1,
    label: STAGE_LABELS[key] ?? { en: key, es: key, pt: key },
    anchor,
    days,
    dayCount,
    tone,
    channels,
    ...(needsApproval ? { needsApproval } : {}),
    ...(repeatTimes > 0 ? { repeat: { everyDays: repeatEvery, times: repeatTimes } } : {}),
    ...(endAction === '' || endAction === undefined ? {} : { endAction }),
  };
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  let problem: string;
  try {
    return JSON.parse(value);
  } catch (error) {
    problem = (error as Error).message;
  }
  throw new InputError({
    field: 'Policy as JSON',
    found: value,
    problem: `is not JSON (${problem})`,
    advice: 'Check commas, quotes and brackets.',
  });
}

function minimumBalances(value: { minimum?: Array<{ currency?: string; amount?: string }> }): Record<string, number> {
  const minimums: Record<string, number> = {};
  for (const { currency, amount } of value.minimum ?? []) {
    const code = currencyCode(currency, 'Smallest Balance to Pursue: Currency');
    minimums[code] = moneyFromDecimal(amount ?? '', code, 'Smallest Balance to Pursue: Amount').minor;
  }
  return minimums;
}
