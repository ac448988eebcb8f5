import type { ContactEvent } from '../../dunning/ledger/events';
import { toMillis } from '../../dunning/ledger/instant';
import type { SendResult } from '../../dunning/ledger/ledger';
import {
  applyResult,
  applySettlement,
  messageId,
  readyEvent,
  saysRefused,
  saysUnreachable,
  storableId,
} from '../../dunning/ledger/recording';
import type { ReadyEvent } from '../../dunning/ledger/recording';
import { factOfEvent, isPaymentEvent, ownerOfEvent } from '../../dunning/ledger/payment-events';
import type { ConsentChange, ContactReference, Settlement } from '../../dunning/ledger/records';
import type { StoredContact } from '../../dunning/ledger/stored';
import { markUnreachable, rememberAddresses } from './addresses';
import type { KnownAddress } from './addresses';
import type { Database, Session } from './database';
import { effects } from './effects';
import { insertEvents, nameOf } from './event-rows';
import type { MatchedEvent } from './event-rows';
import { matchContacts } from './matching';
import { ownersOf } from './owners';
import type { paymentStore } from './payments';
import { contactOf } from './rows';
import type { ContactRow } from './rows';

type PaymentStore = ReturnType<typeof paymentStore>;

/** Results and provider events. */
export function eventStore(database: Database, payments: PaymentStore) {
  const s = database.schema;
  const { matchWaiting, takeEffect, takeAddresses, refuse } = effects(database);

  async function lockedByKey({ rows }: Session, keys: readonly string[]): Promise<Map<string, ContactRow>> {
    const found = await rows<ContactRow>(`SELECT * FROM ${s}.contacts WHERE key = ANY ($1) ORDER BY id FOR UPDATE`, [
      keys,
    ]);
    return new Map(found.map((row) => [row.key, row]));
  }

  async function inOrder({ rows }: Session, keys: Iterable<string>): Promise<StoredContact[]> {
    const list = [...keys];
    const found = await rows<ContactRow>(`SELECT * FROM ${s}.contacts WHERE key = ANY ($1)`, [list]);
    const byKey = new Map(found.map((row) => [row.key, contactOf(row)]));
    return list.flatMap((key) => byKey.get(key) ?? []);
  }

  async function recordResults(results: SendResult[]): Promise<StoredContact[]> {
    if (results.length === 0) return [];
    const keys = new Set(results.map(({ key }) => key));
    const messages = results.flatMap(({ providerMessageId }) => messageId(providerMessageId) ?? []);
    // An event that names one of these messages waits until it can see them, and the other way round.
    const hashes = results.flatMap(({ recipientHash }) => recipientHash ?? []);
    const locks = [...database.locksFor('message', messages), ...database.locksFor('address', hashes)];
    return database.transaction(locks, async (session) => {
      const rows = await lockedByKey(session, [...keys]);
      const stored = new Map([...rows].map(([key, row]) => [key, contactOf(row)]));
      const changed = new Set<string>();
      const known: KnownAddress[] = [];
      const dead: Array<KnownAddress & { at: number }> = [];
      const refusals: ConsentChange[] = [];
      for (const result of results) {
        const contact = stored.get(result.key);
        const change = contact && applyResult(contact, result);
        if (!change) continue;
        stored.set(result.key, { ...contact, ...change });
        changed.add(result.key);
        if (saysRefused(result)) {
          const { account, customerId, channel } = contact;
          const source = `failed, ${result.provider}`;
          refusals.push({ account, customerId, channel, change: 'opt_out', at: result.at, source });
        }
        const id = rows.get(result.key)?.id;
        if (id === undefined || result.recipientHash === undefined) continue;
        const address = { contact: id, hash: result.recipientHash };
        known.push(address);
        if (saysUnreachable(result)) dead.push({ ...address, at: toMillis(result.at, 'at') });
      }
      const writes = [...changed].flatMap((key) => {
        const contact = stored.get(key);
        const id = rows.get(key)?.id;
        return contact && id !== undefined ? [{ id, contact }] : [];
      });
      await session.change(
        `UPDATE ${s}.contacts c SET state = u.state, facts = u.facts, provider = u.provider,
           provider_message_id = u.message, detail = u.detail
         FROM unnest($1::bigint[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[])
           AS u (id, state, facts, provider, message, detail)
         WHERE c.id = u.id`,
        [
          writes.map(({ id }) => id),
          writes.map(({ contact }) => contact.state),
          writes.map(({ contact }) => contact.facts),
          writes.map(({ contact }) => contact.provider),
          writes.map(({ contact }) => contact.providerMessageId),
          writes.map(({ contact }) => contact.detail),
        ],
      );
      await markUnreachable(session, s, dead);
      await matchWaiting(session, writes, known);
      await refuse(session, [...refusals, ...(await rememberAddresses(session, s, known))]);
      return inOrder(session, keys);
    });
  }

  async function recordEvents(events: ContactEvent[], now: number): Promise<{ stored: number; known: number }> {
    const stored = (await storeEvents(events, now)).filter(Boolean).length;
    return { stored, known: events.length - stored };
  }

  /** Says of each event whether it was new. */
  async function storeEvents(events: ContactEvent[], now: number): Promise<boolean[]> {
    const all = events.map((given) => readyEvent(given, now));
    const once = new Map<string, ReadyEvent>();
    for (const one of all) if (!once.has(nameOf(one))) once.set(nameOf(one), one);
    const ready = [...once.values()];
    if (ready.length === 0) return [];
    const messages = ready.flatMap(({ message }) => message ?? []);
    const told = ready.flatMap(({ event, at }) => factOfEvent(event, at, undefined) ?? []);
    const locks = [
      ...database.locksFor('message', messages),
      ...database.locksFor('payment', payments.lockNames(told)),
      // Whose an address is and who refuses there must see each other.
      ...database.locksFor(
        'address',
        ready.flatMap(({ event }) => event.recipientHash ?? []),
      ),
    ];
    const added = await database.transaction(locks, (session) => store(session, ready, now));
    return all.map((one) => added.has(nameOf(one)) && once.get(nameOf(one)) === one);
  }

  /** Returns the names of the events that were new. */
  async function store(session: Session, ready: readonly ReadyEvent[], now: number): Promise<Set<string>> {
    const contacts = await matchContacts(
      session,
      s,
      ready.map(({ event, message }) => ({ key: event.contactKey, provider: event.provider, message })),
    );
    const matched = ready.map((one, n): MatchedEvent => ({ ...one, contact: contacts[n] ?? null }));
    const names = await insertEvents(session, s, matched, now);
    const fresh = matched.filter((one) => names.has(nameOf(one)));
    // Before the contacts' rows are locked: payments lock their customers, and claims lock customers first, too.
    await takePayments(session, fresh, now);
    await takeEffect(session, fresh);
    await takeAddresses(session, fresh);
    return names;
  }

  async function takePayments(session: Session, events: readonly MatchedEvent[], now: number): Promise<void> {
    const told = events.filter(({ event }) => isPaymentEvent(event));
    if (told.length === 0) return;
    const known = await ownersOf(
      session,
      s,
      told.map(({ event }) => event),
    );
    const facts = told.flatMap(({ event, at }) => factOfEvent(event, at, ownerOfEvent(event, known)) ?? []);
    await payments.add(session, facts, now);
  }

  function settle(settlements: Settlement[], now: number): Promise<StoredContact[]> {
    const keys = new Set(settlements.map(({ key }) => key));
    return database.transaction([], async (session) => {
      const rows = await lockedByKey(session, [...keys]);
      const stored = new Map([...rows].map(([key, row]) => [key, contactOf(row)]));
      const evidence: ContactEvent[] = [];
      for (const settlement of settlements) {
        const contact = stored.get(settlement.key);
        const settled = contact && applySettlement(contact, settlement, now);
        if (!settled) continue;
        stored.set(settlement.key, { ...contact, ...settled.change });
        evidence.push(settled.event);
      }
      const changed = evidence.flatMap(({ contactKey = '' }) => stored.get(contactKey) ?? []);
      await session.change(
        `UPDATE ${s}.contacts c SET state = u.state, facts = u.facts
         FROM unnest($1::text[], $2::text[], $3::int[]) AS u (key, state, facts) WHERE c.key = u.key`,
        [changed.map(({ key }) => key), changed.map(({ state }) => state), changed.map(({ facts }) => facts)],
      );
      const ready = evidence.map((event) => readyEvent(event, now));
      if (ready.length > 0) await store(session, ready, now);
      return inOrder(session, keys);
    });
  }

  async function identify(references: ContactReference[]): Promise<Array<StoredContact | undefined>> {
    if (references.length === 0) return [];
    return database.snapshot(async (session) => {
      const ids = await matchContacts(
        session,
        s,
        references.map(({ key, provider, providerMessageId }) => ({
          key: key === undefined ? undefined : storableId(key),
          provider,
          message: messageId(providerMessageId),
        })),
      );
      const found = await session.rows<ContactRow>(`SELECT * FROM ${s}.contacts WHERE id = ANY ($1::bigint[])`, [
        ids.filter((id) => id !== null),
      ]);
      const byId = new Map(found.map((row) => [row.id, contactOf(row)]));
      return ids.map((id) => (id === null ? undefined : byId.get(id)));
    });
  }

  return { recordResults, recordEvents, storeEvents, settle, identify };
}
