import type { Charges, ContactFacts, EarlierContact, Purpose, RequestedHours } from '../../dunning/compliance/input';
import type { Way } from '../../dunning/compliance/pack';

/**
 * The loose flags of the case format in the product's words. Whoever writes a case names a fact as it comes to mind, so names are
 * matched by what they contain.
 */
type Flags = Record<string, unknown>;

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export const way = (channel: string): Way =>
  (/^(?:voice|phone|call)/.test(channel) ? 'call' : /^(?:mail|post|letter)/.test(channel) ? 'letter' : channel) as Way;

/** A name that contains one of these says this fact. The first that fits counts. */
const BOOLEAN_FACTS: ReadonlyArray<[name: RegExp, fact: string]> = [
  [/cease/i, 'ceaseRequest'],
  [/attorney|lawyer/i, 'representedByAttorney'],
  [/bankrupt|insolven|concurs/i, 'bankruptcy'],
  [/deceased|death/i, 'deceased'],
  [/^(?:is)?minor/i, 'minor'],
  [/disputed?$/i, 'disputed'],
  [/judicial(?:ly)?(?:served|service)|servedinsuit|suitserved/i, 'judicialService'],
  [/currentcontract/i, 'currentContract'],
  [/visitauthori[sz]ed/i, 'visitAuthorised'],
  [/^(?:call)?recorded$/i, 'callRecorded'],
  [/autodial|prerecorded|^automated/i, 'automated'],
  [/timebarred/i, 'timeBarred'],
  [/identity(?:checked|verified|check)/i, 'identityChecked'],
  [/collectionprocedures/i, 'inCollectionProcedures'],
  [/(?:bsp|meta|platform|operator).*confirm/i, 'platformConfirmed'],
  [/firstcontact/i, 'firstContact'],
  [/lineindebtorname/i, 'lineInDebtorName'],
  [/work(?:email|address)consent/i, 'workAddressConsent'],
  [
    /(?:contact|address|number|phone|email).*(?:provided|given)by(?:the)?(?:customer|debtor|consumer)/i,
    'addressGivenByCustomer',
  ],
];

const PURPOSES: ReadonlyArray<[RegExp, Purpose]> = [
  [/consent/i, 'consent_request'],
  [/request|inform/i, 'requested_information'],
  [/fraud/i, 'fraud_alert'],
  [/confirm/i, 'operation_confirmation'],
  [/market|advert|promo/i, 'marketing'],
  [/legal|notice/i, 'legal_notice'],
];

const DEBT_KINDS: ReadonlyArray<[RegExp, string]> = [
  [/micro/i, 'microcredit'],
  [/agr[ií]c|farm/i, 'agricultural_credit'],
  [/rural/i, 'rural_credit'],
  [/fomento|development/i, 'development_credit'],
  [/real_?estate|mortgage/i, 'real_estate_loan'],
  [/vehicle|auto|car_/i, 'vehicle_instalment'],
  [/labou?r/i, 'labour'],
  [/tax/i, 'tax'],
  [/family|alimony/i, 'family'],
];

const first = <T>(pairs: ReadonlyArray<[RegExp, T]>, value: string | undefined): T | undefined =>
  value === undefined ? undefined : pairs.find(([pattern]) => pattern.test(value))?.[1];

export function purposeOf(value: unknown): Purpose | undefined {
  return first(PURPOSES, text(value));
}

