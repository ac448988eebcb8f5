import { createHash } from 'node:crypto';

import { InputError } from '../errors';
import { view } from '../invoice/money';
import type { BankAccount } from '../message/settings';
import { plainText, staticPix } from './brcode/build';
import { readClabe } from './clabe';
import type { LinkSubject } from './order';
import type { DebtPayment } from './provider';

/** Ways to pay that need no provider. */
export const INSTRUCTION_KINDS = ['pix_static', 'spei', 'bank_transfer'] as const;
export type InstructionKind = (typeof INSTRUCTION_KINDS)[number];

type Line = { label: string; value: string };

function payment(provider: InstructionKind, subject: LinkSubject, reference: string): DebtPayment {
  return { provider, status: 'open', outcome: 'instructions', amount: view(subject.amount), reference };
}

/** The receiver of a static Pix code. */
export interface PixReceiver {
  key: string;
  name: string;
  city: string;
}

/**
 * A static Pix code over the amount, with the invoice number as what comes back on the statement.
 * @throws InputError for another currency, or a key, name or city that cannot be
 */
export function staticPixPayment(subject: LinkSubject, receiver: PixReceiver): DebtPayment {
  const txid = staticTxid(subject);
  const pixCode = staticPix({ ...receiver, amount: subject.amount, txid });
  return { ...payment('pix_static', subject, txid), pixCode, qr: pixCode };
}

/** At most 25 letters and digits: the invoice number where it is one and fits, else a part of the key. */
export function staticTxid({ invoices, contactKey }: Pick<LinkSubject, 'invoices' | 'contactKey'>): string {
  const number = (invoices.length === 1 ? (invoices[0] ?? '') : '').replace(/[^A-Za-z0-9]+/g, '');
  return number !== '' && number.length <= 25 ? number : contactKey.slice(0, 25);
}

/** The receiver of a transfer by SPEI. */
export interface SpeiReceiver {
  clabe: string;
  beneficiary: string;
  bank?: string;
}

const LONGEST_CONCEPT = 40;

/**
 * What a customer in Mexico types into a transfer: CLABE, beneficiary, a reference of up to seven digits, the concept.
 * @throws InputError for another currency, and for a CLABE that is not one: a wrong digit sends the money elsewhere
 */
export function speiPayment(subject: LinkSubject, receiver: SpeiReceiver): DebtPayment {
  if (subject.amount.currency !== 'MXN') {
    throw new InputError({
      field: 'currency',
      found: subject.amount.currency,
      problem: 'cannot be paid by SPEI',
      advice: 'SPEI carries Mexican pesos (MXN) only. Choose “Bank Transfer” for other currencies.',
    });
  }
  positive(subject);
  const clabe = receiver.clabe.replace(/[\s-]+/g, '');
  const reading = readClabe(clabe);
  if (!reading.valid) {
    throw new InputError({
      field: 'CLABE',
      found: receiver.clabe,
      problem: reading.why === 'check digit' ? 'has a wrong check digit' : 'is not 18 digits',
      advice: 'Copy the CLABE from your bank again: with a wrong digit the money goes elsewhere.',
    });
  }
  const reference = speiReference(subject);
  const bank = receiver.bank ?? reading.bankName;
  const lines: Line[] = [
    ...(bank === undefined ? [] : [{ label: 'Banco', value: bank }]),
    { label: 'CLABE', value: clabe },
    { label: 'Beneficiario', value: plainText(receiver.beneficiary, LONGEST_CONCEPT) },
    { label: 'Referencia numérica', value: reference },
    { label: 'Concepto', value: plainText(subject.invoices.join(' '), LONGEST_CONCEPT) },
  ].filter(({ value }) => value !== '');
  const warning = reading.catalogueValid
    ? []
    : [`The lists of banks and branches do not have this CLABE: ${reading.why}.`];
  return {
    ...payment('spei', subject, reference),
    instructions: lines,
    ...(warning.length === 0 ? {} : { warnings: warning }),
  };
}

/** One to seven digits, the first not zero: the end of the invoice number, else a number made from the key. */
export function speiReference({ invoices, contactKey }: Pick<LinkSubject, 'invoices' | 'contactKey'>): string {
  const digits = (invoices.length === 1 ? (invoices[0] ?? '') : '').replace(/\D+/g, '').slice(-7).replace(/^0+/, '');
  if (digits !== '') return digits;
  const number = createHash('sha256').update(contactKey).digest().readUInt32BE(0);
  return String(1_000_000 + (number % 9_000_000));
}

