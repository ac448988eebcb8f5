import type { ApiRequest } from './http';

/**
 * When something goes wrong with a call: before the provider does anything; while it does, so that nothing comes of it (and
 * a provider that keeps answers keeps this one); or after all is done, so that only the answer is lost.
 */
export type Moment = 'before' | 'during' | 'after';

/** What goes wrong: the connection is cut, nothing is ever answered, or the answer is another one. */
export type Fault =
  | { kind: 'cut'; when: Exclude<Moment, 'during'> }
  | { kind: 'silence'; when: Exclude<Moment, 'during'> }
  | { kind: 'status'; status: number; when: Moment; retryAfter?: number }
  /** All is done, and the answer is 200 with something that is not what was promised. A refusal stays one. */
  | { kind: 'malformed'; body?: string };

/** Which calls a fault is for: a part of `POST /v1/payment_links`, or a test of the call. */
export type Matcher = string | ((request: ApiRequest) => boolean);

interface Planned {
  fault: Fault;
  matcher: Matcher | undefined;
  left: number;
}

/** A call that is under way until it is let go: its idempotency key is taken, and nothing is done yet. */
export interface Held {
  /** Fulfilled when the call has come in. */
  arrived: Promise<void>;
  release(): void;
}

interface PlannedHold {
  matcher: Matcher | undefined;
  arrive: () => void;
  released: Promise<void>;
}

const fits = (matcher: Matcher | undefined, request: ApiRequest): boolean =>
  matcher === undefined ||
  (typeof matcher === 'string' ? `${request.method} ${request.path}`.includes(matcher) : matcher(request));

/** The faults that a test has planned; each is used up by the calls it is for. */
export class Faults {
  private readonly planned: Planned[] = [];
  private readonly holds: PlannedHold[] = [];

  plan(fault: Fault, { on, times = 1 }: { on?: Matcher; times?: number } = {}): void {
    this.planned.push({ fault, matcher: on, left: times });
  }

  hold(on?: Matcher): Held {
    const arrived = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.holds.push({ matcher: on, arrive: arrived.resolve, released: released.promise });
    return { arrived: arrived.promise, release: released.resolve };
  }

  clear(): void {
    this.planned.length = 0;
  }

  take(request: ApiRequest): Fault | undefined {
    const found = this.planned.find(({ left, matcher }) => left > 0 && fits(matcher, request));
    if (found) found.left -= 1;
    return found?.fault;
  }

  /** Waits when a test holds this call back. */
  async wait(request: ApiRequest): Promise<void> {
    const index = this.holds.findIndex(({ matcher }) => fits(matcher, request));
    const [held] = index < 0 ? [] : this.holds.splice(index, 1);
    held?.arrive();
    await held?.released;
  }
}
