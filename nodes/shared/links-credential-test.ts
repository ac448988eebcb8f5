import type {
  ICredentialDataDecryptedObject,
  ICredentialsDecrypted,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import { linkAddress } from '../../dunning/providers/tracking';
import { filled } from './parameters';
import { secretList, wordList } from './secret-lists';

const SHORTEST_KEY = 32;

/** Says whether links can be made and read with this. */
export async function linksCredentialTest(
  this: ICredentialTestFunctions,
  { data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
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
