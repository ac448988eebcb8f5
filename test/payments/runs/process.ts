import type { LinkLedger } from '../../../dunning/payments/link-ledger';
import type { VirtualTime } from './virtual-time';

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

  /** The ledger as this process uses it. While the database works, time stands still. */
  ledger(real: LinkLedger, time: VirtualTime): LinkLedger {
    const during = <T>(work: () => Promise<T>): Promise<T> => this.step(() => time.during(work()));
    return {
      open: (...given) => during(() => real.open(...given)),
      calling: (...given) => during(() => real.calling(...given)),
      made: (...given) => during(() => real.made(...given)),
      failed: (...given) => during(() => real.failed(...given)),
      unsure: (...given) => during(() => real.unsure(...given)),
      ended: (...given) => during(() => real.ended(...given)),
      find: (...given) => during(() => real.find(...given)),
    };
  }

  private die(): never {
    this.dead = true;
    throw new Crash();
  }
}
