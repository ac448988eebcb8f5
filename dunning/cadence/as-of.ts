import type { Instant, PlainDate } from '../common';
import type { Customer } from '../invoice/invoice';
import { customerTimeZones } from '../invoice/time-zone';
import type { Day } from './days';
import type { ZoneClock } from './zones';
import { clockOf, dayIn } from './zones';

/** Which day it is for a customer, and the clock by which their contacts are dated. */
export interface LocalDate {
  zone: string;
  clock: ZoneClock;
  day: Day;
}

/** The as-of date as each customer's calendar shows it, worked out once per zone. */
export class AsOf {
  private readonly byZone = new Map<string, LocalDate>();
  private readonly byPlace = new Map<string, LocalDate | undefined>();
  /** The day where no customer's zone is known. */
  readonly fallback: LocalDate;

  /**
   * @param asOf an instant, or a plain date that is the day for everybody
   * @throws InputError when either cannot be read
   */
  constructor(
    private readonly asOf: Instant | PlainDate,
    defaultTimeZone: string,
  ) {
    this.fallback = this.inZone(defaultTimeZone);
  }

  /**
   * The day it is for a customer; undefined when the customer's own zone cannot be read, as no guess replaces it. Where the
   * address leaves several zones open, the one that is furthest behind counts: nothing is called overdue that may not be.
   */
  forCustomer(customer: Customer): LocalDate | undefined {
    const { timeZone, country, region, city, postalCode } = customer;
    const phones = country === undefined ? `${customer.phone}|${customer.whatsapp}` : '';
    const key = timeZone ?? `|${country}|${region}|${city}|${postalCode}|${phones}`;
    let local = this.byPlace.get(key);
    if (local === undefined && !this.byPlace.has(key)) this.byPlace.set(key, (local = this.locate(customer)));
    return local;
  }

  private locate(customer: Customer): LocalDate | undefined {
    const { zones, problem } = customerTimeZones(customer);
    if (problem) return undefined;
    let behind: LocalDate | undefined;
    for (const zone of zones) {
      const local = this.inZone(zone);
      if (!behind || local.day < behind.day) behind = local;
    }
    return behind ?? this.fallback;
  }

  private inZone(zone: string): LocalDate {
    const known = this.byZone.get(zone);
    if (known) return known;
    const local = { zone, clock: clockOf(zone), day: dayIn(this.asOf, zone) };
    this.byZone.set(zone, local);
    return local;
  }
}
