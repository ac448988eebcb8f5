import type { ContactFacts, EarlierContact, GateInput, GateSettings } from '../../dunning/compliance/input';
import { contentOf, factsOf, purposeOf, statusOf, text, way } from './case-facts';

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

const PARTIES: Readonly<Record<string, GateSettings['creditor']['kind']>> = {
  first_party: 'first_party',
  third_party: 'agency',
  agency: 'agency',
  assignee: 'assignee',
  debt_buyer: 'assignee',
};

/** Where a law speaks of a week, any seven days. */
const ROLLING = { 'co-one-channel': 'rolling', 'cl-phone-visit': 'rolling', 'cl-remote': 'rolling' };

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
    ...(given.weekMode && given.weekMode !== 'calendar' ? { readings: ROLLING } : {}),
  };
  const facts: ContactFacts = {
    recipient: given.recipientRole as ContactFacts['recipient'],
    ...factsOf(flags, given.localDateTime, way(given.channel)),
    ...contentOf(given.content ?? {}),
  };
  const areaCode = flags['ddd'];
  const debtId = text(flags['debtId']) ?? 'debt';
  const input: GateInput = {
    at: given.localDateTime,
    channel: way(given.channel),
    debt: {
      id: debtId,
      customer: {
        id: 'customer',
        name: 'Customer',
        // The Union is judged in one of its members that has no pack of its own.
        country: given.jurisdiction === 'EU' ? 'BE' : given.jurisdiction,
        ...(areaCode ? { phone: `+55${String(areaCode)}961234567` } : {}),
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

/** In the format, `false` says that there is no consent, which is not yet a refusal; an opt-out is a flag. */
function consentOf({ consent, flags, channel }: ComplianceCase): Record<string, { granted: boolean }> {
  const granted = Object.entries(consent ?? {}).filter(([, given]) => given === true);
  const entries = granted.map(([agreed]) => [way(agreed), { granted: true }] as const);
  const refused = Object.entries(flags ?? {}).some(
    ([flag, value]) => /^opt(?:ed)?out|mediumrefused|stoprequest/i.test(flag) && (value === true || value === channel),
  );
  return Object.fromEntries(refused ? [...entries, [way(channel), { granted: false }]] : entries);
}

function earlier(contact: ComplianceCase['priorContacts'][number], debtId: string): EarlierContact {
  const inbound = /inbound/.test(contact.kind) || contact['inbound'] === true || contact['direction'] === 'inbound';
  const purpose = purposeOf(contact['purpose']) ?? (/consent/.test(contact.kind) ? 'consent_request' : undefined);
  const place = text(contact['place']);
  return {
    at: contact.at,
    channel: way(contact.channel),
    status: statusOf(contact.kind),
    debtId: contact.debtId ?? debtId,
    ...(inbound ? { inbound } : {}),
    ...(purpose ? { purpose } : {}),
    ...(place ? { place } : {}),
  };
}
