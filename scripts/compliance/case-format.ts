import type {
  Charges,
  ContactFacts,
  EarlierContact,
  GateInput,
  GateSettings,
  RequestedHours,
} from '../../dunning/compliance/input';
import type { Way } from '../../dunning/compliance/pack';

/** One dated contact situation with the verdict it should get, as research wrote it down. */
export interface ComplianceCase {
  id: string;
  jurisdiction: string;
  region: string | null;
  profile: 'statute' | 'conservative' | 'platform';
  channel: string;
  partyType: string;
  debtorType: string;
  recipientRole: string;
  localDateTime: string;
  zone: string;
  priorContacts: Array<{ at: string; channel: string; kind: string; debtId?: string; [more: string]: unknown }>;
  consent: Record<string, boolean> | null;
  content: Record<string, unknown> | null;
  flags: Record<string, unknown> | null;
  weekMode?: string;
  expected: 'allow' | 'defer' | 'block';
  nextAllowed?: string | null;
  reason: string;
  citation?: string;
  certainty?: string;
}

const way = (channel: string): Way => (channel === 'voice' || channel === 'phone' ? 'call' : channel) as Way;

const PARTIES: Readonly<Record<string, GateSettings['creditor']['kind']>> = {
  first_party: 'first_party',
  third_party: 'agency',
  agency: 'agency',
  assignee: 'assignee',
  debt_buyer: 'assignee',
};

/** What happened, in the words of the format, as the status the ledger would have. */
const STATUSES: Readonly<Record<string, EarlierContact['status']>> = {
  attempt: 'sent',
  sent: 'sent',
  unanswered: 'sent',
  no_answer: 'sent',
  voicemail: 'delivered',
  delivered: 'delivered',
  read: 'read',
  direct_contact: 'replied',
  conversation: 'replied',
  reply: 'replied',
  replied: 'replied',
  undelivered: 'bounced',
  bounced: 'bounced',
  failed: 'failed',
};

/** Content flags of the format that have another name in the product. */
const CONTENT: Readonly<Record<string, string>> = {
  asksReasonForDefault: 'asks_reason',
  looksJudicial: 'looks_judicial',
  optOutNotice: 'opt_out',
  unsubscribe: 'opt_out',
  threat: 'threat',
  threatens: 'threat',
  threatensArrest: 'threat',
  intimidation: 'threat',
  debtCollectorDisclosure: 'collector_disclosure',
  miniMiranda: 'collector_disclosure',
  validationInformation: 'validation_information',
  itemised: 'itemised_charges',
  itemized: 'itemised_charges',
  publicPost: 'public_exposure',
  publicExposure: 'public_exposure',
  threatensSuit: 'threatens_suit',
  premiumRateNumber: 'premium_rate_number',
  permitNumber: 'permit_number',
  paymentToAgency: 'asks_payment_to_agency',
};

/** Named things whose value is the text in the message, or null where it is missing. */
const NAMED: Readonly<Record<string, string>> = {
  creditorName: 'creditor_name',
  supplierName: 'creditor_name',
  supplierAddress: 'creditor_address',
  supplierTaxId: 'creditor_tax_id',
  agencyName: 'agency_name',
  agencyAddress: 'agency_address',
  agencyPhone: 'agency_phone',
  contractNumber: 'debt_reference',
  debtorName: 'debtor_name',
  creditorPhone: 'creditor_phone',
  amount: 'amount',
};

