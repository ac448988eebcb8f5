import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

import { cleanText } from './parse-text';

/** A phone number as providers want it. */
export interface PhoneNumber {
  /** `+525512345678`. */
  e164: string;
  /** ISO 3166-1 alpha-2 of the numbering plan, where it is unmistakable. */
  country?: string;
  /** Whether it can receive messages: `unknown` in plans, such as Mexico's, that do not tell mobiles from fixed lines. */
  mobile: 'yes' | 'no' | 'unknown';
}

const LONGEST_PHONE = 60;

/**
 * Reads a phone number as people write it, with the customer's country for numbers without a country code. Several numbers
 * in one cell (`55 1234 5678 / 55 8765 4321`) give the first. `undefined` when it is no number that could be reached.
 * Mexico's old `+52 1` before mobiles is understood; validity is that of Google's libphonenumber.
 */
export function parsePhone(text: string, country?: string): PhoneNumber | undefined {
  if (text.length > LONGEST_PHONE * 3) return undefined;
  const first = cleanText(text, 'phone', LONGEST_PHONE * 3).split(/\s*(?:[/;|]|,\s)\s*/)[0] ?? '';
  // A spreadsheet that took the number for a number shows it as 5.21551E+12: digits are lost.
  if (first.length > LONGEST_PHONE || /\de[+-]?\d/i.test(first)) return undefined;
  const defaultCountry = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const asWritten = readNumber(first, defaultCountry);
  if (asWritten !== undefined || defaultCountry === undefined) return asWritten;
  // People leave out the plus; then the country code must be that of the customer's own country.
  const withPlus = readNumber(`+${first.replace(/\D/g, '')}`, defaultCountry);
  return withPlus?.country === defaultCountry ? withPlus : undefined;
}

/** Prefixes that Mexico gave up in 2019 and 2020: `044`, `045` and, after the country code, `1`. */
const OLD_MEXICAN = /^(?:04[45]\s*(?=(?:\d[\s-]*){10}$)|(\+52\s*)1(?=[\s-]*(?:\d[\s-]*){10}$))/;

function readNumber(text: string, country?: CountryCode): PhoneNumber | undefined {
  const written = text.replace(/^00(?=[1-9])/, '+').replace(OLD_MEXICAN, '$1');
  if (!written.startsWith('+') && country === undefined) return undefined;
  const parsed = parsePhoneNumberFromString(written, country === undefined ? undefined : { defaultCountry: country });
  // An extension is answered by a switchboard, which takes no messages.
  if (!parsed?.isValid() || parsed.ext !== undefined) return undefined;
  const type = parsed.getType();
  const number: PhoneNumber = {
    e164: parsed.number,
    mobile: type === 'MOBILE' ? 'yes' : type === 'FIXED_LINE_OR_MOBILE' || type === undefined ? 'unknown' : 'no',
  };
  if (parsed.country !== undefined) number.country = parsed.country;
  return number;
}
