import type { Charges, ContactFacts } from '../../dunning/compliance/input';
import { first, numeric, text, truth } from './case-values';

type Fields = Record<string, unknown>;

/** The words of a field's name, in lower case: `optOutNotice` and `opt_out_notice` are one. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_.-]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');
}

/** What a yes-or-no field says about the text. The first that fits counts. */
const ELEMENTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/asks?(?:for)?(?:the)?reason|reasonfor|motivo/, 'asks_reason'],
  [
    /not(?:a)?(?:judicial|court|enforcement|executi|legalproce)|nojudicial|statesnot|notprocedure/,
    'not_judicial_statement',
  ],
  [/optout|unsubscri|listunsub|baja|descadastr|stopinstruction|stopkeyword/, 'opt_out'],
  [/privacynotice|privacypolicy|avisodeprivacidad/, 'privacy_notice'],
  [/lawsuit|tosue|suit|litigat|legalaction|threatens?legal/, 'threatens_suit'],
  [
    /publicinstitution|institucionpublica|judicial|court|writ|official(?:look|seal)|seal|summons|lookslegal/,
    'looks_judicial',
  ],
  [
    /threatens?(?:to)?(?:disclos|tell|publi|expos)|disclos\w*third|third\w*disclos|tells?third|toldthird|third\w*(?:told|inform)|public|social(?:media|network)|facebook|redessociales|sham(?:e|ing)|blacklist|poster|signs?$|signage|debtorlist|embarrass|expos/,
    'public_exposure',
  ],
  [
    /threat|intimidat|insult|humiliat|offen[sd]|ridicul|violen|coerc|abus|obscen|defam|harass|amenaz|ameac[ao]/,
    'threat',
  ],
  [/miranda|collectordisclos|debtcollector|identifiesas/, 'collector_disclosure'],
  [/validation/, 'validation_information'],
  [/notincontract|outsidecontract|notagreed|notintariff|unagreed|extracharge/, 'fee_not_in_contract'],
  [/itemi[sz]|breakdown|split|desglos|discrimina/, 'itemised_charges'],
  [/premium/, 'premium_rate_number'],
  [/permit/, 'permit_number'],
  [/paymentmeans|howtopay|paymentmethod|paymentoption|mediosdepago|meansofpayment/, 'payment_means'],
  [/record\w*(?:told|disclos|notice|inform|announc)|(?:told|inform\w*)\w*record/, 'recording_notice'],
  [/consumerrights|rights/, 'consumer_rights'],
  [/rdg|13a/, 'rdg_information'],
  [/cardnumber/, 'card_number'],
  [/(?:full|bank)accountnumber/, 'account_number'],
  [/nationalid|\bssn\b|curp/, 'national_id'],
  [/health|medical|diagnos/, 'health_words'],
  [/(?:paymentto|payto|paysto|pay\w*)agency/, 'asks_payment_to_agency'],
  [/names?creditor|creditornamed|hascreditor|identifiescreditor/, 'creditor_name'],
];

/** Named things whose value is the text in the message, or null where it is missing. */
const NAMED: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:creditor|supplier|entity|lender|company|creditortrade|financialentity)(?:name)?$|^tradename$/, 'creditor_name'],
  [/^(?:creditor|supplier|company|entity)address$/, 'creditor_address'],
  [/^(?:creditor|supplier|company|entity)?(?:taxid|cnpj|cpfcnpj|cpforcnpj|cpf|nit|rut|ruc)$/, 'creditor_tax_id'],
  [/^(?:creditor|supplier|company|entity)phone$/, 'creditor_phone'],
  [/^(?:agency|agent|collector)(?:name)?$/, 'agency_name'],
  [/^(?:agency|agent|collector)address$/, 'agency_address'],
  [/^(?:agency|agent|collector)phones?$/, 'agency_phone'],
  [
    /^(?:contract|operation|account|debt|invoice)(?:number|reference|no|id)?$|^(?:debt)?(?:concept|origin)(?:ofdebt)?$|^reference$/,
    'debt_reference',
  ],
  [/^debtorname$/, 'debtor_name'],
  [/^permitnumber$/, 'permit_number'],
  [/^(?:amount|amountdue|totaldue|total)$/, 'amount'],
];

/** Fields whose name begins with one of these say that something is not there. */
const LACKING = new Set(['missing', 'no', 'without', 'lacks', 'omits', 'lacking']);

/** Elements of which it is enough that one field says so. */
export type Stated = Record<string, boolean>;

/** What the content of a case says, and the fields that said nothing we understand. */
export function contentOf(
  content: Fields,
  now: string,
): { facts: Pick<ContactFacts, 'content' | 'charges' | 'firstContact'>; unread: string[] } {
  const stated: Stated = {};
  const unread: string[] = [];
  const charges = new ChargesReader();
  let firstContact: boolean | undefined;
  for (const [name, value] of Object.entries(content)) {
    const words = nameWords(name);
    const compact = words.join('');
    if (/firstcontact|initialcomm|initialcontact|primercontacto|primeirocontato/.test(compact)) {
      firstContact = truth(value, now);
    } else if (!charges.read(name, compact, value) && !state(stated, words, value, now)) unread.push(name);
  }
  return {
    facts: {
      content: stated,
      ...(firstContact === undefined ? {} : { firstContact }),
      ...(charges.any ? { charges: charges.charges } : {}),
    },
    unread,
  };
}

