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
import { headerLines, inboundEvent } from '../shared/inbound';
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

/** The name of an event as the notifications and as the API spell it: `Rendering Failure`, `RENDERING_FAILURE`. */
const plainName = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

/** Reports that no person's wish is behind (RFC 5965 7.3, RFC 6430): a check that failed, and “this is no spam”. */
const NO_COMPLAINT = /^(auth-failure|not-spam)$/i;

/** Reads the part that carries the event. Source: docs.aws.amazon.com/ses, “Contents of event data”. */
function outcomeOf(name: string, body: unknown): Outcome {
  const everyone = addresses(get(body, 'mail', 'destination'));
  const time = (...path: string[]) => instantOfText(text(body, ...path));
  switch (plainName(name)) {
    case 'send':
      return { type: 'sent', recipients: everyone, at: time('mail', 'timestamp') };
    case 'delivery': {
      const some = addresses(get(body, 'delivery', 'recipients'));
      const reason = text(body, 'delivery', 'smtpResponse');
      return { type: 'delivered', recipients: orElse(some, everyone), at: time('delivery', 'timestamp'), reason };
    }
    case 'bounce': {
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
    case 'complaint': {
      const complaint = get(body, 'complaint');
      // SES reports a mail that it did not send, because the address is on its list, as a complaint of this sub-type.
      const listed = text(complaint, 'complaintSubType') === 'OnAccountSuppressionList';
      const isComplaint = !NO_COMPLAINT.test(text(complaint, 'complaintFeedbackType') ?? '');
      return {
        type: listed ? 'dropped' : isComplaint ? 'complained' : 'unknown',
        permanent: listed ? true : undefined,
        recipients: orElse(detailed(get(complaint, 'complainedRecipients')), everyone),
        at: time('complaint', 'timestamp'),
        feedbackId: text(complaint, 'feedbackId'),
        kind: text(complaint, 'complaintSubType') ?? text(complaint, 'complaintFeedbackType'),
      };
    }
    case 'reject':
      return {
        type: 'dropped',
        permanent: false,
        recipients: everyone,
        at: undefined,
        reason: text(body, 'reject', 'reason'),
      };
    case 'renderingfailure':
      return { type: 'failed', recipients: everyone, at: undefined, reason: text(body, 'failure', 'errorMessage') };
    case 'deliverydelay': {
      const delay = get(body, 'deliveryDelay');
      const some = detailed(get(delay, 'delayedRecipients'));
      const at = time('deliveryDelay', 'timestamp');
      return { type: 'deferred', recipients: orElse(some, everyone), at, kind: text(delay, 'delayType') };
    }
    case 'open':
    case 'click': {
      const part = plainName(name);
      const own = get(body, part);
      return {
        type: part === 'open' ? 'opened' : 'clicked',
        recipients: everyone.slice(0, 1),
        at: time(part, 'timestamp'),
        link: text(own, 'link'),
        machine: reportedMachine(text(own, 'userAgent'), text(own, 'ipAddress')),
      };
    }
    case 'subscription': {
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

/** A mail that SES received for us. Source: docs.aws.amazon.com/ses, “Contents of notifications for email receiving”. */
function receivedMail(body: unknown, mail: unknown, receivedAt: Instant): ContactEvent {
  const from = text(list(get(mail, 'commonHeaders', 'from'))[0]) ?? text(mail, 'source');
  return inboundEvent({
    provider: 'amazon_ses',
    id: text(mail, 'messageId'),
    from,
    subject: text(mail, 'commonHeaders', 'subject'),
    headers: headerLines(get(mail, 'headers')),
    at: instantOfText(text(body, 'receipt', 'timestamp') ?? text(mail, 'timestamp')),
    receivedAt,
    // SES writes the id that it answered with before an @ of its own.
    providerId: (id) => (/@(?:[a-z0-9-]+\.)?amazonses\.com$/i.test(id) ? id.slice(0, id.indexOf('@')) : id),
  });
}

/** The events of one SES message: one for each recipient that it is about. */
export function normaliseSes(body: unknown, receivedAt: Instant): ContactEvent[] {
  const name = text(body, 'eventType') ?? text(body, 'notificationType');
  if (name === undefined) return [];
  const mail = get(body, 'mail');
  if (plainName(name) === 'received') return [receivedMail(body, mail, receivedAt)];
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
