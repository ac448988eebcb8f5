import { InputError } from '../errors';
import { zonesOfAreaCode } from './area-codes';
import { ZoneClock } from './clock';
import type { Context } from './context';
import type { ContactFacts } from './input';
import { readPhone } from './phone';

/** Everywhere the customer may be: all of these must be open. */
export function clocksOf(zones: readonly string[], facts: ContactFacts | undefined): ZoneClock[] {
  const clocks = zones.map((zone) => ZoneClock.of(zone));
  for (const zone of facts?.otherTimeZones ?? []) addClock(clocks, zone);
  return clocks;
}

export function addAreaCodeZones(context: Context): void {
  const { customer, phone, place } = context;
  const number = phone ?? readPhone(customer.phone ?? customer.whatsapp, place.country);
  for (const zone of number ? zonesOfAreaCode(number.e164) : []) addClock(context.clocks, zone);
}

function addClock(clocks: ZoneClock[], zone: string): void {
  if (clocks.some(({ name }) => name === zone)) return;
  try {
    clocks.push(ZoneClock.of(zone));
  } catch {
    throw new InputError({
      field: 'facts.otherTimeZones',
      found: zone,
      problem: 'is not an IANA time zone',
      advice: 'Use a name like America/Los_Angeles.',
    });
  }
}
