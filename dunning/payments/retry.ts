import type { ProviderFailure } from './failure';

/** Most tries of one request, the first included. */
export const MOST_TRIES = 4;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before a failed request is sent again, in milliseconds; undefined when it must not be. Too many requests
 * and a key that is still in flight made nothing, so waiting is always safe; a fault of the provider or the network may have
 * made something, so only a repeatable request is sent again. `Retry-After` is honoured; what is longer than half a minute is
 * left to a later run.
 * @param tries how often it was sent already
 * @param chance between 0 and 1, so that many runs do not come back at the same moment
 */
export function waitBeforeRetry(
  failure: ProviderFailure,
  repeatable: boolean,
  tries: number,
  chance: number,
): number | undefined {
  if (tries >= MOST_TRIES) return undefined;
  const harmless = failure.kind === 'rate_limit' || failure.kind === 'in_flight';
  const faulty = failure.kind === 'unavailable' || failure.kind === 'no_answer';
  if (!harmless && !(faulty && repeatable)) return undefined;
  // The same answer would be replayed as often as it is asked for.
  if (failure.replayed) return undefined;
  if (failure.retryAfterSeconds !== undefined) {
    const asked = failure.retryAfterSeconds * 1_000;
    return asked > LONGEST_WAIT_MS ? undefined : asked;
  }
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  return Math.round(wait / 2 + (wait / 2) * chance);
}
