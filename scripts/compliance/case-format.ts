import type { ContactFacts, EarlierContact, GateInput, GateSettings } from '../../dunning/compliance/input';
import { parseCountry } from '../../dunning/invoice/parse-place';
import { plainWord, readPurpose, readRecipient } from '../../dunning/compliance/fact-words';
import type { Way } from '../../dunning/compliance/pack';
import { InputError } from '../../dunning/errors';
import { contentOf } from './case-content';
import { factsOf, placeOf, type CaseFacts } from './case-facts';
import { debtor, instantIn, noMessagePossible, party, saysMachine, statusOf, text, truth, way } from './case-values';

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
  priorContacts: Array<{ at: string; channel: string; kind: string; debtId?: string; [more: string]: unknown }> | null;
  consent: Record<string, unknown> | null;
  content: Record<string, unknown> | null;
  flags: Record<string, unknown> | null;
  weekMode?: string;
  expected: 'allow' | 'defer' | 'block';
  nextAllowed?: string | null;
  reason: string;
  citation?: string;
  certainty?: string;
}

/** What a case says, as settings and input of the gate, and the names of what in it was not understood. */
export interface ReadCase {
  settings: GateSettings;
  input: GateInput;
  unread: string[];
}

/** Fields of a case that say nothing about the situation itself. */
const KNOWN: ReadonlySet<string> = new Set(
  (
    'id jurisdiction region profile channel partyType debtorType recipientRole localDateTime zone priorContacts consent content flags ' +
    'weekMode expected nextAllowed reason citation certainty weekday holiday note source sources'
  ).split(' '),
);

/** Where a law speaks of a week, any seven days. */
const ROLLING = { 'co-one-channel': 'rolling', 'cl-phone-visit': 'rolling', 'cl-remote': 'rolling' };

/** Reads a case. @throws InputError when its channel or its hours cannot be read */
export function readCase(given: ComplianceCase): ReadCase {
  const { country, region } = placeOfCase(given);
  const channel = way(given.channel);
  const now = instantIn(given.localDateTime, given.zone);
  const read = factsOf(fieldsOf(given.flags, 'flags'), { now, zone: given.zone, channel, country });
  const { facts: content, unread } = contentOf(fieldsOf(given.content, 'content'), now);
  const profile = plainWord(given.profile ?? 'statute');
  const conservative = /conserv|caut|strict|policy/.test(profile);
  const settings: GateSettings = {
    asOf: now,
    profile: conservative ? 'conservative' : 'statute',
    creditor: {
      kind: read.notOwed ? 'agency' : party(given.partyType),
      // A case that does not say what the sending account is registered as is not about that.
      senderBusiness: read.senderBusiness ?? 'unspecified',
      ...(read.senderRegion ? { region: read.senderRegion } : {}),
    },
    platforms: /platform/.test(profile) ? ['whatsapp', 'twilio', 'bulk-email'] : [],
    // A case without a region is about the rules of the country.
    unknownRegion: 'national',
    ...readingsOf(given.weekMode ?? read.weekMode, conservative),
  };
  const debtId = read.debtId ?? 'debt';
  const { kind, size } = debtor(given.debtorType);
  const facts = {
    recipient: readRecipient(given.recipientRole ?? 'debtor'),
    ...read.facts,
    ...(saysMachine(given.channel) ? { automated: true } : {}),
    ...((read.size ?? size) ? { businessSize: read.size ?? size } : {}),
    ...content,
    content: { ...read.stated, ...content.content },
  } as ContactFacts;
  const priors = (given.priorContacts ?? []).filter((contact) => !ofAnother(contact, read));
  const input: GateInput = {
    at: now,
    channel,
    debt: {
      id: debtId,
      customer: {
        id: 'customer',
        name: 'Customer',
        country,
        ...(read.phone ? { phone: read.phone } : {}),
        ...(region ? { region } : {}),
        ...((read.addressZone ?? given.zone) ? { timeZone: read.addressZone ?? given.zone } : {}),
        kind,
        consent: consentOf(given, read),
        ...(read.doNotContact ? { doNotContact: true } : {}),
      },
    },
    history: [
      ...priors.map((contact) => earlier(contact, debtId, given.zone)),
      ...read.repliedAt.map((at) => ({ at, channel, status: 'sent' as const, inbound: true })),
    ],
    facts,
  };
  return {
    settings,
    input,
    unread: [
      ...Object.keys(given).filter((name) => !KNOWN.has(name)),
      ...read.unread.map((name) => `flags.${name}`),
      ...unread.map((name) => `content.${name}`),
    ],
  };
}

