import type { Instant } from '../../common';
import type { ContactEvent, EventType } from '../../ledger/events';
import {
  contactKeyIn,
  contactKeyOf,
  contactKeyOfMessageId,
  CONTACT_METADATA,
  instantOfText,
  makeEvent,
} from '../shared/events';
import { get, list, text } from '../shared/json';
import { reportedMachine } from '../shared/machine';

/** One recipient, with what was said about that one. */
interface Recipient {
  address: string | undefined;
  reason?: string;
  code?: string;
}

interface Outcome {
  type: EventType;
  recipients: Recipient[];
  at: Instant | undefined;
  /** SES's own id of a bounce or a complaint. */
  feedbackId?: string;
  link?: string;
  kind?: string;
  reason?: string;
  permanent?: boolean;
  machine?: boolean;
}

const addresses = (values: unknown): Recipient[] => list(values).map((value) => ({ address: text(value) }));

const detailed = (values: unknown): Recipient[] =>
  list(values).map((value) => ({
    address: text(value, 'emailAddress') ?? text(value),
    reason: text(value, 'diagnosticCode'),
    code: text(value, 'status'),
  }));

/** Reads the part that carries the event. Source: docs.aws.amazon.com/ses, “Contents of event data”. */
function outcomeOf(name: string, body: unknown): Outcome {
  const everyone = addresses(get(body, 'mail', 'destination'));
  const time = (...path: string[]) => instantOfText(text(body, ...path));
  switch (name) {
    case 'Send':
      return { type: 'sent', recipients: everyone, at: time('mail', 'timestamp') };
    case 'Delivery': {
      const some = addresses(get(body, 'delivery', 'recipients'));
      const reason = text(body, 'delivery', 'smtpResponse');
      return { type: 'delivered', recipients: orElse(some, everyone), at: time('delivery', 'timestamp'), reason };
    }
    case 'Bounce': {
      const bounce = get(body, 'bounce');
      const permanent = text(bounce, 'bounceType') === 'Permanent';
      return {
        type: permanent ? 'bounced' : 'soft_bounced',
        permanent,
        recipients: orElse(detailed(get(bounce, 'bouncedRecipients')), everyone),
        at: time('bounce', 'timestamp'),
        feedbackId: text(bounce, 'feedbackId'),
        kind: [text(bounce, 'bounceType'), text(bounce, 'bounceSubType')].filter(Boolean).join('/'),
      };
    }
    case 'Complaint': {
      const complaint = get(body, 'complaint');
      // SES reports a mail that it did not send, because the address is on its list, as a complaint of this sub-type.
      const listed = text(complaint, 'complaintSubType') === 'OnAccountSuppressionList';
      return {
        type: listed ? 'dropped' : 'complained',
        permanent: listed ? true : undefined,
        recipients: orElse(detailed(get(complaint, 'complainedRecipients')), everyone),
        at: time('complaint', 'timestamp'),
        feedbackId: text(complaint, 'feedbackId'),
        kind: text(complaint, 'complaintSubType') ?? text(complaint, 'complaintFeedbackType'),
      };
    }
    case 'Reject':
      return {
        type: 'dropped',
        permanent: false,
        recipients: everyone,
        at: undefined,
        reason: text(body, 'reject', 'reason'),
      };
    case 'Rendering Failure':
      return { type: 'failed', recipients: everyone, at: undefined, reason: text(body, 'failure', 'errorMessage') };
    case 'DeliveryDelay': {
      const delay = get(body, 'deliveryDelay');
      const some = detailed(get(delay, 'delayedRecipients'));
      const at = time('deliveryDelay', 'timestamp');
      return { type: 'deferred', recipients: orElse(some, everyone), at, kind: text(delay, 'delayType') };
    }
    case 'Open':
    case 'Click': {
      const part = name === 'Open' ? 'open' : 'click';
      const own = get(body, part);
      return {
        type: name === 'Open' ? 'opened' : 'clicked',
        recipients: everyone.slice(0, 1),
        at: time(part, 'timestamp'),
        link: text(own, 'link'),
        machine: reportedMachine(text(own, 'userAgent'), text(own, 'ipAddress')),
      };
    }
    case 'Subscription': {
      const preferences = get(body, 'subscription', 'newTopicPreferences');
      const out = get(preferences, 'unsubscribeAll') === true;
      const type = out || topicsLeft(preferences) ? 'unsubscribed' : 'unknown';
      return { type, recipients: everyone.slice(0, 1), at: time('subscription', 'timestamp') };
    }
    default:
      return { type: 'unknown', recipients: everyone.slice(0, 1), at: time('mail', 'timestamp') };
  }
}

const orElse = (some: Recipient[], others: Recipient[]): Recipient[] => (some.length > 0 ? some : others);

/** Whether the customer left a topic of the list. */
function topicsLeft(preferences: unknown): boolean {
  return list(get(preferences, 'topicSubscriptionStatus')).some(
    (entry) => text(entry, 'subscriptionStatus') === 'OptOut',
  );
}

/** Our key in a tag of the mail, in one of its headers, or in the Message-ID that it was given to SES with. */
function keyOf(mail: unknown): string | undefined {
  const tag = contactKeyOf(text(list(get(mail, 'tags', CONTACT_METADATA))[0]));
  if (tag !== undefined) return tag;
  const headers = get(mail, 'headers');
  const own = list(headers).find((entry) => text(entry, 'name')?.toLowerCase() === 'message-id');
  return (
    contactKeyIn(headers) ??
    contactKeyOfMessageId(text(own, 'value')) ??
    contactKeyOfMessageId(text(mail, 'commonHeaders', 'messageId'))
  );
}

/** The events of one SES message: one for each recipient that it is about. */
export function normaliseSes(body: unknown, receivedAt: Instant): ContactEvent[] {
  const name = text(body, 'eventType') ?? text(body, 'notificationType');
  if (name === undefined) return [];
  const mail = get(body, 'mail');
  const messageId = text(mail, 'messageId');
  const { recipients, type, at, feedbackId, link, kind, reason, permanent, machine } = outcomeOf(name, body);
  const contactKey = keyOf(mail);
  const about: Recipient[] = recipients.length > 0 ? recipients : [{ address: undefined }];
  return about.map((recipient) =>
    makeEvent({
      provider: 'amazon_ses',
      type,
      // The feedback id alone names a bounce or complaint; it may be told again by another topic, at another time.
      fact: [name, messageId, recipient.address, feedbackId ?? at, link],
      at,
      receivedAt,
      providerType: kind ? `${name} ${kind}` : name,
      reason: recipient.reason ?? reason,
      code: recipient.code,
      providerMessageId: messageId,
      contactKey,
      recipient: recipient.address,
      permanent,
      machine,
    }),
  );
}
