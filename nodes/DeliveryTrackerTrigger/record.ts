import type { Contact } from '../../dunning/ledger/contact';
import type { ContactEvent } from '../../dunning/ledger/events';
import type { FullLedger } from '../../dunning/ledger/records';

/** An event as it was stored. */
export interface RecordedEvent {
  event: ContactEvent;
  /** False when it had been stored before. */
  isNew: boolean;
  /** The contact it belongs to, as it stands now; absent where the ledger knows none. */
  contact?: Contact;
}

/** Each event of a call once: providers put the same one into a call twice. */
function once(events: readonly ContactEvent[]): ContactEvent[] {
  const byId = new Map(events.map((event) => [JSON.stringify([event.provider, event.eventId]), event] as const));
  return [...byId.values()];
}

/**
 * Stores the events of a call, and says of each whether it was new and whose it is. What an event means beyond its contact's
 * status, an opt-out or a payment, the ledger records with it. The ledger writes what comes at the same time together.
 * @param now the wall clock
 * @throws LedgerError when an event could not be stored; others of the same call may have been
 */
export async function recordCall(
  ledger: FullLedger,
  events: readonly ContactEvent[],
  now: string,
): Promise<RecordedEvent[]> {
  const unique = once(events);
  if (unique.length === 0) return [];
  // All have ended before anything is decided, so that a failure of one leaves nothing running.
  const ended = await Promise.allSettled(unique.map((event) => ledger.recordEvents([event], now)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  const contacts = await ledger.identify(
    unique.map(({ contactKey, provider, providerMessageId }) => ({
      provider,
      ...(contactKey === undefined ? {} : { key: contactKey }),
      ...(providerMessageId === undefined ? {} : { providerMessageId }),
    })),
    now,
  );
  return unique.map((event, n) => {
    const one = ended[n];
    const contact = contacts[n];
    const isNew = one?.status === 'fulfilled' && one.value.stored > 0;
    return { event, isNew, ...(contact === undefined ? {} : { contact }) };
  });
}
