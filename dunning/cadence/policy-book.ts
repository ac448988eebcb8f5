import { InputError } from '../errors';
import type { CalendarData } from './calendar';
import { BusinessCalendar, WEEKDAYS } from './calendar';
import type { CompiledPolicy } from './compile';
import { compilePolicy } from './compile';
import type { Policy } from './policy';

/** The policies of one run, each prepared once per calendar. */
export class PolicyBook {
  private readonly calendars = new Map<string, BusinessCalendar>();
  private readonly compiled = new Map<Policy, Map<BusinessCalendar, CompiledPolicy>>();

  private readonly hasData: boolean;

  constructor(private readonly data: Readonly<Record<string, CalendarData>> = {}) {
    this.hasData = Object.keys(data).length > 0;
  }

  /**
   * The policy ready for use. Where it names no calendar, the customer's region or country decides, and without data for
   * those every weekday from Monday to Friday is a working day.
   * @throws InputError when the policy names a calendar that was not given
   */
  get(policy: Policy, place: { region?: string; country?: string }): CompiledPolicy {
    const calendar = this.needsCalendar(policy) ? this.calendarFor(policy, place) : WEEKDAYS;
    let versions = this.compiled.get(policy);
    if (!versions) this.compiled.set(policy, (versions = new Map()));
    let compiled = versions.get(calendar);
    if (!compiled) versions.set(calendar, (compiled = compilePolicy(policy, calendar)));
    return compiled;
  }

  private needsCalendar(policy: Policy): boolean {
    return policy.calendar !== undefined || this.hasData;
  }

  private calendarFor(policy: Policy, { region, country }: { region?: string; country?: string }): BusinessCalendar {
    if (policy.calendar !== undefined) {
      const named = this.calendar(policy.calendar);
      if (named) return named;
      throw new InputError({
        field: 'policy.calendar',
        found: policy.calendar,
        problem: 'is not a calendar that is known here',
        advice: `Use one of: ${Object.keys(this.data).sort().join(', ') || 'none is loaded'}.`,
      });
    }
    return (region && this.calendar(region)) || (country && this.calendar(country)) || WEEKDAYS;
  }

  private calendar(code: string): BusinessCalendar | undefined {
    const known = this.calendars.get(code);
    if (known) return known;
    if (!Object.hasOwn(this.data, code)) return undefined;
    const calendar = new BusinessCalendar(this.data[code]);
    this.calendars.set(code, calendar);
    return calendar;
  }
}
