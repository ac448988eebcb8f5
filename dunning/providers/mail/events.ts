import { createHash } from 'node:crypto';

import type { Instant } from '../../common';
import type { ContactEvent, EventType } from '../../ledger/events';
import { makeEvent } from '../shared/events';
import type { ReturnedMail } from './bounce';

/** The provider under which what came by mail is kept. */
export const MAIL_PROVIDER = 'mail';

/**
 * The event that a returned mail tells about its contact; undefined for an ordinary mail that answers nothing of ours. An automatic
 * reply proves that the message arrived and nothing more, so it is a delivery seen by a machine and no reply.
 * @param id names the mail itself, so that reading it twice records it once: its Message-ID, or any text that is the same for
 * the same mail
 * @param isReply whether an ordinary mail answers a message of ours
 */
export function eventOfMail(
  mail: ReturnedMail,
  id: string,
  receivedAt: Instant,
  isReply: boolean,
): ContactEvent | undefined {
  const type = typeOf(mail, isReply);
  if (!type) return undefined;
  const first = mail.recipients[0];
  const reason =
    mail.kind === 'auto_reply' ? 'automatic reply' : [mail.reason, mail.diagnostic].filter(Boolean).join(': ');
  return makeEvent({
    provider: MAIL_PROVIDER,
    type,
    id: createHash('sha256').update(`${mail.kind}\n${id}`).digest('hex').slice(0, 40),
    at: undefined,
    receivedAt,
    providerType: mail.kind,
    ...(reason === '' ? {} : { reason }),
    ...(mail.status === '' ? {} : { code: mail.status }),
    ...(mail.contactKey === '' ? {} : { contactKey: mail.contactKey }),
    ...(mail.originalMessageId === '' ? {} : { providerMessageId: mail.originalMessageId }),
    ...(first?.address ? { recipient: first.address } : {}),
    ...(mail.kind === 'bounce' ? { permanent: mail.hard } : {}),
    ...(mail.kind === 'auto_reply' ? { machine: true } : {}),
  });
}

function typeOf(mail: ReturnedMail, isReply: boolean): EventType | undefined {
  switch (mail.kind) {
    case 'bounce':
      return mail.hard ? 'bounced' : 'soft_bounced';
    case 'complaint':
      return mail.feedbackType === 'opt-out' ? 'unsubscribed' : 'complained';
    case 'delayed':
      return 'deferred';
    case 'delivered':
      return 'delivered';
    case 'auto_reply':
      return 'delivered';
    case 'ordinary':
      return isReply ? 'replied' : undefined;
  }
}
