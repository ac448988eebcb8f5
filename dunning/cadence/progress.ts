import type { OpenPart } from '../invoice/balance';
import type { CompiledPolicy, CompiledStage } from './compile';
import type { Coverage } from './coverage';
import type { Day } from './days';
import { NEVER, afterPreviousContact } from './schedule';

/** What the stages of a policy are checked against. */
export interface Situation {
  compiled: CompiledPolicy;
  /** The part that drives the debt. */
  driver: OpenPart;
  /** The day of each stage, in the policy's order. */
  days: Day[];
  coverage: Coverage;
  asOf: Day;
  /** Open invoices and balance of the whole debt, in minor units. */
  openInvoices: number;
  balance: number;
  currency: string;
  /** Why the last payment of its open invoices failed, in lower case; worked out for policies that ask for it. */
  paymentFailures: readonly string[];
}

/** Where a debt stands in its policy. */
export interface Progress {
  /** The stage the debt is at: the gravest reached or contacted. */
  current?: CompiledStage;
  /** The stage whose turn it is, not yet contacted. */
  due?: CompiledStage;
  dueDay: Day;
  /** The next stage that time alone brings, after today. */
  next?: CompiledStage;
  nextDay: Day;
  /** A stage whose day has come but whose further conditions are not met. */
  unmet?: CompiledStage;
}

/** Why a stage is or is not open to a debt on the as-of day. */
export type StageState = 'reached' | 'future' | 'never' | 'expired' | 'before_issue' | 'unmet';

function conditionsMet(stage: CompiledStage, situation: Situation): boolean {
  const only = stage.stage.onlyIf;
  if (!only) return true;
  const { openInvoices, balance, currency, paymentFailures } = situation;
  if (only.openInvoices !== undefined && openInvoices < only.openInvoices) return false;
  const wanted = only.lastPaymentFailure;
  if (wanted && !wanted.some((code) => paymentFailures.includes(code.toLowerCase()))) return false;
  return only.balance?.[currency] === undefined || balance >= only.balance[currency];
}

/** The state of the stage at an index. */
export function stateOf(situation: Situation, index: number): StageState {
  const stage = situation.compiled.stages[index] as CompiledStage;
  const day = situation.days[index] ?? NEVER;
  const { asOf, driver } = situation;
  if (day === NEVER) return 'never';
  if (stage.courtesy && day < driver.issued) return 'before_issue';
  if (stage.courtesy && asOf > driver.due) return 'expired';
  if (day > asOf) return 'future';
  return conditionsMet(stage, situation) ? 'reached' : 'unmet';
}

/** Gives the stages that count from the previous contact their day, now that the contacts are known; in place. */
export function placeAfterContacts({
  compiled,
  days,
  coverage,
}: Pick<Situation, 'compiled' | 'days' | 'coverage'>): void {
  if (!coverage.last) return;
  for (let i = 1; i < compiled.stages.length; i++) {
    const stage = compiled.stages[i] as CompiledStage;
    const before = compiled.stages[i - 1] as CompiledStage;
    if (stage.stage.anchor !== 'previous_contact' || coverage.level < before.level) continue;
    days[i] = afterPreviousContact(compiled, stage, coverage.last.day);
  }
}

/**
 * Where the debt stands. *Jump*: the gravest stage reached is due unless it, or a graver one, was contacted. *Sequential*:
 * the first stage above the last contacted is due once its day has come; the ones after it wait for it.
 */
export function progressOf(situation: Situation): Progress {
  const { compiled, coverage, days, asOf } = situation;
  const sequential = compiled.policy.progression === 'sequential';
  const progress: Progress = { dueDay: NEVER, nextDay: NEVER };
  let candidate = -1;
  for (let i = 0; i < compiled.stages.length; i++) {
    const stage = compiled.stages[i] as CompiledStage;
    if (stage.level <= coverage.level) {
      progress.current = stage;
      continue;
    }
    const state = stateOf(situation, i);
    if (state === 'unmet') progress.unmet = stage;
    if (state === 'reached') {
      progress.current = stage;
      candidate = i;
    } else if (state === 'future') {
      const day = days[i] ?? NEVER;
      if (day < progress.nextDay) {
        progress.next = stage;
        progress.nextDay = day;
      }
    }
    if (sequential && (state === 'reached' || state === 'future' || state === 'unmet')) break;
  }
  if (candidate >= 0) {
    progress.due = compiled.stages[candidate];
    progress.dueDay = days[candidate] ?? NEVER;
    // A milder stage that falls later than a graver one is never its turn again.
    if (progress.next && progress.due && progress.next.level < progress.due.level)
      dropMilderNext(situation, progress, asOf);
  }
  return progress;
}

function dropMilderNext(situation: Situation, progress: Progress, asOf: Day): void {
  progress.next = undefined;
  progress.nextDay = NEVER;
  situation.compiled.stages.forEach((stage, i) => {
    const day = situation.days[i] ?? NEVER;
    if (stage.level <= (progress.due?.level ?? -Infinity) || day <= asOf || day >= progress.nextDay) return;
    if (stateOf(situation, i) !== 'future') return;
    progress.next = stage;
    progress.nextDay = day;
  });
}

/** The gravest level that the calendar alone gives a part; -Infinity before the first stage. */
export function levelByDate(compiled: CompiledPolicy, days: readonly Day[], part: OpenPart, asOf: Day): number {
  let level = -Infinity;
  for (let i = 0; i < compiled.stages.length; i++) {
    const stage = compiled.stages[i] as CompiledStage;
    if (stage.courtesy && asOf > part.due) continue;
    if ((days[i] ?? NEVER) <= asOf) level = stage.level;
  }
  return level;
}
