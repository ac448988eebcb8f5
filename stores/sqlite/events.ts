import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { factsOf } from '../../dunning/ledger/fold';
import type { SendResult } from '../../dunning/ledger/ledger';
import { factOfEvent, isPaymentEvent, ownerOfEvent } from '../../dunning/ledger/payment-events';
import type { KnownOwners } from '../../dunning/ledger/payment-events';
import type { PaymentFact } from '../../dunning/ledger/payments';
import { FORGOTTEN } from '../../dunning/ledger/records';
import type { ContactReference, Settlement } from '../../dunning/ledger/records';
import { toMillis } from '../../dunning/ledger/instant';
import { endsAddress, isRefusal } from '../../dunning/ledger/standing';
import {
  applyResult,
  applySettlement,
  isGloballyUnique,
  messageId,
  readyEvent,
  saysRefused,
  saysUnreachable,
  storableId,
  toldAddress,
} from '../../dunning/ledger/recording';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { AddressTable } from './addresses';
import type { KeyTable } from './keys';
import type { PaymentTable } from './payments';
import type { RecordTable } from './records';
import { linkOwners } from './payment-links';
import type { ReferenceTable } from './references';
import { CONTACT_COLUMNS, contactOf, eventOf } from './rows';

/** What recording needs to reach besides the events. */
export interface EventTables {
  keys: KeyTable;
  records: RecordTable;
  payments: PaymentTable;
  addresses: AddressTable;
  references: ReferenceTable;
}