/** What a case says, as settings and input of the gate. */
export function readCase(given: ComplianceCase): { settings: GateSettings; input: GateInput } {
  const flags = given.flags ?? {};
  const party = PARTIES[given.partyType] ?? 'first_party';
  const settings: GateSettings = {
    asOf: given.localDateTime,
    profile: given.profile === 'conservative' ? 'conservative' : 'statute',
    creditor: {
      kind: party,
      // A case that does not say what the sending account is registered as is not about that.
      senderBusiness: text(flags['senderBusiness']) ?? 'unspecified',
    },
    platforms: given.profile === 'platform' ? ['whatsapp', 'twilio', 'bulk-email'] : [],
    // A case without a region is about the rules of the country.
    unknownRegion: 'national',
    ...(given.weekMode === 'rolling' ? { readings: { 'co-one-channel': 'rolling' } } : {}),
  };
  const facts = factsOf(given, flags);
  const debtId = text(flags['debtId']) ?? 'debt';
  const input: GateInput = {
    at: given.localDateTime,
    channel: way(given.channel),
    debt: {
      id: debtId,
      customer: {
        id: 'customer',
        name: 'Customer',
        country: given.jurisdiction,
        ...(given.region ? { region: given.region } : {}),
        timeZone: text(flags['addressZone']) ?? given.zone,
        kind: given.debtorType === 'business' ? 'business' : 'consumer',
        consent: consentOf(given),
      },
    },
    history: given.priorContacts.map((contact) => earlier(contact, debtId)),
    facts,
  };
  return { settings, input };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** In the format, `false` says that there is no consent, which is not yet a refusal. */
function consentOf({ consent }: ComplianceCase): Record<string, { granted: boolean }> {
  const granted = Object.entries(consent ?? {}).filter(([, given]) => given === true);
  return Object.fromEntries(granted.map(([channel]) => [way(channel), { granted: true }]));
}

function earlier(contact: ComplianceCase['priorContacts'][number], debtId: string): EarlierContact {
  const inbound = contact.kind === 'inbound' || contact['inbound'] === true || contact['direction'] === 'inbound';
  const purpose = text(contact['purpose']) as EarlierContact['purpose'];
  const place = text(contact['place']);
  return {
    at: contact.at,
    channel: way(contact.channel),
    status: STATUSES[contact.kind] ?? 'sent',
    debtId: contact.debtId ?? debtId,
    ...(inbound ? { inbound } : {}),
    ...(purpose ? { purpose } : {}),
    ...(place ? { place } : {}),
  };
}

/** Flags that are facts of the product under the same or another name. */
const BOOLEAN_FACTS: Readonly<Record<string, keyof ContactFacts>> = {
  ceaseWritten: 'ceaseRequest',
  ceaseRequest: 'ceaseRequest',
  attorney: 'representedByAttorney',
  representedByAttorney: 'representedByAttorney',
  bankruptcy: 'bankruptcy',
  insolvency: 'bankruptcy',
  insolvencyStarted: 'bankruptcy',
  deceased: 'deceased',
  minor: 'minor',
  disputed: 'disputed',
  judicialServed: 'judicialService',
  currentContract: 'currentContract',
  visitAuthorised: 'visitAuthorised',
  recorded: 'callRecorded',
  autodialed: 'automated',
  automated: 'automated',
  prerecorded: 'automated',
  timeBarred: 'timeBarred',
  identityChecked: 'identityChecked',
  identityVerified: 'identityChecked',
  inCollectionProcedures: 'inCollectionProcedures',
  platformConfirmed: 'platformConfirmed',
  metaConfirmation: 'platformConfirmed',
  bspConfirmation: 'platformConfirmed',
};

function factsOf(given: ComplianceCase, flags: Record<string, unknown>): ContactFacts {
  const facts: Record<string, unknown> = {
    recipient: given.recipientRole === 'debtor' ? 'debtor' : given.recipientRole,
  };
  for (const [flag, fact] of Object.entries(BOOLEAN_FACTS)) {
    if (typeof flags[flag] === 'boolean') facts[fact] = flags[flag];
  }
  for (const name of ['purpose', 'debtKind', 'place', 'callerId', 'messageType'] as const) {
    const value = text(flags[name]);
    if (value) facts[name] = value;
  }
  const debtKind = text(flags['creditType']) ?? text(flags['loanType']);
  if (debtKind) facts['debtKind'] = debtKind === 'microcredito' ? 'microcredit' : debtKind;
  const sector = text(flags['creditorType']);
  if (sector) facts['creditorSector'] = sector;
  const lastInbound = text(flags['lastInbound']);
  if (lastInbound) facts['lastInboundAt'] = lastInbound;
  const areaCodeZone = text(flags['areaCodeZone']);
  if (areaCodeZone) facts['otherTimeZones'] = [areaCodeZone];
  facts['registers'] = registersOf(given, flags);
  facts['requestedHours'] = requestedHoursOf(flags);
  // What a case does not mention is not what it is about: the written notice went out long ago.
  const notice = 'writtenNoticeSent' in flags ? text(flags['writtenNoticeSent']) : '2000-01-01T00:00:00Z';
  if (notice)
    facts['writtenNoticeAt'] = notice.length === 10 ? `${notice}T00:00:00${given.localDateTime.slice(19)}` : notice;
  return { ...facts, ...contentOf(given.content ?? {}) } as ContactFacts;
}

function registersOf(given: ComplianceCase, flags: Record<string, unknown>): ContactFacts['registers'] {
  const registers: NonNullable<ContactFacts['registers']> = {};
  const days = flags['naoMeLigueRegisteredDaysAgo'];
  if (typeof days === 'number') {
    const local = Date.parse(`${given.localDateTime.slice(0, 10)}T00:00:00Z`) - days * 86_400_000;
    registers['nao_me_ligue'] = {
      registered: true,
      since: new Date(local).toISOString().slice(0, 10),
      companyAuthorised: flags['companyAuthorised'] === true,
    };
  }
  if (flags['noLlameRegistered'] === true) registers['no_llame'] = { registered: true };
  return registers;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function requestedHoursOf(flags: Record<string, unknown>): RequestedHours[] | undefined {
  const other = flags['altHours'] as
    | {
        window?: [string, string];
        requestedByConsumer?: boolean;
        separateInstrument?: boolean;
        afterContract?: boolean;
      }
    | undefined;
  if (other?.window) {
    const [from, to] = other.window;
    const { requestedByConsumer, separateInstrument, afterContract } = other;
    return [{ from, to, requestedByConsumer, separateInstrument, afterContract }];
  }
  const match = /^(?:([a-z]{3})(?:-([a-z]{3}))? )?(\d\d:\d\d)-(\d\d:\d\d)$/i.exec(text(flags['requestedWindow']) ?? '');
  if (!match) return undefined;
  const [, first, last, from, to] = match;
  const start = first ? DAYS.indexOf(first.toLowerCase()) : 0;
  const end = last ? DAYS.indexOf(last.toLowerCase()) : first ? start : 6;
  const weekdays = DAYS.map((_, index) => index + 1).filter((day) => day - 1 >= start && day - 1 <= end);
  return [{ weekdays, from: from as string, to: to as string }];
}

function contentOf(content: Record<string, unknown>): Pick<ContactFacts, 'content' | 'charges' | 'firstContact'> {
  const stated: Record<string, boolean> = {};
  for (const [flag, element] of Object.entries(CONTENT)) {
    if (typeof content[flag] === 'boolean') stated[element] = content[flag];
  }
  for (const [flag, element] of Object.entries(NAMED)) {
    if (flag in content) stated[element] = text(content[flag]) !== undefined;
  }
  const charges = chargesOf(content);
  return {
    content: stated,
    ...(typeof content['firstContact'] === 'boolean' ? { firstContact: content['firstContact'] } : {}),
    ...(charges ? { charges } : {}),
  };
}

function chargesOf(content: Record<string, unknown>): Charges | undefined {
  const charges: Charges = {};
  const number = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : undefined);
  if (typeof content['daysLate'] === 'number') charges.daysLate = content['daysLate'];
  for (const [name, value] of Object.entries(content)) {
    const amount = number(value);
    if (amount === undefined) continue;
    const fee = /^(?:collection|late)?fee([A-Z]{2,3})$/i.exec(name)?.[1];
    const base = /^(?:principal|overdue|debt)([A-Z]{2,3})$/.exec(name)?.[1];
    const fixed = /^fixedSum([A-Z]{3})$/.exec(name)?.[1];
    if (/^(?:collection|late)?FeePct$/i.test(name)) charges.feePercent = amount;
    else if (fee) Object.assign(charges, { fee: amount, unit: fee });
    else if (base) Object.assign(charges, { overdue: amount, unit: base });
    else if (fixed) charges.fixedSum = { currency: fixed, decimal: amount };
  }
  const spread = number(content['interestSpreadPP']);
  if (spread) charges.interestSpreadPoints = spread;
  const percent = number(content['interestPct']);
  if (percent) charges.interestPercentPerYear = percent;
  const half = /^(\d{4})-H([12])$/.exec(text(content['period']) ?? '');
  if (half) charges.interestOn = `${half[1]}-${half[2] === '1' ? '01' : '07'}-01`;
  return Object.keys(charges).length > 0 ? charges : undefined;
}
