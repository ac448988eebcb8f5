import type { LinkLedger } from '../../../dunning/payments/link-ledger';

/** The process is gone: nothing it would still have done happens. */
export class Crash extends Error {}

/** Where a process dies: before or after the n-th thing it does outside of itself. */
export interface DeathAt {
  step: number;
  when: 'before' | 'after';
}

/** A process that can die between intent, call and record, as a worker that is killed does. */
export class Process {
  private steps = 0;
  private dead = false;

  constructor(private readonly death: DeathAt | undefined) {}

  /** Whether it has died. */
  get died(): boolean {
    return this.dead;
  }

  /** One thing that is done outside: it happens, or it does not, or it happens and nobody hears of it. */
  async step<T>(work: () => Promise<T>): Promise<T> {
    if (this.dead) throw new Crash();
    this.steps += 1;
    const here = this.death?.step === this.steps;
    if (here && this.death?.when === 'before') this.die();
    const done = await work();
    if (this.dead) throw new Crash();
    if (here) this.die();
    return done;
  }

  /** The ledger as this process uses it. */
  ledger(real: LinkLedger): LinkLedger {
    return {
      open: (...given) => this.step(() => real.open(...given)),
      made: (...given) => this.step(() => real.made(...given)),
      failed: (...given) => this.step(() => real.failed(...given)),
      unsure: (...given) => this.step(() => real.unsure(...given)),
      ended: (...given) => this.step(() => real.ended(...given)),
      find: (...given) => this.step(() => real.find(...given)),
    };
  }

  private die(): never {
    this.dead = true;
    throw new Crash();
  }
}
