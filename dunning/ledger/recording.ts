import { createHash } from 'node:crypto';

import { EVENT_TYPES } from './events';
import type { ContactEvent, EventType } from './events';
import { FACT, stateAfterResult, statusOf } from './fold';
import { toInstant, toMillis } from './instant';
import type { SendResult } from './ledger';
import type { Settlement } from './records';
import type { StoredContact } from './stored';

const LONGEST_DETAIL = 500;
const LONGEST_ID = 256;

/** A provider's words, on one line and short enough to keep. */
export function shortened(detail: string | undefined): string | null {
  if (detail === undefined) return null;
  const line = detail
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL);
  return line === '' ? null : line;
}

/** A provider's message id in the one form it is compared in: a Message-ID comes with and without its brackets. */
export function messageId(id: string | undefined): string | null {
  const bare = id?.trim().replace(/^<([^<>]*)>$/, '$1');
  return bare ? storableId(bare) : null;
}

/**
 * Whether an id is unique across providers: a Message-ID (RFC 5322, 3.6.4) is, so an event may come from another provider
 * than the message was handed to (SMTP in, SES out). Other ids only mean something within their provider.
 */
export function isGloballyUnique(id: string): boolean {
  return id.includes('@');
}

/**
 * An id as it is stored and compared: without NUL and half characters, neither of which PostgreSQL stores, and short enough for an index, with a
 * hash in the place of what is cut off, so that different ids stay different.
 */
export function storableId(id: string): string {
  const clean = id.replaceAll('\0', '').toWellFormed();
  if (clean.length <= LONGEST_ID) return clean;
  return `${clean.slice(0, LONGEST_ID - 41).toWellFormed()}~${createHash('sha256').update(clean).digest('hex').slice(0, 40)}`;
}

/** An event in the form in which it is stored. `at` in milliseconds. */
export interface ReadyEvent {
  event: ContactEvent;
  at: number;
  /** Its provider's message id, as it is compared. */
  message: string | null;
}

/** Makes any event storable; what cannot be understood of it is kept as unknown rather than refused. */
export function readyEvent(given: ContactEvent, now: number): ReadyEvent {
  const at = eventMillis(given, now);
  const message = messageId(given.providerMessageId);
  const { contactKey, detail, permanent, machine, recipientHash, channel, refused, unreachable } = given;
  const event: ContactEvent = {
    provider: storableId(given.provider),
    eventId: storableId(given.eventId),
    type: knownType(given.type),
    at: toInstant(at),
    contactKey: contactKey === undefined ? undefined : storableId(contactKey),
    detail: shortened(detail) ?? undefined,
    permanent,
    machine,
    payment: given.payment,
    ...(recipientHash === undefined ? {} : { recipientHash: storableId(recipientHash) }),
    ...(channel === undefined ? {} : { channel }),
    ...(refused === true ? { refused } : {}),
    ...(unreachable === true ? { unreachable } : {}),
  };
  return { event, at, message };
}

/** Whether the provider took a message not over because the customer refuses the channel. */
export function saysRefused({ outcome, refused }: SendResult): boolean {
  return outcome === 'failed' && refused === true;
}

/** Whether the provider took a message not over because there is nobody at the address. */
export function saysUnreachable({ outcome, permanent }: SendResult): boolean {
  return outcome === 'failed' && permanent === true;
}

/** The address, as a hash, that an event tells of its contact; none of what an earlier event of the message must have told. */
export function toldAddress({ type, recipientHash }: ContactEvent): string | undefined {
  return type === 'opened' || type === 'clicked' || type === 'read' ? undefined : recipientHash;
}

/** A known type, or `unknown`: a provider's new event must not make the others fail. */
export function knownType(type: string): EventType {
  return EVENT_TYPES.find((known) => known === type) ?? 'unknown';
}

/** When an event happened, in milliseconds; the time it was received when the provider gave no usable one. */
export function eventMillis(event: ContactEvent, now: number): number {
  try {
    return toMillis(event.at, 'at');
  } catch {
    return now;
  }
}

/** What of a contact changes when a result is recorded. */
export type ResultChange = Pick<StoredContact, 'state' | 'facts' | 'provider' | 'providerMessageId' | 'detail'>;

/**
 * The contact after a result. With the claim's own token the result decides the state, also when the lease is long over.
 * With an older token the sender had no right to send; that it did, or may have, is still kept as a fact, so that the
 * newer claim is not sent as well. Undefined: nothing changes.
 */
export function applyResult(stored: StoredContact, result: SendResult): ResultChange | undefined {
  const { state, provider, providerMessageId, detail } = stored;
  const isOwn = result.token === stored.token;
  const next = isOwn ? stateAfterResult(state, result.outcome) : state;
  const facts = stored.facts | (isOwn ? refusedForGood(result) : LEFT[result.outcome]);
  // Events find the contact by this id, so it is taken from whichever result brings it, unless nothing left.
  const id = isOwn || LEFT[result.outcome] !== 0 ? messageId(result.providerMessageId) : null;

  if (next !== state) {
    return {
      state: next,
      facts,
      provider: result.provider,
      providerMessageId: id ?? providerMessageId,
      detail: shortened(result.detail),
    };
  }
  const isNamed = providerMessageId === null && id !== null;
  if (facts === stored.facts && !isNamed) return undefined;
  return {
    state,
    facts,
    provider: isNamed ? result.provider : provider,
    providerMessageId: providerMessageId ?? id,
    detail,
  };
}

/** A refusal for good is a fact about the address; any other failure may be tried again under the same key. */
function refusedForGood({ outcome, permanent }: SendResult): number {
  return outcome === 'failed' && permanent === true ? FACT.failed | FACT.permanent : 0;
}

/** What the word of a sender who had no right to send says about the message. */
const LEFT: Record<SendResult['outcome'], number> = { sent: FACT.sent, uncertain: FACT.maybeSent, failed: 0 };

/**
 * What a person's word changes on a contact, and the event that keeps it as evidence. Undefined: the contact is not
 * uncertain, and facts are not for anybody to overrule.
 */
export function applySettlement(
  stored: StoredContact,
  settlement: Settlement,
  now: number,
): { change: Pick<StoredContact, 'state' | 'facts'>; event: ContactEvent } | undefined {
  if (statusOf(stored, now) !== 'uncertain') return undefined;
  const sent = settlement.outcome === 'sent';
  const note = settlement.note === undefined ? '' : `: ${settlement.note}`;
  return {
    change: {
      state: sent ? 'sent' : 'released',
      facts: sent ? stored.facts | FACT.sent : stored.facts & ~FACT.maybeSent,
    },
    event: {
      provider: 'person',
      eventId: `${stored.key}/${stored.token}/${settlement.outcome}`,
      type: sent ? 'sent' : 'unknown',
      at: settlement.at,
      contactKey: stored.key,
      detail: `settled as ${sent ? 'sent' : 'not sent'}${note}`,
    },
  };
}
