import type { Channel } from '../common';
import { InputError } from '../errors';
import { customerTimeZones } from '../invoice/time-zone';
import { instantMs } from './clock';
import { Compiler, type Bound } from './compile';
import { concerns, purposeOf } from './conditions';
import { buildContext, type Context } from './context';
import { housePack } from './house';
import type { EarlierContact, GateInput, GateSettings } from './input';
import type { Finding } from './finding';
import { ask } from './judges';
import { jurisdictionOf, type Jurisdiction } from './jurisdiction';
import { BUILT_IN_PACKS, HOLIDAYS } from './packs/index';
import { WAYS, type Holidays, type Pack, type Way } from './pack';
import { addAreaCodeZones, clocksOf } from './places';
import { weigh } from './priority';
import { checkSettings, readPack } from './settings';
import { blockedVerdict, writeVerdict, type Refusal } from './write';
import type { Verdict } from './verdict';

/** A gate whose packs, zones and windows were compiled once for all items of a run. */
export interface Gate {
  /** Judges one contact. Pure: the same input gives the same verdict, whatever else was judged. */
  judge(input: GateInput): Verdict;
  /** Judges items in order and counts what it allowed as contacts made, so that caps hold within a batch. */
  startBatch(): Batch;
}

export interface Batch {
  judge(input: GateInput): Verdict;
}

const KINDS: ReadonlyArray<string | undefined> = [undefined, 'consumer', 'business', 'small_business'];

/** How often the search may go from one rule's opening to the next: years of daily windows. */
const MAX_STEPS = 1000;

/**
 * Compiles the packs for one run.
 * @throws InputError when the settings name a rule, reading, pack or zone that does not exist, or loosen without a reason.
 */
export function createGate(
  settings: GateSettings,
  builtIn: readonly Pack[] = BUILT_IN_PACKS,
  holidays: readonly Holidays[] = HOLIDAYS,
): Gate {
  return new CompiledGate(settings, builtIn, holidays);
}

/**
 * Decides whether one contact may be made at one instant: *allow*, *defer* until a computed instant, or *block*.
 * For many items use `createGate`, which prepares the packs once.
 * @throws InputError as `createGate` does, and when the instant or the channel cannot be read.
 */
export function gate(input: GateInput, settings: GateSettings): Verdict {
  return createGate(settings).judge(input);
}

/** Remembers what was allowed, by account and customer. */
class CountingBatch implements Batch {
  private readonly made = new Map<string, Map<string, EarlierContact[]>>();

  constructor(private readonly gate: Gate) {}

  judge(input: GateInput): Verdict {
    const { account = '', customer } = input.debt;
    const ofAccount = this.made.get(account);
    const before = ofAccount?.get(customer.id);
    const verdict = this.gate.judge(before ? { ...input, history: [...input.history, ...before] } : input);
    if (verdict.decision !== 'allow') return verdict;
    const contact = contactMade(input, verdict);
    if (before) before.push(contact);
    else if (ofAccount) ofAccount.set(customer.id, [contact]);
    else this.made.set(account, new Map([[customer.id, [contact]]]));
    return verdict;
  }
}

function contactMade({ debt, facts }: GateInput, { at, channel }: Verdict): EarlierContact {
  const contact: EarlierContact = { at, status: 'claimed', channel, debtId: debt.id };
  if (facts?.purpose) contact.purpose = facts.purpose;
  if (facts?.place) contact.place = facts.place;
  return contact;
}

class CompiledGate implements Gate {
  private readonly compiler: Compiler;
  private readonly packs: readonly Pack[];
  private readonly loosened: ReadonlyMap<string, string>;
  /** By place; then by channel, kind of customer, and whether they are a guarantor. */
  private readonly ruleSets = new Map<string, Array<Bound[] | undefined>>();

  constructor(
    private readonly settings: GateSettings,
    builtIn: readonly Pack[],
    holidays: readonly Holidays[],
  ) {
    const platforms = settings.platforms;
    const own = (settings.packs ?? []).map(readPack);
    const house = settings.house ? [housePack(settings.house)] : [];
    this.packs = [...builtIn, ...own, ...house].filter(
      (pack) => pack.kind !== 'platform' || platforms === undefined || platforms.includes(pack.id),
    );
    checkSettings(settings, this.packs);
    this.loosened = new Map((settings.loosenings ?? []).map(({ ruleId, reason }) => [ruleId, reason]));
    this.compiler = new Compiler(settings, this.packs, holidays);
  }

