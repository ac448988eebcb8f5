import type { HoldSpan } from '../invoice/holds';
import type { OpenPart } from '../invoice/balance';
import type { CompiledPolicy, CompiledStage } from './compile';
import type { Day } from './days';
import { endOfMonth } from './days';

/** A stage that has no day: its anchor is missing, or nothing was sent yet that it could count from. */
export const NEVER = Infinity;

/** Counts a stage's days from its anchor and moves it off a rest day as the policy says. */
function place(compiled: CompiledPolicy, stage: CompiledStage, anchor: Day): Day {
  const { calendar, policy } = compiled;
  let day = stage.stage.dayCount === 'business' ? calendar.add(anchor, stage.offset) : anchor + stage.offset;
  if (stage.stage.toEndOfMonth) day = endOfMonth(day);
  const rest = policy.restDays;
  if (rest === undefined || rest === 'keep' || !calendar.isRestDay(day)) return day;
  if (!stage.courtesy) return calendar.roll(day, rest === 'roll_forward' ? 1 : -1);
  // "Due today" is true on one day only; on any other it would be a false statement.
  if (stage.offset === 0) return NEVER;
  const rolled = calendar.roll(day, rest === 'roll_forward' ? 1 : -1);
  return rolled <= anchor ? rolled : calendar.roll(day, -1);
}

/**
 * The day each stage falls on for one part of an invoice, in the policy's order. Stages that count from the previous
 * contact are `NEVER` here, see `afterPreviousContact`.
 */
export function stageDays(compiled: CompiledPolicy, part: OpenPart): Day[] {
  const days: Day[] = [];
  for (const stage of compiled.stages) {
    const { anchor } = stage.stage;
    if (anchor === 'due_date') days.push(place(compiled, stage, part.due));
    else if (anchor === 'end_of_due_month') days.push(place(compiled, stage, endOfMonth(part.due)));
    else if (anchor === 'issue_date' && !Number.isNaN(part.issued)) days.push(place(compiled, stage, part.issued));
    else days.push(NEVER);
  }
  return days;
}

/** The day of a stage that counts from the previous contact. */
export function afterPreviousContact(compiled: CompiledPolicy, stage: CompiledStage, contacted: Day): Day {
  return place(compiled, stage, contacted);
}

/**
 * Moves the stages that fell into a hold, in place: the first of them to the day after the hold, the later ones by the
 * same distance. So a cadence resumes where it stopped, instead of jumping over what the hold swallowed.
 * @param doneBy the level that contacts had reached by the end of a day: what was said before or during a hold did not fall into it
 */
export function resumeAfterHolds(
  compiled: CompiledPolicy,
  days: Day[],
  spans: readonly HoldSpan[],
  asOf: Day,
  doneBy: (day: Day) => number,
): void {
  const over = spans.filter((span) => span.until < asOf && span.from <= span.until).sort((a, b) => a.from - b.from);
  for (const { from, until } of over) {
    let first = NEVER;
    const done = doneBy(until);
    for (let i = 0; i < days.length; i++) {
      const stage = compiled.stages[i];
      const day = days[i] ?? NEVER;
      if (!stage || stage.courtesy || stage.level <= done) continue;
      if (day >= from && day <= until && day < first) first = day;
    }
    if (first === NEVER) continue;
    const shift = until + 1 - first;
    for (let i = 0; i < days.length; i++) {
      const day = days[i] ?? NEVER;
      if (day >= first && !compiled.stages[i]?.courtesy) days[i] = day + shift;
    }
  }
}
