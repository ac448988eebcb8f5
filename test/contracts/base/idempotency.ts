import { createHash } from 'node:crypto';

import type { ApiAnswer, ApiRequest } from './http';

interface Kept {
  fingerprint: string;
  at: number;
  answer?: ApiAnswer;
}

/** What the keys say of a call: go on, still running, another body under the same key, or the answer of the first call. */
export type Standing = { is: 'new' } | { is: 'running' } | { is: 'other' } | { is: 'again'; answer: ApiAnswer };

/** Idempotency keys: the first call runs, the same call again gets its answer, another call under the same key is refused. */
export class Idempotency {
  private readonly kept = new Map<string, Kept>();

  /** @param lifetime for how many milliseconds a key is remembered. */
  constructor(private readonly lifetime: number) {}

  begin(key: string, request: ApiRequest, now: number): Standing {
    const print = fingerprint(request);
    const kept = this.kept.get(key);
    if (kept && now - kept.at < this.lifetime) {
      if (kept.fingerprint !== print) return { is: 'other' };
      return kept.answer ? { is: 'again', answer: kept.answer } : { is: 'running' };
    }
    this.kept.set(key, { fingerprint: print, at: now });
    return { is: 'new' };
  }

  /** Keeps the answer, or forgets the key where the provider does not keep such answers. */
  end(key: string, answer: ApiAnswer | undefined): void {
    const kept = this.kept.get(key);
    if (answer === undefined) this.kept.delete(key);
    else if (kept) kept.answer = answer;
  }
}

function fingerprint({ method, path, raw }: ApiRequest): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(raw).digest('hex');
}