  startBatch(): Batch {
    return new CountingBatch(this);
  }

  judge(input: GateInput): Verdict {
    const verdict = this.judgeChannel(input, channelOf(input));
    if (verdict.decision === 'allow' || !this.settings.proposeAlternative) return verdict;
    const alternative = this.alternative(input, verdict);
    return alternative ? { ...verdict, alternative } : verdict;
  }

  /** The first other channel of the stage that is allowed; failing that, the one that opens first and before this one. */
  private alternative(input: GateInput, refused: Verdict): Verdict['alternative'] {
    let best: { channel: Channel; verdict: Verdict } | undefined;
    for (const channel of input.alternatives ?? []) {
      if (channel === refused.channel) continue;
      // The message was written for the refused channel, so only the contact itself is judged.
      const verdict = this.judgeChannel({ ...input, message: undefined, channel }, channel);
      if (verdict.decision === 'allow') return { channel, decision: 'allow', nextAllowedAt: null };
      if (verdict.decision === 'defer' && opensBefore(verdict, best?.verdict ?? refused)) best = { channel, verdict };
    }
    return best && { channel: best.channel, decision: 'defer', nextAllowedAt: best.verdict.nextAllowedAt };
  }

  private judgeChannel(input: GateInput, channel: Way): Verdict {
    const { customer } = input.debt;
    const at = instantMs(input.at ?? this.settings.asOf);
    if (Number.isNaN(at)) throw notAnInstant(input.at);
    const place = jurisdictionOf(customer);
    if (!place) return blockedVerdict('UNKNOWN_JURISDICTION', at, channel, this.settings, customer);
    const zones = customerTimeZones(customer);
    if (zones.zones.length === 0) return blockedVerdict('UNKNOWN_TIME_ZONE', at, channel, this.settings, customer);

    const context = buildContext(input, channel, at, clocksOf(zones.zones, input.facts), place, this.settings);
    const bounds = this.ruleSet(context, place);
    if (bounds === undefined) return blockedVerdict('NO_PACK', at, channel, this.settings, customer);
    const relevant = this.relevant(bounds, context);
    if (relevant.applied.some(({ kind }) => kind === 'location')) addAreaCodeZones(context);
    const unchecked: Unchecked = [];
    const refusal = this.decide(relevant.applied, context, unchecked);
    return writeVerdict(refusal, { ...relevant, unchecked }, context, place, this.settings);
  }

  private ruleSet(context: Context, place: Jurisdiction): Bound[] | undefined {
    const { recipient } = context.facts;
    const guarantor = recipient === 'guarantor' || recipient === 'codebtor';
    const kind = kindOf(context);
    const there = place.part ?? place.region ?? place.country;
    const known = this.ruleSets.get(there) ?? [];
    const index = (WAYS.indexOf(context.channel) * 4 + KINDS.indexOf(kind)) * 2 + (guarantor ? 1 : 0);
    const set = known[index];
    if (set) return set;
    if (!this.packs.some((pack) => pack.countries.includes(place.country) && pack.kind !== 'platform'))
      return undefined;
    const made = this.compiler.rulesFor(place, context.channel, kind, guarantor);
    known[index] = made;
    this.ruleSets.set(there, known);
    return made;
  }

  /** The rules that speak of this contact, less those that a purpose or a kind of debt lifts, or the user set aside. */
  private relevant(bounds: readonly Bound[], context: Context): Relevant {
    const lifts: Bound[] = [];
    const speaking: Bound[] = [];
    for (const bound of bounds) {
      if (bound.conditional && !concerns(bound.rule, context)) continue;
      if (bound.kind === 'purpose' || bound.kind === 'debt_excluded') {
        if (liftApplies(bound, context)) lifts.push(bound);
      } else speaking.push(bound);
    }
    if (lifts.length === 0 && this.loosened.size === 0) return { applied: speaking, lifts, loosened: [] };
    const loosened: Bound[] = [];
    const applied = speaking.filter((bound) => {
      if (this.loosened.has(bound.rule.id)) {
        loosened.push(bound);
        return false;
      }
      return !lifts.some((lift) => liftedBy(bound, lift));
    });
    return { applied, lifts, loosened };
  }

