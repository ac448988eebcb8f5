import { readPlace, readPurpose } from '../../dunning/compliance/fact-words';
import type { ContactFacts } from '../../dunning/compliance/input';
import type { Way } from '../../dunning/compliance/pack';
import { nameWords, state, type Stated } from './case-content';
import { special } from './case-special';
import { first, text, truth } from './case-values';

/**
 * The loose flags of the case format in the product's words. Whoever writes a case names a fact as it comes to mind, so names are
 * matched by what they contain, whatever their case and separators; what is not understood is handed back, not dropped silently.
 */
export interface CaseFacts {
  facts: Record<string, unknown>;
  /** What the flags say about the text of the message. */
  stated: Stated;
  /** The customer refused these channels, or took their consent back. */
  refused: Way[];
  doNotContact: boolean;
  /** Where the customer's address is, when it differs from the zone of the case. */
  addressZone?: string;
  phone?: string;
  debtId?: string;
  creditorId?: string;
  senderBusiness?: string;
  weekMode?: string;
  size?: 'micro' | 'small';
  /** Consent to the channel of the case, where a flag says so. */
  consented?: boolean;
  /** The sender is not the one who is owed. */
  notOwed?: boolean;
  /** Where the one who collects has its seat. */
  senderRegion?: string;
  /** The customer wrote or called at these instants. */
  repliedAt: string[];
  unread: string[];
}

/** What a case is about besides its flags. */
export interface Setting {
  now: string;
  zone: string | undefined;
  channel: Way;
  country: string;
}

/** A name that contains one of these says this yes-or-no fact. The first that fits counts. */
const FACTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/attorney|lawyer|abogad|advogad|represented/, 'representedByAttorney'],
  [/bankrupt|insolven|concurs|quiebra|falencia|liquidation|reorgani/, 'bankruptcy'],
  [/deceased|death|died|fallec|obito/, 'deceased'],
  [/^(?:is|debtoris|debtor)?minor|menordeedad|menordeidade|underage/, 'minor'],
  [/disput|contested|impugn/, 'disputed'],
  [/timebarred|statutebarred|prescri/, 'timeBarred'],
  [/judicial|served|suitfiled|insuit/, 'judicialService'],
  [/contract(?:is)?(?:current|inforce|active)|(?:current|active|existing)contract|contratovigente/, 'currentContract'],
  [/visit\w*(?:authori|consent)|authori\w*visit|expressauthori/, 'visitAuthorised'],
  [/autodial|prerecord|^automat|robocall|artificialvoice|automateddial|atds/, 'automated'],
  [/identity|idcheck|idverif/, 'identityChecked'],
  [/collectionprocedure|indebtcollection|collectionstage|incollections?$/, 'inCollectionProcedures'],
  [
    /(?:bsp|meta|platform|operator|provider|twilio)\w*(?:confirm|approv|permi|authori)|confirm\w*(?:bsp|meta)/,
    'platformConfirmed',
  ],
  [/firstcontact|initialcomm|initialcontact/, 'firstContact'],
  [/lineindebtor|debtorsline|ownline/, 'lineInDebtorName'],
  [/businessdebt|commercialdebt|debtisbusiness|deudacomercial/, 'businessDebt'],
  [/work\w*(?:email|address|mail)\w*(?:consent|authori|allow)|consent\w*work\w*mail/, 'workAddressConsent'],
  [
    /(?:contact|address|number|phone|email)\w*(?:provided|given|supplied)by(?:the)?(?:customer|debtor|consumer)|agreedaddress|contractual\w*address|newvalidaddress/,
    'addressGivenByCustomer',
  ],
  [/^record|recorded$|callrecord|grabad|gravad/, 'callRecorded'],
];

/** The same facts, said the other way round. */
const DENIED: ReadonlyArray<readonly [RegExp, string]> = [
  [/before\w*(?:id|identity)|without\w*(?:id|identity)/, 'identityChecked'],
  [/routineservicing/, 'inCollectionProcedures'],
  [
    /(?:address|email|phone|number)\w*(?:found|skiptrac|notgiven|notprovided|notfrom|otherthan|thirdparty|unrelated)|third\w*(?:address|email|phone|number)|skiptrac|otherthancustomer|notgivenby/,
    'addressGivenByCustomer',
  ],
];

const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:contact|message)?purpose$/, 'purpose'],
  [/^(?:credit|loan|debt|claim|product)(?:type|kind)$|^kindofdebt$/, 'debtKind'],
  [/^(?:contact)?place(?:ofcontact)?$|^(?:line|number|phone|address)(?:type|kind)$|^location(?:type)?$/, 'place'],
  [/^(?:creditor|lender|entity)(?:type|sector|kind|industry)?$|^sector$/, 'creditorSector'],
];

/** Reads the flags of one case. */
export function factsOf(flags: Record<string, unknown>, about: Setting): CaseFacts {
  const read: CaseFacts = { facts: {}, stated: {}, refused: [], doNotContact: false, repliedAt: [], unread: [] };
  // What a case does not mention is not what it is about: then the written notice went out long ago.
  read.facts['writtenNoticeAt'] = '2000-01-01T00:00:00Z';
  for (const [name, value] of Object.entries(flags)) {
    const words = nameWords(name);
    const compact = words.join('');
    const understood =
      special(compact, value, read, about, flags) ||
      named(compact, value, read) ||
      fact(compact, value, read, about) ||
      state(read.stated, words, value, about.now);
    if (!understood) read.unread.push(name);
  }
  return read;
}

/** Facts whose value is a word. */
function named(compact: string, value: unknown, { facts }: CaseFacts): boolean {
  const said = text(value);
  const name = first(WORDS, compact);
  if (name === undefined || said === undefined) return false;
  facts[name] = name === 'purpose' ? readPurpose(said) : said;
  return true;
}

/** Facts that are yes or no. */
function fact(compact: string, value: unknown, { facts }: CaseFacts, { now }: Setting): boolean {
  const denied = first(DENIED, compact);
  const name = denied ?? first(FACTS, compact);
  if (name === undefined || /told|disclos\w*record|recordingnotice/.test(compact)) return false;
  const said = truth(value, now);
  if (said !== undefined) facts[name] = denied === undefined ? said : !said;
  return said !== undefined || value === null;
}

/** A place in the words of a case, for an earlier contact. */
export const placeOf = (value: unknown): ContactFacts['place'] | undefined => {
  const said = text(value);
  return said === undefined ? undefined : readPlace(said);
};