/** Takes one field for what it says about the text. @returns whether it said anything we understand */
export function state(stated: Stated, words: readonly string[], value: unknown, now: string): boolean {
  const compact = words.join('');
  if (/^(?:payment|pay)s?to$/.test(compact)) {
    stated['asks_payment_to_agency'] = /agenc|despacho|collector|cobrador/i.test(String(value));
    return true;
  }
  if (/^(?:callback|contact)?(?:number|phone)$/.test(compact) && text(value)) {
    stated['premium_rate_number'] = PREMIUM.test(String(value).replace(/[ -]/g, ''));
    return true;
  }
  const named = first(NAMED, compact);
  if (named && (value === null || typeof value !== 'boolean')) {
    note(stated, named, value !== null && value !== '' && truth(value, now) !== false);
    return true;
  }
  const lacking = LACKING.has(words[0] ?? '') && !/^notjudicial|^nojudicial/.test(compact);
  const element = named ?? first(ELEMENTS, lacking ? words.slice(1).join('') : compact);
  // An offer to pay in another way is no claim about anything a rule forbids.
  if (element === undefined) return HARMLESS.test(compact);
  const said = truth(value, now) ?? (value === null ? false : text(value) !== undefined);
  note(stated, element, lacking ? !said : said);
  return true;
}

/** Ofcom: 09, 118, and 084 and 087, which add a service charge. */
const PREMIUM = /^(?:0|\+44)(?:9|8[47])|^118/;
const HARMLESS =
  /offers?(?:payment)?(?:plan|alternativ)|paymentplan|paymentalternativ|courtesy|language|tone|subject|template/;

/** Said once, it is there: a validation notice to follow within five days is one, though the mail itself has none. */
function note(stated: Stated, element: string, there: boolean): void {
  stated[element] = stated[element] === true || there;
}

/** Fees and interest. Amounts name their unit at the end: `collectionFeeUF`, `overdue_usd`. */
class ChargesReader {
  readonly charges: Charges = {};
  any = false;

  read(name: string, compact: string, value: unknown): boolean {
    const half = /^(\d{4})-?H([12])$/i.exec(text(value) ?? '');
    if (/period|semester|half/.test(compact) && half)
      return this.set({ interestOn: `${half[1]}-${half[2] === '1' ? '01' : '07'}-01` });
    if (/^(?:interest)?(?:on|date|asof)$/.test(compact) && /^\d{4}-\d\d-\d\d$/.test(text(value) ?? ''))
      return this.set({ interestOn: String(value) });
    if (/evidence|documented|proofofcollection/.test(compact) && typeof value === 'boolean')
      return this.set({ feeEvidence: value });
    const amount = numeric(value);
    return amount !== undefined && this.amount(name, compact, amount);
  }

  private amount(name: string, compact: string, amount: number): boolean {
    const figure = String(amount);
    if (/days?(?:late|overdue|past|inarrears)|diasdemora|diasdeatraso/.test(compact))
      return this.set({ daysLate: amount });
    if (/fees?(?:already)?(?:charged)?(?:this|per|in)month|previousfees/.test(compact))
      return this.set({ feesThisMonth: amount });
    if (/spread|pointsover|pointsabove/.test(compact)) return this.set({ interestSpreadPoints: figure });
    if (/(?:fee|penalty|multa|charge|commission)(?:pct|percent|percentage)$/.test(compact))
      return this.set({ feePercent: figure });
    if (/interest|\bapr\b|^apr|juros|interes|mora(?:pct|rate)/.test(compact)) {
      return this.set({
        interestPercentPerYear: /month|mes\b|mensual/.test(compact) ? String(Number((amount * 12).toFixed(6))) : figure,
      });
    }
    const unit = /(?:_|[a-z])(UF|[A-Z]{3})$/.exec(name)?.[1] ?? /_(uf|[a-z]{3})$/.exec(name)?.[1]?.toUpperCase();
    if (unit === undefined) return false;
    if (/fixedsum|lumpsum|compensation|recoverycost/.test(compact))
      return this.set({ fixedSum: { currency: unit, decimal: figure } });
    if (/fee|penalty|multa|charge|gasto|commission/.test(compact)) return this.set({ fee: figure, unit });
    if (/principal|overdue|debt|invoice|amount|balance|saldo|capital/.test(compact))
      return this.set({ overdue: figure, unit: this.charges.unit ?? unit });
    return false;
  }

  private set(part: Charges): true {
    Object.assign(this.charges, part);
    this.any = true;
    return true;
  }
}
