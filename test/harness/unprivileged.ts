import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whom a server runs as; nothing when the test itself does not run as root. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

/** Servers refuse to run as root; then they run as a user that Debian has for such things. */
export function unprivileged(user: string): RunAs {
  if (process.getuid?.() !== 0) return {};
  const number = (which: string) => Number(execFileSync('id', [which, user], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}

/** A folder below the system's temporary one that this user may write into. */
export function folderFor({ uid, gid }: RunAs, prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}
