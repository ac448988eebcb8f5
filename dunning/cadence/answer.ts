import type { Channel, Words } from '../common';
import type { HoldSpan } from '../invoice/holds';
import { activeHold, dayAfterHolds } from '../invoice/holds';
import { toDecimalString } from '../invoice/money';
import type { CompiledPolicy, CompiledStage } from './compile';
import type { ConsideredStage } from './considered';
import { consideredStages } from './considered';
import type { Coverage } from './coverage';
import type { Day } from './days';
import { CONDITION_UNMET, END_ACTIONS, NO_STAGES, PROPOSALS } from './fixed-reasons';
import type { Progress, Situation } from './progress';
import { progressOf } from './progress';
import * as reasons from './reasons';
import { NEVER } from './schedule';
import type { Outcome } from './stage';

/** After so many failures on one channel it is not tried again for that stage. */
const MOST_FAILURES = 3;

/** What was decided, without the debt's own figures, so that debts in the same situation can share it. */
export interface Answer {
  outcome: Outcome;
  reasonCode: string;
  reason: Words;
  /** The day on which it can change; NEVER: only new facts change it. */
  next: Day;
  stage?: CompiledStage;
  stageDay?: Day;
  attempt?: number;
  channels?: Channel[];
  considered?: ConsideredStage[];
  businessDays?: number;
}

function lastOf({ compiled, coverage }: Situation): { label: Words; day: Day } | undefined {
  if (!coverage.last) return undefined;
  const { contact, day } = coverage.last;
  const { stage } = contact;
  return { label: compiled.byKey.get(stage)?.stage.label ?? { en: stage, es: stage, pt: stage }, day };
}

/** The answer while a hold lasts; undefined when none does. */
export function heldAnswer(holds: readonly HoldSpan[], asOf: Day): Answer | undefined {
  const held = activeHold(holds, asOf);
  if (!held) return undefined;
  const free = dayAfterHolds(holds, asOf);
  const end = free === Infinity ? null : free;
  const reason = reasons.onHold(held.hold, end);
  return { outcome: 'on_hold', reasonCode: `hold_${held.hold.kind}`, reason, next: end ?? NEVER };
}

/** The answer for a balance that is too small to pursue; undefined when it is not. */
export function smallAnswer({ policy }: CompiledPolicy, currency: string, balance: number): Answer | undefined {
  const minimum = policy.minimumBalance?.[currency];
  if (minimum === undefined || balance >= minimum) return undefined;
  const words = (minor: number) => toDecimalString({ minor, currency });
  const reason = reasons.belowMinimum(words(balance), words(minimum), currency);
  return { outcome: 'waiting', reasonCode: 'below_minimum', reason, next: NEVER };
}

/** The answer for a debt that is pursued: whose turn it is, or what it waits for. */
export function pursuedAnswer(input: Situation): Answer {
  const { compiled } = input;
  if (compiled.stages.length === 0) {
    return { outcome: 'waiting', reasonCode: 'no_stages', reason: NO_STAGES, next: NEVER };
  }
  const progress = progressOf(input);
  const answer =
    unresolved(input, progress) ?? (progress.due ? turn(input, progress, progress.due) : wait(input, progress));
  answer.considered = consideredStages(input, progress);
  answer.businessDays = compiled.calendar.between(input.driver.due, input.asOf);
  return answer;
}

/** A hold that begins later changes the answer, too. */
export function untilNextHold(answer: Answer, holds: readonly HoldSpan[], asOf: Day): Answer {
  let next = answer.next;
  for (const { from, until } of holds) if (from > asOf && from <= until && from < next) next = from;
  return next === answer.next ? answer : { ...answer, next };
}

/** A contact whose fate is open stops what would repeat or follow it. */
function unresolved(input: Situation, progress: Progress): Answer | undefined {
  const { compiled, coverage } = input;
  if (progress.due && compiled.policy.progression === 'jump') return undefined;
  const stage = contactedStage(input);
  const contacts = stage && coverage.stages.get(stage.stage.key);
  if (!stage || !contacts) return undefined;
  const { status, lastDay } = contacts;
  if (status === 'uncertain') {
    const reason = reasons.uncertain(stage.stage.label, lastDay);
    return { outcome: 'needs_review', reasonCode: 'contact_uncertain', reason, next: progress.nextDay, stage };
  }
  if (status === 'claimed' || status === 'queued' || status === 'sending') {
    const reason = reasons.inProgress(stage.stage.label, lastDay);
    return { outcome: 'waiting', reasonCode: 'contact_in_progress', reason, next: progress.nextDay, stage };
  }
  return undefined;
}

/** The gravest stage that was contacted in this round. */
function contactedStage({ compiled, coverage }: Situation): CompiledStage | undefined {
  let found: CompiledStage | undefined;
  for (const stage of compiled.stages) if (stage.level <= coverage.level) found = stage;
  return found;
}

/** The channels still open to a stage, and the number of the next attempt at it. */
function attemptAt(
  coverage: Coverage,
  { stage }: CompiledStage,
): { attempt: number; channels: Channel[]; retry: boolean } {
  const contacts = coverage.stages.get(stage.key);
  if (!contacts) return { attempt: 1, channels: stage.channels, retry: false };
  const channels = stage.channels.filter((channel) => {
    const failed = contacts.failed.get(channel);
    return !failed || (!failed.bounced && failed.times < MOST_FAILURES);
  });
  return { attempt: contacts.highestAttempt + 1, channels, retry: contacts.times === 0 && contacts.failed.size > 0 };
}

