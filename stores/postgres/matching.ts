import { isGloballyUnique } from '../../dunning/ledger/recording';
import type { Session } from './database';
import type { ContactRow } from './rows';

/** What can say which contact is meant; the message id in the form it is compared in. */
export interface Reference {
  key?: string;
  provider?: string;
  message: string | null;
}

/** The row ids of the contacts that are meant: by key, else by the provider's message id; null where there is none. */
export async function matchContacts(
  { rows }: Session,
  s: string,
  references: readonly Reference[],
): Promise<Array<string | null>> {
  type Match = Pick<ContactRow, 'id' | 'key' | 'provider' | 'provider_message_id'>;
  const matches = await rows<Match>(
    `SELECT id, key, provider, provider_message_id FROM ${s}.contacts WHERE key = ANY ($1)
     UNION ALL
     SELECT id, key, provider, provider_message_id FROM ${s}.contacts WHERE provider_message_id = ANY ($2)
     ORDER BY id`,
    [references.flatMap(({ key }) => key ?? []), references.flatMap(({ message }) => message ?? [])],
  );
  const byKey = new Map<string, string>();
  const byMessage = new Map<string, string>();
  for (const { id, key, provider, provider_message_id: message } of matches) {
    byKey.set(key, id);
    if (message === null) continue;
    byMessage.set(JSON.stringify([provider, message]), id);
    if (isGloballyUnique(message)) byMessage.set(JSON.stringify([null, message]), id);
  }
  return references.map(
    ({ key, provider = null, message }) =>
      (key === undefined ? undefined : byKey.get(key)) ??
      byMessage.get(JSON.stringify([provider, message])) ??
      byMessage.get(JSON.stringify([null, message])) ??
      null,
  );
}
