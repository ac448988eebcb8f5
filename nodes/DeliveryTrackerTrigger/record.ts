import type { Contact } from '../../dunning/ledger/contact';
import type { ContactEvent, EventType } from '../../dunning/ledger/events';
import type { FullLedger } from '../../dunning/ledger/records';

/** An event as it was stored. */
export interface RecordedEvent {
  event: ContactEvent;
  /** False when it had been stored before. */
  isNew: boolean;
  /** The contact it belongs to, as it stands now; absent where the ledger knows none. */
  contact?: Contact;
  /** Nothing says which message it is about: the contact is the latest at the address it came from. */
  isByAddress?: boolean;
}

/** Whether an event starts the workflow. */
export type StartsWorkflow = (event: ContactEvent, isNew: boolean) => boolean;

/** Each event of a call once: providers put the same one into a call twice. */
function once(events: readonly ContactEvent[]): ContactEvent[] {
  const byId = new Map(events.map((event) => [JSON.stringify([event.provider, event.eventId]), event] as const));
  return [...byId.values()];
}

/**
 * Stores the events of a call, and says of those that start the workflow whether they were new and whose they are. What an event means beyond its contact's
 * status, an opt-out or a payment, the ledger records with it.
 * @param now the wall clock
 * @throws LedgerError when they could not be stored; then none of them was
 */
export async function recordCall(
  ledger: FullLedger,
  events: readonly ContactEvent[],
  now: string,
  starts: StartsWorkflow,
): Promise<RecordedEvent[]> {
  const unique = once(events);
  if (unique.length === 0) return [];
  const stored = await ledger.storeEvents(unique, now);
  const starting = unique.flatMap((event, n): RecordedEvent[] => {
    const isNew = stored[n] === true;
    return starts(event, isNew) ? [{ event, isNew }] : [];
  });
  if (starting.length === 0) return [];
  const contacts = await ledger.identify(
    starting.map(({ event: { contactKey, provider, providerMessageId } }) => ({
      provider,
      ...(contactKey === undefined ? {} : { key: contactKey }),
      ...(providerMessageId === undefined ? {} : { providerMessageId }),
    })),
    now,
  );
  const known = starting.map((one, n): RecordedEvent => {
    const contact = contacts[n];
    return contact === undefined ? one : { ...one, contact };
  });
  return await placed(ledger, known, now);
}

/** What a customer says, as opposed to what becomes of a message. */
const SAID: ReadonlySet<EventType> = new Set(['replied', 'unsubscribed', 'complained']);

/** Finds by their address whom the words are from that name no message: an SMS does not, and few answers by WhatsApp do. */
async function placed(ledger: FullLedger, known: RecordedEvent[], now: string): Promise<RecordedEvent[]> {
  const unplaced = known.flatMap((one) => {
    const { contact, event } = one;
    if (contact !== undefined || event.recipientHash === undefined || !SAID.has(event.type)) return [];
    return [{ one, address: { hash: event.recipientHash, ...(event.channel ? { channel: event.channel } : {}) } }];
  });
  if (unplaced.length === 0) return known;
  const found = await ledger.contactsAt(
    unplaced.map(({ address }) => address),
    now,
  );
  const contacts = new Map(unplaced.map(({ one }, n) => [one, found[n]]));
  return known.map((one) => {
    const contact = contacts.get(one);
    return contact === undefined ? one : { ...one, contact, isByAddress: true };
  });
}
