import type { Instant } from '../../common';
import type { ContactEvent, EventType } from '../../ledger/events';
import { isAutoReply, senderTraits } from '../mail/sender-kind';
import { mailAsksToStop } from '../mail/stop-request';
import { contactKeyOfMessageId, makeEvent } from './events';
import { list, object, text } from './json';

/** A mail from a customer, as a provider that receives mail passes it on. */
export interface InboundMail {
  provider: string;
  /** The provider's id of the mail, or its Message-ID. */
  id: string | undefined;
  from: string | undefined;
  subject?: string;
  /** What the customer wrote, without what they quote, where the provider tells them apart. */
  words?: string;
  /** Lines of the header, under any spelling of their names. */
  headers: Iterable<readonly [name: string, value: string]>;
  at: Instant | undefined;
  receivedAt: Instant;
  /** How the provider's own message ids are written in a Message-ID; the id itself when absent. */
  providerId?(messageId: string): string;
}

function typeOf(headers: Map<string, string[]>, { subject, words }: InboundMail): EventType | undefined {
  if (isAutoReply(headers)) return undefined;
  const { daemon, returnSubject } = senderTraits(headers);
  // A mail system's notice; *Read Bounce* reads those.
  if (daemon || returnSubject) return 'unknown';
  return mailAsksToStop(headers, subject, words) ? 'unsubscribed' : 'replied';
}

/**
 * The event of a mail that a customer sent. An automatic reply proves that our message arrived and nothing more, as in
 * `eventOfMail`; without a mark of what it answers, it proves nothing. What the customer wrote is not kept.
 */
export function inboundEvent(mail: InboundMail): ContactEvent {
  const headers = new Map<string, string[]>();
  for (const [name, value] of mail.headers) {
    const key = name.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), value.slice(0, 2_000)]);
  }
  if (mail.subject !== undefined && !headers.has('subject')) headers.set('subject', [mail.subject.slice(0, 2_000)]);
  if (mail.from !== undefined && !headers.has('from')) headers.set('from', [mail.from.slice(0, 2_000)]);
  const named = [...(headers.get('in-reply-to') ?? []), ...(headers.get('references') ?? [])]
    .join(' ')
    .match(/<[^<>\s]{3,320}>/g);
  const answered = named?.find((id) => contactKeyOfMessageId(id) !== undefined) ?? named?.[0];
  const type = typeOf(headers, mail) ?? (answered === undefined ? 'unknown' : 'delivered');
  const automatic = isAutoReply(headers);
  const bare = answered?.slice(1, -1);
  return makeEvent({
    provider: mail.provider,
    type,
    id: mail.id === undefined ? undefined : `${mail.id}/inbound`,
    fact: ['inbound', mail.from, mail.at, headers.get('message-id')?.[0]],
    at: mail.at,
    receivedAt: mail.receivedAt,
    providerType: automatic ? 'inbound automatic reply' : 'inbound',
    providerMessageId: bare === undefined ? undefined : (mail.providerId?.(bare) ?? answered),
    contactKey: contactKeyOfMessageId(answered),
    recipient: mail.from,
    machine: automatic && type === 'delivered' ? true : undefined,
  });
}

/** Lines of a header in JSON: a list of `{name, value}` or of pairs, or an object of values; also under capitals. */
export function headerLines(value: unknown): Array<[string, string]> {
  const entries = list(value);
  if (entries.length > 0) {
    return entries.slice(0, 500).flatMap((entry): Array<[string, string]> => {
      const name = text(entry, 'name') ?? text(entry, 'Name') ?? text(list(entry)[0]);
      const content = text(entry, 'value') ?? text(entry, 'Value') ?? text(list(entry)[1]);
      return name === undefined || content === undefined ? [] : [[name, content]];
    });
  }
  return Object.entries(object(value))
    .slice(0, 500)
    .flatMap(([name, content]) => {
      const values = Array.isArray(content) ? list(content) : [content];
      return values.flatMap((one): Array<[string, string]> => {
        const line = text(one);
        return line === undefined ? [] : [[name, line]];
      });
    });
}
