import type { Message } from '../message/message';
import { hasAccountNumber, hasCardNumber, hasNationalId } from './content-data';
import { CERTAIN_WHEN_ABSENT, FORBIDDEN_WORDS, PRESENT_WORDS } from './content-words';
import type { Creditor, GateInput } from './input';

/** What is known of the content, by element. An element that is `undefined` is one that nobody could tell. */
export interface Content {
  has(element: string): boolean | undefined;
}

/**
 * Reads the rendered text. What the caller states in `facts.content` counts before what is found in the text; without a message,
 * only what is stated is known. Each element is looked for when a rule asks for it, and once.
 */
export function readContent(input: GateInput, creditor: Creditor): Content {
  return new StatedOrFound(input, creditor);
}

class StatedOrFound implements Content {
  private readonly stated: Record<string, boolean | undefined> | undefined;
  private text: MessageText | undefined;
  private found: Map<string, boolean | undefined> | undefined;

  constructor(
    private readonly input: GateInput,
    private readonly creditor: Creditor,
  ) {
    this.stated = input.facts?.content;
  }

  has(element: string): boolean | undefined {
    const said = this.stated?.[element];
    const { message } = this.input;
    if (said !== undefined || !message) return said;
    this.text ??= new MessageText(message, this.input, this.creditor);
    const known = (this.found ??= new Map());
    if (!known.has(element)) known.set(element, this.text.has(element));
    return known.get(element);
  }
}

const LINK = /https?:\/\/[^\s<>"]+/g;
const NON_DIGITS = /\D/g;
const AMOUNT = /\d+(?:[.,'\u00a0\u202f ]\d+)*/g;

/** Letters with a mark, as Spanish and Portuguese write them; others go the long way. */
const MARKED = 'áàâãäéèêëíìîïóòôõöúùûüçñ';
const UNMARKED = 'aaaaaeeeeiiiiooooouuuucn';
const BARE: ReadonlyMap<string, string> = new Map([...MARKED].map((letter, index) => [letter, UNMARKED.charAt(index)]));

/** Lower case, without accents, one space between words: how words are looked for. */
function plainText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\x00-\x7f]/g, (letter) => BARE.get(letter) ?? plainLetter(letter))
    .replace(/\s{2,}|[\n\t]/g, ' ');
}

function plainLetter(letter: string): string {
  // Typographic spaces, hyphens and quotes stand for the plain ones; a lone combining mark goes.
  return letter
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/\s/g, ' ')
    .replace(/[’‘]/g, "'")
    .replace(/\p{Pd}/gu, '-');
}

/** A legal form at the end of a company's name, which messages leave out. */
const LEGAL_FORM =
  /[\s,]+(?:s\.? ?a\.? ?(?:de ?c\.? ?v\.?|p\.? ?i\.?|s\.?|b\.?)?(?: ?de ?c\.? ?v\.?)?|s\.? ?a\.? ?s\.?|s\.? ?r\.? ?l\.?(?: ?de ?c\.? ?v\.?)?|s\.? ?p\.? ?a\.?|ltda\.?|limitada|e\.?i\.?r\.?l\.?|s\.?l\.?u?\.?|inc\.?|llc|l\.l\.c\.|corp\.?|ltd\.?|limited|gmbh|ag|plc|me|epp|eireli)$/;

class MessageText {
  /** As the customer reads it, links left out. */
  private readonly visible: string;
  private readonly full: string;
  private plainText: string | undefined;
  private allowed: ReadonlySet<string> | undefined;

  constructor(
    message: Message,
    private readonly input: GateInput,
    private readonly creditor: Creditor,
  ) {
    this.full = 'subject' in message ? `${message.subject}\n${message.text}` : message.text;
    this.visible = this.full.includes('://') ? this.full.replace(LINK, ' ') : this.full;
  }

  private get plain(): string {
    return (this.plainText ??= plainText(this.full));
  }

  has(element: string): boolean | undefined {
    const forbidden = FORBIDDEN_WORDS[element];
    if (forbidden) return forbidden.test(this.plain);
    switch (element) {
      case 'card_number':
        return hasCardNumber(this.visible, this);
      case 'account_number':
        return hasAccountNumber(this.visible, this);
      case 'national_id':
        return hasNationalId(this.visible, this);
      case 'premium_rate_number':
        // Ofcom: 09 and 118 numbers, and 084/087, which add a service charge.
        return /(?<!\d)(?:0|\+44 ?)(?:9\d|8[47])\d(?: ?\d){7}(?!\d)|(?<!\d)118 ?\d{3}(?!\d)/.test(this.visible);
      case 'creditor_name':
        return this.names(this.creditor.name);
      case 'agency_name':
        return this.names(this.creditor.agencyName);
      case 'debtor_name':
        return this.namesDebtor();
      case 'creditor_address':
        return this.names(this.creditor.address?.split(',')[0]);
      case 'agency_address':
        return this.names(this.creditor.agencyAddress?.split(',')[0]);
      case 'creditor_phone':
        return this.digits(this.creditor.phone, 7);
      case 'agency_phone':
        return this.digits(this.creditor.agencyPhone, 7);
      case 'creditor_tax_id':
        return this.taxId();
      case 'debt_reference':
        return this.referencesDebt();
      case 'amount':
        return this.namesAmount();
      case 'payment_means':
        return this.paymentMeans();
      case 'opt_out':
        return this.hasUnsubscribeHeader() || this.present(element);
      default:
        return this.present(element);
    }
  }

