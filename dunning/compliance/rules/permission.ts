import { epochDay, instantMs } from '../clock';
import type { Context } from '../context';
import { SATISFIED, type Finding } from '../finding';
import type { Rule, RuleOf } from '../pack';
import { readPhone } from '../phone';
import { nextOpening } from './window';
import { isWish, wishedHours } from './requested';

const HOUR = 3_600_000;

/** A refusal that no waiting mends. A function of the module, because one made for every question costs more than the question. */
function never(code: string): Finding {
  return { opens: Infinity, code };
}

/** Rules about whether the contact may be made at all: consent, recipient, registers, what happened to the debt. */
export function permissionOpens(rule: Rule, context: Context, t: number): Finding {
  const { facts, customer } = context;
  switch (rule.kind) {
    case 'do_not_contact':
      return customer.doNotContact ? never('DO_NOT_CONTACT') : SATISFIED;
    case 'opt_out':
      return customer.consent?.[context.channel]?.granted === false ? never('OPTED_OUT') : SATISFIED;
    case 'consent':
      return hasConsent(context, t) ? SATISFIED : never('NO_CONSENT');
    case 'recipient':
      return rule.allowed.includes(facts.recipient ?? 'debtor') ? SATISFIED : never('RECIPIENT_NOT_ALLOWED');
    case 'readable_address':
      return addressOpens(context);
    case 'own_address':
      return goesToOwnAddress(context) ? SATISFIED : never('ADDRESS_NOT_THE_CUSTOMERS');
    case 'channel_ban':
      return never('CHANNEL_BANNED');
    case 'wished_hours':
      return wishes(context, t);
    case 'blackout':
      return blackoutOpens(rule, context, t);
    case 'prior_notice':
      return noticeOpens(rule, context, t);
    case 'register':
      return registerOpens(rule, context, t);
    case 'judicial_service':
      return stop(facts.judicialService, 'legal', 'JUDICIAL_SERVICE', context, t);
    case 'insolvency':
      return stop(facts.bankruptcy, 'insolvent', 'INSOLVENCY', context, t);
    case 'stop': {
      const stated = (facts as Record<string, unknown>)[rule.fact] === true;
      return stop(stated, STOP_HOLDS[rule.fact], STOP_CODES[rule.fact] ?? 'STOPPED', context, t);
    }
    case 'conduct':
      return conduct(rule, context) ? SATISFIED : never(CONDUCT_CODES[rule.fact] ?? 'CONDUCT');
    case 'conversation_window':
      return t < lastInbound(context) + rule.hours * HOUR ? SATISFIED : never('CONVERSATION_CLOSED');
    default:
      return SATISFIED;
  }
}

/** Consent counts from the moment it was given; consent without a time was always there. */
function hasConsent({ customer, channel }: Context, t: number): boolean {
  const consent = customer.consent?.[channel];
  if (!consent?.granted) return false;
  return consent.at === undefined || instantMs(consent.at) <= t;
}

function addressOpens(context: Context): Finding {
  const problem = addressProblem(context);
  return problem === undefined ? SATISFIED : never(problem);
}

function addressProblem({ channel, message, customer, phone }: Context): string | undefined {
  if (channel === 'email') {
    const to = message?.to ?? customer.email;
    return to !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to) ? 'EMAIL_UNREADABLE' : undefined;
  }
  if (channel === 'letter' || channel === 'visit') return undefined;
  const to = message?.to ?? (channel === 'whatsapp' ? (customer.whatsapp ?? customer.phone) : customer.phone);
  return to !== undefined && phone === undefined ? 'PHONE_UNREADABLE' : undefined;
}

/** A message to an address that is none of the customer's reaches somebody else. */
function goesToOwnAddress(context: Context): boolean {
  const { message, customer, channel, facts } = context;
  if (facts.addressGivenByCustomer === false) return false;
  if (!message || channel === 'letter' || (facts.recipient ?? 'debtor') !== 'debtor') return true;
  if (channel === 'email') {
    if (!customer.email) return true;
    if (message.to === customer.email) return true;
    // A source field may hold several addresses.
    const own = customer.email.toLowerCase().split(/[\s,;<>]+/);
    return own.includes(message.to.trim().toLowerCase());
  }
  if (message.to === customer.phone || message.to === customer.whatsapp) return true;
  const own = ownPhones(context);
  return own.length === 0 || context.phone === undefined || own.includes(context.phone.e164);
}

/** The customer's own phones in E.164. */
function ownPhones({ customer, place }: Context): string[] {
  return [customer.phone, customer.whatsapp].flatMap((own) => readPhone(own, place.country)?.e164 ?? []);
}

