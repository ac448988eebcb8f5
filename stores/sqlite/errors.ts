import { LedgerError } from '../../dunning/ledger/ledger';

// Primary result codes of SQLite, https://www.sqlite.org/rescode.html; the low byte of `errcode`.
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** The primary SQLite result code behind an error, or undefined when SQLite did not cause it. */
function resultCode(error: unknown): number | undefined {
  const code = field(error, 'errcode');
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Whether another connection held a lock, so that trying again can help. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code === BUSY || code === LOCKED;
}

/** An error of SQLite or the file system as a `LedgerError` that says what to do; any other error as it is. */
export function asLedgerError(error: unknown, path: string): unknown {
  const fail = (what: string, advice: string) => new LedgerError(`${what}: ${path}`, advice, { cause: error });
  switch (resultCode(error)) {
    case BUSY:
    case LOCKED:
      return fail(
        'The ledger is locked by another process',
        'Try again in a moment. If it stays locked, look for another program that keeps the file open, such as a backup.',
      );
    case READONLY:
      return fail(
        'The ledger cannot be written to',
        'Allow the user that n8n runs as to write to the file and to its folder.',
      );
    case IOERR:
      return fail(
        'The disk reported an error while the ledger was used',
        'Check the disk and the free space, then run again. Nothing of this step was written.',
      );
    case FULL:
      return fail('The disk is full', 'Free some space, then run again. Nothing of this step was written.');
    case CANTOPEN:
      return fail('The ledger cannot be opened', 'Check that the folder exists and that n8n may read and write in it.');
    case NOTADB:
      return fail(
        'The file is not a ledger',
        'Give another path, or move that file away so that a new ledger is made.',
      );
    case CORRUPT:
      return fail(
        'The ledger file is damaged',
        'Restore it from a backup. Until then nothing is sent, because nobody could tell what already was.',
      );
    default:
      return fileError(error, path) ?? error;
  }
}

function fileError(error: unknown, path: string): LedgerError | undefined {
  const fail = (what: string, advice: string) => new LedgerError(`${what}: ${path}`, advice, { cause: error });
  switch (field(error, 'code')) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fail('The ledger cannot be opened', 'Allow the user that n8n runs as to read and write that folder.');
    case 'ENOSPC':
    case 'EDQUOT':
      return fail('The disk is full', 'Free some space, then run again. Nothing of this step was written.');
    case 'EEXIST':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'ERR_INVALID_ARG_VALUE':
      return fail('The ledger cannot be opened', 'Give the path of a file, in a folder that exists or can be made.');
    default:
      return undefined;
  }
}

// Not `instanceof Error`: an error that Node itself throws is no instance of the Error of another realm.
function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