  /** A WhatsApp template may carry its payment link in a button that the payload does not show: then nobody can tell. */
  private paymentMeans(): boolean | undefined {
    return this.present('payment_means') || (this.input.message?.channel === 'whatsapp' ? undefined : false);
  }

  /** RFC 2369 and 8058: mail programs show it as a button. */
  private hasUnsubscribeHeader(): boolean {
    const { message } = this.input;
    if (message?.channel !== 'email') return false;
    return Object.keys(message.headers).some((name) => name.toLowerCase() === 'list-unsubscribe');
  }

  private present(element: string): boolean | undefined {
    const words = PRESENT_WORDS[element];
    if (!words) return undefined;
    if (words.test(this.plain)) return true;
    return CERTAIN_WHEN_ABSENT.has(element) ? false : undefined;
  }

  /** Whether a name is in the text, its legal form aside. A name that nobody configured cannot be told. */
  private names(name: string | undefined): boolean | undefined {
    const wanted = name && plainText(name).trim();
    if (!wanted) return undefined;
    return this.plain.includes(wanted) || this.plain.includes(wanted.replace(LEGAL_FORM, ''));
  }

  private namesDebtor(): boolean | undefined {
    const { name, contactName } = this.input.debt.customer;
    const known = [name, contactName].filter((candidate) => candidate !== undefined && candidate !== '');
    return known.length === 0 ? undefined : known.some((candidate) => this.names(candidate) === true);
  }

  /** Whether the last digits of a number are in the text, however they are grouped. */
  private digits(number: string | undefined, least: number): boolean | undefined {
    const wanted = number?.replace(NON_DIGITS, '').slice(-9);
    if (!wanted || wanted.length < least) return undefined;
    return this.full.replace(/[^\d\n]/g, '').includes(wanted);
  }

  private taxId(): boolean | undefined {
    const own = this.creditor.taxId?.replace(/[^\dA-Za-z]/g, '').toUpperCase();
    const text = this.full.replace(/[.\-/ ]/g, '').toUpperCase();
    if (own) return text.includes(own);
    return /CNPJ|CPF/.test(text) && /\d{11,14}/.test(text);
  }

  private referencesDebt(): boolean | undefined {
    const items = this.input.debt.openItems;
    if (!items || items.length === 0) return undefined;
    for (const { number, fiscalId, purchaseOrder } of items) {
      for (const reference of [number, fiscalId, purchaseOrder]) {
        if (reference && this.plain.includes(plainText(reference).trim())) return true;
      }
    }
    // Several invoices may be named by how many they are.
    return items.length > 1 && new RegExp(`(?<![\\d.,])${items.length}(?![\\d.,]\\d|\\d)`).test(this.visible);
  }

  private namesAmount(): boolean | undefined {
    const { overdue, balance, openItems } = this.input.debt;
    const amounts = [overdue, balance, ...(openItems ?? []).map((item) => item.balance)].flatMap(
      (amount) => amount ?? [],
    );
    if (amounts.length === 0) return undefined;
    const wanted = new Set<string>();
    for (const { decimal } of amounts) {
      wanted.add(decimal.replace(NON_DIGITS, ''));
      // 1500.00 may be written without its cents.
      if (/\.0+$/.test(decimal)) wanted.add(decimal.replace(/\.0+$/, '').replace(NON_DIGITS, ''));
    }
    for (const [found] of this.visible.matchAll(AMOUNT)) if (wanted.has(found.replace(NON_DIGITS, ''))) return true;
    return false;
  }

  /** Numbers that look like forbidden ones and are not: the creditor's own, and the invoices'. */
  /** Whether these digits are the creditor's own, or an invoice's. */
  allows(digits: string): boolean {
    return (this.allowed ??= this.listAllowed()).has(digits);
  }

  private listAllowed(): ReadonlySet<string> {
    const { creditor, input } = this;
    const numbers = [creditor.taxId, ...(creditor.paymentAccounts ?? [])];
    for (const { number, fiscalId, purchaseOrder } of input.debt.openItems ?? []) {
      numbers.push(number, fiscalId, purchaseOrder);
    }
    return new Set(numbers.flatMap((number) => (number ? number.replace(/[^\dkK]/g, '').toUpperCase() : [])));
  }
}
