import { createHash } from 'node:crypto';

import type { Channel, Instant } from '../../common';
import { currencyCode, money, moneyFromDecimal } from '../../invoice/money';
import type { Money } from '../../invoice/money';
import type { ContactEvent, EventType } from '../../ledger/events';
import { failureAdvice, refusesBy } from '../failures';
import { list, object, parseJson, text } from './json';

const LONGEST_DETAIL = 300;
const LONGEST_ID = 200;
const LONGEST_NAME = 120;
const LONGEST_MESSAGE_ID = 1_000;
/** Printable ASCII: all that ids of providers are made of. Another one is hashed, or loses its control characters. */
const PLAIN_ID = /^[ -~]*$/;

/** What a normaliser knows of an event. Absent parts are left out of the event. */
export interface EventParts {
  provider: string;
  type: EventType;
  /** The provider's id of the event. Without one, `fact` makes one. */
  id?: string;
  /** What makes this fact this fact, when the provider gives no id. The time of receipt must not be in it. */
  fact?: ReadonlyArray<string | undefined>;
  at: Instant | undefined;
  receivedAt: Instant;
  providerType?: string;
  reason?: string;
  code?: string;
  providerMessageId?: string;
  contactKey?: string;
  recipient?: string;
  permanent?: boolean;
  machine?: boolean;
  /** The channel, of a provider that has several. */
  channel?: Channel;
  payment?: ContactEvent['payment'];
}

/** The channel of each provider that has only one. */
const CHANNEL_OF: ReadonlyMap<string, Channel> = new Map([
  ...(['amazon_ses', 'sendgrid', 'mailgun', 'postmark', 'resend', 'brevo', 'mail'] as const).map(
    (provider): [string, Channel] => [provider, 'email'],
  ),
  ['whatsapp', 'whatsapp'],
]);

/** Whether a failure is for good, where its kind alone says so. */
const PERMANENT: Readonly<Partial<Record<EventType, boolean>>> = {
  deferred: false,
  soft_bounced: false,
  bounced: true,
};

/** Makes one event: texts shortened and on one line, addresses in them hidden, the recipient as a hash. */
export function makeEvent(parts: EventParts): ContactEvent {
  const { provider, type, at, receivedAt, providerMessageId, machine, payment } = parts;
  const permanent = parts.permanent ?? PERMANENT[type];
  const event: ContactEvent = { provider, eventId: eventId(parts), type, at: at ?? receivedAt };
  const providerType = shortText(parts.providerType, LONGEST_NAME);
  const reason = shortText(parts.reason, LONGEST_DETAIL);
  const detail = [providerType, reason].filter((part) => part !== undefined).join(': ');
  const code = shortText(parts.code, LONGEST_NAME);
  if (detail !== '') event.detail = detail;
  if (providerType !== undefined) event.providerType = providerType;
  if (code !== undefined) event.code = code;
  if (parts.contactKey !== undefined) event.contactKey = parts.contactKey;
  const messageId = idLine(providerMessageId);
  if (messageId !== undefined) event.providerMessageId = messageId;
  if (parts.recipient !== undefined) event.recipientHash = recipientHash(parts.recipient);
  if (permanent !== undefined) event.permanent = permanent;
  if (machine !== undefined) event.machine = machine;
  const channel = parts.channel ?? CHANNEL_OF.get(provider);
  if (channel !== undefined) event.channel = channel;
  if (refusesBy(event)) event.refused = true;
  if (failureAdvice(event)?.action === 'unreachable') event.unreachable = true;
  const paymentId = idLine(payment?.id);
  if (payment !== undefined && paymentId !== undefined) {
    event.payment = { ...payment, id: paymentId, reference: idLine(payment.reference) };
  }
  return event;
}

/** An id on one line, as it is compared and shown; undefined when it is longer than any id. */
function idLine(id: string | undefined): string | undefined {
  if (id === undefined || id.length > LONGEST_MESSAGE_ID) return undefined;
  const line = PLAIN_ID.test(id) ? id : id.replace(CONTROL, ' ').trim();
  return line === '' ? undefined : line;
}