/** The stage's turn has come; what may still stop it is the gap, a rest day, dead channels, or the need for approval. */
function turn(input: Situation, progress: Progress, stage: CompiledStage, repetition = 0, repeatDay?: Day): Answer {
  const { compiled, coverage, asOf, driver } = input;
  const { label } = stage.stage;
  const { attempt, channels, retry } = attemptAt(coverage, stage);
  const last = lastOf(input);
  const common = { stage, stageDay: repeatDay ?? progress.dueDay, attempt, channels };
  if (channels.length === 0) {
    const reason = reasons.allChannelsFailed(label);
    return { outcome: 'needs_review', reasonCode: 'all_channels_failed', reason, next: progress.nextDay, ...common };
  }
  const free = freeDay(input, asOf);
  if (free > asOf) {
    const gapEnds = (coverage.last?.day ?? -Infinity) + compiled.gap;
    const next = Math.min(free, progress.nextDay);
    return gapEnds > asOf
      ? {
          outcome: 'waiting',
          reasonCode: 'too_soon',
          reason: reasons.tooSoon(label, last, compiled.gap, free),
          next,
          ...common,
        }
      : { outcome: 'waiting', reasonCode: 'rest_day', reason: reasons.restDay(label, free), next, ...common };
  }
  const days = asOf - driver.due;
  const code = repetition > 0 ? 'repeat_due' : retry ? 'retry_due' : 'stage_due';
  const reason =
    repetition > 0
      ? reasons.repeatDue(days, label, repetition + 1, last)
      : retry
        ? reasons.retryDue(days, label)
        : reasons.stageDue(days, label, last);
  const next = Math.min(progress.nextDay, stage.courtesy ? driver.due + 1 : NEVER, nextRestDay(input));
  if (stage.stage.needsApproval) {
    const approval = reasons.needsApproval(reason, label);
    return { outcome: 'needs_review', reasonCode: 'needs_approval', reason: approval, next, ...common };
  }
  return { outcome: 'due', reasonCode: code, reason, next, ...common };
}

/** The first day from `day` on which the gap has passed and, where the policy avoids rest days, work is done. */
function freeDay({ compiled, coverage }: Situation, day: Day): Day {
  const after = coverage.last ? Math.max(day, coverage.last.day + compiled.gap) : day;
  return avoidsRest(compiled.policy.restDays) ? compiled.calendar.roll(after, 1) : after;
}

const avoidsRest = (rest: string | undefined) => rest !== undefined && rest !== 'keep';

function nextRestDay({ compiled, asOf }: Situation): Day {
  if (!avoidsRest(compiled.policy.restDays)) return NEVER;
  let day = asOf + 1;
  while (!compiled.calendar.isRestDay(day)) {
    day++;
    if (day > asOf + 31) return NEVER;
  }
  return day;
}

/** Nothing new is due: say it again, propose the end, or wait for the next stage. */
function wait(input: Situation, progress: Progress): Answer {
  const { coverage, asOf, driver } = input;
  const stage = contactedStage(input);
  const contacts = stage && coverage.stages.get(stage.stage.key);
  const nextDay = progress.next ? freeDay(input, progress.nextDay) : NEVER;
  if (stage && contacts) {
    const { repeat } = stage.stage;
    if (repeat && contacts.times <= repeat.times) {
      const repeatDay = contacts.lastDay + repeat.everyDays;
      const expired = stage.courtesy && Math.max(repeatDay, asOf) > driver.due;
      if (!expired && repeatDay <= asOf) return turn(input, progress, stage, contacts.times, repeatDay);
      if (!expired && repeatDay < progress.nextDay) {
        return waiting(input, stage, freeDay(input, repeatDay), stage.stage.label);
      }
    }
    if (!progress.next && !progress.unmet && stage === input.compiled.stages.at(-1))
      return ended(input, stage, contacts.lastDay);
  }
  if (progress.unmet && !progress.next && !stage) {
    return { outcome: 'waiting', reasonCode: 'condition_not_met', reason: CONDITION_UNMET, next: NEVER, stage };
  }
  return waiting(input, stage, nextDay, progress.next?.stage.label);
}

function waiting(input: Situation, stage: CompiledStage | undefined, nextDay: Day, label?: Words): Answer {
  const days = input.asOf - input.driver.due;
  const day = nextDay === NEVER ? null : nextDay;
  const last = lastOf(input);
  const contacted = stage !== undefined && last !== undefined;
  return {
    outcome: 'waiting',
    reasonCode: contacted ? 'already_contacted' : 'not_yet',
    reason: contacted ? reasons.alreadyContacted(days, last, day, label) : reasons.notYet(days, day, label),
    next: nextDay,
    stage,
    stageDay: stage ? input.days[input.compiled.stages.indexOf(stage)] : undefined,
  };
}

/** The last step was taken: propose what the policy says comes after it. */
function ended(input: Situation, stage: CompiledStage, lastDay: Day): Answer {
  const last = lastOf(input);
  const { endAction, endActionAfterDays = 0 } = stage.stage;
  const proposal = lastDay + endActionAfterDays;
  if (!endAction || proposal > input.asOf) {
    const days = input.asOf - input.driver.due;
    const next = endAction ? proposal : NEVER;
    const reason = reasons.alreadyContacted(days, last, endAction ? proposal : null, endAction && PROPOSALS[endAction]);
    return { outcome: 'waiting', reasonCode: 'last_stage_done', reason, next, stage };
  }
  const reason = reasons.endOfCadence(last, END_ACTIONS[endAction]);
  return { outcome: 'needs_review', reasonCode: 'end_of_cadence', reason, next: NEVER, stage };
}
