import type { ContactFacts, RequestedHours } from '../input';
import type { RuleOf } from '../pack';
import { toRanges, type Hours } from './window';

/**
 * The hours of a rule, or those the customer asked for where the rule lets an express request replace them. Such a request
 * opens only days that the rule leaves open, unless it names weekdays; holidays stay as they are.
 */
export function requestedHours(statutory: Hours, rule: RuleOf<'window'>, facts: ContactFacts): Hours {
  const { customerMayChange: needed } = rule;
  if (!needed || !facts.requestedHours) return statutory;
  const requests = facts.requestedHours.filter((request) => qualifies(request, needed));
  if (requests.length === 0) return statutory;
  return {
    days: statutory.days.map((usual, weekday) =>
      requests
        .filter(({ weekdays }) => (weekdays ? weekdays.includes(weekday + 1) : usual.length > 0))
        .flatMap(({ from, to }) => toRanges([[from, to]]))
        .sort((a, b) => a[0] - b[0]),
    ),
    holiday: statutory.holiday,
    endInclusive: false,
  };
}

function qualifies(request: RequestedHours, needed: readonly string[]): boolean {
  return needed.every((need) => {
    if (need === 'requested') return request.requestedByConsumer === true;
    if (need === 'separate_instrument') return request.separateInstrument === true;
    return request.afterContract === true;
  });
}

/** What the customer asked for, as hours of their own: no rule lets us contact them outside these. */
export function wishedHours(requests: readonly RequestedHours[]): Hours {
  return {
    days: [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      requests
        .filter(({ weekdays }) => !weekdays || weekdays.includes(weekday))
        .flatMap(({ from, to }) => toRanges([[from, to]]))
        .sort((a, b) => a[0] - b[0]),
    ),
    holiday: undefined,
    endInclusive: false,
  };
}