/** Results and provider events. Every function runs inside a transaction that the caller holds. */
export function eventTable(db: DatabaseSync, { keys, records, payments, addresses, references }: EventTables) {
  const links = linkOwners(db);
  const contact = db.prepare(
    `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer WHERE c.id = ?`,
  );
  const idByMessage = db.prepare(
    `SELECT id FROM contacts WHERE provider_message_id = :message AND (provider = :provider OR :global)
     ORDER BY provider = :provider DESC, id DESC LIMIT 1`,
  );
  const change = db.prepare(
    `UPDATE contacts SET state = :state, facts = :facts, provider = :provider, provider_message_id = :message,
       detail = :detail WHERE id = :id`,
  );
  const addFacts = db.prepare('UPDATE contacts SET facts = facts | ? WHERE id = ?');
  const insert = db.prepare(
    `INSERT INTO events (provider, event_id, type, at, contact, contact_key, provider_message_id, detail, permanent,
       machine, received_at, refused, channel, recipient)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (provider, event_id) DO NOTHING`,
  );
  const unmatched = db.prepare(
    `SELECT * FROM events WHERE contact IS NULL AND provider_message_id = :message AND (provider = :provider OR :global)`,
  );
  const match = db.prepare('UPDATE events SET contact = ?, recipient = NULL WHERE id = ?');
  const owner = db.prepare('SELECT customer, channel FROM contacts WHERE id = ?');
  const resolve = db.prepare('UPDATE contacts SET state = ?, facts = ? WHERE id = ?');

  /** What an event that was matched to a contact changes. */
  function takeEffect(event: ContactEvent, contactId: number, hash: string | undefined): void {
    const facts = factsOf(event);
    if (facts !== 0) addFacts.run(facts, contactId);
    if (hash !== undefined && endsAddress(event)) records.markUnreachable(contactId, hash, toMillis(event.at, 'at'));
    if (isRefusal(event)) refuse(contactId, event.type, event);
  }

  /** Records that the customer of a contact refuses its channel. */
  function refuse(contactId: number, how: string, { provider, at }: Pick<ContactEvent, 'provider' | 'at'>): void {
    const contacted = owner.get(contactId);
    const source = `${how}, ${provider}`;
    const channel = contacted?.channel as Channel;
    records.addConsent(Number(contacted?.customer), { channel, change: 'opt_out', at, source });
  }

  /** Events can come before the result that says which contact their message id belongs to. */
  function matchWaiting(contactId: number, provider: string, message: string, hash: string | undefined): void {
    for (const row of unmatched.all({ message, provider, global: isGloballyUnique(message) ? 1 : 0 })) {
      match.run(contactId, Number(row.id));
      takeEffect(eventOf(row), contactId, hash);
    }
  }

  function recordResults(results: SendResult[]): StoredContact[] {
    const rows = keys.finder();
    const ids = new Set<number>();
    for (const result of results) {
      const id = rows.byClaim(result);
      const row = id === undefined ? undefined : contact.get(id);
      if (id === undefined || !row) continue;
      ids.add(id);
      const changed = applyResult(contactOf(row), result);
      if (!changed) continue;
      const { state, facts, provider, providerMessageId, detail } = changed;
      change.run({ id, state, facts, provider, message: providerMessageId, detail });
      addresses.remember(id, result.recipientHash);
      if (saysRefused(result)) refuse(id, 'failed', result);
      const { recipientHash: hash } = result;
      if (hash !== undefined && saysUnreachable(result)) records.markUnreachable(id, hash, toMillis(result.at, 'at'));
      if (providerMessageId !== null) matchWaiting(id, provider ?? result.provider, providerMessageId, hash);
    }
    return byIds(ids);
  }

  function settle(settlements: Settlement[], now: number): StoredContact[] {
    const rows = keys.finder();
    const ids = new Set<number>();
    for (const settlement of settlements) {
      const id = rows.byKey(settlement.key);
      const row = id === undefined ? undefined : contact.get(id);
      if (id === undefined || !row) continue;
      ids.add(id);
      const settled = applySettlement(contactOf(row), settlement, now);
      if (!settled) continue;
      resolve.run(settled.change.state, settled.change.facts, id);
      recordEvents([settled.event], now);
    }
    return byIds(ids);
  }

  function byIds(ids: Iterable<number>): StoredContact[] {
    return [...ids].flatMap((id) => {
      const row = contact.get(id);
      return row ? [contactOf(row)] : [];
    });
  }

  function byMessage(provider: string, message: string | null): number | undefined {
    if (message === null) return undefined;
    const found = idByMessage.get({ message, provider, global: isGloballyUnique(message) ? 1 : 0 });
    return found && Number(found.id);
  }

  /** Ways to find whose a payment is, for one write transaction. */
  function owners(rows: ReturnType<KeyTable['finder']>): KnownOwners {
    const byReference = references.finder();
    return {
      byReference: (reference) => byReference(reference) ?? links.byReference(reference),
      byKey(key) {
        const id = rows.byKey(storableId(key));
        const row = id === undefined ? undefined : contact.get(id);
        if (!row) return links.byKey(key);
        if (row.customer_id === FORGOTTEN) return undefined;
        const { account, customerId, scope, demands } = contactOf(row);
        return { account, customerId, invoices: demands ?? scope };
      },
    };
  }

  function recordEvents(events: ContactEvent[], now: number): { stored: number; known: number } {
    const stored = storeEvents(events, now).filter(Boolean).length;
    return { stored, known: events.length - stored };
  }

  /** Says of each event whether it was new. */
  function storeEvents(events: ContactEvent[], now: number): boolean[] {
    const rows = keys.finder();
    const known = owners(rows);
    const facts: PaymentFact[] = [];
    const isNew: boolean[] = [];
    for (const given of events) {
      const { event, at, message } = readyEvent(given, now);
      const byKey = event.contactKey === undefined ? undefined : rows.byKey(event.contactKey);
      const found = byKey ?? byMessage(event.provider, message) ?? null;
      const address = event.recipientHash;
      // Only of a refusal is kept who it is from, and only while nobody knows whose that is.
      const refusal = found === null && address !== undefined && isRefusal(event) ? address : null;
      const { changes } = insert.run(
        event.provider,
        event.eventId,
        event.type,
        at,
        found,
        event.contactKey ?? null,
        message,
        event.detail ?? null,
        flag(event.permanent),
        flag(event.machine),
        now,
        event.refused === true ? 1 : null,
        refusal === null ? null : (event.channel ?? null),
        refusal,
      );
      isNew.push(changes > 0);
      if (changes === 0) continue;
      if (refusal !== null) addresses.refuseAt(refusal, event);
      if (found !== null) {
        takeEffect(event, found, event.recipientHash);
        addresses.remember(found, toldAddress(event));
      }
      const fact = isPaymentEvent(event) && factOfEvent(event, at, ownerOfEvent(event, known));
      if (fact) facts.push(fact);
    }
    if (facts.length > 0) payments.add(facts, now);
    return isNew;
  }

  function identify(references: ContactReference[]): Array<StoredContact | undefined> {
    const rows = keys.finder();
    return references.map(({ key, provider = '', providerMessageId }) => {
      const byKey = key === undefined ? undefined : rows.byKey(storableId(key));
      const id = byKey ?? byMessage(provider, messageId(providerMessageId));
      return id === undefined ? undefined : byIds([id])[0];
    });
  }

  return { recordResults, recordEvents, storeEvents, settle, identify };
}

function flag(value: boolean | undefined): number | null {
  return value === undefined ? null : value ? 1 : 0;
}
