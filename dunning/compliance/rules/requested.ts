import { InputError } from '../../errors';
import type { RequestedHours } from '../input';
import type { RuleOf } from '../pack';
import { toRanges, type Hours, type Range } from './window';

/**
 * The hours of a rule, or those the customer asked for where the rule lets an express request replace them. Such a request
 * opens only days that the rule leaves open, unless it names weekdays; holidays stay as they are.
 */
export function requestedHours(statutory: Hours, rule: RuleOf<'window'>, requested: readonly RequestedHours[]): Hours {
  const { customerMayChange: needed } = rule;
  if (!needed) return statutory;
  const requests = requested.filter((request) => qualifies(request, needed));
  if (requests.length === 0) return statutory;
  return {
    days: statutory.days.map((usual, weekday) =>
      requests
        .filter(({ weekdays }) => (weekdays ? weekdays.includes(weekday + 1) : usual.length > 0))
        .flatMap(rangesOf)
        .sort((a, b) => a[0] - b[0]),
    ),
    holiday: statutory.holiday,
    endInclusive: false,
  };
}

/** @throws InputError when the hours cannot be read, rather than take them for no wish at all. */
function rangesOf({ from, to }: RequestedHours): Range[] {
  if (TIME.test(from) && TIME.test(to) && from < to) return toRanges([[from, to]]);
  throw new InputError({
    field: 'facts.requestedHours',
    found: `${from}-${to}`,
    problem: 'are no hours of a day',
    advice: 'Write both ends with two digits each, the earlier first, for example 09:00 and 17:30.',
  });
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function qualifies(request: RequestedHours, needed: readonly string[]): boolean {
  return needed.every((need) => {
    if (need === 'requested') return request.requestedByConsumer === true;
    if (need === 'separate_instrument') return request.separateInstrument === true;
    return request.afterContract === true;
  });
}

/** A clause that the creditor wrote into the contract is nobody's wish: it neither opens hours nor shuts them. */
export function isWish({ requestedByConsumer, separateInstrument, afterContract }: RequestedHours): boolean {
  return requestedByConsumer !== false && separateInstrument !== false && afterContract !== false;
}

/** What the customer asked for, as hours of their own: no rule lets us contact them outside these. */
export function wishedHours(requests: readonly RequestedHours[]): Hours {
  return {
    days: [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      requests
        .filter(({ weekdays }) => !weekdays || weekdays.includes(weekday))
        .flatMap(rangesOf)
        .sort((a, b) => a[0] - b[0]),
    ),
    holiday: undefined,
    endInclusive: false,
  };
}
