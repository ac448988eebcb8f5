import { InputError } from '../errors';
import type { Debt, OpenItem } from '../invoice/debt';
import type { BankAccount, MessageExtras, PaymentInstructions } from './settings';
import { cleanValue } from './engine/clean';
import type { Terms } from './texts/types';

/** One line of bank data, labelled in the message's language. */
export interface BankLine {
  label: string;
  value: string;
}

export interface PaymentContext {
  /** Checked: `https` or `http`. */
  link?: string;
  accounts: Array<{ lines: readonly BankLine[]; reference?: string }>;
  /** What a QR shows: a Pix code, else the link. */
  qr?: string;
  /** The digits of the accounts' numbers, so that they are not taken for a customer's. */
  ownNumbers: ReadonlySet<string>;
  /** An account is meant for this customer, if only by the name of its bank: the message may ask for payment. */
  hasAccounts: boolean;
  /** There is something to show under *How to pay*. */
  hasWays: boolean;
  reference: string;
}

const LONGEST_LINK = 2_000;
/** What needs no parser: a host name, then only characters that mean nothing to HTML, JSON or a line of text. */
const PLAIN_ADDRESS = /^https:\/\/[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:[/?#][\w\-.~!$&()*+,;=:@%/?#]*)?$/;

/**
 * How this debt can be paid: the link (of the call, of the single invoice, or of the settings) and the bank accounts
 * meant for the customer's country and the debt's currency.
 * @throws InputError when a link is not a web address
 */
export function paymentContext(
  settings: PaymentInstructions | undefined,
  debt: Debt,
  items: OpenItem[],
  extras: MessageExtras,
  terms: Terms,
): PaymentContext {
  const byInvoice = settings?.reference !== 'customer' && items.length === 1;
  const reference = byInvoice ? (items[0]?.number ?? debt.id) : debt.customer.id;
  const own = items.length === 1 ? items[0]?.paymentUrl : undefined;
  const link = extras.paymentUrl ?? own ?? linkFor(settings?.link, reference);
  const made = madeFor(extras);
  const meant = (settings?.accounts ?? [])
    .filter((account) => !account.country || !debt.customer.country || account.country === debt.customer.country)
    .filter((account) => !account.currency || account.currency === debt.currency);
  const accounts = meant.filter(canBePaidInto).map((account) => ({ lines: linesOf(account, terms), reference }));
  const checked = link ? webAddress(link, 'payment link') : undefined;
  const qr = extras.paymentQr ?? checked;
  return {
    ownNumbers: made ? new Set([...numbersOf(settings), ...digitRuns(made.lines)]) : numbersOf(settings),
    ...(checked ? { link: checked } : {}),
    ...(qr ? { qr } : {}),
    accounts: made ? [made, ...accounts] : accounts,
    hasAccounts: meant.length > 0 || made !== undefined,
    hasWays: checked !== undefined || made !== undefined || accounts.length > 0,
    reference,
  };
}

/** The ways to pay that were made for this debt, as one more account; they go first. */
function madeFor({
  paymentLines = [],
  paymentReference,
}: MessageExtras): PaymentContext['accounts'][number] | undefined {
  if (paymentLines.length === 0) return undefined;
  const lines = paymentLines.map(({ label, value }) => ({ label: cleanValue(label), value: cleanValue(value) }));
  return { lines, ...(paymentReference === undefined ? {} : { reference: cleanValue(paymentReference) }) };
}

/** The long numbers in lines of our own: none of them is a card. */
function digitRuns(lines: readonly BankLine[]): string[] {
  return lines.flatMap(({ value }) => [...value.matchAll(/\d(?:[ -]?\d)*/g)].map(([run]) => run.replace(/\D/g, '')));
}

function linkFor(base: string | undefined, reference: string): string | undefined {
  if (!base) return undefined;
  const value = encodeURIComponent(cleanValue(reference));
  return base.includes('{reference}') ? base.replaceAll('{reference}', value) : `${base}${value}`;
}

/**
 * A link that may stand in a message: absolute, http or https, of bounded length.
 * @throws InputError otherwise; `javascript:` and the like never reach a customer
 */
export function webAddress(value: string, field: string): string {
  const text = value.trim();
  if (PLAIN_ADDRESS.test(text) && text.length <= LONGEST_LINK) return text;
  if (text.length <= LONGEST_LINK && URL.canParse(text)) {
    const url = new URL(text);
    if ((url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password) return url.href;
  }
  throw new InputError({
    field,
    found: value,
    problem: 'is not a web address',
    advice: 'Give a complete address that begins with https://.',
  });
}

const NUMBERS = new WeakMap<PaymentInstructions, ReadonlySet<string>>();
const NO_NUMBERS: ReadonlySet<string> = new Set();

function numbersOf(settings: PaymentInstructions | undefined): ReadonlySet<string> {
  if (!settings) return NO_NUMBERS;
  let numbers = NUMBERS.get(settings);
  if (!numbers) {
    const values = (settings.accounts ?? []).flatMap((account) => [
      ...Object.values(account).filter((value) => typeof value === 'string'),
      ...(account.other ?? []).map(({ value }) => value),
    ]);
    NUMBERS.set(settings, (numbers = new Set(values.map((value) => value.replace(/\D/g, '')))));
  }
  return numbers;
}

/** A bank and a name alone are nowhere to pay into, and would read as if something had been forgotten. */
function canBePaidInto({ account, alias, cbu, cci, clabe, iban, pix, other = [] }: BankAccount): boolean {
  return [account, alias, cbu, cci, clabe, iban, pix, ...other.map(({ value }) => value)].some(Boolean);
}

/** The lines of an account never change, and every message shows them; what is frozen is written once for all of them. */
const LINES = new WeakMap<Terms, WeakMap<BankAccount, readonly BankLine[]>>();

function linesOf(account: BankAccount, terms: Terms): readonly BankLine[] {
  let known = LINES.get(terms);
  if (!known) LINES.set(terms, (known = new WeakMap()));
  let lines = known.get(account);
  if (!lines) known.set(account, (lines = bankLines(account, terms)));
  return lines;
}

function bankLines(account: BankAccount, terms: Terms): readonly BankLine[] {
  const lines: Array<BankLine | undefined> = [
    line(terms.bank, account.bank),
    line(terms.beneficiary, account.beneficiary),
    line(terms.taxId, account.taxId),
    line('CLABE', account.clabe),
    line('Pix', account.pix),
    line('CCI', account.cci),
    line('CBU/CVU', account.cbu),
    line('Alias', account.alias),
    line('IBAN', account.iban),
    line('BIC', account.bic),
    line('Routing (ABA)', account.routing),
    line('Sort code', account.sortCode),
    line(
      terms.account,
      account.accountType && account.account ? `${account.account} (${account.accountType})` : account.account,
    ),
    ...(account.other ?? []).map(({ label, value }) => line(label, value)),
  ];
  return Object.freeze(lines.filter((entry) => entry !== undefined));
}

function line(label: string, value: string | undefined): BankLine | undefined {
  return value ? Object.freeze({ label, value }) : undefined;
}