export function factsOf(flags: Flags, localDateTime: string, channel: Way): ContactFacts {
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flags)) {
    const fact = typeof value === 'boolean' ? first(BOOLEAN_FACTS, name) : undefined;
    if (fact) facts[fact] = value;
  }
  const purpose = purposeOf(flags['purpose']);
  const kind =
    text(flags['creditType']) ?? text(flags['loanType']) ?? text(flags['debtKind']) ?? text(flags['debtType']);
  const zone = text(flags['areaCodeZone']);
  const place = text(flags['place']) ?? (flags['workEmail'] === true && channel === 'email' ? 'workplace' : undefined);
  const only = text(flags['requestedChannel']) ?? text(flags['preferredChannelOnly']);
  const given: Record<string, unknown> = {
    purpose,
    debtKind: first(DEBT_KINDS, kind) ?? kind,
    place,
    callerId: text(flags['callerId']),
    messageType: text(flags['messageType']),
    creditorSector: text(flags['creditorType']) ?? text(flags['creditorSector']),
    lastInboundAt: text(flags['lastInbound']),
    otherTimeZones: zone ? [zone] : undefined,
    registers: registersOf(flags, localDateTime),
    requestedHours: requestedHoursOf(flags),
    requestedChannels: only ? [way(only)] : undefined,
    writtenNoticeAt: noticeOf(flags, localDateTime),
    senderAuthenticated: ['spf', 'dkim', 'dmarc'].some((check) => flags[check] === false) ? false : undefined,
  };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) facts[name] = value;
  return facts as ContactFacts;
}

/** What a case does not mention is not what it is about: then the written notice went out long ago. */
function noticeOf(flags: Flags, localDateTime: string): string | undefined {
  const name = Object.keys(flags).find((flag) => /writtennotice|letter(?:sent)?|noticesent/i.test(flag));
  if (name === undefined) return '2000-01-01T00:00:00Z';
  const sent = text(flags[name]);
  return sent?.length === 10 ? `${sent}T00:00:00${localDateTime.slice(19)}` : sent;
}

const REGISTERS: ReadonlyArray<[RegExp, string]> = [
  [/naomeligue/i, 'nao_me_ligue'],
  [/nollame/i, 'no_llame'],
  [/^rne|numerosexcluidos|excludednumbers/i, 'registro_numeros_excluidos'],
];

