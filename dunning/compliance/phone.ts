import { parsePhone } from '../invoice/phone';

export interface Phone {
  e164: string;
  /** ISO 3166-1 alpha-2; undefined for a number that several countries share. */
  country: string | undefined;
}

/** Reading one number costs tens of microseconds, and a run asks for the same one several times. */
const LIMIT = 20_000;
const read = new Map<string, Phone | undefined>();

/**
 * Reads a phone number as people write it, with or without its country code; see `parsePhone`.
 * @returns undefined when it is no number that can be reached.
 */
export function readPhone(text: string | undefined, country?: string): Phone | undefined {
  if (!text) return undefined;
  const key = `${country ?? ''} ${text}`;
  if (read.has(key)) return read.get(key);
  if (read.size >= LIMIT) read.clear();
  const parsed = parsePhone(text, country);
  const phone = parsed && { e164: parsed.e164, country: parsed.country };
  read.set(key, phone);
  return phone;
}
