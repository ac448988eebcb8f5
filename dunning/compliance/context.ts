import { InputError } from '../errors';
import type { Customer } from '../invoice/invoice';
import type { Message } from '../message/message';
import { instantMs, type ZoneClock } from './clock';
import { readContent, type Content } from './content-check';
import { readFacts, readPlace, readPurpose } from './fact-words';
import type { ContactFacts, Creditor, GateInput, GateSettings } from './input';
import type { ReferenceRate } from './interest';
import type { Jurisdiction } from './jurisdiction';
import type { Counts, Way } from './pack';
import { readPhone, type Phone } from './phone';

/** An earlier contact, reduced to what rules ask about it. */
export interface Earlier {
  ms: number;
  channel: Way;
  reach: 'attempt' | 'reached' | 'two_way';
  debtId: string | undefined;
  inbound: boolean;
  place: string | undefined;
  purpose: string | undefined;
  /** Somebody spoke or wrote with us, whoever began it. */
  conversation: boolean;
  toAttorney: boolean;
  consented: boolean;
  noMessagePossible: boolean;
}

/** Everything a rule may look at while it judges one contact. Built once per judgment. */
export interface Context {
  /** UTC milliseconds of the instant that is judged; a rule may be asked about later ones too. */
  at: number;
  /** Every zone the customer may be in; the likeliest first. */
  clocks: ZoneClock[];
  place: Jurisdiction;
  channel: Way;
  customer: Customer;
  debtId: string;
  input: GateInput;
  facts: ContactFacts;
  creditor: Creditor;
  message: Message | undefined;
  /** Reference rates of the user's own. */
  rates: readonly ReferenceRate[];
  earlier: readonly Earlier[];
  /** The phone that the contact goes to, when it can be read. */
  phone: Phone | undefined;
  /** What the message contains, as stated or found in its text. */
  content: Content;
}

const NO_FACTS: ContactFacts = {};

const RANK = { attempt: 0, reached: 1, two_way: 2 } as const;

/** Whether an earlier contact counts for a rule that counts contacts of at least this reach. */
export function counts(contact: Earlier, least: Counts): boolean {
  if (contact.inbound) return false;
  if (least === 'contact') {
    // A written message is a contact once it went out; a call only when somebody or a voicemail answered.
    return (contact.channel !== 'call' && contact.channel !== 'visit') || contact.reach !== 'attempt';
  }
  return RANK[contact.reach] >= RANK[least];
}

/** How far an earlier contact got. Undefined: it was never made, or provably did not arrive anywhere. */
export function reachOf(status: string): Earlier['reach'] | undefined {
  switch (status) {
    case 'released':
      return undefined;
    case 'replied':
      return 'two_way';
    case 'delivered':
    case 'read':
      return 'reached';
    default:
      // A failed or bounced message was still an attempt; one in doubt may have left.
      return 'attempt';
  }
}

/** Collects what the rules will ask about. */
export function buildContext(
  input: GateInput,
  channel: Way,
  at: number,
  clocks: ZoneClock[],
  place: Jurisdiction,
  { creditor, rates = [] }: GateSettings,
): Context {
  const { customer } = input.debt;
  const { message } = input;
  const facts = input.facts ? readFacts(input.facts) : NO_FACTS;
  const byPhone = channel === 'call' || channel === 'sms' || channel === 'whatsapp';
  const number = message?.to ?? (channel === 'whatsapp' ? (customer.whatsapp ?? customer.phone) : customer.phone);
  return {
    at,
    clocks,
    place,
    channel,
    customer,
    debtId: input.debt.id,
    input,
    facts,
    creditor,
    message,
    rates,
    earlier: earlierContacts(input, customer.id),
    phone: byPhone ? readPhone(number, place.country) : undefined,
    content: readContent(input, creditor),
  };
}

function earlierContacts({ history }: GateInput, customerId: string): Earlier[] {
  const earlier: Earlier[] = [];
  for (const contact of history) {
    if (contact.customerId !== undefined && contact.customerId !== customerId) continue;
    const own = reachOf(contact.status);
    const reach = contact.inbound ? 'two_way' : own;
    if (reach === undefined) continue;
    earlier.push({
      ms: instant(contact.at),
      channel: contact.channel,
      reach,
      debtId: contact.debtId,
      inbound: contact.inbound ?? false,
      place: contact.place && readPlace(contact.place),
      purpose: contact.purpose && readPurpose(contact.purpose),
      // What came in is a conversation when somebody took part in it: a missed call of the customer's is none.
      conversation: own === 'two_way',
      toAttorney: contact.recipient === 'attorney',
      consented: contact.consented === true,
      noMessagePossible: contact.noMessagePossible === true,
    });
  }
  return earlier;
}

function instant(at: string): number {
  const ms = instantMs(at);
  if (!Number.isNaN(ms)) return ms;
  throw new InputError({
    field: 'history.at',
    found: at,
    problem: 'is not an instant',
    advice: 'Write date, time and offset, for example 2026-11-23T09:00:00-06:00.',
  });
}
