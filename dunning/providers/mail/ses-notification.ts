import type { ReportedRecipient } from './delivery-report';
import { MOST_RECIPIENTS } from './delivery-report';

/** Amazon SES can have its events sent by mail through SNS: the text of the mail is the event, in JSON. */
export interface SesNotification {
  kind: 'bounce' | 'complaint' | 'delivered';
  feedbackType: string;
  recipients: ReportedRecipient[];
  messageId: string;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const textIn = (fields: Fields, name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');

function parse(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return {};
  }
}

function recipientOf(value: unknown): ReportedRecipient {
  const fields = fieldsOf(value);
  const [, dialect = '', diagnostic = ''] =
    /^\s*(?:(smtp|x-[\w-]{1,20})\s*;)?\s*([^]*)$/i.exec(textIn(fields, 'diagnosticCode')) ?? [];
  return {
    address: textIn(fields, 'emailAddress'),
    action: textIn(fields, 'action') || 'failed',
    status: textIn(fields, 'status'),
    dialect: dialect.toLowerCase(),
    diagnostic,
    comment: '',
    remoteHost: '',
  };
}

/** A delivery names its recipients without more; the other server's answer is one for all. */
function deliveredTo(delivery: Fields): ReportedRecipient[] {
  const { recipients } = delivery;
  const answer = textIn(delivery, 'smtpResponse').slice(0, 1_000);
  const status = /^\d{3}[ -](2\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1] ?? '2.0.0';
  return (Array.isArray(recipients) ? recipients : []).slice(0, MOST_RECIPIENTS).map((address) => ({
    ...recipientOf({ emailAddress: address }),
    action: 'delivered',
    status,
    dialect: 'smtp',
    diagnostic: answer,
  }));
}

/** The event in the text of a mail; nothing when the text is something else. */
export function readSesNotification(text: string): SesNotification | undefined {
  const start = text.indexOf('{');
  // The mail gateway folds long lines with "!", a line break and a space.
  const body = start < 0 || start > 2_000 ? '' : text.slice(start, text.lastIndexOf('}') + 1).replace(/!?\n ?/g, '');
  if (!body.includes('notificationType') && !body.includes('eventType')) return undefined;
  const outer = parse(body);
  const event = typeof outer.Message === 'string' ? parse(outer.Message) : outer;
  const complaint = fieldsOf(event.complaint);
  const bounced = fieldsOf(event.bounce).bouncedRecipients;
  const list = bounced ?? complaint.complainedRecipients;
  const messageId = textIn(fieldsOf(fieldsOf(event.mail).commonHeaders), 'messageId');
  const delivered = deliveredTo(fieldsOf(event.delivery));
  if (delivered.length > 0) return { kind: 'delivered', feedbackType: '', recipients: delivered, messageId };
  if (!Array.isArray(list)) return undefined;
  return {
    kind: bounced ? 'bounce' : 'complaint',
    feedbackType: bounced ? '' : textIn(complaint, 'complaintFeedbackType') || 'abuse',
    recipients: list.slice(0, MOST_RECIPIENTS).map(recipientOf),
    messageId,
  };
}
