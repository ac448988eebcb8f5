import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long to keep trying and how long to wait in between, in milliseconds. */
export interface RetryPolicy {
  forMs: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

/**
 * Runs `work` until it succeeds, fails for a reason that waiting does not cure, or `forMs` have passed. Waits grow, with
 * chance in them, so that processes that met at a lock do not meet again. Time is measured by the monotonic clock.
 * @throws what the last try threw
 */
export async function retrying<T>(
  policy: RetryPolicy,
  curable: (error: unknown) => boolean,
  work: () => T | Promise<T>,
): Promise<T> {
  const deadline = performance.now() + policy.forMs;
  for (let wait = policy.firstWaitMs; ; wait = Math.min(wait * 2, policy.longestWaitMs)) {
    try {
      return await work();
    } catch (error) {
      if (!curable(error) || performance.now() + wait > deadline) throw error;
    }
    await sleep(wait / 2 + (Math.random() * wait) / 2);
  }
}
