import { createHash } from 'node:crypto';

import type { ContactIdentity } from './contact';

/**
 * The contact key: 40 hexadecimal characters (160 bits of SHA-256) over account, customer, scope, cycle, stage, channel
 * and attempt. The order of the scope does not matter. The parts are serialised as JSON, so that no two different
 * identities can run together into one text.
 */
export function contactKey(identity: ContactIdentity): string {
  const { account, customerId, scope, cycle, stage, channel, attempt } = identity;
  const parts = [account, customerId, [...scope].sort(), cycle, stage, channel, attempt];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
