/** Fetches a text from an address; rejects when it cannot. */
export type FetchText = (url: string) => Promise<string>;

interface Kept {
  pem: Promise<string>;
  until: number;
}

const KEEP_MS = 6 * 3_600_000;
const KEEP_FAILURE_MS = 30_000;
const MOST_KEPT = 50;
const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 30;

/**
 * Certificates by their address, so that a call does not cost a request. How many are fetched in a minute is limited: which
 * certificate a call names is not yet signed by anybody, and a stranger shall not make us ask without end.
 */
export class Certificates {
  private readonly kept = new Map<string, Kept>();
  private fetched: number[] = [];

  /**
   * The certificate at an address, which the domain has pinned to the provider's host.
   * @param now milliseconds since 1970 UTC
   * @throws Error when it cannot be fetched now
   */
  async at(url: string, fetchText: FetchText, now: number): Promise<string> {
    const known = this.kept.get(url);
    if (known && now < known.until) return await known.pem;
    this.fetched = this.fetched.filter((moment) => now - moment < MINUTE_MS);
    if (this.fetched.length >= MOST_A_MINUTE) throw new Error('Too many certificates were asked for within a minute.');
    this.fetched.push(now);
    const entry: Kept = { pem: fetchText(url), until: now + KEEP_MS };
    this.kept.set(url, entry);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value ?? url);
    entry.pem.catch(() => {
      entry.until = now + KEEP_FAILURE_MS;
    });
    return await entry.pem;
  }
}
