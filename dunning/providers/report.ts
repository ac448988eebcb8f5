import type { Instant, Words } from '../common';
import type { Contact } from '../ledger/contact';
import type { ContactEvent, EventPayment, EventType } from '../ledger/events';
import { isRefusal } from '../ledger/standing';
import { failureAdvice } from './failures';
import type { FailureAction } from './failures';

/** An event as a workflow sees it, under `dunning.event`. */
export interface EventReport {
  provider: string;
  /** The provider's own id, or one that the same fact always has. */
  id: string;
  type: EventType;
  at: Instant;
  /** False for one that was stored before. */
  isNew: boolean;
  /** The provider's own name of it: `email.bounced`. */
  providerType?: string;
  /** The provider's own name and reason in its words, shortened, without addresses. */
  detail?: string;
  code?: string;
  /** A failure that will be the same for every later message to this address. */
  permanent?: boolean;
  /** Who caused an open, a click or an answer. `unknown` where the provider does not say. */
  causedBy: 'person' | 'machine' | 'unknown';
  providerMessageId?: string;
  /** The contact it names, also when the ledger does not know that one. */
  contactKey?: string;
  /** Who it is about, as a hash. */
  recipientHash?: string;
  payment?: EventPayment;
  /** Whether the ledger knows the contact; then `dunning.record` has it. */
  isMatched: boolean;
  /**
   * What the contact was found by: the `message` that the event names or, where it names none, the `address` it came from;
   * then it is the latest contact there.
   */
  matchedBy?: 'message' | 'address';
  /** The customer's refusal of the channel. It is recorded for the contact's customer, or else for all who were written to at the address. */
  isOptOut: boolean;
  /** What to do about a failure. */
  action?: EventAction;
}

/** What to do about a failed message, for a Switch and for a person. */
export interface EventAction {
  code: FailureAction;
  words: Words;
  /** What the provider's code means. */
  meaning?: string;
  /** Before the first new try; each next wait is `factor` times as long. Only for the two retries. */
  waitSeconds?: number;
  factor?: number;
  tries?: number;
}

/** Types of which it matters whether a person or a machine caused them. */
const CAUSED: ReadonlySet<EventType> = new Set(['opened', 'clicked', 'read', 'replied', 'unsubscribed', 'complained']);

function causeOf({ type, machine }: ContactEvent): EventReport['causedBy'] {
  if (machine !== undefined) return machine ? 'machine' : 'person';
  // A customer's answer, complaint and unsubscribing are a person's unless the provider says otherwise.
  return CAUSED.has(type) && type !== 'opened' && type !== 'clicked' ? 'person' : 'unknown';
}

function actionOf(event: ContactEvent): EventAction | undefined {
  const advice = failureAdvice(event);
  if (advice === undefined) return undefined;
  const { action, words, meaning, waitSeconds, factor, tries } = advice;
  return {
    code: action,
    words,
    ...(meaning === undefined ? {} : { meaning }),
    ...(waitSeconds === undefined ? {} : { waitSeconds }),
    ...(factor === undefined ? {} : { factor }),
    ...(tries === undefined ? {} : { tries }),
  };
}

/**
 * Says of an event what a workflow decides by.
 * @param record the contact it belongs to, where the ledger knows it
 * @param isByAddress the event names no message: the contact is the latest at the address it came from
 */
export function reportOf(
  event: ContactEvent,
  isNew: boolean,
  record: Contact | undefined,
  isByAddress = false,
): EventReport {
  const { provider, eventId, type, at, providerType, detail, code, permanent, payment } = event;
  const { contactKey, providerMessageId, recipientHash } = event;
  const key = contactKey ?? (isByAddress ? undefined : record?.key);
  const action = actionOf(event);
  return {
    provider,
    id: eventId,
    type,
    at,
    isNew,
    ...(providerType === undefined ? {} : { providerType }),
    ...(detail === undefined ? {} : { detail }),
    ...(code === undefined ? {} : { code }),
    ...(permanent === undefined ? {} : { permanent }),
    ...(providerMessageId === undefined ? {} : { providerMessageId }),
    ...(recipientHash === undefined ? {} : { recipientHash }),
    ...(payment === undefined ? {} : { payment }),
    causedBy: causeOf(event),
    ...(key === undefined ? {} : { contactKey: key }),
    isMatched: record !== undefined,
    ...(record === undefined ? {} : { matchedBy: isByAddress ? 'address' : 'message' }),
    isOptOut: isRefusal(event),
    ...(action === undefined ? {} : { action }),
  };
}
