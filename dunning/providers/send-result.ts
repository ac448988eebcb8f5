import type { Instant } from '../common';
import type { Delivery } from '../item';
import { provesNotTaken } from './send-refusal';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** How each sender's answer is told from the others, most specific first. Each returns undefined for an answer not its own. */
const RECOGNISERS: Array<(json: Json) => Omit<Delivery, 'at'> | undefined> = [
  whatsappCloud,
  twilio,
  smtp,
  amazonSes,
  sendGrid,
  gmail,
  slack,
  outlook,
];

/**
 * Reads how sending ended from what a sending node put out: our own `dunning.delivery`, WhatsApp Cloud (`messages[0].id`),
 * Twilio (`sid`, `status`, `error_code`), SMTP senders such as n8n's Send Email (`messageId`, `accepted`, `rejected`), and n8n's
 * nodes for SES, SendGrid, Gmail, Outlook and Slack. An error that proves that the provider did not take the message is *failed*.
 * An answer or an error that proves nothing is *uncertain*: something was handed over, and what became of it is not known.
 * @param error the error that n8n put on the item, when the sending node failed for it
 * @param now used as the time of an answer that carries none
 */
export function recogniseResult(json: Json, error: unknown, now: Instant): Delivery {
  const dunning = isObject(json.dunning) ? json.dunning : {};
  if (isObject(dunning.delivery)) return dunning.delivery as unknown as Delivery;
  const failure =
    text(json.error) ??
    (isObject(json.error) ? text(json.error.message) : undefined) ??
    (error instanceof Error ? error.message : undefined);
  if (failure !== undefined) {
    const outcome = provesNotTaken(failure, json.error, error) ? 'failed' : 'uncertain';
    return { outcome, provider: 'unknown', at: now, detail: failure };
  }
  for (const recognise of RECOGNISERS) {
    const found = recognise(json);
    if (found) return { ...found, at: now };
  }
  return {
    outcome: 'uncertain',
    provider: 'unknown',
    at: now,
    detail: 'The answer of the sending node was not recognised.',
  };
}

/** Source: WhatsApp Cloud API, response of POST /{phone-number-id}/messages. */
function whatsappCloud(json: Json): Omit<Delivery, 'at'> | undefined {
  const [first] = Array.isArray(json.messages) ? (json.messages as unknown[]) : [];
  const id = isObject(first) ? text(first.id) : undefined;
  if (json.messaging_product !== 'whatsapp' || id === undefined) return undefined;
  return { outcome: 'sent', provider: 'whatsapp', providerMessageId: id };
}

/** Source: Twilio Programmable Messaging, Message resource: `failed` and `undelivered` are final, an error code explains. */
function twilio(json: Json): Omit<Delivery, 'at'> | undefined {
  const sid = text(json.sid);
  if (sid === undefined || !/^(SM|MM|CA)[0-9a-f]{32}$/i.test(sid)) return undefined;
  const failed = json.status === 'failed' || json.status === 'undelivered';
  const detail = text(json.error_message) ?? text(json.error_code);
  return {
    outcome: failed ? 'failed' : 'sent',
    provider: 'twilio',
    providerMessageId: sid,
    ...(failed && detail !== undefined ? { detail } : {}),
  };
}

/** Source: nodemailer's SMTP `info`, which n8n's Send Email node passes on. */
function smtp(json: Json): Omit<Delivery, 'at'> | undefined {
  const id = text(json.messageId);
  if (id === undefined || !(Array.isArray(json.accepted) || Array.isArray(json.rejected))) return undefined;
  const accepted = Array.isArray(json.accepted) ? json.accepted.length : 0;
  const response = text(json.response);
  return {
    outcome: accepted > 0 ? 'sent' : 'failed',
    provider: 'smtp',
    providerMessageId: id,
    ...(response === undefined ? {} : { detail: response }),
  };
}

/** Whether an answer has these fields and, beside our own part, no others. */
function hasOnly(json: Json, ...names: string[]): boolean {
  const found = Object.keys(json).filter((name) => name !== 'dunning');
  return found.length === names.length && names.every((name) => found.includes(name));
}

/** Source: Amazon SES Query API, SendEmailResponse, as n8n's node turns its XML into JSON. */
function amazonSes(json: Json): Omit<Delivery, 'at'> | undefined {
  const answer = isObject(json.SendEmailResponse) ? json.SendEmailResponse.SendEmailResult : undefined;
  const id = isObject(answer) ? text(answer.MessageId) : undefined;
  return id === undefined ? undefined : { outcome: 'sent', provider: 'amazon-ses', providerMessageId: id };
}

/** Source: n8n's SendGrid node, which puts out the header `X-Message-Id` of SendGrid's 202 and nothing else. */
function sendGrid(json: Json): Omit<Delivery, 'at'> | undefined {
  const id = text(json.messageId);
  if (id === undefined || !hasOnly(json, 'messageId')) return undefined;
  return { outcome: 'sent', provider: 'sendgrid', providerMessageId: id };
}

/** Source: Gmail API v1, the message resource that users.messages.send answers with. */
function gmail(json: Json): Omit<Delivery, 'at'> | undefined {
  const id = text(json.id);
  if (id === undefined || text(json.threadId) === undefined || !Array.isArray(json.labelIds)) return undefined;
  return { outcome: 'sent', provider: 'gmail', providerMessageId: id };
}

/** Source: Slack Web API, chat.postMessage; n8n's node renames `ts`. */
function slack(json: Json): Omit<Delivery, 'at'> | undefined {
  const id = text(json.message_timestamp) ?? text(json.ts);
  if (json.ok !== true || id === undefined || text(json.channel) === undefined) return undefined;
  return { outcome: 'sent', provider: 'slack', providerMessageId: id };
}

/** Source: n8n's Outlook node; Microsoft Graph answers sendMail with 202 and no id. */
function outlook(json: Json): Omit<Delivery, 'at'> | undefined {
  return json.success === true && hasOnly(json, 'success') ? { outcome: 'sent', provider: 'outlook' } : undefined;
}
