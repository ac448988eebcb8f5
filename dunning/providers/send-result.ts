import type { Instant } from '../common';
import type { Delivery } from '../item';
import { failureOf, failureOfStatus } from './send-failure';
import { recipientHash, shortText } from './shared/events';

type Json = Record<string, unknown>;
type Answer = Omit<Delivery, 'at'>;

const LONGEST_DETAIL = 300;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const object = (value: unknown): Json => (isObject(value) ? value : {});

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

const first = (value: unknown): Json => object(Array.isArray(value) ? value[0] : undefined);

/** How each sender's answer is told from the others, most specific first. Each returns undefined for an answer not its own. */
const RECOGNISERS: ReadonlyArray<(json: Json) => Answer | undefined> = [
  whatsAppCloud,
  twilio,
  smtp,
  amazonSes,
  mandrill,
  mailgun,
  postmark,
  gmail,
  slack,
  vonage,
  messageIdOnly,
  resend,
  accepted,
];

/**
 * Reads how sending ended from what a sending node put out. It knows our own `dunning.delivery`, n8n's nodes Send Email, Gmail,
 * Microsoft Outlook, AWS SES, SendGrid, Mailgun, Brevo, Mandrill, WhatsApp Business Cloud and Twilio, and the same providers
 * (with Postmark, Resend and Vonage) called by HTTP Request, with the whole response or the body alone. Of an error it says
 * *failed* only when it is sure that nothing left. An answer that nobody recognises is *uncertain*: something was handed
 * over, and what became of it is not known.
 * @param error the error that n8n put on the item, when the sending node failed for it
 * @param now used as the time of an answer that carries none
 */
export function recogniseResult(json: Json, error: unknown, now: Instant): Delivery {
  const dunning = object(json.dunning);
  if (isObject(dunning.delivery)) return dunning.delivery as unknown as Delivery;
  return { ...answerOf(json, error), at: now };
}

function answerOf(json: Json, error: unknown): Answer {
  const failed = failureOf(...wordsOfFailure(json, error));
  if (failed) return failed;
  const status = Number(json.statusCode);
  const whole = Number.isInteger(status) && status >= 100 && 'body' in json;
  const body = whole ? bodyOf(json.body) : json;
  for (const recognise of RECOGNISERS) {
    const found = recognise(body);
    // A provider can refuse in a body of its own, whatever the status.
    if (found) return found;
  }
  if (whole) {
    const found = failureOfStatus(status, json.body) ?? sendGridHeaders(object(json.headers), status);
    if (found) return found;
  }
  return {
    outcome: 'uncertain',
    provider: 'unknown',
    detail: 'The answer of the sending node was not recognised.',
  };
}

/** An `error` that is null or an empty list, as some answers carry, is none. */
function wordsOfFailure(json: Json, error: unknown): unknown[] {
  return [error, json.error].filter((one) => one !== null && one !== undefined && one !== '' && !Array.isArray(one));
}

function bodyOf(body: unknown): Json {
  if (typeof body !== 'string') return Array.isArray(body) ? first(body) : object(body);
  try {
    const parsed: unknown = JSON.parse(body);
    return Array.isArray(parsed) ? first(parsed) : object(parsed);
  } catch {
    return {};
  }
}

function sent(provider: string, providerMessageId?: string): Answer {
  return { outcome: 'sent', provider, ...(providerMessageId === undefined ? {} : { providerMessageId }) };
}

/** Says whom it was sent to, as a hash, where the answer says it: a STOP that names no message finds its customer by it. */
function to(recipient: string | undefined, answer: Answer): Answer {
  return recipient === undefined ? answer : { ...answer, recipientHash: recipientHash(recipient) };
}

function withDetail(answer: Answer, detail: string | undefined): Answer {
  const short = shortText(detail, LONGEST_DETAIL);
  return short === undefined ? answer : { ...answer, detail: short };
}

/** Source: WhatsApp Cloud API, response of POST /{phone-number-id}/messages. */
function whatsAppCloud(json: Json): Answer | undefined {
  const id = text(first(json.messages).id);
  if (json.messaging_product !== 'whatsapp' || id === undefined) return undefined;
  const contact = first(json.contacts);
  return to(text(contact.wa_id) ?? text(contact.input), sent('whatsapp', id));
}

/** Source: Twilio Programmable Messaging, Message resource: `failed` and `undelivered` are final, an error code explains. */
function twilio(json: Json): Answer | undefined {
  const sid = text(json.sid);
  if (sid === undefined || !/^(SM|MM|CA)[0-9a-f]{32}$/i.test(sid)) return undefined;
  const failed = ['failed', 'undelivered', 'canceled', 'busy', 'no-answer'].includes(String(json.status));
  if (!failed) return to(text(json.to), sent('twilio', sid));
  const detail = text(json.error_message) ?? text(json.error_code);
  return to(text(json.to), withDetail({ ...sent('twilio', sid), outcome: 'failed' }, detail));
}

/** Source: nodemailer's SMTP `info`, which n8n's Send Email node passes on. */
function smtp(json: Json): Answer | undefined {
  const id = text(json.messageId);
  if (id === undefined || !(Array.isArray(json.accepted) || Array.isArray(json.rejected))) return undefined;
  const accepted: unknown[] = Array.isArray(json.accepted) ? json.accepted : [];
  const answer = withDetail(
    { ...sent('smtp', id), outcome: accepted.length > 0 ? 'sent' : 'failed' },
    text(json.response),
  );
  return to(text(accepted[0]) ?? text(object(accepted[0]).address), answer);
}

