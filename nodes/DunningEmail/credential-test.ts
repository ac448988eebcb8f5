import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { openMailer } from '../shared/smtp';
import { explain } from '../shared/smtp-errors';
import type { SmtpFailure } from '../shared/smtp-errors';
import { smtpSettings } from '../shared/smtp-settings';

/** Someone is looking at the panel and waiting: give up sooner than a run does, and do not try again. */
const PATIENCE = { connections: 1, answerTimeoutMs: 15_000, retryAfterMs: [] };

/** Connects to the server and signs in, as a run would, and says in plain words what went wrong. Sends nothing. */
export async function smtpConnectionTest(
  this: ICredentialTestFunctions,
  credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
  try {
    const settings = smtpSettings(credential.data ?? {});
    const mailer = await openMailer(settings, PATIENCE);
    try {
      await mailer.verify();
      return { status: 'OK', message: 'The mail server answers and lets this user in.' };
    } catch (error) {
      const { message, advice } = explain(error as SmtpFailure, settings);
      return { status: 'Error', message: `${message} ${advice}` };
    } finally {
      mailer.close();
    }
  } catch (error) {
    if (error instanceof InputError) return { status: 'Error', message: error.message };
    return { status: 'Error', message: 'The connection could not be tried. Check every field of the credential.' };
  }
}
