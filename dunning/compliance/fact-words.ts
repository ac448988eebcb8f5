import { InputError } from '../errors';
import type { ContactFacts, Purpose, Recipient } from './input';

/**
 * Facts come out of other systems, in the words of whoever keeps them: `fiador`, `Banco`, `work`. Each list says which of the
 * gate's own values a word stands for; the first pattern that fits counts. They are matched against the value in lower case
 * without accents, underscores and hyphens read as spaces. A value that fits none is kept as it is, and frees nobody: a
 * recipient that no rule knows is not one that may be contacted.
 */
type Words<T extends string> = ReadonlyArray<readonly [pattern: RegExp, value: T]>;

const RECIPIENTS: Words<Recipient> = [
  [
    /\b(?:joint|co) ?debtor|codebtor|codeudor|deudor solidario|co ?devedor|coobligad|coborrower|co borrower/,
    'codebtor',
  ],
  [/\bguarant|\baval|fiador|co ?sign|\bsurety|garante?\b|garantidor/, 'guarantor'],
  [/spouse|husband|\bwife|conyuge|espos[ao]|conjuge|marido/, 'spouse'],
  [/co ?worker|colleague|companer[oa]|colega/, 'coworker'],
  [/employer|\bboss\b|empleador|patron|jefe|empregador|chefe/, 'employer'],
  [/neighbou?r|vecin[oa]|vizinh[oa]/, 'neighbour'],
  [/attorney|lawyer|solicitor|abogad|advogad|representante legal|legal representative/, 'attorney'],
  [/referenc/, 'reference'],
  [
    /relative|family|famil|parent|sibling|mother|father|\bson\b|daughter|child|pariente|parente|herman[oa]|hij[oa]|filh[oa]/,
    'relative',
  ],
  [/third|tercero|terceiro|stranger|other person|roommate|friend|amig[oa]/, 'third_party'],
  [/debtor|deudor|devedor|borrower|customer|client|consumer|consumidor|titular|self/, 'debtor'],
];

const PURPOSES: Words<Purpose> = [
  [/consent|opt ?in|autoriza|consentim/, 'consent_request'],
  [/fraud|suspicious|sospechos|suspeit/, 'fraud_alert'],
  [/collect|cobran|cobro|remind|recordat|lembrete|dunning/, 'collection'],
  [/confirm|operation|transaction|transacc|transac|operac/, 'operation_confirmation'],
  [/market|advert|promo|publici|mercadeo|comercial/, 'marketing'],
  [/request|solicit|pedid|information|informac|statement of account/, 'requested_information'],
  [/legal|notice|notifica/, 'legal_notice'],
];

const DEBT_KINDS: Words<string> = [
  [/micro/, 'microcredit'],
  [/agric|agrop|farm/, 'agricultural_credit'],
  [/rural/, 'rural_credit'],
  [/fomento|development/, 'development_credit'],
  [/real ?estate|mortgage|hipotec|inmobiliari|imobiliari|home loan/, 'real_estate_loan'],
  [/vehic|\bauto\b|\bautomo|\bcar\b|\bcarro|coche|veicul/, 'vehicle_instalment'],
  [/labou?r|laboral|trabalhist|salary|wage|salari/, 'labour'],
  [/\btax|impuest|tribut|fiscal|impost/, 'tax'],
  [/family|famil|alimony|alimento|alimenta|child support|pension/, 'family'],
];

const SECTORS: Words<string> = [
  [/non ?(?:bank|financ)|no (?:financ|banc)|nao (?:financ|banc)|other than (?:bank|financ)/, 'commercial'],
  [/card issuer|credit card|tarjeta|cartao|emisor/, 'card_issuer'],
  [/sofom/, 'sofom'],
  [/sofipo/, 'sofipo'],
  [/cooperativ|credit union|caja popular/, 'cooperative'],
  [/\bbank|\bbanc/, 'bank'],
  [/financ|lender|prestamist|fintech|leasing|factoring|credit institution|entidad de credito/, 'financial'],
  [/telecom|telef|mobile|internet/, 'telecom'],
  [/utilit|electric|energ|\bgas\b|\bagua\b|\bwater\b|servicios publicos/, 'utility'],
  [/retail|store|\bshop|tienda|comercio|departament|loja|varejo/, 'retail'],
  [/commerc|comercial|trade|merchant|supplier|proveedor|fornecedor|mercantil/, 'commercial'],
  [/servi/, 'services'],
];