/**
 * Source: Amazon SES, response of SendEmail and SendTemplatedEmail (API 2010-12-01, read from XML by n8n's node) and of v2
 * SendEmail (`MessageId` alone).
 */
function amazonSes(json: Json): Answer | undefined {
  const response = object(
    json.SendEmailResponse ?? json.SendRawEmailResponse ?? json.SendTemplatedEmailResponse ?? json,
  );
  const result = object(
    response.SendEmailResult ?? response.SendRawEmailResult ?? response.SendTemplatedEmailResult ?? json,
  );
  const id = text(result.MessageId);
  return id === undefined ? undefined : sent('amazon_ses', id);
}

/** Source: Mandrill, response of /messages/send: one entry for each recipient. */
function mandrill(json: Json): Answer | undefined {
  const id = text(json._id);
  const status = text(json.status);
  if (id === undefined || status === undefined || !('email' in json)) return undefined;
  const failed = status === 'rejected' || status === 'invalid';
  return withDetail(
    to(text(json.email), { ...sent('mandrill', id), outcome: failed ? 'failed' : 'sent' }),
    failed ? `${status}: ${text(json.reject_reason) ?? 'no reason given'}` : undefined,
  );
}

/** Source: Mailgun, response of POST /v3/{domain}/messages. */
function mailgun(json: Json): Answer | undefined {
  const id = text(json.id);
  return id !== undefined && /^<[^<>\s]+@[^<>\s]+>$/.test(id) && typeof json.message === 'string'
    ? sent('mailgun', id)
    : undefined;
}

/** Source: Postmark, response of POST /email; `ErrorCode` 0 is success. */
function postmark(json: Json): Answer | undefined {
  const code = json.ErrorCode;
  if (typeof code !== 'number' || !('Message' in json)) return undefined;
  if (code === 0) return to(text(json.To), sent('postmark', text(json.MessageID)));
  return withDetail({ outcome: 'failed', provider: 'postmark' }, `${code}: ${text(json.Message) ?? ''}`);
}

/** Source: Gmail API, users.messages.send. A draft has no label SENT. */
function gmail(json: Json): Answer | undefined {
  const id = text(json.id);
  const labels = Array.isArray(json.labelIds) ? json.labelIds : [];
  return id !== undefined && text(json.threadId) !== undefined && labels.includes('SENT')
    ? sent('gmail', id)
    : undefined;
}

/** Source: Vonage SMS API: one entry for each part; status "0" is success. */
function vonage(json: Json): Answer | undefined {
  const part = first(json.messages);
  const status = text(part.status);
  if (!('message-count' in json) || status === undefined) return undefined;
  if (status === '0') return to(text(part.to), sent('vonage', text(part['message-id'])));
  return withDetail({ outcome: 'failed', provider: 'vonage' }, `${status}: ${text(part['error-text']) ?? ''}`);
}

/**
 * n8n's SendGrid node puts out the header `x-message-id` as `messageId`, Brevo's API answers `messageId` or `messageIds`. Brevo's
 * is a Message-ID with an @ in it, SendGrid's never is.
 */
function messageIdOnly(json: Json): Answer | undefined {
  const keys = Object.keys(json).filter((key) => key !== 'dunning');
  if (!keys.every((key) => ['messageId', 'messageIds', 'batchId'].includes(key))) return undefined;
  const id = text(json.messageId) ?? (Array.isArray(json.messageIds) ? text(json.messageIds[0]) : undefined);
  if (id === undefined) return undefined;
  return sent(id.includes('@') ? 'brevo' : 'sendgrid', id);
}

/** A call task left for an agent. Source: Slack, response of chat.postMessage; n8n's Slack node adds `message_timestamp`. */
function slack(json: Json): Answer | undefined {
  const id = text(json.message_timestamp) ?? text(json.ts);
  return json.ok === true && id !== undefined && text(json.channel) !== undefined ? sent('slack', id) : undefined;
}

/** Source: Resend, response of POST /emails: the id alone. */
function resend(json: Json): Answer | undefined {
  const keys = Object.keys(json).filter((key) => key !== 'dunning' && key !== 'object');
  const id = text(json.id);
  const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return keys.length === 1 && id !== undefined && uuid.test(id) ? sent('resend', id) : undefined;
}

/** n8n's Microsoft Outlook node says only that it worked; Microsoft Graph gives a sent mail no id. */
function accepted(json: Json): Answer | undefined {
  const keys = Object.keys(json).filter((key) => key !== 'dunning');
  return keys.length === 1 && json.success === true ? sent('microsoft_outlook') : undefined;
}

/** SendGrid answers 202 with an empty body and the id in a header; Microsoft Graph answers 202 with nothing. */
function sendGridHeaders(headers: Json, status: number): Answer | undefined {
  const id = text(headers['x-message-id']);
  if (id !== undefined) return sent('sendgrid', id);
  return status === 202 && text(headers['client-request-id'] ?? headers['request-id']) !== undefined
    ? sent('microsoft_outlook')
    : undefined;
}
