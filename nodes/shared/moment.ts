import { DateTime } from 'luxon';

import { InputError } from '../../dunning/errors';

/** The hour at which a replay of a bare date is judged: within every country's contact hours on a working day. */
const MORNING = 10;

/** `momentFor` for many items: each pair of moment and zone is worked out once. */
export function moments(now: string): (moment: string | undefined, timeZone: string | undefined) => string {
  const known = new Map<string, string>();
  return (moment, timeZone) => {
    if (moment === undefined) return now;
    const pair = `${moment} ${timeZone}`;
    const found = known.get(pair) ?? momentFor(moment, timeZone, now);
    known.set(pair, found);
    return found;
  };
}

/**
 * The instant to judge: now, or the fixed moment. A bare date means ten in the customer's morning.
 * @param moment a date, an instant with offset, or undefined for now
 * @throws InputError when it is neither
 */
function momentFor(moment: string | undefined, timeZone: string | undefined, now: string): string {
  if (moment === undefined) return now;
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(moment);
  const zone = timeZone ?? 'utc';
  const time = bare
    ? DateTime.fromISO(moment, { zone }).set({ hour: MORNING })
    : DateTime.fromISO(moment, { setZone: true, zone });
  const iso = time.toISO({ suppressMilliseconds: true });
  if (time.isValid && iso) return iso;
  throw new InputError({
    field: 'Date and Time',
    found: moment,
    problem: 'is not a moment',
    advice: 'Write it as 2026-11-23T10:00:00-06:00, or as a date alone.',
  });
}
