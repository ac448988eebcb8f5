import { isRefusal } from '../../dunning/ledger/standing';
import type { ReadyEvent } from '../../dunning/ledger/recording';
import type { Session } from './database';
import type { EventRow } from './rows';

/** `contact` is the row id of the contact it belongs to, when known. */
export type MatchedEvent = ReadyEvent & { contact: string | null };

/** What is unique about an event. */
export const nameOf = ({ event }: ReadyEvent): string => JSON.stringify([event.provider, event.eventId]);

/** Only of a refusal is kept who it is from, and only while nobody knows whose that is. */
export const refusalAddress = ({ event, contact }: MatchedEvent): string | null =>
  contact === null && isRefusal(event) ? (event.recipientHash ?? null) : null;

/** Adds events, each once. Returns the names of those that were new. */
export async function insertEvents(
  session: Session,
  s: string,
  matched: readonly MatchedEvent[],
  now: number,
): Promise<Set<string>> {
  const added = await session.rows<Pick<EventRow, 'provider' | 'event_id'>>(
    `INSERT INTO ${s}.events (provider, event_id, type, at, contact, contact_key, provider_message_id, detail,
       permanent, machine, refused, channel, recipient, received_at)
     SELECT u.*, $14::bigint
     FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
       $9::boolean[], $10::boolean[], $11::boolean[], $12::text[], $13::text[]) AS u
     ON CONFLICT (provider, event_id) DO NOTHING RETURNING provider, event_id`,
    [
      matched.map(({ event }) => event.provider),
      matched.map(({ event }) => event.eventId),
      matched.map(({ event }) => event.type),
      matched.map(({ at }) => at),
      matched.map(({ contact }) => contact),
      matched.map(({ event }) => event.contactKey ?? null),
      matched.map(({ message }) => message),
      matched.map(({ event }) => event.detail ?? null),
      matched.map(({ event }) => event.permanent ?? null),
      matched.map(({ event }) => event.machine ?? null),
      matched.map(({ event }) => (event.refused === true ? true : null)),
      matched.map((one) => (refusalAddress(one) === null ? null : (one.event.channel ?? null))),
      matched.map(refusalAddress),
      now,
    ],
  );
  return new Set(added.map((row) => JSON.stringify([row.provider, row.event_id])));
}
