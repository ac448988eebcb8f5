import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { factsOf } from '../../dunning/ledger/fold';
import { toMillis } from '../../dunning/ledger/instant';
import { isGloballyUnique, toldAddress } from '../../dunning/ledger/recording';
import type { ConsentChange } from '../../dunning/ledger/records';
import { endsAddress, isRefusal } from '../../dunning/ledger/standing';
import type { StoredContact } from '../../dunning/ledger/stored';
import { markUnreachable, refusalsAt, rememberAddresses } from './addresses';
import type { KnownAddress } from './addresses';
import type { Database, Session } from './database';
import { refusalAddress } from './event-rows';
import type { MatchedEvent } from './event-rows';
import { addConsent } from './records';
import { eventOf } from './rows';
import type { ContactRow, EventRow } from './rows';

/** What events change beside being stored: contacts, refusals and addresses. The locks of what they name must be held. */
export function effects(database: Database) {
  const s = database.schema;

  /** Events can come before the result that says which contact their message id belongs to. */
  async function matchWaiting(
    session: Session,
    writes: Array<{ id: string; contact: StoredContact }>,
    known: readonly KnownAddress[],
  ): Promise<void> {
    const named = writes.filter(({ contact }) => contact.providerMessageId !== null);
    if (named.length === 0) return;
    const messages = named.map(({ contact }) => contact.providerMessageId ?? '');
    const waiting = await session.rows<EventRow>(
      `UPDATE ${s}.events e SET contact = u.id, recipient = NULL
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::boolean[]) AS u (id, provider, message, global)
       WHERE e.contact IS NULL AND e.provider_message_id = u.message AND (e.provider = u.provider OR u.global)
       RETURNING e.*`,
      [
        named.map(({ id }) => id),
        named.map(({ contact }) => contact.provider),
        messages,
        messages.map(isGloballyUnique),
      ],
    );
    const hashOf = new Map(known.map(({ contact, hash }) => [contact, hash]));
    await takeEffect(
      session,
      waiting.map((row) => ({
        event: { ...eventOf(row), recipientHash: hashOf.get(row.contact ?? '') },
        contact: row.contact,
      })),
    );
  }

  /** What events that were matched to contacts change. */
  async function takeEffect(
    session: Session,
    events: ReadonlyArray<{ event: ContactEvent; contact: string | null }>,
  ): Promise<void> {
    const facts = new Map<string, number>();
    for (const { event, contact } of events) {
      if (contact !== null) facts.set(contact, (facts.get(contact) ?? 0) | factsOf(event));
    }
    const ids = [...facts.keys()];
    if (ids.length === 0) return;
    await session.change(
      `WITH locked AS (SELECT id FROM ${s}.contacts WHERE id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE)
       UPDATE ${s}.contacts c SET facts = c.facts | u.facts
       FROM unnest($1::bigint[], $2::int[]) AS u (id, facts), locked
       WHERE c.id = u.id AND c.id = locked.id AND c.facts | u.facts <> c.facts`,
      [ids, ids.map((id) => facts.get(id))],
    );
    const dead = events.flatMap(({ event, contact }) => {
      const hash = event.recipientHash;
      if (contact === null || hash === undefined || !endsAddress(event)) return [];
      return [{ contact, hash, at: toMillis(event.at, 'at') }];
    });
    await markUnreachable(session, s, dead);
    const refusals = events.filter(({ event, contact }) => contact !== null && isRefusal(event));
    if (refusals.length === 0) return;
    const owners = await session.rows<Pick<ContactRow, 'id' | 'account' | 'customer_id' | 'channel'>>(
      `SELECT id, account, customer_id, channel FROM ${s}.contacts WHERE id = ANY ($1::bigint[])`,
      [refusals.map(({ contact }) => contact)],
    );
    const byId = new Map(owners.map((row) => [row.id, row]));
    const changes = refusals.flatMap(({ event, contact }): ConsentChange[] => {
      const owner = contact === null ? undefined : byId.get(contact);
      if (!owner) return [];
      const { account, customer_id: customerId } = owner;
      const source = `${event.type}, ${event.provider}`;
      return [{ account, customerId, channel: owner.channel as Channel, change: 'opt_out', at: event.at, source }];
    });
    await refuse(session, changes);
  }

  /** Records refusals under the locks of their customers. */
  async function refuse(session: Session, changes: readonly ConsentChange[]): Promise<void> {
    if (changes.length === 0) return;
    const names = changes.map(({ account, customerId }) => `${account}\n${customerId}`);
    await database.lock(session, database.locksFor('customer', names));
    await addConsent(session, s, changes);
  }

  /** What events say of addresses: of whom they are, and who refuses at one of them. */
  async function takeAddresses(session: Session, events: readonly MatchedEvent[]): Promise<void> {
    const known = events.flatMap(({ event, contact }) => {
      const hash = toldAddress(event);
      return contact === null || hash === undefined ? [] : [{ contact, hash }];
    });
    const earlier = await rememberAddresses(session, s, known);
    const refusing = events.filter((one) => refusalAddress(one) !== null).map(({ event }) => event);
    await refuse(session, [...earlier, ...(await refusalsAt(session, s, refusing))]);
  }

  return { matchWaiting, takeEffect, takeAddresses, refuse };
}
