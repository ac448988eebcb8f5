import { addressIn } from './delivery-report';
import type { MailPart } from './mime';
import { header, readHeaders } from './mime';
import type { Notice } from './notice';

/** The parts of the original mail that a report brings back, or that the report's own header refers to. */
export function originOf(mail: MailPart, notice: Notice, envelopeId = '', knownId = '') {
  const returned = readHeaders(notice.returned.slice(0, 64 * 1024).replace(/^(?![\w-]+:)[^\n]*\n+/, '')).headers;
  const candidates = [
    header(returned, 'message-id'),
    /^[ \t]*message-id:\s*(<[^<>\s]{3,320}>)/im.exec(notice.text)?.[1] ?? '',
    /^[ \t]*message-id:\s*(<[^<>\s]{3,320}>)/im.exec(notice.returned.slice(0, 64 * 1024))?.[1] ?? '',
    knownId,
    header(mail.headers, 'x-original-message-id'),
    header(mail.headers, 'in-reply-to'),
    ...header(mail.headers, 'references').split(/\s+/).reverse(),
  ].flatMap((text) => /<[^<>\s]{3,320}>/.exec(text)?.[0] ?? []);
  const key = (text: string) => /^<?([0-9a-f]{40})(?:@|>?$)/.exec(text.trim())?.[1];
  // A bounce address of its own for every mail (VERP): billing+KEY@example.com.
  const verp = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']
    .flatMap((name) => mail.headers.get(name) ?? [])
    .flatMap((to) => /(?:^|[^0-9a-f])([0-9a-f]{40})(?=[@=])/.exec(to)?.[1] ?? []);
  const ours = candidates.find((id) => key(id) !== undefined);
  return {
    originalMessageId: ours ?? candidates[0] ?? '',
    contactKey: (ours && key(ours)) ?? key(envelopeId) ?? verp[0] ?? '',
    sender: addressIn(header(returned, 'from')).toLowerCase(),
    to: addressIn(header(returned, 'to')),
  };
}
