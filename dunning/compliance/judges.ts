import { weekdayOf } from './clock';
import type { Bound } from './compile';
import type { Context } from './context';
import { capOpens, cooldownOpens, oneChannelOpens, spacingOpens } from './rules/frequency';
import { contentOpens } from './rules/content';
import { permissionOpens } from './rules/permission';
import { chargesOpen } from './rules/charges';
import { nextOpening, rangesOn } from './rules/window';
import { requestedHours } from './rules/requested';

/** What a rule says about an instant. */
export interface Finding {
  /** The first instant not before it at which the rule is satisfied; the same instant: it is satisfied; `Infinity`: never. */
  opens: number;
  /** Why not, when it is not. */
  code: string;
  /** What the rule asks for and nobody could check. */
  unchecked?: string[];
}

/** Asks one rule about one instant. */
export function ask(bound: Bound, context: Context, t: number): Finding {
  const finding = askAnyDay(bound, context, t);
  if (finding.opens === t || (bound.from === -Infinity && bound.until === Infinity)) return finding;
  // A rule that is not in force on that day is satisfied; one that ends is satisfied from the day after.
  let ends = -Infinity;
  for (const clock of context.clocks) {
    const day = clock.dayAt(t);
    if (day < bound.from || day > bound.until) continue;
    ends = Math.max(ends, bound.until === Infinity ? Infinity : clock.startOfDay(bound.until + 1));
  }
  if (ends === -Infinity) return { opens: t, code: '' };
  return { ...finding, opens: Math.min(finding.opens, ends) };
}

function askAnyDay(bound: Bound, context: Context, t: number): Finding {
  const { rule } = bound;
  switch (rule.kind) {
    case 'window':
      return askWindow(bound, context, t);
    case 'cap':
      return { opens: capOpens(rule, context, t), code: `CAP_${rule.per.unit.toUpperCase()}` };
    case 'spacing':
      return { opens: spacingOpens(rule, context, t), code: 'MINIMUM_SPACING' };
    case 'cooldown':
      return { opens: cooldownOpens(rule, context, t), code: 'COOLDOWN_AFTER_CONVERSATION' };
    case 'one_channel_per_week':
      return { opens: oneChannelOpens(rule, context, t), code: 'OTHER_CHANNEL_SAME_WEEK' };
    case 'required_content':
    case 'forbidden_content':
      return contentOpens(rule, context, t);
    case 'fee_max':
    case 'interest_max':
    case 'fixed_sum':
      return chargesOpen(rule, context, t);
    case 'location':
    case 'purpose':
    case 'debt_excluded':
      // They change what the other rules look at; see gate.ts.
      return { opens: t, code: '' };
    default:
      return permissionOpens(rule, context, t);
  }
}

const CLOSED_DAY = ['CLOSED_DAY', 'CLOSED_DAY', 'CLOSED_DAY', 'CLOSED_DAY', 'CLOSED_DAY', 'SATURDAY', 'SUNDAY'];

function askWindow(bound: Bound, context: Context, t: number): Finding {
  const statutory = bound.hours;
  if (!statutory || bound.rule.kind !== 'window') return { opens: t, code: '' };
  const hours = requestedHours(statutory, bound.rule, context.facts);
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
  return { opens: latest, code };
}
