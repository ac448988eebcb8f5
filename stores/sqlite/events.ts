import type { DatabaseSync } from 'node:sqlite';

import type { Channel } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { factsOf } from '../../dunning/ledger/fold';
import { toInstant } from '../../dunning/ledger/instant';
import type { SendResult } from '../../dunning/ledger/ledger';
import type { Settlement } from '../../dunning/ledger/records';
import { isRefusal } from '../../dunning/ledger/standing';
import {
  applyResult,
  applySettlement,
  eventMillis,
  isGloballyUnique,
  knownType,
  messageId,
  shortened,
} from '../../dunning/ledger/recording';
import type { StoredContact } from '../../dunning/ledger/stored';
import type { RecordTable } from './records';
import { CONTACT_COLUMNS, contactOf, eventOf } from './rows';

/** Results and provider events. Every function runs inside a transaction that the caller holds. */
export function eventTable(db: DatabaseSync, records: RecordTable) {
  const byKey = db.prepare(
    `SELECT ${CONTACT_COLUMNS} FROM contacts c JOIN customers u ON u.id = c.customer WHERE c.key = ?`,
  );
  const idByKey = db.prepare('SELECT id FROM contacts WHERE key = ?');
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
       machine, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (provider, event_id) DO NOTHING`,
  );
  const unmatched = db.prepare(
    `SELECT * FROM events WHERE contact IS NULL AND provider_message_id = :message AND (provider = :provider OR :global)`,
  );
  const match = db.prepare('UPDATE events SET contact = ? WHERE id = ?');
  const owner = db.prepare('SELECT customer, channel FROM contacts WHERE id = ?');
  const resolve = db.prepare('UPDATE contacts SET state = ?, facts = ? WHERE id = ?');

  /** What an event that was matched to a contact changes. */
  function takeEffect(event: ContactEvent, contactId: number): void {
    const facts = factsOf(event);
    if (facts !== 0) addFacts.run(facts, contactId);
    if (!isRefusal(event)) return;
    const contact = owner.get(contactId);
    const source = `${event.type}, ${event.provider}`;
    const channel = contact?.channel as Channel;
    records.addConsent(Number(contact?.customer), { channel, change: 'opt_out', at: event.at, source });
  }

  /** Events can come before the result that says which contact their message id belongs to. */
  function matchWaiting(contactId: number, provider: string, message: string): void {
    for (const row of unmatched.all({ message, provider, global: isGloballyUnique(message) ? 1 : 0 })) {
      match.run(contactId, Number(row.id));
      takeEffect(eventOf(row), contactId);
    }
  }

  function recordResults(results: SendResult[]): StoredContact[] {
    const keys = new Set<string>();
    for (const result of results) {
      const row = byKey.get(result.key);
      if (!row) continue;
      keys.add(result.key);
      const id = Number(row.id);
      const changed = applyResult(contactOf(row), result);
      if (!changed) continue;
      const { state, facts, provider, providerMessageId, detail } = changed;
      change.run({ id, state, facts, provider, message: providerMessageId, detail });
      if (providerMessageId !== null) matchWaiting(id, result.provider, providerMessageId);
    }
    return byKeys(keys);
  }

  function settle(settlements: Settlement[], now: number): StoredContact[] {
    const keys = new Set<string>();
    for (const settlement of settlements) {
      const row = byKey.get(settlement.key);
      if (!row) continue;
      keys.add(settlement.key);
      const settled = applySettlement(contactOf(row), settlement, now);
      if (!settled) continue;
      resolve.run(settled.change.state, settled.change.facts, Number(row.id));
      recordEvents([settled.event], now);
    }
    return byKeys(keys);
  }

  function byKeys(keys: Iterable<string>): StoredContact[] {
    return [...keys].flatMap((key) => {
      const row = byKey.get(key);
      return row ? [contactOf(row)] : [];
    });
  }

  function contactFor(provider: string, key: string | undefined, message: string | null): number | null {
    const found =
      (key === undefined ? undefined : idByKey.get(key)) ??
      (message === null
        ? undefined
        : idByMessage.get({ message, provider, global: isGloballyUnique(message) ? 1 : 0 }));
    return found ? Number(found.id) : null;
  }

  function recordEvents(events: ContactEvent[], now: number): { stored: number; known: number } {
    let stored = 0;
    for (const event of events) {
      const type = knownType(event.type);
      const at = eventMillis(event, now);
      const message = messageId(event.providerMessageId);
      const contact = contactFor(event.provider, event.contactKey, message);
      const { changes } = insert.run(
        event.provider,
        event.eventId,
        type,
        at,
        contact,
        event.contactKey ?? null,
        message,
        shortened(event.detail),
        flag(event.permanent),
        flag(event.machine),
        now,
      );
      if (changes === 0) continue;
      stored += 1;
      if (contact !== null) takeEffect({ ...event, type, at: toInstant(at) }, contact);
    }
    return { stored, known: events.length - stored };
  }

  return { recordResults, recordEvents, settle };
}

function flag(value: boolean | undefined): number | null {
  return value === undefined ? null : value ? 1 : 0;
}
