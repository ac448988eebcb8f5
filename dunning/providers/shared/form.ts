import { bodyText, header } from './request';
import type { WebhookRequest } from './request';

/** Forms come from Twilio, a few kilobytes, and from Mailgun's older webhooks, with the headers of a mail in them. */
const LARGEST_FORM = 256 * 1024;

/** Twilio sends about twenty fields; more than this is no webhook. */
const MOST_FIELDS = 1_000;

/** Whether the body is a form, in either of its two writings. */
export function isForm(request: WebhookRequest): boolean {
  return /urlencoded|multipart\/form-data/i.test(header(request, 'content-type') ?? '');
}

/** The fields of a form body, each with its values in order; empty when it is none or too large. */
export function formBody(request: WebhookRequest): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  if (request.body.length > LARGEST_FORM) return fields;
  const boundary = /^multipart\/form-data\b.*?boundary="?([^";\s]{1,200})/i.exec(
    header(request, 'content-type') ?? '',
  )?.[1];
  let count = 0;
  const pairs =
    boundary === undefined ? new URLSearchParams(bodyText(request)) : multipart(bodyText(request), boundary);
  for (const [name, value] of pairs) {
    if (++count > MOST_FIELDS) return new Map();
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** The fields of a multipart form; its files are left out. Source: RFC 7578. */
function* multipart(source: string, boundary: string): Generator<[string, string]> {
  for (const part of source.split(`--${boundary}`).slice(1)) {
    const end = /\r?\n\r?\n/.exec(part);
    if (end === null) continue;
    const head = part.slice(0, end.index);
    const name = /\bname="([^"]{1,200})"/i.exec(head)?.[1];
    if (name === undefined || /\bfilename\*?=/i.test(head)) continue;
    yield [name, part.slice(end.index + end[0].length).replace(/\r?\n$/, '')];
  }
}

/** The first value of a field, when it is not blank. */
export function field(fields: ReadonlyMap<string, string[]>, name: string): string | undefined {
  const value = fields.get(name)?.[0]?.trim();
  return value === '' ? undefined : value;
}

/** The last value of a field: where a sender appends its own after values of the user that have the same name. */
export function lastField(fields: ReadonlyMap<string, string[]>, name: string): string | undefined {
  const value = fields.get(name)?.at(-1)?.trim();
  return value === '' ? undefined : value;
}
