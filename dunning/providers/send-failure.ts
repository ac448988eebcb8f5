import type { Delivery } from '../item';
import { shortText } from './shared/events';

type Json = Record<string, unknown>;

const LONGEST_DETAIL = 300;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Statuses with which a provider refuses a request for what it is: nothing was taken over. Not among them are those that leave
 * open what happened: 408 (time-out), 409 (in conflict with an earlier request), 423, 425, 499, and all from 500 on.
 */
const OPEN = new Set([408, 409, 423, 425, 499]);
const refuses = (status: number): boolean => status >= 400 && status < 500 && !OPEN.has(status);

/** What Node.js says when there was never a connection, so nothing can have left. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const NEVER_CONNECTED_CODE = /\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/;

/**
 * The sentences that n8n puts in the place of a provider's answer or of a system's error (n8n-workflow 2.41,
 * `errors/node-api.error` and `errors/abstract/node.error`), for what provably was not taken over.
 */
const N8N_REFUSED =
  /^(?:Bad request - please check your parameters|Authorization failed - please check your credentials|Payment required - perhaps|Forbidden - perhaps check your credentials|The resource you are requesting could not be found|Method not allowed - please|The service is receiving too many requests|Try spacing your requests out|The service refused the connection|The connection cannot be established, this usually|The host is unreachable|The DNS server returned an error)/i;

/**
 * A mail server's refusal as nodemailer words it: a reply of 400 or more to the sign-in, the addresses or the text itself.
 * Without a reply ("Unexpected socket close", "Timeout") nobody knows.
 */
const SMTP_STEP =
  /^(?:Invalid login|Mail command failed|Can't send mail - all recipients were rejected|Recipient command failed|Data command failed|Message failed|Invalid greeting)\b/i;
const SMTP_REPLY = /\b[45]\d\d\b/;
const smtpRefused = (message: string) => SMTP_STEP.test(message) && SMTP_REPLY.test(message);

/** What stopped the node before it asked anybody: n8n's own checks of a node's settings. */
const NOTHING_ASKED =
  /^(?:No recipients defined|Missing credentials for|At least one "To Address" has to be added|Invalid email address|Credentials? .{0,80}(?:not found|does not exist)|Node does not have any credentials set|The item has no binary field|This operation expects the node's input data to contain a binary file)/i;

/** The text of an error, wherever n8n put it. */
function messageIn(error: unknown): string | undefined {
  if (typeof error === 'string') return error.trim() === '' ? undefined : error;
  if (!isObject(error) && !(error instanceof Error)) return undefined;
  const { message, description } = error as { message?: unknown; description?: unknown };
  const words = [message, description].filter((part): part is string => typeof part === 'string' && part !== '');
  return words.length > 0 ? words.join(': ') : 'The sending node failed and did not say why.';
}

/** The status of an HTTP answer, or the code of a system error, at the places where n8n, axios and Node.js put them. */
function codesIn(error: unknown): string[] {
  if (!isObject(error) && !(error instanceof Error)) return [];
  const places = [error, Reflect.get(error, 'response'), Reflect.get(error, 'cause'), Reflect.get(error, 'context')];
  return places.flatMap((place) =>
    typeof place === 'object' && place !== null
      ? ['httpCode', 'statusCode', 'status', 'code', 'responseCode'].flatMap((name) => {
          const value: unknown = Reflect.get(place, name);
          return typeof value === 'number' || typeof value === 'string' ? [String(value)] : [];
        })
      : [],
  );
}

function statusIn(codes: string[], message: string): number | undefined {
  const stated =
    codes.find((code) => /^[1-5]\d\d$/.test(code)) ?? /^(?:HTTP )?([45]\d\d)(?: - |:| )/.exec(message)?.[1];
  return stated === undefined ? undefined : Number(stated);
}

/** Whether an error proves that the provider did not take the message over. */
function provesNothingLeft(error: unknown, message: string): boolean {
  const codes = codesIn(error);
  const status = statusIn(codes, message);
  if (status !== undefined) {
    // A mail server's 5xx is a refusal, a web server's 5xx is its own trouble.
    const smtp = codes.some((code) => /^(?:EAUTH|EENVELOPE|EMESSAGE)$/.test(code)) || smtpRefused(message);
    return smtp || refuses(status);
  }
  if (codes.some((code) => NEVER_CONNECTED.has(code)) || NEVER_CONNECTED_CODE.test(message)) return true;
  return N8N_REFUSED.test(message) || smtpRefused(message) || NOTHING_ASKED.test(message);
}

/** Providers' words for a customer who has said STOP: Twilio's 21610, WhatsApp's 131050, in an answer or in n8n's words for it. */
const CUSTOMER_REFUSES =
  /"code"\s*:\s*"?(?:21610|131050)\b|\(#131050\)|(?:error|code)\s*:?\s*(?:21610|131050)\b|Attempt to send to unsubscribed recipient/i;

/**
 * What a sending node's error means for the message. *Failed*, and so free to be sent again, only when it is sure that nobody took
 * the message over; else *uncertain*. Undefined when there is no error.
 */
export function failureOf(...errors: unknown[]): Omit<Delivery, 'at'> | undefined {
  const found = errors.filter((error) => messageIn(error) !== undefined);
  const message = found.map(messageIn)[0];
  if (message === undefined) return undefined;
  const outcome = found.some((error) => provesNothingLeft(error, messageIn(error) ?? '')) ? 'failed' : 'uncertain';
  const refused = outcome === 'failed' && found.some((error) => CUSTOMER_REFUSES.test(messageIn(error) ?? ''));
  return {
    outcome,
    provider: 'unknown',
    detail: shortText(message, LONGEST_DETAIL) ?? '',
    ...(refused ? { refused } : {}),
  };
}

/** What an HTTP status says about a message that was handed over with the request. */
export function failureOfStatus(status: number, body: unknown): Omit<Delivery, 'at'> | undefined {
  if (status < 400) return undefined;
  const words = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  const detail = shortText(`HTTP ${status}: ${words}`, LONGEST_DETAIL) ?? '';
  if (!refuses(status)) return { outcome: 'uncertain', provider: 'unknown', detail };
  const refused = CUSTOMER_REFUSES.test(words.slice(0, 10_000));
  return { outcome: 'failed', provider: 'unknown', detail, ...(refused ? { refused } : {}) };
}
