import type { PlainDate } from '../common';
import type { Debt } from '../invoice/debt';
import type { MoneyView } from '../invoice/money';
import { money, view } from '../invoice/money';
import type { Answer } from './answer';
import type { LocalDate } from './as-of';
import type { Day } from './days';
import { fromDay } from './days';
import { NEVER } from './schedule';
import type { StageDecision } from './stage';

/** The usual names of the time a debt is late. */
export function agingBucket(daysPastDue: number): string {
  if (daysPastDue <= 0) return 'current';
  if (daysPastDue <= 30) return '1-30';
  if (daysPastDue <= 60) return '31-60';
  if (daysPastDue <= 90) return '61-90';
  return '91+';
}

/** What is asked for today: what is past due, else what falls due next. */
export function amountAsked(debt: Debt, dueDate: PlainDate): MoneyView {
  if (debt.overdue.minor > 0) return debt.overdue;
  let minor = 0;
  for (const item of debt.openItems) if (item.dueDate === dueDate) minor += item.balance.minor;
  return minor === debt.balance.minor ? debt.balance : view(money(minor, debt.currency));
}

/** Writes an answer out as the decision about one debt. */
export function toDecision(
  answer: Answer,
  policyId: string,
  local: LocalDate,
  daysPastDue: number,
  amountDue: MoneyView,
): StageDecision {
  const { outcome, reasonCode, reason, stage, attempt, considered, businessDays: businessDaysPastDue } = answer;
  const asOf = fromDay(local.day);
  const timeZone = local.zone;
  const nextEvaluationDate = dateOrNull(answer.next);
  const bucket = agingBucket(daysPastDue);
  if (!stage) {
    const decision: StageDecision = {
      outcome,
      asOf,
      timeZone,
      policyId,
      daysPastDue,
      agingBucket: bucket,
      amountDue,
      reasonCode,
      reason,
      nextEvaluationDate,
    };
    if (businessDaysPastDue !== undefined) decision.businessDaysPastDue = businessDaysPastDue;
    if (considered) decision.considered = considered;
    return decision;
  }
  const { key, level, label, tone, needsApproval, endAction } = stage.stage;
  const channels = answer.channels ?? stage.stage.channels;
  const stageDate = answer.stageDay === undefined ? undefined : dateOrNull(answer.stageDay);
  // Whole literals: an object grown field by field takes twice the memory, and there may be a million of them.
  const decision: StageDecision =
    attempt !== undefined && stageDate
      ? {
          outcome,
          asOf,
          timeZone,
          policyId,
          key,
          level,
          label,
          tone,
          channels,
          attempt,
          stageDate,
          daysPastDue,
          businessDaysPastDue,
          agingBucket: bucket,
          amountDue,
          reasonCode,
          reason,
          considered,
          nextEvaluationDate,
        }
      : {
          outcome,
          asOf,
          timeZone,
          policyId,
          key,
          level,
          label,
          tone,
          channels,
          daysPastDue,
          businessDaysPastDue,
          agingBucket: bucket,
          amountDue,
          reasonCode,
          reason,
          considered,
          nextEvaluationDate,
        };
  if (stageDate && attempt === undefined) decision.stageDate = stageDate;
  if (needsApproval) decision.needsApproval = true;
  if (endAction) decision.endAction = endAction;
  return decision;
}

const dateOrNull = (day: Day): PlainDate | null => (day === NEVER ? null : fromDay(day));
