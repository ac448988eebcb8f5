import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { filled } from '../shared/parameters';
import { secretList } from '../shared/secret-lists';

/** Says whether a secret is there that calls can be checked with. Nobody can be asked whether it is the right one. */
export async function webhookCredentialTest(
  this: ICredentialTestFunctions,
  { data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
  const hasPair = filled(data.user) !== undefined && filled(data.password) !== undefined;
  const secrets = secretList(data.webhookSecrets).length;
  if (secrets === 0 && !hasPair) {
    return {
      status: 'Error',
      message: 'Enter a webhook secret, or a user and a password: without one every call is refused.',
    };
  }
  if (secrets === 0) return { status: 'OK', message: 'A user and a password are set, for Postmark or Brevo.' };
  const count = secrets === 1 ? 'One secret is' : `${secrets} secrets are`;
  return { status: 'OK', message: `${count} set. Whether it is the right one shows with the provider’s first call.` };
}
