import type { INodeExecutionData } from 'n8n-workflow';

import type { Contact } from '../../../dunning/ledger/contact';
import type { ContactEvent } from '../../../dunning/ledger/events';
import type { FullLedger } from '../../../dunning/ledger/records';
import { withDunning } from '../../shared/items';
import type { Batch } from './batch';
import { foundContacts } from './references';
import type { Which } from './references';

/** An event on its way, and which contact it is about. */
export interface Meant {
  which: Which;
  /** Makes the event once the contact is known; `about` names the contact in an id that the same fact always yields. */
  event: (about: string, contact: Contact | undefined) => ContactEvent;
}

/**
 * Records one event for every item of a batch and puts the items out with the event and the contact as it now stands. An event
 * whose contact is not known (yet) is kept: it finds its contact when the result of sending is recorded.
 */
export async function recordMeant(
  ledger: FullLedger,
  batch: Batch<Meant>,
  now: string,
): Promise<INodeExecutionData[][]> {
  const before = await foundContacts(ledger, batch.entries, now);
  const events = batch.entries.map(({ value }, at): ContactEvent => {
    const contact = before[at];
    const reference = 'reference' in value.which ? value.which.reference : {};
    const about = contact?.key ?? reference.key ?? reference.providerMessageId ?? JSON.stringify(value.which);
    const event = value.event(about, contact);
    const key = contact?.key ?? reference.key;
    return {
      ...event,
      ...(key === undefined ? {} : { contactKey: key }),
      ...(reference.providerMessageId === undefined ? {} : { providerMessageId: reference.providerMessageId }),
    };
  });
  await ledger.recordEvents(events, now);
  const after = await ledger.identify(
    before.map((contact) => (contact ? { key: contact.key } : {})),
    now,
  );
  batch.entries.forEach(({ index, item }, at) => {
    const event = events[at];
    const record = after[at];
    if (event) batch.put(index, withDunning(item, index, { event, ...(record ? { record } : {}) }));
  });
  return batch.outputs();
}
