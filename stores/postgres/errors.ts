import { LedgerError } from '../../dunning/ledger/ledger';

// SQLSTATE codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
const RESTARTING = ['57P01', '57P02', '57P03'];
const COLLIDED = ['40001', '40P01', '55P03'];
const FULL_HOUSE = '53300';
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];
const CERTIFICATE = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

/** Another worker got in between; the transaction was rolled back and is to be repeated. */
export class Collision extends Error {
  readonly code = '40001';
}

/** Whether trying again can help: the server restarts, the network broke, or two workers were in each other's way. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code.startsWith('08') || code === FULL_HOUSE) return true;
  if ([...RESTARTING, ...COLLIDED, ...NETWORK].includes(code)) return true;
  // pg gives these no code.
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    messageOf(error),
  );
}

/** An error of PostgreSQL or of the network as a `LedgerError` that says what to do; any other error as it is. */
export function asLedgerError(error: unknown, where: string): unknown {
  const fail = (what: string, advice: string) => new LedgerError(`${what}: ${where}`, advice, { cause: error });
  const code = codeOf(error);
  // pg_hba.conf asks for TLS; hosted databases say it in words of their own.
  if (code.startsWith('28') && /no encryption|SSL (off|connection is required)|sslmode/i.test(messageOf(error))) {
    return fail(
      'PostgreSQL does not let this user in without encryption',
      'Turn the encryption (TLS) on in the credential. If that does not help, ask the administrator of the database to allow this user in pg_hba.conf.',
    );
  }
  if (code === '28000' && /pg_hba\.conf/.test(messageOf(error))) {
    return fail(
      'PostgreSQL does not let this user in from this machine',
      'Ask the administrator of the database to allow it in pg_hba.conf, or check the user and the database of the credential.',
    );
  }
  // pg finds out by itself that a password is asked for and none was given.
  if (code.startsWith('28') || messageOf(error).startsWith('SASL:')) {
    return fail(
      'PostgreSQL does not accept this user or password',
      'Check the user and the password of the credential.',
    );
  }
  if (CERTIFICATE.includes(code)) {
    return fail(
      'The certificate of PostgreSQL cannot be trusted',
      'Give the certificate authority that signed it in the credential, or check that the host name is the right one.',
    );
  }
  if (/does not support SSL/.test(messageOf(error))) {
    return fail(
      'PostgreSQL does not offer an encrypted connection',
      'Turn SSL on at the server, or off in the credential.',
    );
  }
  switch (code) {
    case 'ENOTFOUND':
      return fail('There is no such host', 'Check the host of the credential.');
    case '3D000':
      return fail('There is no such database', 'Create the database, or check its name in the credential.');
    case '42501':
      return fail(
        'This user may not use the ledger',
        'Grant the user the right to create in the database, or make the schema for it and let it own it.',
      );
    case '25006':
      return fail('PostgreSQL is read-only here', 'Connect to the primary server, not to a replica.');
    case '53100':
      return fail(
        'The disk of PostgreSQL is full',
        'Free some space, then run again. Nothing of this step was written.',
      );
    case FULL_HOUSE:
      return fail(
        'PostgreSQL has no connection left',
        'Raise max_connections, or lower the connections of the credential on each worker.',
      );
  }
  if (isPassing(error)) {
    return fail(
      'PostgreSQL cannot be reached',
      'Check that it is running and that n8n can reach it, then run again. Nothing of this step was half-written.',
    );
  }
  if (/^(42|22|23|53|54|58|XX)/.test(code)) {
    return fail(
      `PostgreSQL refused (${code})`,
      'Nothing of this step was written. Look in the log of PostgreSQL for the reason.',
    );
  }
  return error;
}

// Not `instanceof Error`: an error that Node itself throws is no instance of the Error of another realm.
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

function messageOf(error: unknown): string {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
  return typeof message === 'string' ? message : '';
}
