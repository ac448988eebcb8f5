import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/**
 * Makes sure that the file exists, readable by its owner only, and says which file it is, whatever path leads to it.
 * SQLite gives its `-wal` and `-shm` companions the same permissions. An existing file or folder keeps its own.
 */
export function prepareFile(path: string): string {
  const existing = identity(path);
  if (existing) return existing;
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
  // Only ever a file that did not exist is opened here: closing one that SQLite has open in this process would drop
  // SQLite's POSIX locks on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY_FILE));
  } catch (error) {
    // Another process was faster.
    if (!existsSync(path)) throw error;
  }
  return identity(path) ?? path;
}

function identity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
