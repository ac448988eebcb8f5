import { DAY, MINUTE, weekdayOf, type ZoneClock } from '../clock';
import { counts, type Context, type Earlier } from '../context';
import type { Counts, NotCounting, RuleOf, Way } from '../pack';

/** The earlier contacts that a frequency rule counts, by channel and debt. */
function counted(
  context: Context,
  rule: { counts?: Counts; scope?: 'customer' | 'debt'; notCounting?: NotCounting },
  ways: readonly Way[],
): Earlier[] {
  return context.earlier.filter(
    (contact) =>
      counts(contact, rule.counts ?? 'attempt') &&
      !leftOut(contact, rule.notCounting) &&
      (ways.length === 0 || ways.includes(contact.channel)) &&
      // A contact that does not say which debt it was about counts for every debt.
      (rule.scope !== 'debt' || contact.debtId === undefined || contact.debtId === context.debtId),
  );
}

function leftOut(contact: Earlier, exceptions: NotCounting | undefined): boolean {
  return exceptions?.some((exception) => LEFT_OUT[exception](contact)) ?? false;
}

const LEFT_OUT: Readonly<Record<NotCounting[number], (contact: Earlier) => boolean>> = {
  consented: ({ consented }) => consented,
  to_attorney: ({ toAttorney }) => toAttorney,
  no_message_possible: ({ noMessagePossible }) => noMessagePossible,
};

/** The first instant not before `t` at which one more contact keeps within the cap, on every clock. */
export function capOpens(rule: RuleOf<'cap'>, context: Context, t: number): number {
  const ways = rule.perChannel ? [context.channel] : (rule.countChannels ?? rule.channels);
  let contacts = counted(context, rule, ways);
  const { countPlaces: places, countPurposes: purposes } = rule;
  // That a contact went to a workplace counts only where it was said, of earlier contacts as of this one.
  if (places) contacts = contacts.filter(({ place }) => place !== undefined && places.includes(place));
  if (purposes) contacts = contacts.filter((c) => c.purpose !== undefined && purposes.includes(c.purpose));
  if (contacts.length < rule.max) return t;
  let opens = t;
  for (const clock of context.clocks) {
    opens = Math.max(opens, capOpensOn(rule, contacts, context, clock, t));
  }
  return opens;
}

function capOpensOn(
  rule: RuleOf<'cap'>,
  contacts: readonly Earlier[],
  context: Context,
  clock: ZoneClock,
  t: number,
): number {
  const today = clock.dayAt(t);
  const max = rule.max + (rule.extraOnReplyDay > 0 && repliedOn(context, clock, today) ? rule.extraOnReplyDay : 0);
  const days = contacts.map((contact) => clock.dayAt(contact.ms)).sort((a, b) => b - a);
  switch (rule.per.unit) {
    case 'day':
      return days.filter((day) => day === today).length < max ? t : clock.startOfDay(today + 1);
    case 'week': {
      const monday = today - weekdayOf(today);
      const inWeek = days.filter((day) => day >= monday && day < monday + 7).length;
      return inWeek < max ? t : clock.startOfDay(monday + 7);
    }
    case 'rolling_days': {
      const length = rule.per.days ?? 1;
      const inside = days.filter((day) => day > today - length && day <= today);
      if (inside.length < max) return t;
      if (max === 0) return Infinity;
      // Room comes when the oldest of the last `max` contacts leaves the stretch.
      return clock.startOfDay((inside[max - 1] as number) + length);
    }
  }
}

function repliedOn({ earlier }: Context, clock: ZoneClock, day: number): boolean {
  return earlier.some((contact) => (contact.inbound || contact.reach === 'two_way') && clock.dayAt(contact.ms) === day);
}

/** Earliest instant that keeps the least time since the last contact counted. */
export function spacingOpens(rule: RuleOf<'spacing'>, context: Context, t: number): number {
  let opens = t;
  for (const contact of counted(context, rule, rule.countChannels ?? rule.channels)) {
    // A contact that is later than `t` (made while this run was under way) holds the place just as well.
    opens = Math.max(opens, contact.ms + rule.minutes * MINUTE);
  }
  return opens;
}

/** After a conversation, so many calendar days without contact; the day of the conversation is the first. */
export function cooldownOpens(rule: RuleOf<'cooldown'>, context: Context, t: number): number {
  let opens = t;
  for (const contact of context.earlier) {
    // Whoever called whom: it is the conversation that is followed by rest.
    if (!contact.conversation || leftOut(contact, rule.notCounting)) continue;
    if (rule.channels.length > 0 && !rule.channels.includes(contact.channel)) continue;
    if (rule.scope === 'debt' && contact.debtId !== undefined && contact.debtId !== context.debtId) continue;
    for (const clock of context.clocks) {
      opens = Math.max(opens, clock.startOfDay(clock.dayAt(contact.ms) + rule.days));
    }
  }
  return opens;
}

/** Once contacted on one channel, no other channel in the same week. */
export function oneChannelOpens(rule: RuleOf<'one_channel_per_week'>, context: Context, t: number): number {
  let opens = t;
  for (const contact of counted(context, rule, rule.channels)) {
    if (contact.channel === context.channel) continue;
    if (rule.week === 'rolling') {
      opens = Math.max(opens, contact.ms + 7 * DAY);
      continue;
    }
    for (const clock of context.clocks) {
      const today = clock.dayAt(t);
      const monday = today - weekdayOf(today);
      const day = clock.dayAt(contact.ms);
      if (day >= monday && day < monday + 7) opens = Math.max(opens, clock.startOfDay(monday + 7));
    }
  }
  return opens;
}
