import type { Customer } from '../invoice/invoice';
import { regionOfPostalCode } from '../invoice/postal-region';
import { regionCode } from '../invoice/regions';
import { countryOf, plainName } from '../invoice/time-zone';
import { readPhone } from './phone';

/** Whose law it is. */
export interface Jurisdiction {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 3166-2 with its country; undefined when the address does not say. */
  region: string | undefined;
  /** A city with rules of its own: `US-NY-NYC`. */
  part: string | undefined;
}

/** Where the customer is: by address, or by the country of the phone when there is none. */
export function jurisdictionOf(customer: Customer): Jurisdiction | undefined {
  const country = countryOf(customer) ?? readPhone(customer.phone ?? customer.whatsapp)?.country;
  if (!country) return undefined;
  // Puerto Rico is a country to ISO 3166-1 and a region of the United States to ISO 3166-2.
  if (country === 'US' && CITY_NAME.test(customer.region?.trim() ?? '')) {
    return { country, region: 'US-NY', part: NEW_YORK_CITY };
  }
  const named = customer.region?.trim() ? regionCode(customer.region, country) : undefined;
  const region = named ?? regionOfPostalCode(country, customer.postalCode);
  return { country, region, part: region === 'US-NY' && maybeNewYorkCity(customer) ? NEW_YORK_CITY : undefined };
}

const NEW_YORK_CITY = 'US-NY-NYC';

const CITY_NAME = /(?:^|-)NYC$|^new york city$/i;

/** ZIP codes of the five boroughs begin with these three digits (USPS). */
const CITY_ZIP = /^(?:100|101|102|103|104|110|111|112|113|114|116)/;

const BOROUGHS: ReadonlySet<string> = new Set([
  'new york',
  'new york city',
  'nyc',
  'manhattan',
  'brooklyn',
  'queens',
  'bronx',
  'the bronx',
  'staten island',
]);

/** In the state, the city is assumed where neither postal code nor town says otherwise. */
function maybeNewYorkCity({ postalCode, city }: Customer): boolean {
  if (postalCode?.trim()) return CITY_ZIP.test(postalCode.trim());
  return city === undefined || city.trim() === '' || BOROUGHS.has(plainName(city));
}