function wishes(context: Context, t: number): Finding {
  const { requestedChannels: channels, requestedHours } = context.facts;
  if (channels && !channels.includes(context.channel)) return { opens: Infinity, code: 'CUSTOMER_CHANNEL' };
  const requests = requestedHours?.filter(isWish);
  if (!requests || requests.length === 0) return SATISFIED;
  const hours = wishedHours(requests);
  let opens = t;
  for (const clock of context.clocks) {
    const opening = nextOpening(hours, clock, () => false, t);
    opens = Math.max(opens, opening === 'unknown' ? Infinity : opening);
  }
  return { opens, code: 'CUSTOMER_HOURS' };
}

function blackoutOpens(rule: RuleOf<'blackout'>, { clocks }: Context, t: number): Finding {
  let opens = t;
  for (const { from, until } of rule.dates) {
    for (const clock of clocks) {
      const day = clock.dayAt(t);
      if (day >= epochDay(from) && day <= epochDay(until)) {
        opens = Math.max(opens, clock.startOfDay(epochDay(until) + 1));
      }
    }
  }
  return { opens, code: 'BLACKOUT' };
}

function noticeOpens(rule: RuleOf<'prior_notice'>, context: Context, t: number): Finding {
  const { facts, earlier, clocks } = context;
  const given = facts.writtenNoticeAt ? instantMs(facts.writtenNoticeAt) : NaN;
  const sent = earlier.filter((c) => rule.notice.includes(c.channel) && !c.inbound).map((c) => c.ms);
  const first = Math.min(...(Number.isNaN(given) ? sent : [given, ...sent]));
  if (first === Infinity) return { opens: Infinity, code: 'NO_PRIOR_NOTICE' };
  let opens = t;
  for (const clock of clocks) opens = Math.max(opens, clock.startOfDay(clock.dayAt(first) + rule.days));
  return { opens, code: 'NOTICE_PERIOD' };
}

function registerOpens(rule: RuleOf<'register'>, context: Context, t: number): Finding {
  const entry = context.facts.registers?.[rule.register];
  if (!entry?.registered || entry.companyAuthorised) return SATISFIED;
  const { phone } = context;
  // A line that cannot be read may be one of those the register is for.
  if (rule.areaCodes && phone && !rule.areaCodes.some((code) => phone.e164.startsWith(code))) return SATISFIED;
  const since = entry.since ? epochDay(entry.since) : NaN;
  if (!Number.isNaN(since) && context.clocks.every((clock) => clock.dayAt(t) - since < rule.fromDay)) return SATISFIED;
  return { opens: Infinity, code: 'DO_NOT_CONTACT_REGISTER' };
}

/** Holds that stand for a stop, by the fact they stand for. */
const STOP_HOLDS: Readonly<Record<string, string>> = { deceased: 'deceased', disputed: 'dispute' };

const STOP_CODES: Readonly<Record<string, string>> = {
  ceaseRequest: 'CEASE_REQUEST',
  representedByAttorney: 'ATTORNEY',
  deceased: 'DECEASED',
  minor: 'MINOR',
  disputed: 'DISPUTED',
  timeBarred: 'TIME_BARRED',
};

/** A fact stops for good; a hold of the customer's stops while it lasts. */
function stop(
  stated: boolean | undefined,
  hold: string | undefined,
  code: string,
  context: Context,
  t: number,
): Finding {
  if (stated) return never(code);
  if (hold === undefined || context.customer.holds === undefined) return SATISFIED;
  return { opens: holdsEnd(context, t, hold), code };
}

function holdsEnd({ customer, clocks }: Context, t: number, kind: string): number {
  let opens = t;
  for (const hold of customer.holds ?? []) {
    if (hold.kind !== kind) continue;
    for (const clock of clocks) {
      const day = clock.dayAt(t);
      if (hold.from && day < epochDay(hold.from)) continue;
      if (!hold.until) return Infinity;
      if (day <= epochDay(hold.until)) opens = Math.max(opens, clock.startOfDay(epochDay(hold.until) + 1));
    }
  }
  return opens;
}

const CONDUCT_CODES: Readonly<Record<string, string>> = {
  callerId: 'HIDDEN_CALLER_ID',
  callRecorded: 'CALL_NOT_RECORDED',
  visitAuthorised: 'VISIT_NOT_AUTHORISED',
  withinMessagingLimit: 'MESSAGING_LIMIT',
};

/** A conduct that nobody stated is taken as kept: it is the caller's to keep, and the verdict lists the rule. */
function conduct(rule: RuleOf<'conduct'>, { facts }: Context): boolean {
  const value = (facts as Record<string, unknown>)[rule.fact];
  return value === undefined || value === null || value === rule.mustBe;
}

function lastInbound({ facts, earlier, channel }: Context): number {
  const stated = facts.lastInboundAt ? instantMs(facts.lastInboundAt) : -Infinity;
  // Without an event of its own, a reply is at least as late as the message it answers.
  const heard = earlier.filter((c) => c.channel === channel && (c.inbound || c.reach === 'two_way')).map((c) => c.ms);
  return Math.max(stated, ...heard);
}