/** @throws InputError when named fields were expected and something else is there */
function fieldsOf(value: unknown, field: string): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new InputError({
    field,
    found: value,
    problem: 'is not a set of named fields',
    advice: 'Write { "name": value }, or null.',
  });
}

const COUNTRIES: Readonly<Record<string, string>> = { UK: 'GB', USA: 'US', EU: 'BE' };

/** `US-FL` may stand for country and region; a platform, and the Union, are judged where nothing else applies. */
function placeOfCase({ jurisdiction, region, zone }: ComplianceCase): { country: string; region: string | undefined } {
  const [head = '', ...rest] = jurisdiction.trim().split('-');
  const named = region ?? (rest.length > 0 && head.length === 2 ? jurisdiction.trim() : undefined);
  const country = head.toUpperCase();
  if (/^PLATFORM/.test(country))
    return { country: /^America\/(?:New_York|Chicago|Denver|Los)/.test(zone) ? 'US' : 'UY', region: named };
  return { country: COUNTRIES[country] ?? (head.length === 2 ? country : parseCountry(jurisdiction)), region: named };
}

function readingsOf(weekMode: string | undefined, conservative: boolean): Pick<GateSettings, 'readings'> {
  if (!weekMode || !/roll|7|seven|moving|movil/.test(plainWord(weekMode))) return {};
  return { readings: conservative ? { ...ROLLING, 'co-one-channel': 'rolling_strict' } : ROLLING };
}

/** In the format, `false` says that there is no consent, which is not yet a refusal; an opt-out is a flag. */
function consentOf(
  { channel: asked, consent, localDateTime }: ComplianceCase,
  { refused, consented }: CaseFacts,
): Record<string, { granted: boolean; at?: string }> {
  const entries: Array<readonly [Way, { granted: boolean; at?: string }]> = [];
  for (const [channel, given] of Object.entries(consent ?? {})) {
    const stated =
      typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : { granted: given };
    const back = text(stated['revokedAt']) ?? text(stated['withdrawnAt']);
    if (back && truth(back, localDateTime) === true) entries.push([way(channel), { granted: false }]);
    else if (truth(stated['granted'] ?? stated['optIn'] ?? stated['given'], localDateTime) === true) {
      const at = text(stated['at']);
      entries.push([way(channel), { granted: true, ...(at ? { at } : {}) }]);
    }
  }
  if (consented !== undefined && !(way(asked) in Object.fromEntries(entries) && consented)) {
    if (consented) entries.push([way(asked), { granted: true }]);
    else return Object.fromEntries(entries.filter(([channel]) => channel !== way(asked)));
  }
  for (const channel of refused) entries.push([channel, { granted: false }]);
  return Object.fromEntries(entries);
}

type Prior = NonNullable<ComplianceCase['priorContacts']>[number];

/** A contact that another creditor made is none of ours. */
function ofAnother(contact: Prior, { creditorId }: CaseFacts): boolean {
  const other = text(contact['creditorId']) ?? text(contact['creditor']);
  if (other === undefined) return false;
  return creditorId === undefined ? /other|otro|outro/.test(plainWord(other)) : other !== creditorId;
}

function earlier(contact: Prior, debtId: string, zone: string): EarlierContact {
  const kind = String(contact.kind ?? contact['type'] ?? contact['status'] ?? contact['outcome'] ?? 'attempt');
  const plain = plainWord(kind);
  const direction = text(contact['direction']);
  const inbound =
    /inbound|incoming|entrante|recebida|(?:consumer|customer|debtor) (?:call|initiat|wrote)|from (?:the )?(?:consumer|customer|debtor)/.test(
      plain,
    ) ||
    contact['inbound'] === true ||
    /^in/.test(direction ?? '');
  const said = text(contact['purpose']);
  const purpose = said
    ? readPurpose(said)
    : /consent.*request|request.*consent/.test(plain)
      ? 'consent_request'
      : undefined;
  const place = placeOf(contact['place'] ?? contact['lineType'] ?? contact['numberType']);
  const recipient = text(contact['recipientRole']) ?? text(contact['recipient']) ?? text(contact['to']);
  const consented =
    contact['consented'] === true ||
    contact['priorConsent'] === true ||
    /consented|prior consent|with consent/.test(plain);
  return {
    at: instantIn(contact.at ?? String(contact['date']), zone),
    channel: way(contact.channel ?? 'call'),
    status: statusOf(kind),
    debtId: contact.debtId ?? debtId,
    ...(inbound ? { inbound } : {}),
    ...(purpose ? { purpose } : {}),
    ...(place ? { place } : {}),
    ...(recipient ? { recipient: readRecipient(recipient) } : {}),
    ...(consented ? { consented } : {}),
    ...(noMessagePossible(kind) ? { noMessagePossible: true } : {}),
  };
}