  /** Goes from each instant at which something refuses to the latest opening, until everything is open or something never opens. */
  private decide(applied: readonly Bound[], context: Context, unchecked: Unchecked): Refusal | undefined {
    const first = refusals(applied, context, context.at, unchecked);
    if (first.length === 0) return undefined;
    let t = context.at;
    let current = first;
    for (let step = 0; step < MAX_STEPS; step++) {
      const latest = Math.max(...current.map(({ opens }) => opens));
      if (latest === Infinity) break;
      t = latest;
      current = refusals(applied, context, t);
      if (current.length === 0) return { refusedBy: first, opens: t };
    }
    // Something that was no obstacle at first may become one while another rule is waited for.
    const refusedBy = first.some(({ opens }) => opens === Infinity) ? first : current;
    return { refusedBy, opens: Infinity };
  }
}

/** Consumer, business, or a business that is known to be a small one. */
function kindOf({ customer: { kind }, facts: { businessSize } }: Context): string | undefined {
  return kind === 'business' && (businessSize === 'micro' || businessSize === 'small') ? 'small_business' : kind;
}

interface Relevant {
  applied: readonly Bound[];
  lifts: readonly Bound[];
  loosened: readonly Bound[];
}

type Unchecked = NonNullable<Verdict['unchecked']>;

function refusals(
  applied: readonly Bound[],
  context: Context,
  t: number,
  unchecked?: Unchecked,
): Array<Finding & { bound: Bound }> {
  const found: Array<Finding & { bound: Bound }> = [];
  for (const bound of applied) {
    const finding = ask(bound, context, t);
    if (finding.opens > t) found.push({ bound, code: finding.code, opens: finding.opens });
    if (finding.unchecked) unchecked?.push({ ruleId: bound.rule.id, elements: finding.unchecked });
  }
  if (found.length > 1) found.sort((a, b) => weigh(a) - weigh(b) || compareOpening(b, a));
  return found;
}

/** Two `Infinity` are equal; their difference is not a number. */
function compareOpening(a: Finding, b: Finding): number {
  return a.opens === b.opens ? 0 : a.opens < b.opens ? -1 : 1;
}

function liftApplies({ rule }: Bound, { facts }: Context): boolean {
  if (rule.kind === 'purpose') return rule.purposes.includes(purposeOf(facts));
  return rule.kind === 'debt_excluded' && facts.debtKind !== undefined && rule.debtKinds.includes(facts.debtKind);
}

/** An exception frees only from rules of its own pack, and only inside its own regions. */
function liftedBy(bound: Bound, lift: Bound): boolean {
  if (bound.pack !== lift.pack) return false;
  const { rule } = lift;
  if (rule.kind !== 'purpose' && rule.kind !== 'debt_excluded') return false;
  if (rule.regions && !bound.rule.regions?.every((region) => rule.regions?.includes(region))) return false;
  return rule.lifts === undefined || rule.lifts.includes(bound.rule.kind);
}

function opensBefore(a: Verdict, b: Verdict): boolean {
  if (a.nextAllowedAt === null) return false;
  return b.nextAllowedAt === null || Date.parse(a.nextAllowedAt) < Date.parse(b.nextAllowedAt);
}

function channelOf({ channel, message }: GateInput): Way {
  const way = channel ?? message?.channel;
  if (way) return way;
  throw new InputError({
    field: 'channel',
    found: undefined,
    problem: 'says neither which channel the contact uses nor which message it is',
    advice: 'Render a message first, or map the channel: email, whatsapp, sms, call or letter.',
  });
}

function notAnInstant(found: unknown): InputError {
  return new InputError({
    field: 'at',
    found,
    problem: 'is not an instant',
    advice: 'Write date, time and offset, for example 2026-11-23T09:00:00-06:00.',
  });
}