const PLACES: Words<NonNullable<ContactFacts['place']>> = [
  [/work|office|job|trabajo|laboral|oficina|trabalho|escritorio|empleo|emprego/, 'workplace'],
  [/public|street|calle|\brua\b/, 'public'],
  [/home|house|residen|domicil|casa|morada/, 'home'],
  [/other|otro|outro/, 'other'],
];

/** Lower case without accents; `_` and `-` as spaces. */
export function plainWord(value: string): string {
  return value
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[_-]+/g, ' ')
    .trim();
}

function reader<T extends string>(words: Words<T>): (value: string) => T {
  const own = new Set<string>(words.map(([, name]) => name));
  const read = new Map<string, T>();
  return (value) => {
    if (own.has(value)) return value as T;
    let found = read.get(value);
    if (found === undefined) {
      const plain = plainWord(value);
      found = words.find(([pattern]) => pattern.test(plain))?.[1] ?? (value as T);
      if (read.size < 1000) read.set(value, found);
    }
    return found;
  };
}

/** Who a recipient's role makes them: `fiador` is a guarantor. */
export const readRecipient = reader(RECIPIENTS);
/** What a contact is for. */
export const readPurpose = reader(PURPOSES);
/** What kind of debt it is. */
export const readDebtKind = reader(DEBT_KINDS);
/** What business the creditor is in. */
export const readSector = reader(SECTORS);
/** What kind of place a contact goes to. */
export const readPlace = reader(PLACES);

const READERS = {
  recipient: readRecipient,
  purpose: readPurpose,
  debtKind: readDebtKind,
  creditorSector: readSector,
  place: readPlace,
} as const;

const YES = /^(?:true|yes|y|1|si|sim|verdadero|verdadeiro)$/;
const NO = /^(?:false|no|n|0|nao|falso)$/;

/** Facts that are yes or no. */
const YES_OR_NO = new Set<string>([
  'callRecorded',
  'automated',
  'visitAuthorised',
  'identityChecked',
  'senderAuthenticated',
  'platformConfirmed',
  'inCollectionProcedures',
  'lineInDebtorName',
  'workAddressConsent',
  'businessDebt',
  'callConsented',
  'lowVolumeSender',
  'withinMessagingLimit',
  'firstContact',
  'ceaseRequest',
  'representedByAttorney',
  'bankruptcy',
  'deceased',
  'minor',
  'disputed',
  'judicialService',
  'timeBarred',
  'currentContract',
  'addressGivenByCustomer',
] satisfies Array<keyof ContactFacts>);

/** Facts that are neither words nor yes or no. */
const OTHERS = new Set<string>([
  'senderBusiness',
  'callerId',
  'writtenNoticeAt',
  'registers',
  'requestedHours',
  'requestedChannels',
  'lastInboundAt',
  'messageType',
  'otherTimeZones',
  'charges',
  'content',
  'businessSize',
] satisfies Array<keyof ContactFacts>);

/** Whether the gate knows a fact of this name. A fact under another name would have no effect. */
export function isFact(name: string): boolean {
  return YES_OR_NO.has(name) || OTHERS.has(name) || Object.hasOwn(READERS, name);
}

/**
 * The facts in the gate's own values; the same object when it already speaks them.
 * @throws InputError for a yes-or-no fact that is neither: taken for “not known” it could free a contact that must not be made
 */
export function readFacts(facts: ContactFacts): ContactFacts {
  let changed: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'object') continue;
    const read = YES_OR_NO.has(name) ? yesOrNo(name, value) : inWords(name, value);
    if (read !== value) (changed ??= {})[name] = read;
  }
  return changed ? { ...facts, ...changed } : facts;
}

function inWords(name: string, value: unknown): unknown {
  const read = Object.hasOwn(READERS, name) ? READERS[name as keyof typeof READERS] : undefined;
  return read && typeof value === 'string' ? read(value) : value;
}

function yesOrNo(name: string, value: unknown): boolean | undefined {
  const plain = plainWord(String(value));
  if (plain === '') return undefined;
  if (YES.test(plain)) return true;
  if (NO.test(plain)) return false;
  throw new InputError({
    field: `facts.${name}`,
    found: value,
    problem: 'is neither yes nor no',
    advice: 'Write true or false.',
  });
}
