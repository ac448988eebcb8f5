import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { linkAddress } from '../../dunning/providers/tracking';
import { filled } from '../shared/parameters';
import { secretList, wordList } from './secrets';

type Credential = ICredentialsDecrypted<ICredentialDataDecryptedObject>;

const SHORTEST_KEY = 32;

/** Says whether a secret is there that calls can be checked with. Nobody can be asked whether it is the right one. */
export async function webhookCredentialTest(
  this: ICredentialTestFunctions,
  { data = {} }: Credential,
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

/** Says whether links can be made and read with this. */
export async function linksCredentialTest(
  this: ICredentialTestFunctions,
  { data = {} }: Credential,
): Promise<INodeCredentialTestResult> {
  const keys = secretList(data.signingSecret);
  if (keys.length !== 1 || (keys[0] ?? '').length < SHORTEST_KEY) {
    return {
      status: 'Error',
      message: `Enter one signing key: a random text of at least ${SHORTEST_KEY} characters without blanks.`,
    };
  }
  const address = filled(data.address);
  if (address === undefined) {
    return { status: 'OK', message: 'Links can be read. To put them into messages, the address is needed too.' };
  }
  try {
    linkAddress(address);
  } catch (error) {
    return { status: 'Error', message: error instanceof InputError ? error.message : 'The address cannot be read.' };
  }
  const hosts = wordList(data.allowedHosts);
  const clicks =
    hosts.length === 0 ? 'No clicks are counted, as no host is allowed.' : `Clicks may lead to ${hosts.join(', ')}.`;
  return { status: 'OK', message: `Links can be made and read. ${clicks}` };
}
