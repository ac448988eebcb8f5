import type { Policy, PolicyStage } from './policy';
import type { BusinessCalendar } from './calendar';

/** A stage with what every debt needs of it worked out once. */
export interface CompiledStage {
  stage: PolicyStage;
  level: number;
  /** Days to add, grace included. */
  offset: number;
  courtesy: boolean;
}

/** A policy prepared for many debts. */
export interface CompiledPolicy {
  policy: Policy;
  /** By rising level. */
  stages: readonly CompiledStage[];
  byKey: ReadonlyMap<string, CompiledStage>;
  indexByKey: ReadonlyMap<string, number>;
  /** Whether some stage depends on how much, or how many invoices, are open. */
  conditional: boolean;
  calendar: BusinessCalendar;
  gap: number;
}

function isCourtesy(stage: PolicyStage): boolean {
  return stage.courtesy ?? (stage.anchor === 'due_date' && stage.days <= 0 && !stage.toEndOfMonth);
}

/** Prepares a policy: stages by level, grace added, courtesy stages told from reminders. */
export function compilePolicy(policy: Policy, calendar: BusinessCalendar): CompiledPolicy {
  const grace = policy.graceDays ?? 0;
  const stages = [...policy.stages]
    .sort((a, b) => a.level - b.level)
    .map((stage): CompiledStage => {
      const courtesy = isCourtesy(stage);
      const graced = !courtesy && stage.anchor !== 'previous_contact';
      return { stage, level: stage.level, offset: stage.days + (graced ? grace : 0), courtesy };
    });
  return {
    policy,
    stages,
    byKey: new Map(stages.map((compiled) => [compiled.stage.key, compiled])),
    indexByKey: new Map(stages.map((compiled, index) => [compiled.stage.key, index])),
    conditional: stages.some(({ stage }) => stage.onlyIf !== undefined),
    calendar,
    // Without a rule of its own a debt has one contact a day at most, also when a policy is run twice or catches up.
    gap: policy.minimumDaysBetweenContacts ?? 1,
  };
}
