import type { DatabaseSync } from 'node:sqlite';

import { retrying } from '../retry';
import type { RetryPolicy } from '../retry';
import { isBusy } from './errors';

interface Job {
  work: () => unknown;
  /** Tells the caller, once it is certain that the work is on disk. */
  done: (result: unknown) => void;
  failed: (error: unknown) => void;
}

type Outcome = { result: unknown } | { error: unknown };

/**
 * Writes that come at the same time share one transaction: making it last on disk is what takes the time, and webhooks
 * come in swarms. Each work is still whole or not at all, and fails alone.
 */
export class WriteQueue {
  private waiting: Job[] = [];
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly db: DatabaseSync,
    private readonly retry: RetryPolicy,
  ) {}

  /** Runs `work` under the write lock, after what was added before it. */
  add<T>(work: () => T): Promise<T> {
    return new Promise<T>((done, failed) => {
      this.waiting.push({ work, done: (result) => done(result as T), failed });
      this.flushing ??= this.flush();
    });
  }

  /** Resolves when everything added so far is done. */
  async settled(): Promise<void> {
    await this.flushing;
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      // One turn of the event loop, so that what arrives together is written together.
      await new Promise(setImmediate);
      const jobs: Job[] = [];
      try {
        const outcomes = await retrying(this.retry, isBusy, () => this.transaction(jobs));
        outcomes.forEach((outcome, n) => {
          if ('error' in outcome) jobs[n]?.failed(outcome.error);
          else jobs[n]?.done(outcome.result);
        });
      } catch (error) {
        // Nothing was written. Without a lock nothing was taken from the queue either, and all of it has waited long enough.
        for (const job of jobs.length > 0 ? jobs : this.waiting.splice(0)) job.failed(error);
      }
    }
    // Before anybody who was just told can add more: a later moment would leave their work lying.
    this.flushing = undefined;
  }

  private transaction(jobs: Job[]): Outcome[] {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      jobs.push(...this.waiting.splice(0));
      const outcomes =
        jobs.length === 1 ? jobs.map(({ work }) => ({ result: work() })) : jobs.map((job) => this.apart(job));
      this.db.exec('COMMIT');
      return outcomes;
    } catch (error) {
      // Some errors, a full disk among them, have already rolled back.
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Runs one of several works so that its failure leaves the others alone. */
  private apart({ work }: Job): Outcome {
    this.db.exec('SAVEPOINT job');
    try {
      const result = work();
      this.db.exec('RELEASE job');
      return { result };
    } catch (error) {
      if (!this.db.isTransaction) throw error;
      this.db.exec('ROLLBACK TO job; RELEASE job');
      return { error };
    }
  }
}
