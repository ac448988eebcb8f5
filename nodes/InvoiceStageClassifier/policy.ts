import type { IExecuteFunctions } from 'n8n-workflow';

import type { Channel } from '../../dunning/common';
import type { ClassifyInput } from '../../dunning/cadence/classify';
import type { EndAction, Policy, PolicyStage, Tone } from '../../dunning/cadence/policy';
import { validatePolicy } from '../../dunning/cadence/policy-schema';
import { PRESETS, STAGE_LABELS } from '../../dunning/cadence/presets';
import type { SegmentKey } from '../../dunning/cadence/segments';
import { InputError } from '../../dunning/errors';
import { currencyCode, moneyFromDecimal } from '../../dunning/invoice/money';
import { jsonParameter } from '../shared/json';
import { filled, perRun } from '../shared/parameters';
import { chargesFromPanel } from './charges';
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
  endActionAfterDays?: number;
}

/** The policies of a run. */
export interface PanelPolicies {
  /** For everybody, unless one of the others applies. */
  policy: Policy;
  bySegment: Map<SegmentKey, Policy>;
  /** The ready-made ones, which a row can name for its invoice or customer. */
  byName: Map<string, Policy>;
}

type PanelRules = Partial<
  Pick<
    Policy,
    | 'graceDays'
    | 'promiseGraceDays'
    | 'minimumDaysBetweenContacts'
    | 'granularity'
    | 'progression'
    | 'netCredits'
    | 'afterHold'
    | 'restDays'
    | 'calendar'
  >
>;

/**
 * The policy that the panel describes: a ready-made one, the user's stages or their JSON, with the rules set beside it.
 * @throws InputError naming the field that cannot be used
 */
export function policyFromPanel(context: IExecuteFunctions): PanelPolicies {
  const { calendar, ...rules } = perRun<PanelRules>(context, 'rules', {});
  const minimums = minimumBalances(perRun(context, 'minimumBalance', {}));
  const charges = chargesFromPanel(perRun(context, 'charges', {}));
  const withRules = (policy: Policy): Policy =>
    validatePolicy({
      ...policy,
      ...rules,
      ...(filled(calendar) === undefined ? {} : { calendar: filled(calendar)?.toUpperCase() }),
      ...(charges === undefined ? {} : { charges }),
      minimumBalance: { ...policy.minimumBalance, ...minimums },
    });
  const { kind = [] } = perRun<{ kind?: Array<{ segment: SegmentKey; policy: string }> }>(
    context,
    'segmentPolicies',
    {},
  );
  return {
    policy: withRules(chosen(context)),
    bySegment: new Map(
      kind.map(({ segment, policy }) => [segment, withRules(preset(policy, 'Policy per Kind of Payer'))]),
    ),
    byName: new Map(Object.keys(PRESETS).map((name) => [name, withRules(preset(name))])),
  };
}

/**
 * Which policy an invoice follows: the one it names itself, else its customer's, else that of how the customer pays, else the
 * one for everybody. Where there is only that one, it is given alone, because choosing costs time per invoice.
 */
export function policyInput(
  { policy, bySegment, byName }: PanelPolicies,
  { invoices, customers }: Pick<ClassifyInput, 'invoices' | 'customers'>,
): Pick<ClassifyInput, 'policy' | 'policyFor' | 'segments'> {
  if (bySegment.size === 0 && !namesPolicies({ invoices, customers })) return { policy };
  return {
    policy,
    policyFor: (customer, invoice, segment) =>
      byName.get(invoice.policyId ?? customer.policyId ?? '') ?? (segment && bySegment.get(segment.key)) ?? policy,
    segments: bySegment.size > 0,
  };
}

/** Whether any invoice or customer names a policy of its own. */
export function namesPolicies({ invoices, customers }: Pick<ClassifyInput, 'invoices' | 'customers'>): boolean {
  if (invoices.some(({ policyId }) => policyId)) return true;
  for (const { policyId } of customers.values()) if (policyId) return true;
  return false;
}

/**
 * The policy a row names must exist.
 * @throws InputError when it does not
 */
export function checkPolicyName({ byName }: PanelPolicies, name: string | undefined): void {
  if (name !== undefined && !byName.has(name)) preset(name);
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
  if (name === AS_JSON) return validatePolicy(jsonParameter(perRun(context, 'policyJson'), 'Policy as JSON'));
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
  const { key, anchor, days, dayCount, tone, channels, needsApproval, repeatTimes, repeatEvery } = panel;
  const { endAction, endActionAfterDays = 0 } = panel;
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
    ...(endActionAfterDays > 0 ? { endActionAfterDays } : {}),
  };
}

function minimumBalances(value: { minimum?: Array<{ currency?: string; amount?: string }> }): Record<string, number> {
  const minimums: Record<string, number> = {};
  for (const { currency, amount } of value.minimum ?? []) {
    const code = currencyCode(currency, 'Smallest Balance to Pursue: Currency');
    minimums[code] = moneyFromDecimal(amount ?? '', code, 'Smallest Balance to Pursue: Amount').minor;
  }
  return minimums;
}
