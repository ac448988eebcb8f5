interface Timer {
  at: number;
  fire: () => void;
}

/**
 * Time that passes only when nothing is under way: while a call is on the wire, it stands still, and when all that is left is
 * waiting, it jumps to the end of the shortest wait. So an hour of retries takes no time, and no wait is cut short.
 */
export class VirtualTime {
  private readonly timers: Timer[] = [];
  private busy = 0;
  private looking = false;

  constructor(public now: number) {}

  readonly read = (): number => this.now;

  instant(): string {
    return new Date(this.now).toISOString();
  }

  /** Lets time pass between the runs; what comes due on the way happens when it is due. */
  pass(seconds: number): Promise<void> {
    return this.wait(seconds * 1_000);
  }

  wait(ms: number): Promise<void> {
    return new Promise((fire) => {
      this.timers.push({ at: this.now + ms, fire });
      this.look();
    });
  }

  /** Time stands still until the work is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.busy += 1;
    try {
      return await work;
    } finally {
      this.busy -= 1;
      this.look();
    }
  }

  private look(): void {
    if (this.looking) return;
    this.looking = true;
    // Some turns of the loop, so that whoever was told something can begin the next thing.
    const turn = (left: number): void => {
      setImmediate(() => {
        if (left > 0) return turn(left - 1);
        this.looking = false;
        this.jump();
      });
    };
    turn(3);
  }

  private jump(): void {
    if (this.busy > 0 || this.timers.length === 0) return;
    this.timers.sort((one, other) => one.at - other.at);
    const [next] = this.timers.splice(0, 1);
    if (!next) return;
    this.now = Math.max(this.now, next.at);
    next.fire();
    this.look();
  }
}
