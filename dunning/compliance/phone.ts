import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

export interface Phone {
  e164: string;
  /** ISO 3166-1 alpha-2; undefined for a number that several countries share or none owns. */
  country: string | undefined;
  /** Without the plus sign: `52`. */
  calling: string;
  national: string;
}

/** Reading one number costs some ten microseconds, and a run asks for the same one several times. */
const LIMIT = 20_000;
const read = new Map<string, Phone | undefined>();

/**
 * Reads a phone number, with or without its country code.
 * Mexican WhatsApp ids carry a 1 after 52 that the dialling plan gave up in 2019: `+521...` is read as `+52...`.
 * @returns undefined when it is not a number that can exist.
 */
export function readPhone(text: string | undefined, country?: string): Phone | undefined {
  if (!text) return undefined;
  const key = `${country ?? ''} ${text}`;
  if (read.has(key)) return read.get(key);
  if (read.size >= LIMIT) read.clear();
  const phone = parse(text, country);
  read.set(key, phone);
  return phone;
}

function parse(text: string, country: string | undefined): Phone | undefined {
  const compact = text.replace(/[\s().-]/g, '');
  const mexican = /^(?:\+|00)?521(\d{10})$/.exec(compact);
  const number = parsePhoneNumberFromString(mexican ? `+52${mexican[1]}` : text, country as CountryCode | undefined);
  if (!number?.isPossible()) return undefined;
  return {
    e164: number.number,
    country: number.country,
    calling: number.countryCallingCode,
    national: number.nationalNumber,
  };
}
