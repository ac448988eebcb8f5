import type { Channel } from '../common';
import type { ContactStatus, PastContact } from '../ledger/contact';
import type { OpenPart } from '../invoice/balance';
import type { CompiledPolicy, CompiledStage } from './compile';
import type { Day } from './days';
import { NEVER, afterPreviousContact } from './schedule';
import type { ZoneClock } from './zones';

/** Which debt a history is read for: the names it goes by in contacts. */
export interface DebtNames {
  id: string;
  /** What is open of it; a round lasts while the part that drove it is. */
  parts: readonly OpenPart[];
  clock: ZoneClock;
  asOf: Day;
}

/** What earlier contacts mean for one debt in its present round. */
export interface Coverage {
  /** Highest level that counts as contacted; -Infinity when none does. */
  level: number;
  /** The last contact that counts, of any round, with its day. */
  last?: { contact: PastContact; day: Day };
  /** The contacts that still stand, per stage key. */
  stages: Map<string, StageContacts>;
}

/** The contacts of one stage that still stand. */
export interface StageContacts {
  /** How often it was said: attempts, not messages, as one attempt may use several channels. */
  times: number;
  lastDay: Day;
  /** Of the latest contact. */
  status: ContactStatus;
  highestAttempt: number;
  /** Channels on which this stage did not get through, with how often. */
  failed: Map<Channel, { times: number; bounced: boolean }>;
}

const EMPTY: Coverage = { level: -Infinity, stages: new Map() };

/** A contact that did not reach anybody does not count as made. */
export function counts(status: ContactStatus): boolean {
  return status !== 'failed' && status !== 'bounced' && status !== 'released';
}

/**
 * Whether a contact still stands: the part that drove it is open with the due date it had. One that names no round stands while a part it
 * names is open.
 */
export function stillStands({ scope, cycle, debtId }: PastContact, { parts, id }: DebtNames): boolean {
  if (scope.length === 0) return debtId === id && cycle === undefined;
  if (parts.length > FEW) return openNames(parts).some(scope, cycle);
  for (const part of parts) {
    if (cycle !== undefined && cycle !== part.dueDate) continue;
    if (scope.includes(part.key) || scope.includes(part.invoice.id)) return true;
  }
  return false;
}

/** Up to here looking at every part is cheaper than an index. */
const FEW = 8;

/** The names of many open parts with their due dates, so that a customer with thousands of invoices stays fast. */
class OpenNames {
  private readonly names = new Map<string, Set<string>>();

  constructor(parts: readonly OpenPart[]) {
    for (const { key, invoice, dueDate } of parts) {
      for (const name of [key, invoice.id]) {
        const dates = this.names.get(name);
        if (dates) dates.add(dueDate);
        else this.names.set(name, new Set([dueDate]));
      }
    }
  }

  some(scope: readonly string[], cycle: string | undefined): boolean {
    return scope.some((name) => {
      const dates = this.names.get(name);
      return dates !== undefined && (cycle === undefined || dates.has(cycle));
    });
  }
}

const indexes = new WeakMap<readonly OpenPart[], OpenNames>();

function openNames(parts: readonly OpenPart[]): OpenNames {
  let index = indexes.get(parts);
  if (!index) indexes.set(parts, (index = new OpenNames(parts)));
  return index;
}

/**
 * The level that a contact of a round that is over stands for in this one: the gravest stage, no graver than the contact's own,
 * that this round had already reached on the day of the contact. So an older invoice that joins later does not bring the same
 * reminder again, and a debt that starts anew after a payment is reminded again.
 */
function levelAcrossRounds(compiled: CompiledPolicy, days: readonly Day[], level: number, day: Day): number {
  let reached = -Infinity;
  let before = NEVER;
  for (let i = 0; i < compiled.stages.length; i++) {
    const stage = compiled.stages[i] as CompiledStage;
    const own = days[i] ?? NEVER;
    // A stage that counts from the previous contact is placed as if that had been made on time.
    const at =
      stage.stage.anchor === 'previous_contact' && before !== NEVER
        ? afterPreviousContact(compiled, stage, before)
        : own;
    if (stage.level <= level && at <= day) reached = stage.level;
    before = at;
  }
  return reached;
}

function note(stages: Map<string, StageContacts>, contact: PastContact, day: Day, attempts: Set<string>): void {
  const known = stages.get(contact.stage);
  const entry: StageContacts = known ?? {
    times: 0,
    lastDay: -Infinity,
    status: contact.status,
    highestAttempt: 0,
    failed: new Map(),
  };
  if (!known) stages.set(contact.stage, entry);
  if (contact.status === 'released') return;
  entry.highestAttempt = Math.max(entry.highestAttempt, contact.attempt ?? 1);
  if (!counts(contact.status)) {
    const failed = entry.failed.get(contact.channel) ?? { times: 0, bounced: false };
    entry.failed.set(contact.channel, {
      times: failed.times + 1,
      bounced: failed.bounced || contact.status === 'bounced' || contact.unreachable === true,
    });
    return;
  }
  const attempt = `${contact.stage}\n${contact.attempt ?? `at ${contact.at}`}`;
  if (!attempts.has(attempt)) {
    attempts.add(attempt);
    entry.times++;
  }
  if (day >= entry.lastDay) {
    entry.lastDay = day;
    entry.status = contact.status;
  }
}

/**
 * Reads the contacts of one debt up to and including the as-of day.
 * @param contacts those that name the debt or one of its parts, in any order
 * @param days the day of each stage, see `stageDays`
 */
export function coverageOf(
  compiled: CompiledPolicy,
  days: readonly Day[],
  contacts: readonly PastContact[],
  names: DebtNames,
): Coverage {
  if (contacts.length === 0) return EMPTY;
  const coverage: Coverage = { level: -Infinity, stages: new Map() };
  const attempts = new Set<string>();
  for (const contact of contacts) {
    const day = names.clock.dayOrNaN(contact.at);
    // What happened after the as-of day is not known on it; a contact whose time cannot be read counts, to be safe.
    if (day > names.asOf) continue;
    const at = Number.isNaN(day) ? names.asOf : day;
    const level = compiled.byKey.get(contact.stage)?.level ?? contact.level;
    const stands = stillStands(contact, names);
    if (stands) note(coverage.stages, contact, at, attempts);
    if (!counts(contact.status)) continue;
    const covered = stands ? level : levelAcrossRounds(compiled, days, level, at);
    if (covered > coverage.level) coverage.level = covered;
    if (!coverage.last || at >= coverage.last.day) coverage.last = { contact, day: at };
  }
  return coverage;
}
