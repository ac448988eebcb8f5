import type { IDataObject } from 'n8n-workflow';

import type { Contact } from '../../../dunning/ledger/contact';

/** A contact as a person or an agent reads it: without the token, which is the ledger's own. */
export function shownContact(contact: Contact): IDataObject {
  const { token, ...rest } = contact;
  void token;
  return { ...rest } as unknown as IDataObject;
}
