import type { Channel, Instant, PlainDate } from '../common';
import type { Debt } from '../invoice/debt';
import type { PastContact } from '../ledger/contact';
import type { Message } from '../message/message';
import type { ReferenceRate } from './interest';
import type { Pack, Party, Way, Week } from './pack';

/** Who the message is addressed to, as seen from the debt. */
export type Recipient =
  | 'debtor'
  | 'guarantor'
  | 'codebtor'
  | 'spouse'
  | 'relative'
  | 'reference'
  | 'employer'
  | 'coworker'
  | 'neighbour'
  | 'attorney'
  | 'third_party';

/** What the contact is for. Not every message to a debtor collects. */
export type Purpose =
  | 'collection'
  | 'requested_information'
  | 'operation_confirmation'
  | 'fraud_alert'
  | 'consent_request'
  | 'marketing'
  | 'legal_notice';

/** Hours a customer asked for. Times are theirs, `HH:mm`, the end exclusive. */
export interface RequestedHours {
  /** Weekdays, Monday 1 to Sunday 7; absent: every day. */
  weekdays?: number[];
  from: string;
  to: string;
  /** What the law asks of such a request where it lets it replace the statutory hours. */
  requestedByConsumer?: boolean;
  separateInstrument?: boolean;
  afterContract?: boolean;
}

/** An entry in a do-not-contact register. */
export interface RegisterEntry {
  registered: boolean;
  /** The day of registration, when known; unknown counts as long ago. */
  since?: PlainDate;
  /** The customer named this company as one that may still call. */
  companyAuthorised?: boolean;
}

/** Facts about one contact that are neither in the debt nor in the message. All optional: what is unknown is taken strictly. */
export interface ContactFacts {
  /** Absent: the debtor. */
  recipient?: Recipient;
  /** Absent: collection. */
  purpose?: Purpose;
  /** `residential_lease`, `microcredit`, `real_estate_loan`, `vehicle_instalment`, `tax`, `family`, `labour` ... */
  debtKind?: string;
  /** `bank`, `financial`, `commercial`, `telecom` ...; absent: the creditor's own. */
  creditorSector?: string;
  /** What the account the message is sent from is registered as: `debt_collection_agency` ... */
  senderBusiness?: string;
  /** `other`: a number or address of the customer's that is none of these. */
  place?: 'home' | 'workplace' | 'public' | 'other';
  callerId?: 'shown' | 'withheld';
  callRecorded?: boolean;
  /** Dialled by a random or sequential generator, or spoken by a machine. Sending to a list of customers is not. */
  automated?: boolean;
  visitAuthorised?: boolean;
  /** Whether the person on the line was asked who they are before the debt was named. */
  identityChecked?: boolean;
  /** SPF, DKIM and DMARC of the sending domain are aligned. */
  senderAuthenticated?: boolean;
  /** Meta or the provider confirmed in writing that this business may send this. */
  platformConfirmed?: boolean;
  /** The creditor has started debt collection procedures (New York City). */
  inCollectionProcedures?: boolean;
  /** The line is in the debtor's own name; the work address was released by the customer. */
  lineInDebtorName?: boolean;
  workAddressConsent?: boolean;
  /** The debt is one of a business, though the debtor is a person. */
  businessDebt?: boolean;
  /** How small a business customer is, where a law protects small ones like consumers. */
  businessSize?: 'micro' | 'small' | 'medium' | 'large';
  /** The customer agreed to this very call, to us, within the last seven days (12 CFR 1006.14(b)(3)(i)). */
  callConsented?: boolean;
  /** Fewer than 5,000 mails a day go to one mailbox provider, below which it does not ask for authentication. */
  lowVolumeSender?: boolean;
  /** Within the number of people that WhatsApp lets this business write to in 24 hours. */
  withinMessagingLimit?: boolean;
  firstContact?: boolean;
  /** The last written notice of the debt, where a law wants one before a call. */
  writtenNoticeAt?: Instant;
  /** The consumer asked in writing that contact cease. */
  ceaseRequest?: boolean;
  representedByAttorney?: boolean;
  bankruptcy?: boolean;
  deceased?: boolean;
  minor?: boolean;
  disputed?: boolean;
  judicialService?: boolean;
  timeBarred?: boolean;
  /** There is a contract in force with the customer. */
  currentContract?: boolean;
  /** By name of the register: `nao_me_ligue`, `no_llame`. */
  registers?: Record<string, RegisterEntry>;
  requestedHours?: RequestedHours[];
  /** The channels the customer asked to be contacted on, and no other. */
  requestedChannels?: Way[];
  /** Whether the customer gave us this address or number; `false`: it was found elsewhere. */
  addressGivenByCustomer?: boolean;
  /** When the customer last wrote to us on this channel. */
  lastInboundAt?: Instant;
  messageType?: 'template' | 'freeform';
  /** Zones besides the address's own in which the customer may be, for example of the area code. */
  otherTimeZones?: string[];
  /** What was claimed besides the debt, where the message asks for it; checked against the statutory maxima. */
  charges?: Charges;
  /** Statements about the content by whoever wrote it; they count before what the check of the text finds. */
  content?: Record<string, boolean | undefined>;
}

