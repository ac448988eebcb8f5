import type { Instant, PlainDate } from '../common';
import type { Customer } from '../invoice/invoice';
import type { Day } from './days';
import { dayIn } from './zones';

/** Which day it is for a customer. */
export interface LocalDate {
  zone: string;
  day: Day;
}

/** The as-of date as each customer's calendar shows it, worked out once per zone. */
export class AsOf {
  private readonly byZone = new Map<string, LocalDate>();
  private readonly fallback: LocalDate;

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

  /** @throws InputError when the customer's zone does not exist */
  forCustomer(customer: Customer): LocalDate {
    return customer.timeZone === undefined ? this.fallback : this.inZone(customer.timeZone);
  }

  /** The day where no customer's zone is known. */
  get default(): LocalDate {
    return this.fallback;
  }

  private inZone(zone: string): LocalDate {
    const known = this.byZone.get(zone);
    if (known) return known;
    const local = { zone, day: dayIn(this.asOf, zone) };
    this.byZone.set(zone, local);
    return local;
  }
}