function registersOf(flags: Flags, localDateTime: string): ContactFacts['registers'] {
  const registers: NonNullable<ContactFacts['registers']> = {};
  for (const [flag, value] of Object.entries(flags)) {
    const name = first(REGISTERS, flag);
    if (!name || (typeof value !== 'number' && value !== true)) continue;
    const entry = { registered: true, companyAuthorised: flags['companyAuthorised'] === true };
    if (typeof value === 'number') {
      const since = Date.parse(`${localDateTime.slice(0, 10)}T00:00:00Z`) - value * 86_400_000;
      registers[name] = { ...entry, since: new Date(since).toISOString().slice(0, 10) };
    } else registers[name] = entry;
  }
  return Object.keys(registers).length > 0 ? registers : undefined;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function requestedHoursOf(flags: Flags): RequestedHours[] | undefined {
  const other = flags['altHours'] as (Omit<RequestedHours, 'from' | 'to'> & { window?: [string, string] }) | undefined;
  if (other?.window) {
    const { window, ...request } = other;
    return [{ ...request, from: window[0], to: window[1] }];
  }
  const match = /^(?:([a-z]{3})(?:-([a-z]{3}))? )?(\d\d:\d\d)-(\d\d:\d\d)$/i.exec(text(flags['requestedWindow']) ?? '');
  if (!match) return undefined;
  const [, from, until, opens, closes] = match;
  const start = from ? DAYS.indexOf(from.toLowerCase()) : 0;
  const end = until ? DAYS.indexOf(until.toLowerCase()) : from ? start : 6;
  const weekdays = DAYS.map((_, index) => index + 1).filter((day) => day - 1 >= start && day - 1 <= end);
  return [{ weekdays, from: opens as string, to: closes as string }];
}

/** Content that is stated yes or no. */
const CONTENT: ReadonlyArray<[RegExp, string]> = [
  [/asksreason/i, 'asks_reason'],
  [/judicial|court|public(?:ly)?institution/i, 'looks_judicial'],
  [/optout|unsubscribe/i, 'opt_out'],
  [/suit|sue\b|tosue/i, 'threatens_suit'],
  [/threat|intimidat|insult|humiliat|offen[sd]|ridicul/i, 'threat'],
  [/collectordisclosure|miranda/i, 'collector_disclosure'],
  [/validation/i, 'validation_information'],
  [/itemi[sz]ed/i, 'itemised_charges'],
  [/public|socialmedia|shaming|blacklist/i, 'public_exposure'],
  [/premiumrate/i, 'premium_rate_number'],
  [/permit/i, 'permit_number'],
  [/paymentmeans/i, 'payment_means'],
  [/notincontract/i, 'fee_not_in_contract'],
  [/record(?:ing|ed)(?:told|disclosed|notice)|(?:told|informed)record/i, 'recording_notice'],
];

/** Named things whose value is the text in the message, or null where it is missing. */
const NAMED: ReadonlyArray<[RegExp, string]> = [
  [/^(?:creditor|supplier|entity|lender)Name$/, 'creditor_name'],
  [/^(?:creditor|supplier)Address$/, 'creditor_address'],
  [/^(?:creditor|supplier)TaxId$/, 'creditor_tax_id'],
  [/^(?:creditor|supplier)Phone$/, 'creditor_phone'],
  [/^agencyName$/, 'agency_name'],
  [/^agencyAddress$/, 'agency_address'],
  [/^agencyPhone$/, 'agency_phone'],
  [/^(?:contract|operation|account|debt|invoice)(?:Number|Reference)$/, 'debt_reference'],
  [/^debtorName$/, 'debtor_name'],
  [/^permitNumber$/, 'permit_number'],
  [/^amount$/, 'amount'],
];

export function contentOf(content: Flags): Pick<ContactFacts, 'content' | 'charges' | 'firstContact'> {
  const stated: Record<string, boolean> = {};
  for (const [name, value] of Object.entries(content)) {
    const named = first(NAMED, name);
    if (named) stated[named] = value !== null && value !== '' && value !== false;
    else if (typeof value === 'boolean') {
      const element = first(CONTENT, name);
      if (element) stated[element] = value;
    }
  }
  const payTo = text(content['paymentTo']) ?? text(content['payTo']);
  if (payTo) stated['asks_payment_to_agency'] = /agency|despacho|collector/i.test(payTo);
  const charges = chargesOf(content);
  return {
    content: stated,
    ...(typeof content['firstContact'] === 'boolean' ? { firstContact: content['firstContact'] } : {}),
    ...(charges ? { charges } : {}),
  };
}

function chargesOf(content: Flags): Charges | undefined {
  const charges: Charges = {};
  const number = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : undefined);
  if (typeof content['daysLate'] === 'number') charges.daysLate = content['daysLate'];
  for (const [name, value] of Object.entries(content)) {
    const amount = number(value);
    if (amount === undefined) continue;
    const fee = /(?:fee|penalty)([A-Z]{2,3})$/i.exec(name)?.[1];
    const base = /^(?:principal|overdue|debt)([A-Z]{2,3})$/.exec(name)?.[1];
    const fixed = /^fixedSum([A-Z]{3})$/.exec(name)?.[1];
    if (/(?:fee|penalty)Pct$/i.test(name)) charges.feePercent = amount;
    else if (fixed) charges.fixedSum = { currency: fixed, decimal: amount };
    else if (fee) Object.assign(charges, { fee: amount, unit: fee.toUpperCase() });
    else if (base) Object.assign(charges, { overdue: amount, unit: base });
  }
  const spread = number(content['interestSpreadPP']);
  if (spread) charges.interestSpreadPoints = spread;
  const percent = number(content['interestPct']) ?? number(content['interestAPR']);
  if (percent) charges.interestPercentPerYear = percent;
  const half = /^(\d{4})-H([12])$/.exec(text(content['period']) ?? '');
  if (half) charges.interestOn = `${half[1]}-${half[2] === '1' ? '01' : '07'}-01`;
  return Object.keys(charges).length > 0 ? charges : undefined;
}

/** How far an earlier contact got, from the words a case uses; nothing: it was no contact. */
export function statusOf(kind: string): EarlierContact['status'] {
  if (/direct|conversation|repl|two_?way|answered$/.test(kind) && !/un|no_?/.test(kind)) return 'replied';
  if (/not_?connected|unreachable|unable/.test(kind)) return 'released';
  if (/voicemail|delivered/.test(kind) && !/un|not_?/.test(kind)) return 'delivered';
  if (/^read/.test(kind)) return 'read';
  if (/undelivered|bounced/.test(kind)) return 'bounced';
  return 'sent';
}
