import { epochDay, type EpochDay } from './clock';
import type { GateSettings } from './input';
import type { Jurisdiction } from './jurisdiction';
import { ruleSchema, type Holidays, type Pack, type Rule, type Way } from './pack';
import { toHours, type HolidayCheck, type Hours } from './rules/window';

/**
 * A rule ready to be asked: its reading picked, its hours and holidays looked up. What every question needs is copied here: rules
 * have many shapes, and looking into each of them is slow.
 */
export interface Bound {
  rule: Rule;
  kind: Rule['kind'];
  /** It speaks of some contacts only, by their facts. */
  conditional: boolean;
  /** It applied always and will. */
  always: boolean;
  pack: Pack;
  reading: string | undefined;
  /** It binds only because the conservative profile extends it. */
  extended: boolean;
  hours: Hours | undefined;
  isHoliday: HolidayCheck;
  /** First and last local day on which it applies. */
  from: EpochDay;
  until: EpochDay;
}

/** Kinds whose wording about calls the conservative profile extends to other electronic channels. */
const KEEPS_CALL_HOURS: ReadonlySet<string> = new Set(['window']);
const ELECTRONIC: readonly Way[] = ['email', 'whatsapp', 'sms'];

/** Kinds that lift rules rather than impose them. */
export const LIFTING: ReadonlySet<string> = new Set(['purpose', 'debt_excluded']);

export class Compiler {
  private readonly profile: 'statute' | 'conservative';
  private readonly unknownRegion: 'strictest' | 'national';
  private readonly holidays = new Map<string, HolidayCheck>();

  constructor(
    private readonly settings: GateSettings,
    private readonly packs: readonly Pack[],
    private readonly holidayTables: readonly Holidays[],
  ) {
    this.profile = settings.profile ?? 'conservative';
    this.unknownRegion = settings.unknownRegion ?? (this.profile === 'conservative' ? 'strictest' : 'national');
  }

  /** Everything that may apply to a contact of this kind, rules that depend on facts included. */
  rulesFor(place: Jurisdiction, channel: Way, customerKind: string | undefined, guarantor: boolean): Bound[] {
    const bound: Bound[] = [];
    for (const pack of this.packs) {
      const here = pack.countries.length === 0 || pack.countries.includes(place.country);
      if (!here) continue;
      for (const written of pack.rules) {
        if (written.exceptCountries?.includes(place.country)) continue;
        const { rule, reading } = this.read(written);
        const extended = this.reach(rule, channel, customerKind, guarantor);
        if (extended === undefined || !this.inRegion(rule, place)) continue;
        bound.push(this.bind(rule, reading, pack, place, extended));
      }
    }
    return bound;
  }

  /** Whether a rule binds this party, channel and customer: by its wording (`false`), by extension (`true`), or not at all. */
  private reach(rule: Rule, channel: Way, customerKind: string | undefined, guarantor: boolean): boolean | undefined {
    const conservative = this.profile === 'conservative';
    if (rule.profile === 'conservative' && !conservative) return undefined;
    let extended = false;
    const { protects } = rule;
    // A customer of unknown kind has the protection of both kinds.
    const kindProtected =
      customerKind === 'consumer' || customerKind === 'business'
        ? protects.includes(customerKind)
        : customerKind === 'small_business'
          ? protects.includes('business') || protects.includes('small_business')
          : protects.includes('consumer') || protects.includes('business');
    if (!kindProtected) return undefined;
    if (guarantor && !protects.includes('guarantor') && !LIFTING.has(rule.kind)) {
      // Only a rule about who may be contacted at all speaks of everybody; the rest is kept for guarantors as policy.
      if (rule.kind !== 'recipient') {
        if (!conservative) return undefined;
        extended = true;
      }
    }
    if (!rule.binds.includes(this.settings.creditor.kind)) {
      if (!conservative || rule.extendParties === false || LIFTING.has(rule.kind)) return undefined;
      extended = true;
    }
    if (rule.channels.length > 0 && !rule.channels.includes(channel)) {
      const keepsHours =
        conservative &&
        rule.extendChannels !== false &&
        KEEPS_CALL_HOURS.has(rule.kind) &&
        rule.channels.includes('call') &&
        ELECTRONIC.includes(channel);
      if (!keepsHours) return undefined;
      extended = true;
    }
    return extended;
  }

  private inRegion(rule: Rule, place: Jurisdiction): boolean {
    if (!rule.regions) return true;
    const { region: seat } = this.settings.creditor;
    if (rule.orSenderIn && seat !== undefined && rule.regions.includes(seat)) return true;
    if (place.region === undefined) return this.unknownRegion === 'strictest';
    return rule.regions.includes(place.region) || (place.part !== undefined && rule.regions.includes(place.part));
  }

  private bind(rule: Rule, reading: string | undefined, pack: Pack, place: Jurisdiction, extended: boolean): Bound {
    return {
      rule,
      kind: rule.kind,
      conditional: rule.onlyFor !== undefined || rule.notFor !== undefined,
      always: rule.from === undefined && rule.until === undefined,
      pack,
      reading,
      extended,
      hours: rule.kind === 'window' ? toHours(rule.week, rule.endInclusive) : undefined,
      isHoliday: this.holidayCheck(place),
      from: rule.from ? epochDay(rule.from) : -Infinity,
      until: rule.until ? epochDay(rule.until) : Infinity,
    };
  }

  /** The rule under the reading that the user, or else the profile, picks. */
  private read(rule: Rule): { rule: Rule; reading: string | undefined } {
    const { readings } = rule;
    if (!readings) return { rule, reading: undefined };
    const wanted = this.settings.readings?.[rule.id] ?? this.profile;
    const chosen = readings[wanted];
    if (!chosen) return { rule, reading: undefined };
    return { rule: ruleSchema.parse({ ...rule, ...chosen.set }), reading: wanted };
  }

  private holidayCheck({ country, region }: Jurisdiction): HolidayCheck {
    const key = region ?? country;
    let check = this.holidays.get(key);
    if (!check) this.holidays.set(key, (check = this.makeHolidayCheck(country, region)));
    return check;
  }

  private makeHolidayCheck(country: string, region: string | undefined): HolidayCheck {
    const tables = this.holidayTables.filter((table) => table.country === country);
    if (tables.length === 0) return () => 'unknown';
    const days = new Set<EpochDay>();
    for (const table of tables) {
      for (const { date, regions, except } of table.days) {
        // Where the region is not known, a day that most regions keep is kept; one of a few regions only by the strictest reading.
        const kept = !regions || (region === undefined ? this.unknownRegion === 'strictest' : regions.includes(region));
        const excepted = except !== undefined && region !== undefined && except.includes(region);
        if (kept && !excepted) days.add(epochDay(date));
      }
    }
    const first = Math.min(...tables.map((table) => epochDay(table.from)));
    const last = Math.max(...tables.map((table) => epochDay(table.until)));
    return (day) => (day < first || day > last ? 'unknown' : days.has(day));
  }
}
