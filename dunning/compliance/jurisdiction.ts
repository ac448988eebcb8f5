import { countryOf } from '../invoice/time-zone';
import type { Customer } from '../invoice/invoice';
import { readPhone } from './phone';

/** Whose law it is. */
export interface Jurisdiction {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 3166-2 with its country; undefined when the address does not say. */
  region: string | undefined;
}

/** Where the customer is, by address first and by the country of the phone when there is none. */
export function jurisdictionOf(customer: Customer): Jurisdiction | undefined {
  const country = countryOf(customer) ?? readPhone(customer.phone ?? customer.whatsapp)?.country;
  if (!country) return undefined;
  return { country, region: regionOf(country, customer) };
}

function regionOf(country: string, customer: Customer): string | undefined {
  const code = customer.region?.trim().toUpperCase();
  if (!code) return undefined;
  return code.startsWith(`${country}-`) ? code : `${country}-${code}`;
}