/** Fees and interest that a message asks for. Decimals are strings in major units. */
export interface Charges {
  daysLate?: number;
  /** How many such fees were asked for in this month already. */
  feesThisMonth?: number;
  /** Whether the collection step that the fee is for can be shown. */
  feeEvidence?: boolean;
  /** The overdue amount that the fee is reckoned on, and the fee, in one unit: an ISO 4217 code or `UF`. */
  unit?: string;
  overdue?: string;
  fee?: string;
  feePercent?: string;
  /** Percentage points above the reference rate. */
  interestSpreadPoints?: string;
  interestPercentPerYear?: string;
  /** The day the interest is for; absent: the judged day. */
  interestOn?: PlainDate;
  fixedSum?: { currency: string; decimal: string };
}

/** One earlier contact. A `PastContact` of the ledger is one; a contact made elsewhere may say less. */
export type EarlierContact = Pick<PastContact, 'at' | 'status'> & {
  channel: Way;
  customerId?: string;
  debtId?: string;
  /** The customer called or wrote: it is no contact of ours, but it opens conversation windows. */
  inbound?: boolean;
  /** Who was contacted; absent: the debtor. */
  recipient?: Recipient;
  /** The customer had agreed to this very call. */
  consented?: boolean;
  /** Nobody answered and no message could be left. */
  noMessagePossible?: boolean;
  place?: string;
  purpose?: Purpose;
};

/** What the gate judges: one contact to one customer. Build it from `item.dunning`, plus what else is known. */
export interface GateInput {
  debt: Pick<Debt, 'id' | 'customer'> & Partial<Omit<Debt, 'id' | 'customer'>>;
  /** Absent: the channel alone is judged, and content rules are left to the judgment of the message. */
  message?: Message;
  /** Needed when there is no message. */
  channel?: Way;
  /** Other channels of the stage in order of preference: one that is allowed is proposed when this one is refused. */
  alternatives?: Channel[];
  /** All earlier contacts of this customer. */
  history: readonly EarlierContact[];
  facts?: ContactFacts;
  /** Absent: the gate's as-of instant. */
  at?: Instant;
}

/** Who is owed, and who speaks. */
export interface Creditor {
  kind: Party;
  name?: string;
  address?: string;
  taxId?: string;
  phone?: string;
  /** The agency, when one collects for the creditor. */
  agencyName?: string;
  agencyAddress?: string;
  agencyPhone?: string;
  /** Accounts that customers pay into: they may stand in messages. */
  paymentAccounts?: string[];
  /** `bank`, `financial`, `commercial` ...; unknown: rules for every sector apply. */
  sector?: string;
  senderBusiness?: string;
  /** ISO 3166-2 of where the one who collects has its seat, where a law asks for it. */
  region?: string;
}

/** The user's own rules. They can only tighten. */
export interface HouseRules {
  /** Own hours in the customer's zone, for all channels or some. */
  hours?: Array<{ channels?: Channel[]; week: Week; endInclusive?: boolean }>;
  caps?: Array<{
    channels?: Channel[];
    max: number;
    per: { unit: 'day' | 'week' | 'rolling_days'; days?: number };
    perDebt?: boolean;
  }>;
  /** Fewest minutes between two contacts. */
  minimumMinutesBetween?: number;
  /** Days, or stretches of days (both ends included), without contact, in the customer's zone. */
  blackouts?: Array<{ from: PlainDate; until?: PlainDate; reason?: string }>;
  /** Channels that need a recorded opt-in whatever the law says. */
  consentNeeded?: Channel[];
  /** Content elements that must be there whatever the law says: `creditor_name`, `debt_reference`, `opt_out` ... */
  requiredContent?: string[];
}

/** A statutory rule set aside on the user's responsibility. It is named, it has a reason, and the verdict records both. */
export interface Loosening {
  ruleId: string;
  reason: string;
}

/** What is the same for every item of a run. */
export interface GateSettings {
  asOf: Instant;
  profile?: 'statute' | 'conservative';
  creditor: Creditor;
  house?: HouseRules;
  loosenings?: Loosening[];
  /** Per rule, which of its readings to follow; absent: the profile's. */
  readings?: Record<string, string>;
  /** Packs of the user's own; they add to the built-in ones. */
  packs?: Pack[];
  /** Reference rates for statutory interest that the product does not know, or that the user trusts more. */
  rates?: ReferenceRate[];
  /** Platform packs in force; absent: all. */
  platforms?: string[];
  /**
   * A region that is not known in a country whose regions have rules: `strictest` applies them all (default of the
   * conservative profile), `national` none of them (default of the statute profile).
   */
  unknownRegion?: 'strictest' | 'national';
  /** Look for another channel when this one is refused. */
  proposeAlternative?: boolean;
}
