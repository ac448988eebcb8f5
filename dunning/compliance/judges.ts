import { weekdayOf } from './clock';
import { SATISFIED, type Finding } from './finding';
import type { Bound } from './compile';
import type { Context } from './context';
import type { Rule, RuleOf } from './pack';
import { capOpens, cooldownOpens, oneChannelOpens, spacingOpens } from './rules/frequency';
import { contentOpens } from './rules/content';
import { permissionOpens } from './rules/permission';
import { chargesOpen } from './rules/charges';
import { nextOpening, rangesOn } from './rules/window';
import { requestedHours } from './rules/requested';

/** Asks one rule about one instant. */
export function ask(bound: Bound, context: Context, t: number): Finding {
  const finding = askAnyDay(bound, context, t);
  if (finding.opens <= t || bound.always) return finding;
  // A rule that is not in force on that day is satisfied; one that ends is satisfied from the day after.
  let ends = -Infinity;
  for (const clock of context.clocks) {
    const day = clock.dayAt(t);
    if (day < bound.from || day > bound.until) continue;
    ends = Math.max(ends, bound.until === Infinity ? Infinity : clock.startOfDay(bound.until + 1));
  }
  if (ends === -Infinity) return SATISFIED;
  return { ...finding, opens: Math.min(finding.opens, ends) };
}

function askAnyDay(bound: Bound, context: Context, t: number): Finding {
  switch (bound.kind) {
    case 'window':
      return askWindow(bound, context, t);
    case 'cap':
    case 'spacing':
    case 'cooldown':
    case 'one_channel_per_week':
      return askFrequency(bound.rule, context, t);
    case 'required_content':
    case 'forbidden_content':
      return contentOpens(bound.rule as RuleOf<'required_content' | 'forbidden_content'>, context, t);
    case 'fee_max':
    case 'interest_max':
    case 'fixed_sum':
      return chargesOpen(bound.rule as RuleOf<'fee_max' | 'interest_max' | 'fixed_sum'>, context, t);
    case 'location':
    case 'purpose':
    case 'debt_excluded':
      // They change what the other rules look at; see gate.ts.
      return SATISFIED;
    default:
      return permissionOpens(bound.rule, context, t);
  }
}

function askFrequency(rule: Rule, context: Context, t: number): Finding {
  if (context.earlier.length === 0 && rule.kind !== 'cap') return SATISFIED;
  switch (rule.kind) {
    case 'cap': {
      const opens = capOpens(rule, context, t);
      return opens <= t ? SATISFIED : { opens, code: CAP_CODES[rule.per.unit] };
    }
    case 'spacing':
      return { opens: spacingOpens(rule, context, t), code: 'MINIMUM_SPACING' };
    case 'cooldown':
      return { opens: cooldownOpens(rule, context, t), code: 'COOLDOWN_AFTER_CONVERSATION' };
    case 'one_channel_per_week':
      return { opens: oneChannelOpens(rule, context, t), code: 'OTHER_CHANNEL_SAME_WEEK' };
    default:
      return SATISFIED;
  }
}

const CAP_CODES = { day: 'CAP_DAY', week: 'CAP_WEEK', rolling_days: 'CAP_ROLLING_DAYS' } as const;

const CLOSED_DAY = ['CLOSED_DAY', 'CLOSED_DAY', 'CLOSED_DAY', 'CLOSED_DAY', 'CLOSED_DAY', 'SATURDAY', 'SUNDAY'];

function askWindow(bound: Bound, context: Context, t: number): Finding {
  const statutory = bound.hours;
  if (!statutory) return SATISFIED;
  const { requestedHours: requests } = context.facts;
  const hours = requests ? requestedHours(statutory, bound.rule as RuleOf<'window'>, requests) : statutory;
  let latest = t;
  let code = '';
  for (const clock of context.clocks) {
    const opening = nextOpening(hours, clock, bound.isHoliday, t);
    if (opening === 'unknown') return { opens: Infinity, code: 'HOLIDAYS_UNKNOWN' };
    if (opening <= latest) continue;
    latest = opening;
    const today = clock.dayAt(t);
    if (rangesOn(hours, bound.isHoliday, today).length > 0) code = 'OUTSIDE_WINDOW';
    else if (hours.days[weekdayOf(today)]?.length === 0) code = CLOSED_DAY[weekdayOf(today)] as string;
    else code = 'HOLIDAY';
  }
  return latest <= t ? SATISFIED : { opens: latest, code };
}