function eventId({ id, fact, provider, type }: EventParts): string {
  if (id !== undefined && id.length <= LONGEST_ID && PLAIN_ID.test(id)) return id;
  const parts = id === undefined ? [provider, type, ...(fact ?? []).map((part) => part ?? null)] : [id];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const ADDRESS = /[^\s<>()[\]"',;:@]{1,64}@[^\s<>()[\]"',;:@]{1,255}/g;
const PLAIN = /^[ -*,-?A-~]*$/;
const PHONE = /\+\d{8,15}/g;

/** A provider's words on one line, without the addresses and phone numbers in them. */
export function shortText(value: string | undefined, longest: number): string | undefined {
  if (value === undefined) return undefined;
  // Most are a word or two in which there is nothing to hide.
  if (value.length <= longest && PLAIN.test(value)) return value.trim() === '' ? undefined : value.trim();
  const line = value
    .slice(0, longest * 4)
    .replace(CONTROL, ' ')
    .replace(ADDRESS, '(address)')
    .replace(PHONE, '(number)')
    .trim();
  return line === '' ? undefined : line.slice(0, longest);
}

/** The address inside `Name <address>`, or the text itself. */
export function bareAddress(value: string): string {
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open);
  return (open >= 0 && close > open ? value.slice(open + 1, close) : value).trim();
}

/**
 * Mobile numbers that are written with and without a digit: Mexico's 1 and Argentina's 9 after the country's code, Brazil's 9
 * before the eight digits of old. WhatsApp names people by the form that they registered with, invoices by either.
 */
const OPTIONAL_DIGIT: ReadonlyArray<[RegExp, string]> = [
  [/^521(\d{10})$/, '52$1'],
  [/^549(\d{10})$/, '54$1'],
  [/^55(\d{2})9(\d{8})$/, '55$1$2'],
];

function plainNumber(address: string): string {
  const plain = address.replace(/^[a-z]+:/, '').replace(/[^\p{L}\p{N}]/gu, '');
  return OPTIONAL_DIGIT.reduce((number, [form, short]) => number.replace(form, short), plain);
}

/**
 * A recipient as a hash: the same for every spelling of an e-mail address in capitals or small letters, and for a phone
 * number with or without its plus sign and the digits that some countries leave out. A hash of something guessable is no secret; it only keeps addresses out of records.
 */
export function recipientHash(recipient: string): string {
  const bare = bareAddress(recipient.slice(0, 1_000)).toLowerCase();
  const plain = bare.includes('@') ? bare : plainNumber(bare);
  return createHash('sha256').update(plain).digest('hex').slice(0, 32);
}

/** Seconds since 1970, or milliseconds when the number is that large, as an instant. */
export function instantOfEpoch(value: number | undefined): Instant | undefined {
  // 10^11 seconds is the year 5138, 10^11 milliseconds is 1973: no provider means either.
  return value === undefined ? undefined : instantOfMillis(value >= 1e11 ? value : value * 1_000);
}

const LATEST = Date.UTC(9999, 0);

/** Milliseconds since 1970 as an instant; undefined outside of the years 1970 to 9998. */
export function instantOfMillis(millis: number): Instant | undefined {
  const whole = Math.trunc(millis);
  return whole >= 0 && whole < LATEST ? new Date(whole).toISOString() : undefined;
}

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** An ISO 8601 date and time with an offset, in UTC; undefined for any other text, as it would mean several moments. */
export function instantOfText(value: string | undefined): Instant | undefined {
  if (value === undefined || !ISO.test(value)) return undefined;
  const millis = Date.parse(value.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(millis) ? undefined : instantOfMillis(millis);
}

/** Minor units in a currency; undefined when either is not exact. */
export function minorAmount(minor: unknown, currency: unknown): Money | undefined {
  const value = typeof minor === 'string' && /^-?\d{1,16}$/.test(minor) ? Number(minor) : minor;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return undefined;
  try {
    return money(value, currencyCode(currency));
  } catch {
    return undefined;
  }
}

/** A decimal in major units of a currency; undefined when either is not exact. */
export function decimalAmount(decimal: unknown, currency: unknown): Money | undefined {
  if (typeof decimal !== 'string' && typeof decimal !== 'number') return undefined;
  try {
    return moneyFromDecimal(decimal, currencyCode(currency));
  } catch {
    return undefined;
  }
}

/** The name under which our contact key travels in providers' metadata, tags and custom arguments. */
export const CONTACT_METADATA = 'dunning_contact';

const CONTACT_KEY = /^(?:[^/]{1,120}\/)?([0-9a-f]{40})(?:\/\d{1,4})?$/;

/** The value when it is a contact key, or the key in the reference of a payment link: `F-123/9f…e1`, `F-123/9f…e1/2`. */
export function contactKeyOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 200 ? CONTACT_KEY.exec(value)?.[1] : undefined;
}

/** The contact key that our own Message-ID begins with. */
export function contactKeyOfMessageId(messageId: string | undefined): string | undefined {
  return contactKeyOf(/^<?([0-9a-f]{40})@/.exec(messageId?.trim() ?? '')?.[1]);
}

/** The contact key in metadata: an object, a list of `{name, value}`, or either as JSON text. */
export function contactKeyIn(metadata: unknown): string | undefined {
  const value = typeof metadata === 'string' ? parseJson(metadata.slice(0, 10_000)) : metadata;
  const direct = contactKeyOf(metadata) ?? contactKeyOf(text(object(value), CONTACT_METADATA));
  if (direct !== undefined) return direct;
  for (const entry of list(value).slice(0, 100)) {
    if (text(entry, 'name')?.toLowerCase() === CONTACT_METADATA) return contactKeyOf(text(entry, 'value'));
  }
  return undefined;
}
