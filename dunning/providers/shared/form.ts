import { bodyText } from './request';
import type { WebhookRequest } from './request';

/** Forms come from Twilio, a few kilobytes, and from Mailgun's older webhooks, with the headers of a mail in them. */
const LARGEST_FORM = 256 * 1024;

/** Twilio sends about twenty fields; more than this is no webhook. */
const MOST_FIELDS = 1_000;

/** The fields of a form body, each with its values in order; empty when it is none or too large. */
export function formBody(request: WebhookRequest): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  if (request.body.length > LARGEST_FORM) return fields;
  let count = 0;
  for (const [name, value] of new URLSearchParams(bodyText(request))) {
    if (++count > MOST_FIELDS) return new Map();
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** The first value of a field, when it is not blank. */
export function field(fields: ReadonlyMap<string, string[]>, name: string): string | undefined {
  const value = fields.get(name)?.[0]?.trim();
  return value === '' ? undefined : value;
}
