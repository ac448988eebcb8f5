import { IANAZone } from 'luxon';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

import type { InputProblem } from '../errors';
import type { Customer } from './invoice';
import { regionOfPostalCode } from './postal-region';
import { regionCode } from './regions';
import { COUNTRIES } from './time-zone-tables';

/** Zones that were asked about: making a formatter, which is how one is checked, takes a tenth of a millisecond. */
const zoneChecks = new Map<string, boolean>();
const MOST_CHECKS = 2_000;

function isZone(name: string): boolean {
  let valid = zoneChecks.get(name);
  if (valid === undefined) {
    valid = IANAZone.isValidZone(name);
    if (zoneChecks.size < MOST_CHECKS) zoneChecks.set(name, valid);
  }
  return valid;
}

/** Where the answer came from, best first. */
export type TimeZoneSource = 'customer' | 'town' | 'postal_code' | 'region' | 'country' | 'phone' | 'unknown';

export interface CustomerTimeZones {
  /**
   * IANA zones the customer may be in, the likeliest first. One when it is known; several when the address leaves it open
   * (all of them must be open before a contact is made); none when nothing is known.
   */
  zones: string[];
  source: TimeZoneSource;
  /** Set when the customer's own `timeZone` cannot be used; it is then not replaced by a guess: `zones` is empty. */
  problem?: InputProblem;
}

type Locatable = Pick<Customer, 'timeZone' | 'region' | 'country' | 'city' | 'postalCode' | 'phone' | 'whatsapp'>;

/** Lower case, without accents, one space between words: how towns are compared. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The zones a customer may be in: their own `timeZone`, else the address (town, postal code, region, country), else the
 * country of their phone number. A phone says no more than its country here: numbers move with people.
 * Never throws; reads neither the clock nor the machine's zone.
 */
export function customerTimeZones(customer: Locatable): CustomerTimeZones {
  const own = customer.timeZone?.trim();
  if (own) {
    // `UTC+3` and `-06:00` are zones to luxon but know no summer time, so they are no answer to "what time is it there".
    if (own.includes('/') && isZone(own)) return { zones: [own], source: 'customer' };
    if (own === 'UTC') return { zones: ['UTC'], source: 'customer' };
    return {
      zones: [],
      source: 'unknown',
      problem: {
        field: 'customer.timeZone',
        found: customer.timeZone,
        problem: 'is not an IANA time zone',
        advice: 'Use a name like America/Mexico_City, or leave it empty to derive it from the address.',
      },
    };
  }
  const country = countryOf(customer);
  if (country) return zonesOfAddress(country, customer);
  for (const phone of [customer.phone, customer.whatsapp]) {
    const fromPhone = phone ? parsePhoneNumberFromString(phone)?.country : undefined;
    if (fromPhone) return { zones: zonesOfCountry(fromPhone), source: 'phone' };
  }
  return { zones: [], source: 'unknown' };
}

/** ISO 3166-1 alpha-2 of the address: `country`, else the first part of an ISO 3166-2 `region`. */
export function countryOf(customer: Pick<Customer, 'country' | 'region'>): CountryCode | undefined {
  const country = customer.country?.trim().toUpperCase();
  if (country && /^[A-Z]{2}$/.test(country)) return (country === 'UK' ? 'GB' : country) as CountryCode;
  const fromRegion = /^([A-Z]{2})-/.exec(customer.region?.trim().toUpperCase() ?? '')?.[1];
  return fromRegion as CountryCode | undefined;
}

/** The region's code without its country, from a code or a name; `MX-BCN`, `BCN` and `Baja California` are all `BCN`. */
function regionOf(country: string, region: string | undefined): string | undefined {
  const code = region?.trim() ? regionCode(region, country) : undefined;
  return code?.startsWith(`${country}-`) ? code.slice(country.length + 1) : undefined;
}

function zonesOfAddress(country: CountryCode, customer: Locatable): CustomerTimeZones {
  const table = COUNTRIES[country];
  const unknown = { zones: zonesOfCountry(country), source: 'country' } as const;
  if (!table) return unknown.zones.length > 0 ? unknown : { zones: [], source: 'unknown' };
  const given = regionOf(country, customer.region);
  const region = given ?? regionOfPostalCode(country, customer.postalCode)?.slice(country.length + 1);
  const zones = region === undefined ? undefined : zonesOfRegion(country, region);
  if (region === undefined || zones === undefined) return { ...unknown };
  const source = given === undefined ? 'postal_code' : 'region';
  if (zones.length === 1) return { zones, source };

  const ofTown = customer.city && table.towns?.[`${region} ${plainName(customer.city)}`];
  if (ofTown) return { zones: [ofTown], source: 'town' };
  const ofPostal = longestPrefix(table.postal?.[region], customer.postalCode?.trim());
  return ofPostal ? { zones: [ofPostal], source: 'postal_code' } : { zones, source };
}

function longestPrefix(
  table: Readonly<Record<string, string>> | undefined,
  code: string | undefined,
): string | undefined {
  if (!table || !code) return undefined;
  const prefix = Object.keys(table)
    .filter((start) => code.startsWith(start))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? undefined : table[prefix];
}

const regionIndex = new Map<string, ReadonlyMap<string, string[]>>();

/** Undefined when the region is not one of the codes in the table: then the country's zones all count. */
function zonesOfRegion(country: string, region: string): string[] | undefined {
  const table = COUNTRIES[country];
  if (!table) return undefined;
  let index = regionIndex.get(country);
  if (!index) {
    const built = new Map<string, string[]>();
    for (const [zone, regions] of Object.entries(table.regions)) {
      for (const code of regions.split(' ')) built.set(code, [...(built.get(code) ?? []), zone]);
    }
    regionIndex.set(country, (index = built));
  }
  const listed = index.get(region);
  return listed ? [...listed] : undefined;
}

/** `getTimeZones` is in every engine the package supports, but not yet in TypeScript's library. */
interface LocaleWithZones {
  getTimeZones?(): string[] | undefined;
}

/** Asking Intl costs fifty microseconds; countries are few. */
const zonesByCountry = new Map<string, readonly string[]>();

function zonesOfCountry(country: string): string[] {
  const known = zonesByCountry.get(country);
  if (known) return [...known];
  const zones = COUNTRIES[country]?.all ?? zonesFromIntl(country);
  zonesByCountry.set(country, zones);
  return [...zones];
}

function zonesFromIntl(country: string): string[] {
  try {
    const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & LocaleWithZones;
    return locale.getTimeZones?.() ?? [];
  } catch {
    return [];
  }
}
