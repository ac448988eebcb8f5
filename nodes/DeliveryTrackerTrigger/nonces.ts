import { createHash } from 'node:crypto';

const MOST_KEPT = 50_000;

/**
 * The one-time words of calls whose signature covers nothing else (Mailgun). The same call may come again, as its sender repeats
 * it; another content under a word that was seen is somebody else's. Kept in memory: a restart forgets them.
 */
export class Nonces {
  private readonly seen = new Map<string, string>();

  /** Whether this word was seen with another content. Remembers it with this one. */
  usedOtherwise(provider: string, nonce: string, body: Uint8Array): boolean {
    const name = `${provider}\n${nonce}`;
    const content = createHash('sha256').update(body).digest('base64');
    const earlier = this.seen.get(name);
    if (earlier !== undefined) return earlier !== content;
    this.seen.set(name, content);
    if (this.seen.size > MOST_KEPT) this.seen.delete(this.seen.keys().next().value ?? name);
    return false;
  }
}
