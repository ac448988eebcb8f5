import type { Channel, Words } from '../common';
import type { Customer } from '../invoice/invoice';
import type { ZoneClock } from './clock';
import type { Bound } from './compile';
import { purposeOf } from './conditions';
import type { Context } from './context';
import type { GateSettings } from './input';
import type { Jurisdiction } from './jurisdiction';
import type { Finding } from './finding';
import type { Way } from './pack';
import type { Cap, DecidingRule, Verdict } from './verdict';
import { ALLOWED, FIXED_REASONS, NOTICE, refusalWords, type FixedReason } from './words';

/** Why a contact is refused: who stands in the way, and from when nobody does. */
export interface Refusal {
  refusedBy: ReadonlyArray<Finding & { bound: Bound }>;
  opens: number;
}

/** The rules that had a say: those that applied, those that lifted others, those that were set aside. */
export interface Considered {
  applied: readonly Bound[];
  lifts: readonly Bound[];
  loosened: readonly Bound[];
  unchecked: NonNullable<Verdict['unchecked']>;
}

/** The audit record of one judgment. */
export function writeVerdict(
  refusal: Refusal | undefined,
  { applied, lifts, loosened, unchecked }: Considered,
  context: Context,
  place: Jurisdiction,
  settings: GateSettings,
): Verdict {
  const clock = context.clocks[0] as ZoneClock;
  const at = clock.iso(context.at);
  const deciding = refusal?.refusedBy[0];
  const decision = !refusal ? 'allow' : refusal.opens === Infinity ? 'block' : 'defer';
  const nextAllowedAt = decision === 'defer' && refusal ? clock.iso(refusal.opens) : null;
  const verdict: Verdict = {
    decision,
    channel: context.channel,
    at,
    nextAllowedAt,
    reasonCode: deciding ? deciding.code : 'ALLOWED',
    reason: deciding ? refusalWords(deciding.bound, nextAllowedAt, clock.name) : ALLOWED,
    passed: idsBut(refusal, lifts, applied),
    caps: capsOf(applied, context),
    profile: settings.profile ?? 'conservative',
    packs: packsOf(applied, lifts, loosened),
    timeZones: context.clocks.map(({ name }) => name),
    notice: NOTICE.en,
    inputs: inputsOf(context, place, settings, at),
  };
  if (deciding) verdict.rule = decidingRule(deciding.bound);
  if (refusal) verdict.refusedBy = refusal.refusedBy.map(({ bound }) => bound.rule.id);
  if (loosened.length > 0) verdict.loosened = loosened.map((bound) => loosening(bound, settings));
  if (unchecked.length > 0) verdict.unchecked = unchecked;
  const readings = applied.filter(({ reading }) => reading !== undefined);
  if (readings.length > 0) {
    verdict.readings = readings.map(({ rule, reading }) => ({ ruleId: rule.id, reading: reading as string }));
  }
  return verdict;
}

/** A block that no rule of a pack decides: too little is known to ask any. */
export function blockedVerdict(
  reasonCode: FixedReason,
  at: number,
  channel: Way,
  settings: GateSettings,
  customer: Customer,
): Verdict {
  return {
    decision: 'block',
    channel,
    at: new Date(at).toISOString(),
    nextAllowedAt: null,
    reasonCode,
    reason: FIXED_REASONS[reasonCode],
    passed: [],
    caps: [],
    profile: settings.profile ?? 'conservative',
    packs: [],
    timeZones: [],
    notice: NOTICE.en,
    inputs: { country: customer.country ?? null, region: customer.region ?? null, party: settings.creditor.kind },
  };
}

function decidingRule({ rule, pack, reading, extended }: Bound): DecidingRule {
  const deciding: DecidingRule = {
    id: rule.id,
    pack: pack.id,
    citation: rule.citation,
    grade: rule.grade,
    text: rule.text,
  };
  const label: Words | undefined = reading === undefined ? undefined : rule.readings?.[reading]?.label;
  if (reading !== undefined && label) deciding.reading = { name: reading, label };
  if (extended) deciding.extended = true;
  return deciding;
}

function loosening({ rule }: Bound, { loosenings }: GateSettings): { ruleId: string; reason: string } {
  const named = loosenings?.find(({ ruleId }) => ruleId === rule.id);
  return { ruleId: rule.id, reason: named?.reason ?? '' };
}

/** Ids of the rules that applied and did not refuse. */
function idsBut(refusal: Refusal | undefined, ...lists: ReadonlyArray<readonly Bound[]>): string[] {
  const ids: string[] = [];
  for (const list of lists) {
    for (const bound of list) {
      if (!refusal?.refusedBy.some((refused) => refused.bound === bound)) ids.push(bound.rule.id);
    }
  }
  return ids;
}

/** The rules of a pack come one after another, so most repetitions are neighbours. */
function packsOf(...lists: ReadonlyArray<readonly Bound[]>): Verdict['packs'] {
  const packs: Verdict['packs'] = [];
  let last: Bound['pack'] | undefined;
  for (const list of lists) {
    for (const { pack } of list) {
      if (pack === last) continue;
      last = pack;
      if (!packs.some(({ id }) => id === pack.id)) packs.push({ id: pack.id, version: pack.version });
    }
  }
  return packs;
}

const DAY_MINUTES = 1440;

/** The caps that the ledger can enforce again: those that count attempts, which is what a claim is. */
function capsOf(applied: readonly Bound[], { clocks, channel }: Context): Cap[] {
  const caps: Cap[] = [];
  for (const { kind, rule } of applied) {
    if (kind !== 'cap' && kind !== 'spacing') continue;
    if (rule.kind !== 'cap' && rule.kind !== 'spacing') continue;
    if (rule.counts !== 'attempt') continue;
    const ways = rule.kind === 'cap' && rule.perChannel ? [channel] : (rule.countChannels ?? rule.channels);
    const channels = ways.filter((way): way is Channel => way !== 'visit');
    for (const { name: timeZone } of clocks) {
      const cap = { ruleId: rule.id, channels, timeZone, scope: rule.scope };
      if (rule.kind === 'spacing') {
        // The ledger keeps whole days; a spacing of hours or minutes is the gate's alone.
        const days = Math.floor(rule.minutes / DAY_MINUTES);
        if (days >= 1) caps.push({ ...cap, max: 1, per: { unit: 'spacing', days } });
      } else if (!rule.countPlaces && !rule.countPurposes) {
        caps.push({ ...cap, max: rule.max + rule.extraOnReplyDay, per: rule.per });
      }
    }
  }
  return caps;
}

function inputsOf(
  context: Context,
  place: Jurisdiction,
  settings: GateSettings,
  at: string,
): NonNullable<Verdict['inputs']> {
  const { facts, customer, creditor } = context;
  return {
    country: place.country,
    region: place.region ?? null,
    party: creditor.kind,
    customerKind: customer.kind ?? null,
    recipient: facts.recipient ?? 'debtor',
    purpose: purposeOf(facts),
    sector: facts.creditorSector ?? creditor.sector ?? null,
    earlierContacts: context.earlier.length,
    localTime: at.slice(0, 16),
    asOf: settings.asOf,
  };
}
