import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { LedgerError } from '../../dunning/ledger/ledger';
import { probePostgres } from '../../stores/postgres/probe';
import { postgresSettings } from './postgres-settings';

/** Connects and does what a run would do, takes it all back, and says in plain words what went wrong. */
export async function postgresConnectionTest(
  this: ICredentialTestFunctions,
  credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
  try {
    const settings = postgresSettings(credential.data ?? {});
    const found = await probePostgres(settings);
    const state = found === 'ready' ? 'The record is there.' : 'The record will be made here on first use.';
    return { status: 'OK', message: `PostgreSQL answers and lets this user in. ${state}` };
  } catch (error) {
    if (error instanceof LedgerError) return { status: 'Error', message: `${error.message}. ${error.advice}` };
    if (error instanceof InputError) return { status: 'Error', message: error.message };
    return { status: 'Error', message: 'The connection could not be tried. Check every field of the credential.' };
  }
}