/** What banks call their numbers, in the order that they ask for them. */
const TRANSFER_LABELS: Readonly<Record<string, ReadonlyArray<[keyof BankAccount, string]>>> = {
  es: [
    ['bank', 'Banco'],
    ['beneficiary', 'Titular'],
    ['taxId', 'Identificación fiscal del titular'],
    ['clabe', 'CLABE'],
    ['cci', 'CCI'],
    ['cbu', 'CBU/CVU'],
    ['alias', 'Alias'],
    ['iban', 'IBAN'],
    ['bic', 'BIC'],
    ['accountType', 'Tipo de cuenta'],
    ['account', 'Cuenta'],
    ['pix', 'Pix'],
  ],
  pt: [
    ['bank', 'Banco'],
    ['beneficiary', 'Favorecido'],
    ['taxId', 'CNPJ/CPF'],
    ['pix', 'Chave Pix'],
    ['accountType', 'Tipo de conta'],
    ['account', 'Conta'],
    ['iban', 'IBAN'],
    ['bic', 'BIC'],
  ],
  en: [
    ['bank', 'Bank'],
    ['beneficiary', 'Account holder'],
    ['taxId', 'Tax ID of the holder'],
    ['routing', 'Routing (ABA)'],
    ['sortCode', 'Sort code'],
    ['iban', 'IBAN'],
    ['bic', 'BIC'],
    ['accountType', 'Account type'],
    ['account', 'Account'],
    ['clabe', 'CLABE'],
    ['cci', 'CCI'],
    ['cbu', 'CBU/CVU'],
    ['alias', 'Alias'],
    ['pix', 'Pix'],
  ],
};

/** What the tax id of the holder is called where banks ask for it. */
const TAX_ID_NAMES: Readonly<Record<string, string>> = {
  MX: 'RFC',
  CO: 'NIT',
  CL: 'RUT',
  PE: 'RUC',
  AR: 'CUIT',
  EC: 'RUC',
  ES: 'NIF',
  BR: 'CNPJ/CPF',
  UY: 'RUT',
};
const REFERENCE = { es: 'Referencia', pt: 'Referência', en: 'Reference' };

/**
 * The bank data for the customer's country and the debt's currency, with the reference to put.
 * @throws InputError when there is no account for them
 */
export function transferPayment(subject: LinkSubject, accounts: readonly BankAccount[]): DebtPayment {
  positive(subject);
  const { payer, amount, invoices, customerId } = subject;
  const fits = accounts.filter(
    (one) =>
      (!one.country || !payer.country || one.country === payer.country) &&
      (!one.currency || one.currency === amount.currency),
  );
  // The one that names the country goes before the one for everybody.
  const account = fits.find((one) => one.country === payer.country && payer.country) ?? fits[0];
  if (!account) {
    throw new InputError({
      field: 'Bank Accounts to Pay Into',
      found: `${payer.country ?? 'no country'}, ${amount.currency}`,
      problem: 'is a country and currency that no account is for',
      advice: 'Add an account for them, or one without a country or currency.',
    });
  }
  const reference = invoices.length === 1 ? (invoices[0] ?? customerId) : customerId;
  const language = languageOf(subject);
  const country = account.country ?? payer.country ?? '';
  const lines = (TRANSFER_LABELS[language] ?? []).flatMap(([field, label]): Line[] => {
    const value = account[field];
    if (typeof value !== 'string' || value === '') return [];
    return [{ label: field === 'taxId' ? (TAX_ID_NAMES[country] ?? label) : label, value }];
  });
  const other = (account.other ?? []).map(({ label, value }) => ({ label, value }));
  const last = { label: REFERENCE[language], value: reference };
  return { ...payment('bank_transfer', subject, reference), instructions: [...lines, ...other, last] };
}

function languageOf({ locale, payer }: LinkSubject): 'es' | 'pt' | 'en' {
  const language = locale?.slice(0, 2).toLowerCase() ?? (payer.country === 'BR' ? 'pt' : 'es');
  return language === 'pt' || language === 'en' ? language : 'es';
}

function positive({ amount }: LinkSubject): void {
  if (amount.minor > 0) return;
  throw new InputError({
    field: 'amount',
    found: view(amount).decimal,
    problem: 'leaves nothing to pay',
    advice: 'Make payments ready only for debts with a balance above zero.',
  });
}
