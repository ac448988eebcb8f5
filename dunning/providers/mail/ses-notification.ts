import { z } from 'zod';

import type { ReportedRecipient } from './delivery-report';

/** Amazon SES can have its events sent by mail through SNS: the text of the mail is the event, in JSON. */
const recipient = z.object({
  emailAddress: z.string(),
  action: z.string().optional(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});
const event = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z
    .object({
      bounceType: z.string().optional(),
      bounceSubType: z.string().optional(),
      bouncedRecipients: z.array(recipient),
    })
    .optional(),
  complaint: z
    .object({ complaintFeedbackType: z.string().nullish(), complainedRecipients: z.array(recipient) })
    .optional(),
  mail: z.object({ commonHeaders: z.object({ messageId: z.string().optional() }).optional() }).optional(),
});

/** What the notification reports. */
export interface SesNotification {
  kind: 'bounce' | 'complaint';
  feedbackType: string;
  recipients: ReportedRecipient[];
  messageId: string;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The event in the text of a mail; nothing when the text is something else. */
export function readSesNotification(text: string): SesNotification | undefined {
  const start = text.indexOf('{');
  // The mail gateway folds long lines with "!", a line break and a space.
  const body = start < 0 || start > 2_000 ? '' : text.slice(start, text.lastIndexOf('}') + 1).replace(/!?\n ?/g, '');
  if (!body.includes('notificationType') && !body.includes('eventType')) return undefined;
  const outer = parse(body);
  const message = z.object({ Message: z.string() }).safeParse(outer);
  const read = event.safeParse(message.success ? parse(message.data.Message) : outer);
  if (!read.success) return undefined;
  const { bounce, complaint, mail } = read.data;
  const list = bounce?.bouncedRecipients ?? complaint?.complainedRecipients;
  if (!list) return undefined;
  const recipients = list.slice(0, 500).map(({ emailAddress, action, status, diagnosticCode }) => {
    const [, dialect = '', diagnostic = ''] =
      /^\s*(?:(smtp|x-[\w-]{1,20})\s*;)?\s*([^]*)$/i.exec(diagnosticCode ?? '') ?? [];
    return {
      address: emailAddress,
      action: action ?? 'failed',
      status: status ?? '',
      dialect: dialect.toLowerCase(),
      diagnostic,
      comment: '',
      remoteHost: '',
    };
  });
  return {
    kind: bounce ? 'bounce' : 'complaint',
    feedbackType: complaint ? (complaint.complaintFeedbackType ?? 'abuse') : '',
    recipients,
    messageId: mail?.commonHeaders?.messageId ?? '',
  };
}
